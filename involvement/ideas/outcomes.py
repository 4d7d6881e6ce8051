"""Telling what became of an idea to everybody who had it: who sent it, who sent the same, who said
"me too" and asked for news.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from editorial.text.localized import localized
from involvement import links
from involvement.ideas import supporting
from involvement.mail import letters, outbox
from involvement.models import Submission
from pages.models import SiteSettings

# What these mails are for; see `involvement.mail.outbox`.
OUTCOME = "idea_outcome"


@transaction.atomic
def tell(idea, *, base):
    """Mail the outcome of an idea with thanks, `base` being where the site is.

    Return the number of mails. Who proposed it and said "me too" with the same mailbox gets both,
    as each has a link of its own.
    """
    number = supporting.tell_news(idea, base=base)
    site = SiteSettings.objects.current()
    for submission in _senders(idea):
        outbox.post_all(
            submission, [(submission.email, _outcome(idea, submission, base), OUTCOME)], site=site
        )
        number += 1
    return number


def _senders(idea):
    """Query the submissions behind an idea and its doubles whose senders can be told."""
    sent = Submission.objects.filter(Q(idea=idea) | Q(idea__joined_to=idea)).exclude(email="")
    return sent.filter(erasure_requested_at=None).exclude(state=Submission.State.WITHDRAWN)


def _outcome(idea, submission, base):
    with translation.override(submission.language):
        subject = _("Your idea %(number)s: what became of it")
        body = _(
            "You sent us this idea, or the same one:\n\n%(title)s\n\nNow it is: %(status)s\n\n"
            "%(outcome)s\n\nThank you for taking part. Your own page shows what you sent:\n\n"
            "%(link)s\n\nWhoever has this link can read and change it, so keep it to yourself."
        )
        words = {
            "number": submission.reference,
            "title": localized(idea, "title"),
            "status": idea.get_status_display(),
            "outcome": localized(idea, "outcome"),
            "link": links.status_url(base, submission),
        }
        return letters.MailText(subject % words, body % words, submission.language)
