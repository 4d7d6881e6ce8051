"""The email that invites a reader, in their language, by way of the outbox."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from post_office import mail

from editorial.text import formats


def can_be_sent():
    """Return whether there is a mail server; without one a link is handed on by a person."""
    return bool(settings.EMAIL_HOST)


def post(invitation, link):
    """Put the invitation into the outbox; the worker sends it. It goes when the link ends."""
    with translation.override(invitation.language):
        host = urlsplit(link).hostname
        words = {
            "invitation": invitation,
            "link": link,
            "host": host,
            "day": formats.day(invitation.expires_at),
        }
        subject = _("Would you read %(site)s for us?") % {"site": host}
        body = render_to_string("readers/invitation.txt", words)
    mail.send(
        recipients=[invitation.email],
        sender=settings.DEFAULT_FROM_EMAIL,
        # The library reads both as templates, and a name may hold what looks like one.
        subject="{{ subject|safe }}",
        message="{{ body|safe }}",
        context={"subject": subject, "body": body},
        headers={"Auto-Submitted": "auto-generated"},
        expires_at=invitation.expires_at,
    )
