"""What a parent or guardian decides about what a young person wrote, by a signed link.

Until the yes, staff see no more than the age group. A no, or thirty days of silence, erases all.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from involvement.intake import submit as intake
from involvement.models import Disposition, Submission
from involvement.submissions import erasure, sender
from involvement.submissions.changes import changing, lock
from involvement.submissions.deadlines import promised_day

DAYS_TO_CONFIRM = 30


def confirm_by(submission):
    """Return the last day on which a guardian can say yes from morning to night."""
    return timezone.localdate(submission.received_at) + timedelta(days=DAYS_TO_CONFIRM - 1)


@transaction.atomic
def confirm(submission, *, base, version):
    """Let staff read it: it is new from now on, and the receipt goes to the young person.

    Said twice it is said once. `base` is where the site is, for the links in the mail. Raises
    ChangedError when the page showed another `version` of the text, and Submission.DoesNotExist
    when it is gone.
    """
    locked = lock(submission)
    if not locked.waits_for_guardian:
        return
    with changing(locked, version=version, note="confirmed by the guardian"):
        locked.guardian_confirmed_at = timezone.now()
        locked.state = Submission.State.NEW
        # Nobody could read it before, so the days of the promise begin now.
        locked.answer_by = promised_day()
    intake.post_first_mails(base, locked)


@transaction.atomic
def decline(submission):
    """Erase it at once; say whether that was done.

    After a yes it is too late for a no, and nothing is done. While a hold keeps it, the no is noted
    as a wish to have it erased. Raises Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    if not locked.waits_for_guardian:
        return False
    if locked.is_on_hold:
        return ask_for_erasure(locked)
    erasure.erase(locked, reason=Disposition.Reason.DECLINED)
    return True


def ask_for_erasure(submission):
    """Note that the guardian wants it erased; say whether it is erased already."""
    return sender.ask_for_erasure(submission, asked_by="the guardian")


def erase_unconfirmed(now):
    """Erase what no guardian has confirmed within thirty days; return the `erasure.Erased`.

    What was held for review, so that no guardian was ever asked, goes as well: the privacy notice
    promises the same for all young people. What is on hold stays.
    """
    return erasure.erase_each(lambda: overdue(now), reason=Disposition.Reason.UNCONFIRMED)


def overdue(now):
    """Query what no guardian has confirmed within thirty days, but for what is on hold."""
    before = now - timedelta(days=DAYS_TO_CONFIRM)
    return Submission.objects.unread().filter(received_at__lte=before, hold_reason="")
