"""Making accounts, giving roles and letting somebody in again: the one writer of what is allowed.

Who has a role may sign in, and nobody else but superusers: the staff status follows from the roles.
"""

import re

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from accounts import mail
from accounts.models import User
from accounts.sign_in import history, second_factor
from accounts.sign_in.history import Action


@transaction.atomic
def give_roles(account, roles, *, by=None):
    """Let an account have these groups and no others; who loses the last one signs in no more."""
    before = set(account.groups.values_list("name", flat=True))
    after = {role.name for role in roles}
    account.groups.set(roles)
    account.is_staff = account.is_superuser or bool(after)
    account.save(update_fields=["is_staff"])
    if before != after:
        given = [f"+ {name}" for name in sorted(after - before)]
        taken = [f"- {name}" for name in sorted(before - after)]
        rights_changed(account, given + taken, by=by)


def rights_changed(account, changes, *, by=None):
    """Write into the audit log what changed, all of it."""
    history.rights_changed(User, account.get_username(), changes, by=by)


def name_from(email):
    """Return a user name that nobody has yet, made from an email address."""
    stem = re.sub(r"[^\w.@+-]", "", email.partition("@")[0])[:140] or "account"
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    return next(
        name
        for name in (stem, *(f"{stem}{number}" for number in range(2, len(taken) + 3)))
        if name not in taken
    )


def link_for_password(account):
    """Return the address at which somebody chooses a password; it works once, for three days."""
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    return get_adapter().get_reset_password_from_key_url(key)


def invite(account, *, is_new=False):
    """Mail somebody the link to choose a password. Return it where no mail can be sent, else ""."""
    link = link_for_password(account)
    if not (mail.can_be_sent() and account.email):
        return link
    words = {"password_reset_url": link, "username": account.get_username(), "is_new": is_new}
    get_adapter().send_mail("account/email/password_reset_key", account.email, words)
    return ""


@transaction.atomic
def take_factors_away(account, *, by=None, note=""):
    """Let somebody in again who lost phone and computer: they set up a second factor anew."""
    second_factor.take_away(account)
    history.told(Action.FACTOR, account, by=by, note=note or "all removed, by somebody else")
