"""`manage.py find_person`: everything about one person, for those who look after the server.

It asks for what is known of the person: arguments would stand in the history of the shell.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from involvement.receipt_numbers import as_reference
from involvement.records import elsewhere, handout, people

BY = "by a command on the server"
QUESTIONS = {
    "name": "Name or part of it",
    "email": "Email address",
    "phone": "Phone",
    "words": "Words in the text",
    "number": "Receipt number",
}


class Command(BaseCommand):
    help = (
        "Find everything that is kept about a person, and print it. Asks for name, email address,"
        " phone, words and receipt number, a line each; what is left empty is not sought."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--format",
            choices=["list", *dict(handout.FORMATS)],
            default="list",
            help="a list of receipt numbers (the default), or all the data to be handed out",
        )

    def handle(self, *, format, **options):  # noqa: A002 - the name of the option
        wanted = self._ask()
        if not wanted.fields:
            raise CommandError("Nothing was given to look for.")
        found = people.search(wanted, note=BY)
        if found.is_too_much:
            raise CommandError(f"More than {people.MOST_FOUND} were found. Say more.")
        submissions = list(found.submissions())
        beside = elsewhere.find(wanted)
        if format == "list":
            self._list(submissions, found, beside)
        else:
            text = handout.hand_out(
                submissions, format, disposed=found.disposed, beside=beside, note=BY
            )
            self.stdout.write(text, ending="")

    def _ask(self):
        given = {}
        for field, words in QUESTIONS.items():
            self.stderr.write(f"{words}: ", ending="")
            self.stderr.flush()
            try:
                given[field] = input().strip()
            except EOFError:
                given[field] = ""
        given["number"] = as_reference(given["number"])
        return people.Wanted(**given)

    def _list(self, submissions, found, beside):
        for submission in submissions:
            kind = "" if submission.is_unread else f", {submission.kind}"
            self.stdout.write(
                f"{submission.reference}: {timezone.localdate(submission.received_at)}"
                f", {submission.state}"
                f"{kind} ({', '.join(found.places[submission.pk])})"
            )
        for line in found.disposed:
            self.stdout.write(f"{line.reference}: disposed of, {line.reason}")
        for thing in beside:
            self.stdout.write(f"{thing.key}, beside submissions")
        self.stdout.write(f"{len(submissions)} found.")
