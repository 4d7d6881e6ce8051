"""The way of every mail: into the outbox within the transaction of what it is about.

The worker sends from there and tries again (`involvement.worker.worker`). A crash between the mail
server's acceptance and our mark may repeat a mail, but with the same Message-ID, so that the
reader's program shows it once.
"""

from datetime import timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from post_office.models import PRIORITY, STATUS, Email

from involvement.mail.recipients import as_recipient
from involvement.models import Mail
from pages.models import SiteSettings

# Mail to people who wait on their screen goes before what can wait.
WAITING = (STATUS.queued, STATUS.requeued)
OVER = (STATUS.sent, STATUS.failed)

# What a mail is for that brings a new link; the other purposes are those of `Letter`.
LINK = "link"
# A question to a guardian that was answered, and after which they had to be asked again.
ASKED_BEFORE = "asked-before"
# The privacy notice promises the same.
DAYS_KEPT = 30
BATCH = 500
_REFERENCES = 9


def post(submission, to, text, *, purpose, message=None):
    """Put one mail into the outbox; return the `Mail`. Call it inside a transaction.

    `to` is one address that a form has checked; `text` is a `letters.MailText`.
    """
    headers = _headers(text, SiteSettings.objects.current()) | _thread(submission, to)
    email = _email(to, text, headers)
    email.save()
    return Mail.objects.create(submission=submission, email=email, message=message, purpose=purpose)


def post_all(submission, mails, *, site):
    """Put mails that go out by themselves into the outbox. `mails` are (to, text, purpose).

    `site` are the settings of the site, or None. Call it inside a transaction.
    """
    # Nobody's holiday note shall answer a receipt.
    automatic = {"Auto-Submitted": "auto-generated"}
    emails = [_email(to, text, _headers(text, site) | automatic) for to, text, _purpose in mails]
    for email in emails:
        email.full_clean()
    Email.objects.bulk_create(emails)
    Mail.objects.bulk_create(
        Mail(submission=submission, email=email, purpose=purpose)
        for email, (_to, _text, purpose) in zip(emails, mails, strict=True)
    )


def _email(to, text, headers):
    return Email(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[as_recipient(to)],
        subject=one_line(text.subject),
        message=text.body,
        headers=headers,
        message_id=make_msgid(domain=_domain()),
        status=STATUS.queued,
        priority=PRIORITY.medium,
    )


def one_line(words):
    """Return a text without line ends and control characters, fit for a header of a mail."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def send_again(mail):
    """Put a failed or sent mail back into the queue, with the same Message-ID and a fresh count.

    Return whether that was done: one that is still to go out stays as it is.
    """
    done = Email.objects.filter(pk=mail.email_id, status__in=OVER)
    fresh = {"number_of_retries": None, "scheduled_time": timezone.now()}
    return bool(done.update(status=STATUS.queued, **fresh))


def sending_is_possible():
    """Return whether a mail server is configured; without one mail waits and staff can read it."""
    return bool(settings.EMAIL_HOST)


def failed():
    """Query the mails that were given up; staff look at these."""
    return Mail.objects.filter(email__status=STATUS.failed)


def waiting():
    """Query the mails that are still to go out."""
    return Mail.objects.filter(email__status__in=WAITING)


def forgettable(now, days=DAYS_KEPT):
    """Query the mails that were sent so many days ago, but for those of what is on hold."""
    sent = Email.objects.filter(status=STATUS.sent, last_updated__lt=now - timedelta(days=days))
    return sent.exclude(about__in=Mail.objects.exclude(submission__hold_reason=""))


def forget_sent(now=None, *, days=DAYS_KEPT):
    """Delete mails that were sent so many days ago; return their number. Answers stay as messages.

    What was not delivered stays as long as its submission.
    """
    now = now or timezone.now()
    number = 0
    while keys := list(forgettable(now, days).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # Somebody may be sending one of them again.
            locked = Email.objects.select_for_update().filter(pk__in=keys, status=STATUS.sent)
            sent = [email.pk for email in locked.only("pk")]
            gone = Email.objects.filter(pk__in=sent).delete()[1]
        number += gone.get(Email._meta.label, 0)
    return number


def _headers(text, site):
    headers = {"Content-Language": text.language}
    if site and site.email:
        headers["Reply-To"] = site.email
    return headers


def _thread(submission, to):
    """Return the headers by which mail programs show a mail under those that went there before."""
    before = Email.objects.filter(about__submission=submission, to=as_recipient(to))
    ids = [each for each in before.order_by("pk").values_list("message_id", flat=True) if each]
    if not ids:
        return {}
    # The first and the newest ones are enough to find the thread.
    return {"In-Reply-To": ids[-1], "References": " ".join([ids[0], *ids[1:][-_REFERENCES:]])}


def _domain():
    return urlsplit(settings.SITE_URL).hostname or "localhost"
