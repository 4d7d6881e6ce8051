"""Saying "me too" to an idea without an account: counted once a mailbox that has confirmed.

The address itself stands only in the mail that asks, and with those who want to hear what becomes
of the idea; mails go when their links end. Its digest is keyed by the secret key of the site: with
another key the same mailbox could count once more.
"""

import hashlib
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from post_office import mail
from post_office.models import Email

from editorial.cache.version import raise_version
from editorial.text import languages
from editorial.text.localized import localized
from involvement.errors import TooManyError
from involvement.intake import reachable, spam
from involvement.mail import outbox
from involvement.mail.recipients import as_recipient
from involvement.models import Idea, IdeaSupport

# A class of forty may say so together from one school.
MOST_AN_HOUR = 60
# Who has not confirmed by then has thought better of it.
CONFIRM_WITHIN = timedelta(days=7)
# As long as a mail that was sent is kept.
NEWS_KEPT_FOR = timedelta(days=outbox.DAYS_KEPT)

_LINK = re.compile(r"/ideas/me-too/([^/\s]+)/")


@transaction.atomic
def ask(idea, email, *, wants_news, base, network, is_suspicious=False):
    """Send the mail that asks to confirm a "me too"; say nothing of whether one is there.

    `network` is the digest of where it was sent from; `base` is where the site is. Raises
    TooManyError, also when very many ask from everywhere.
    """
    _hits, mails_to_one = spam.count_hits(
        _asked_from(network), (email,), refused_above=MOST_AN_HOUR
    )
    now = timezone.now()
    lately = IdeaSupport.objects.filter(asked_at__range=(now - spam.WINDOW, now))
    if lately.count() >= spam.BRAKE_ABOVE:
        raise TooManyError
    if is_suspicious or mails_to_one > spam.TO_ONE_MAILBOX:
        return
    found = IdeaSupport.objects.select_for_update()
    support = found.filter(idea=idea, mailbox=_digest(email)).first()
    if support is None:
        support = IdeaSupport(idea=idea, mailbox=_digest(email))
    # Of one that counts already only the mailbox itself can change the wishes, by its link.
    if support.confirmed_at is None:
        support.wants_news, support.email = wants_news, email if wants_news else ""
        support.language, support.asked_at = languages.current(), timezone.now()
    with translation.override(support.language):
        question = _question(idea)
    _post(support, email, question, base=base, kept_for=CONFIRM_WITHIN)


def find(token):
    """Return the `IdeaSupport` of a link, or None."""
    found = IdeaSupport.objects.select_related("idea__submission")
    return found.filter(secret_hash=_hash(token)).first()


@transaction.atomic
def confirm(support):
    """Count a "me too"; done twice it counts once."""
    row = IdeaSupport.objects.select_for_update().get(pk=support.pk)
    if row.confirmed_at is None:
        row.confirmed_at = timezone.now()
        row.save(update_fields=["confirmed_at"])
        raise_version()


@transaction.atomic
def take_back(support):
    """Forget a "me too" with all that was kept of it, its mails too."""
    if IdeaSupport.objects.filter(pk=support.pk).delete()[0]:
        raise_version()
    forget_mails()


def of_person(email):
    """Query what the mailbox of an address has said "me too" to, for who asks for their data."""
    return IdeaSupport.objects.filter(mailbox=_digest(email)).select_related("idea__submission")


@transaction.atomic
def join(idea, target):
    """Let what was said to a double count for another idea; who said so to both counts once."""
    # One that counts goes before one that waits; of two alike that of the target stays.
    _leave_out(target.supports.filter(confirmed_at=None), idea.supports.confirmed())
    _leave_out(idea.supports, target.supports)
    idea.supports.update(idea=target)
    raise_version()


def _leave_out(supports, others):
    """Delete supports of mailboxes that stand among others."""
    mailboxes = list(others.values_list("mailbox", flat=True))
    supports.filter(mailbox__in=mailboxes).delete()


@transaction.atomic
def tell_news(idea, *, base):
    """Mail what became of an idea to those who asked for it, with thanks; return their number."""
    number = 0
    for support in idea.supports.confirmed().select_for_update().exclude(email=""):
        news = _news(idea, support.language)
        _post(support, support.email, news, base=base, kept_for=NEWS_KEPT_FOR)
        number += 1
    return number


def forget_unconfirmed(now):
    """Delete what nobody has confirmed in time, with its mails; return the number without these."""
    number = IdeaSupport.objects.waiting_since(now - CONFIRM_WITHIN).delete()[0]
    forget_mails()
    return number


def forget_mails():
    """Delete the mails, sent or not, whose link leads to no "me too" any more."""
    there = set(IdeaSupport.objects.values_list("secret_hash", flat=True))
    mails = Email.objects.filter(message__contains="/ideas/me-too/")
    for key, body in list(mails.values_list("pk", "message")):
        link = _LINK.search(body)
        if link and _hash(link[1]) not in there:
            Email.objects.filter(pk=key).delete()


def _post(support, email, text, *, base, kept_for):
    """Save a support with a new secret, and put a mail with its link into the outbox."""
    secret = secrets.token_urlsafe(32)
    support.secret_hash = _hash(secret)
    support.save()
    with translation.override(support.language):
        link = f"{base}{reverse('involvement:support', args=[secret])}"
        subject, body = text
    mail.send(
        recipients=[as_recipient(email)],
        sender=settings.DEFAULT_FROM_EMAIL,
        # The library reads both as templates, and a title may hold what looks like one.
        subject="{{ subject|safe }}",
        message="{{ body|safe }}",
        context={"subject": outbox.one_line(subject), "body": body % {"link": link}},
        headers={"Auto-Submitted": "auto-generated", "Content-Language": support.language},
        expires_at=timezone.now() + kept_for,
    )


def _question(idea):
    title = str(localized(idea, "title"))
    body = _(
        "Somebody, probably you, says “me too” to this idea:\n\n%(title)s\n\n"
        "Please confirm it on this page, where you can also take it back:\n\n%(link)s\n\n"
        "If it was not you, you need not do anything: it does not count, and is forgotten after a "
        "week."
    )
    words = {"title": title.replace("%", "%%"), "link": "%(link)s"}
    return _("Me too: %(title)s") % {"title": title}, body % words


def _news(idea, language):
    with translation.override(language):
        title, outcome = str(localized(idea, "title")), str(localized(idea, "outcome"))
        body = _(
            "You said “me too” to this idea:\n\n%(title)s\n\n"
            "Now it is: %(status)s\n\n%(outcome)s\n\n"
            "Thank you for taking part. If you want no more mail about it, take it back here:\n\n"
            "%(link)s"
        )
        words = {
            "title": title.replace("%", "%%"),
            "status": idea.get_status_display(),
            "outcome": outcome.replace("%", "%%"),
            "link": "%(link)s",
        }
        return _("What became of an idea: %(title)s") % {"title": title}, body % words


def public(key):
    """Return a public idea, or None."""
    return Idea.objects.public().select_related("submission").filter(pk=key).first()


def _digest(email):
    mailbox = reachable.mailbox_of(email)
    return salted_hmac("involvement.ideas", mailbox, algorithm="sha256").hexdigest()


def _hash(secret):
    # It is random enough that a slow hash would protect nothing.
    return hashlib.sha256(secret.encode()).hexdigest()


def _asked_from(network):
    # These are counted beside the forms that were sent, not among them.
    return hashlib.sha256(f"me too {network}".encode()).hexdigest()
