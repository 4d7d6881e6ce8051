"""How long people wait for us, counted in days."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import npgettext

from involvement.models import InterestForm, Submission


def waiting_since(submission):
    """Return the moment since which its sender waits; None when nobody waits for us.

    Who had an answer and wrote again waits since then.
    """
    if not submission.is_to_do:
        return None
    return submission.last_activity_at if submission.answered_at else submission.received_at


def days_waiting(submission, now):
    """Count the whole days that its sender has waited; None when nobody waits for us."""
    since = waiting_since(submission)
    return None if since is None else (now - since).days


def has_waited_longer_than(days, now):
    """Return the condition that somebody has waited more than so many days."""
    before = now - timedelta(days=days)
    return Q(state__in=Submission.TO_DO) & (
        Q(answered_at=None, received_at__lt=before)
        | Q(answered_at__isnull=False, last_activity_at__lt=before)
    )


def is_overdue(submission, today):
    """Return whether it should have been answered before this day."""
    return submission.is_to_do and submission.answer_by < today


def promised_day():
    """Return the day until which we promise an answer to what is taken up today."""
    return timezone.localdate() + timedelta(days=days_to_answer())


def days_to_answer():
    """Return within how many days we promise an answer."""
    days = InterestForm.objects.values_list("answer_days", flat=True).first()
    return InterestForm._meta.get_field("answer_days").default if days is None else days


def days_of(interest):
    """Return within how many days a form promises an answer, also before there is one."""
    return InterestForm().answer_days if interest is None else interest.answer_days


def days_in_words(days):
    """Return a number of days as it stands after "within"."""
    return npgettext("after “within”", "%(count)s day", "%(count)s days", days) % {"count": days}
