"""`manage.py make_staff`: an account that may do everything, or the way back into one.

It is the way in for the first administrator, and for the last one who lost phone, computer and
password in an office without mail. Who can run it has the data folder, and so everything anyhow.
"""

import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import people
from accounts.models import User
from accounts.sign_in import finding, history


class Command(BaseCommand):
    help = "Make an account that may do everything, or let somebody in again who has one."
    # They would load every page of the site.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", default="", help="the name for signing in")

    def handle(self, *, name, **options):
        try:
            name = name or self._asked("Name for signing in: ")
            account = finding.by_name_or_email(name)
            if account is None:
                self._make(name)
            else:
                self._let_in(account)
        except (EOFError, KeyboardInterrupt) as error:
            raise CommandError("Nothing was changed.") from error

    def _make(self, name):
        account = User(username=name, is_staff=True, is_superuser=True)
        account.email = input("Email address (may be empty): ").strip().lower()
        account.set_unusable_password()
        try:
            account.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        password = self._password(account)
        with transaction.atomic():
            account.set_password(password)
            account.save()
            people.rights_changed(account, ["made by `make staff`: everything"])
        self.stdout.write(f"{account} may do everything at the desk.")

    def _let_in(self, account):
        self.stdout.write(
            f"{account} has an account. Letting them in again means: a new password, no second "
            "factor until they set one up anew, and every right."
        )
        if input("Do that? [y/N] ").strip().lower() not in {"y", "yes"}:
            raise CommandError("Nothing was changed.")
        password = self._password(account)
        with transaction.atomic():
            account.set_password(password)
            account.is_active = account.is_staff = account.is_superuser = True
            account.save()
            people.take_factors_away(account, note="all removed, by `make staff`")
            history.told(history.Action.PASSWORD, account, note="by `make staff`")
            people.rights_changed(account, ["everything, by `make staff`"])
        self.stdout.write(f"{account} signs in with the new password.")

    def _asked(self, question):
        answer = ""
        while not answer:
            answer = input(question).strip()
        return answer

    def _password(self, account):
        """Ask for a password twice, until it is the same and a good one."""
        while True:
            password = getpass.getpass("Password: ")
            if password != getpass.getpass("Once more: "):
                self.stderr.write("These were two different ones.")
                continue
            try:
                validate_password(password, account)
            except ValidationError as error:
                self.stderr.write("\n".join(error.messages))
                continue
            return password
