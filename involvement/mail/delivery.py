"""Sending what is due from the outbox, one mail at a time, and what follows a failure.

django-post-office chooses, sends and marks; here are the growing pauses, and the end of trying
for an address that the mail server refuses for good.
"""

import re
from datetime import timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone
from post_office import mail
from post_office.models import STATUS, Email, Log

LONGEST_WAIT = timedelta(days=7)
WAITED_TOO_LONG = "Waited for more than 7 days: read it, and send it again if it is still true."
_BATCH = 1000
FIRST_PAUSE = timedelta(minutes=1)
# An hour and a quarter with the pauses before: long enough to mend a wrong setting at the mail
# server, short enough that staff soon learn of an address with a typing error.
TRIES_OF_REFUSED = 8
# The server's word about this one mail; that it does not let us in at all says nothing about it.
_ABOUT_THE_MAIL = {"SMTPRecipientsRefused", "SMTPDataError"}
_FOR_GOOD = re.compile(r"\(5\d\d, ")


def mail_is_due():
    """Return whether the outbox holds a mail whose time has come."""
    return mail.get_queued().exists()


def put_aside_old():
    """Give up mail that waited for very long, so that a person decides; return its number.

    What it promises may be over by now: a server was set up late, or was away. Sent again by
    somebody at the desk, it waits anew.
    """
    before = timezone.now() - LONGEST_WAIT
    waiting = Email.objects.filter(status=STATUS.queued).annotate(
        since=Coalesce("scheduled_time", "created")
    )
    old = waiting.filter(since__lt=before).values_list("pk", flat=True)
    number = 0
    # All of them: the next thing that happens is that what is left is sent.
    while keys := list(old[:_BATCH]):
        Email.objects.filter(pk__in=keys).update(status=STATUS.failed)
        Log.objects.bulk_create(
            Log(email_id=key, status=STATUS.failed, message=WAITED_TOO_LONG) for key in keys
        )
        number += len(keys)
    return number


def bring_forward():
    """Make due what waits for longer than mail is ever put off; return its number.

    Its next try was set by a clock that ran ahead.
    """
    now = timezone.now()
    waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
    late = waiting.filter(scheduled_time__gt=now + 2 * mail.get_retry_timedelta())
    # A database that can only be read need not fail where nothing is to be done.
    return late.update(scheduled_time=now) if late.exists() else 0


def send_one():
    """Try the next mail that is due. Only who holds the lease may call it."""
    began = timezone.now()
    mail.send_queued(processes=1)
    for email in Email.objects.filter(status=STATUS.requeued, last_updated__gte=began):
        _after_failure(email)


def pause_after(tries):
    """Return the time until the next try: 1, 2, 4, 8 and then 15 minutes."""
    longest = mail.get_retry_timedelta()
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 10), longest)


def _after_failure(email):
    tries = email.number_of_retries
    if tries >= TRIES_OF_REFUSED and _is_refused_for_good(email.logs.order_by("-pk").first()):
        changes = {"status": STATUS.failed, "scheduled_time": None}
    else:
        changes = {"scheduled_time": timezone.now() + pause_after(tries)}
    Email.objects.filter(pk=email.pk, status=STATUS.requeued).update(**changes)


def _is_refused_for_good(log):
    # A server that is only busy answers with a code that begins with 4.
    return (
        log is not None
        and log.exception_type in _ABOUT_THE_MAIL
        and bool(_FOR_GOOD.search(log.message))
    )
