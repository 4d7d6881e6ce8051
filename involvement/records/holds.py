"""Holds: a records request or a dispute keeps a submission from being disposed of and erased.

A hold is no letter and no change of what was written, so it does not begin the years anew. Why it
was put and lifted stands in notes of the submission, which go with it; the audit log names nobody.
"""

from django.db import transaction

from involvement.models import Message
from involvement.submissions.changes import Action, changing, lock, say


@transaction.atomic
def put(submission, reason, *, by, version):
    """Put a hold on a submission, or give the hold another reason; return the submission.

    Raises ChangedError, and Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    if locked.hold_reason != reason:
        _change(locked, reason, Action.HELD, reason, by, version)
    return locked


@transaction.atomic
def lift(submission, reason, *, by, version):
    """Lift the hold of a submission; return it. Raises as `put` does."""
    locked = lock(submission)
    if locked.is_on_hold:
        _change(locked, "", Action.RELEASED, reason, by, version)
    return locked


def _change(locked, hold_reason, action, why, by, version):
    with changing(locked, version=version, by=by, action=action, is_activity=False):
        locked.hold_reason = hold_reason
        say(locked, Message.Kind.NOTE, why, by=by, subject=str(action.label))
