"""The mail to who told a memory, when it does not stand on the timeline any more."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from involvement import links
from involvement.mail import letters, outbox
from pages.models import SiteSettings

# What mails with news are for; see `involvement.mail.outbox`.
ON_TIMELINE, OFF_TIMELINE = "on_timeline", "off_timeline"


def has_left(submission):
    """Mail that a memory has left the timeline; return the number of mails.

    Without an address, or a SITE_URL for the link, there is none. Call it inside a transaction.
    """
    if not submission.email or not settings.SITE_URL:
        return 0
    mail = (submission.email, _off(submission), OFF_TIMELINE)
    outbox.post_all(submission, [mail], site=SiteSettings.objects.current())
    return 1


def _off(submission):
    with translation.override(submission.language):
        subject = _("Your memory %(number)s has left the timeline")
        body = _(
            "Your memory does not stand on the timeline any more. You have asked for that, or the "
            "office has taken it off. Your own page says what became of it:\n\n%(link)s\n\n"
            "Whoever has this link can read and change what you sent, so keep it to yourself. If "
            "you have a question, answer this email."
        )
        words = {
            "number": submission.reference,
            "link": links.status_url(settings.SITE_URL, submission),
        }
        return letters.MailText(subject % words, body % words, submission.language)
