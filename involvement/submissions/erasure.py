"""Erasing a submission with all that hangs on it. Nothing else in the site deletes one.

What stays names nobody: a line in the disposition log and one in the audit log.
"""

from django.db import transaction
from django.utils import timezone
from post_office.models import Email

from editorial.cache.version import raise_version
from editorial.models import audit
from involvement.enums import AgeBand
from involvement.mail import letters
from involvement.models import Disposition, Submission
from involvement.submissions import record_series

# Somebody's own wish, or their guardian's, is an erasure; the rest is the course of things.
_WISHES = (Disposition.Reason.ERASURE, Disposition.Reason.DECLINED)


class OnHoldError(Exception):
    """A hold keeps the submission: a records request or a dispute. `submission` is the one."""

    def __init__(self, submission):
        super().__init__(submission.reference)
        self.submission = submission


@transaction.atomic
def erase(submission, *, reason, by=None, note=""):
    """Delete a submission, its messages, its mails with their logs, and its idea; log that.

    `reason` is a `Disposition.Reason`; `by` a user, or None when the site itself, the sender or a
    guardian did it; `note` goes into the audit log and must name no person. A public idea leaves
    the public page in the same transaction.

    Gives the `Disposition`, or None when the submission is gone already. Raises OnHoldError.
    """
    locked = Submission.objects.select_for_update().filter(pk=submission.pk).first()
    if locked is None:
        return None
    if locked.is_on_hold:
        raise OnHoldError(locked)
    disposition = _disposition_of(locked, reason, by)
    audit.record(
        audit.AuditEntry.Action.ERASED if reason in _WISHES else audit.AuditEntry.Action.DISPOSED,
        Submission,
        [locked.reference],
        by=by,
        note=note or reason,
    )
    was_public = locked.idea.is_public if hasattr(locked, "idea") else False
    # The logs of a mail, and the row that ties it to the submission, go with it.
    Email.objects.filter(about__submission=locked).delete()
    locked.delete()
    if was_public:
        raise_version()
    return disposition


def _disposition_of(submission, reason, by):
    choice = letters.choice_of(submission)
    # Of what no guardian has confirmed, staff learn nothing but the age group.
    is_hidden = submission.age_band == AgeBand.YOUNG and submission.guardian_confirmed_at is None
    return Disposition.objects.create(
        reference=submission.reference,
        kind="" if is_hidden else submission.kind,
        series=record_series.series_of(choice),
        retention_years=choice.retention_years if choice else None,
        received_on=timezone.localdate(submission.received_at),
        reason=reason,
        by=by,
    )
