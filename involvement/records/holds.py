"""Holds: a records request or a dispute keeps a submission from being disposed of and erased.

A hold is no letter and no change of what was written, so it does not begin the years anew. Why it
was put and lifted stands in notes of the submission, which go with it; the audit log names nobody.
"""

from django.db import transaction

from editorial.models import audit
from editorial.text import languages
from involvement.models import Message, Submission
from involvement.submissions.staff import StaleError

Action = audit.AuditEntry.Action


@transaction.atomic
def put(submission, reason, *, by, version):
    """Put a hold on a submission, or give the hold another reason; return the submission.

    Raises `answering.StaleError`, and Submission.DoesNotExist when it is gone.
    """
    locked = _lock(submission)
    if locked.hold_reason == reason:
        return locked
    _check(locked, version)
    locked.hold_reason = reason
    return _store(locked, Action.HELD, by, reason)


@transaction.atomic
def lift(submission, reason, *, by, version):
    """Lift the hold of a submission; return it. Raises as `put` does."""
    locked = _lock(submission)
    if not locked.is_on_hold:
        return locked
    _check(locked, version)
    locked.hold_reason = ""
    return _store(locked, Action.RELEASED, by, reason)


def _lock(submission):
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _check(locked, version):
    if locked.version != version:
        raise StaleError(locked.reference)


def _store(locked, action, by, reason):
    locked.version += 1
    locked.save(update_fields=["hold_reason", "version"])
    Message.objects.create(
        submission=locked,
        kind=Message.Kind.NOTE,
        by=by,
        language=languages.current(),
        subject=str(action.label),
        text=reason,
    )
    audit.record(action, Submission, [locked.reference], by=by)
    return locked
