"""Telling who told a memory that it stands on the timeline now, or does not any more.

Events become public by many doors, at a time of their own too. So nothing is mailed there: the
worker looks once a minute what is public otherwise than its teller was told last.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from cities.models import Event
from editorial.models import LanguageVersion
from editorial.text.languages import NEUTRAL
from involvement import links
from involvement.mail import letters, outbox
from involvement.memories import asking, drafts
from involvement.models import MemoryUse
from involvement.submissions.changes import lock
from involvement.timeline import news
from pages.models import SiteSettings

_PUBLISHED = LanguageVersion.PublicState.PUBLISHED


def tell():
    """Mail each change to who told the memory, once; return the number of mails.

    Without SITE_URL no link can be written, so all wait until there is one.
    """
    if not settings.SITE_URL:
        return 0
    return sum(_tell(use) for use in list(_untold()))


def _untold():
    """Query the uses that are public and were not told so, or the other way round."""
    texts = LanguageVersion.objects.exclude(language=NEUTRAL).filter(
        entry=OuterRef("event"), entry__deleted_at=None, public_state=_PUBLISHED
    )
    is_shown = Exists(texts) & (Q(memory=None) | Q(memory__is_public=True))
    uses = MemoryUse.objects.select_related("submission")
    told, untold = uses.filter(told_public=True), uses.filter(told_public=False)
    return told.exclude(is_shown).union(untold.filter(is_shown))


@transaction.atomic
def _tell(use):
    locked = lock(use.submission)
    use = drafts.use_of(locked)
    is_public = use is not None and asking.is_public(use)
    if use is None or use.told_public == is_public:
        return 0
    use.told_public = is_public
    use.save(update_fields=["told_public"])
    if not is_public:
        return news.has_left(locked)
    if not locked.email:
        return 0
    mail = (locked.email, _on(use, locked), news.ON_TIMELINE)
    outbox.post_all(locked, [mail], site=SiteSettings.objects.current())
    return 1


def _on(use, submission):
    with translation.override(submission.language):
        subject = _("Your memory %(number)s stands on the timeline")
        body = _(
            "What you remember can be read by everybody now, as you have agreed:\n\n%(public)s\n\n"
            "On your own page you can change your answer or the name at any time. After a no it "
            "leaves the timeline at once:\n\n%(link)s\n\n"
            "Whoever has this second link can read and change what you sent, so keep it to "
            "yourself. Thank you for telling us."
        )
        words = {
            "number": submission.reference,
            "public": f"{settings.SITE_URL}{_address(use)}",
            "link": links.status_url(settings.SITE_URL, submission),
        }
        return letters.MailText(subject % words, body % words, submission.language)


def _address(use):
    """Return its path in the language of the mail; in one in which it stands, if not in that."""
    event = Event.objects.select_related("entry").get(entry=use.event)
    language = translation.get_language()
    if not event.is_visible(language):
        language = event.published_languages()[0]
    with translation.override(language):
        return event.get_absolute_url()
