"""What the audit log says about accounts: signing in, refusals, rights, passwords."""

import textwrap

from accounts.models import User
from editorial.models import AuditEntry, audit
from editorial.web.network import digest_of

Action = AuditEntry.Action

# Enough of the digest of a network to see which lines belong together, today.
_SHOWN = 10
_LONGEST = AuditEntry._meta.get_field("note").max_length


def told(action, account, *, by=None, note=""):
    """Write one line about an account; `account` is None for a name that nobody has."""
    references = [account.get_username()] if account else []
    audit.record(action, User, references, by=by, note=note)


def about(request, account):
    """Return the references of a refusal: the account, if any, and today's digest of the network.

    What was typed is not kept: it may be a password in the wrong field.
    """
    names = [account.get_username()] if account else []
    return [*names, f"network {digest_of(request)[:_SHOWN]}"]


def refused(request, account, note):
    """Write that somebody was not let in, and from which network."""
    audit.record(Action.REFUSED, User, about(request, account), note=note)


def refused_again(references, note):
    """Write how many more were refused, with the references from when that began."""
    audit.record(Action.REFUSED, User, references, note=note)


def rights_changed(model, name, changes, *, by=None):
    """Write which rights changed: all of them, in as many lines as they need."""
    for note in _notes(changes):
        audit.record(Action.RIGHTS, model, [name], by=by, note=note)


def _notes(texts):
    """Join texts by commas, as many as fit into one note each; one that is longer is cut up."""
    notes = []
    for part in (part for text in texts for part in textwrap.wrap(text, _LONGEST) or [text]):
        if notes and len(notes[-1]) + len(part) + 2 <= _LONGEST:
            notes[-1] += f", {part}"
        else:
            notes.append(part)
    return notes
