"""What the audit log says about accounts: signing in, refusals, rights, passwords."""

from accounts.models import User
from editorial.models import AuditEntry, audit
from editorial.web.network import digest_of

Action = AuditEntry.Action

# Enough of the digest of a network to see which lines belong together, today.
_SHOWN = 10


def told(action, account, *, by=None, note=""):
    """Write one line about an account; `account` is None for a name that nobody has."""
    references = [account.get_username()] if account else []
    audit.record(action, User, references, by=by, note=note)


def refused(request, account, note):
    """Write that somebody was not let in, and from which network, as a digest of today.

    What was typed is not kept: it may be a password in the wrong field.
    """
    references = [account.get_username()] if account else []
    references.append(f"network {digest_of(request)[:_SHOWN]}")
    audit.record(Action.REFUSED, User, references, note=note)
