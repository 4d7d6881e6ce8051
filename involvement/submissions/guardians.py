"""What a parent or guardian decides about what a young person wrote, by a signed link.

Until the yes, staff see no more than the age group. A no, or thirty days of silence after the
question was really sent, erases all. A yes can be taken back.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from involvement.errors import NotNowError
from involvement.intake import submit as intake
from involvement.models import Disposition, Submission
from involvement.submissions import consent, erasure, ideas, sender, staff
from involvement.submissions.changes import changing, lock, note_asked
from involvement.submissions.deadlines import promised_day

DAYS_TO_CONFIRM = 30
# Held for so long that nobody looked, or with a guardian whom no mail reaches. They run from the
# last change: what was answered long ago is not overdue on the day on which it needs another yes.
DAYS_UNASKED = 90


def confirm_by(submission):
    """Return the last day on which a guardian can say yes from morning to night.

    While the question is still on its way it is counted from today.
    """
    asked = submission.guardian_asked_at or timezone.now()
    return timezone.localdate(asked) + timedelta(days=DAYS_TO_CONFIRM - 1)


@transaction.atomic
def confirm(submission, *, base, version, lets_show=False):
    """Let staff read it: it is new from now on, and the receipt goes to the young person.

    With `lets_show` it may be shown publicly, too, if the young person wants that. Said twice it is
    said once. `base` is where the site is, for the links in the mail. Raises
    ChangedError when the page showed another `version` of the text, and Submission.DoesNotExist
    when it is gone.
    """
    locked = lock(submission)
    if not locked.waits_for_guardian:
        return
    with changing(locked, version=version, note="confirmed by the guardian"):
        locked.guardian_confirmed_at = timezone.now()
        locked.guardian_lets_show = lets_show and locked.may_publish
        staff.put_back(locked)
        # Nobody could read it before, so the days of the promise begin now.
        locked.answer_by = promised_day()
        locked.guardian_asked_at = locked.guardian_asked_at or locked.guardian_confirmed_at
    intake.post_first_mails(base, locked)


@transaction.atomic
def let_show(submission, lets_show, *, version):
    """Let it be shown publicly from now on, or not any more: then it leaves the page at once.

    Raises ChangedError when a yes was given to another `version` than stands there, NotNowError
    when nobody wants to show it, and Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    if locked.is_unread or (lets_show and not locked.may_publish):
        raise NotNowError(locked.reference)
    if locked.guardian_lets_show == lets_show:
        return
    note = "shown, says the guardian" if lets_show else "not shown, says the guardian"
    with changing(locked, version=version if lets_show else None, note=note):
        locked.guardian_lets_show = lets_show
        if not lets_show:
            ideas.take_off(locked)


@transaction.atomic
def take_back(submission):
    """Take a yes back: nobody reads it any more, and it is erased after the days of silence.

    Meanwhile the guardian can say yes again, or no. What is withdrawn stays withdrawn. Raises
    Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    if locked.is_unread or locked.state == Submission.State.WITHDRAWN:
        return
    with changing(locked, note="taken back by the guardian"):
        consent.hide(locked)
        locked.guardian_asked_at = timezone.now()


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
    """Erase what no guardian has confirmed in time; return the `erasure.Erased`.

    The time is thirty days after the question was sent. Where none could be sent, because nobody
    released it or the address was wrong, it is ninety after it came or last changed. What is on
    hold stays.
    """
    note_asked()
    return erasure.erase_each(lambda: overdue(now), reason=Disposition.Reason.UNCONFIRMED)


def overdue(now):
    """Query what no guardian has confirmed in time, but for what is on hold."""
    silent = Q(guardian_asked_at__lte=now - timedelta(days=DAYS_TO_CONFIRM))
    unasked = Q(guardian_asked_at=None, last_activity_at__lte=now - timedelta(days=DAYS_UNASKED))
    return Submission.objects.unread().filter(silent | unasked, hold_reason="")
