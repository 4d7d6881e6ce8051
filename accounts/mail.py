"""Mail about an account, by way of the outbox. It is thrown away once its link has ended."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from post_office import mail
from post_office.models import STATUS, Email


def can_be_sent():
    """Return whether there is a mail server; without one a link is handed on by a person."""
    return bool(settings.EMAIL_HOST)


def is_held_up():
    """Return whether mail that is to go out is tried in vain, so that a link would wait as well.

    Mail about accounts is not looked at: else the answer to an address would tell, some minutes
    later, whether somebody has it.
    """
    return Email.objects.filter(status=STATUS.requeued, expires_at=None).exists()


def post(message):
    """Put a mail of Django's into the outbox; the worker sends it."""
    mail.send(
        recipients=message.to,
        sender=message.from_email,
        subject=message.subject,
        message=message.body,
        headers={"Auto-Submitted": "auto-generated"},
        expires_at=timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
    )


def forget(now=None):
    """Delete the mails whose links have ended; return their number."""
    return Email.objects.filter(expires_at__lt=now or timezone.now()).delete()[0]
