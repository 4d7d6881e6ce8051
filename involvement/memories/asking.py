"""Asking who told a memory before anything of it is public, and doing what they answer.

They answer on their own page, by the link that the mail brings; who has no mail answers by phone,
and staff write it down. A yes can be taken back at any time: it leaves the timeline at once.
"""

import hashlib

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cities.models import Event
from editorial import publishing
from editorial.cache.version import raise_version
from editorial.models.checklist import mistake
from editorial.revisions.working_copy import working_copy
from editorial.text.localized import Text, localized
from involvement import links
from involvement.errors import ChangedError, NotNowError
from involvement.mail import letters, outbox
from involvement.memories import drafts
from involvement.models import MemoryUse
from involvement.submissions.changes import changing, lock
from involvement.timeline import leaving

Answer = MemoryUse.Answer

# What its mail is for; see `involvement.mail.outbox`.
TIMELINE = "timeline"


def may_be_asked(use, submission):
    """Return whether its sender can be asked now: something is made of it, and no yes is there."""
    return use is not None and not use.is_agreed and drafts.may_be_used(submission)


@transaction.atomic
def ask(submission, *, base, by, version):
    """Ask the sender whether it may stand on the timeline, by mail where there is an address.

    `base` is where the site is. Raises ChangedError, NotNowError, and Submission.DoesNotExist.
    """
    locked = lock(submission)
    use = drafts.use_of(locked)
    if not may_be_asked(use, locked):
        raise NotNowError(locked.reference)
    with changing(locked, version=version, by=by, note="asked whether it may be on the timeline"):
        use.answer, use.asked_at, use.answered_at = Answer.ASKED, timezone.now(), None
        use.save()
        if locked.email:
            outbox.post(locked, locked.email, _question(base, locked), purpose=TIMELINE)


def _question(base, submission):
    """Return the `MailText` of the question, with a new link to the sender's own page."""
    with translation.override(submission.language):
        subject = _("Your memory %(number)s: may it stand on the timeline?")
        body = _(
            "Thank you for telling us what you remember. The office has made a draft of it for the "
            "timeline. Nothing of it is public yet.\n\n"
            "Please look at it and tell us whether it may be shown, with your name or without it:"
            "\n\n%(link)s\n\n"
            "Whoever has this link can read and change what you sent, so keep it to yourself. "
            "Without a yes from you it is not shown."
        )
        words = {"number": submission.reference, "link": links.status_url(base, submission)}
        return letters.MailText(subject % words, body % words, submission.language)


@transaction.atomic
def answer(submission, says_yes, *, shown_as="", agreed_words="", base=None, by=None, version=None):
    """Store what the sender says: yes, with a name or without, or no; return the `MemoryUse`.

    `by` is who writes down what was said on the phone; None for the sender's own page, where
    `agreed_words` stood; `base` is `base_of` what it showed, to which alone a yes counts. After a
    no nothing of it is on the timeline.

    Raises ChangedError, NotNowError, and Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    use = drafts.use_of(locked)
    # A no is always taken; a yes needs that it may be shown at all, and that they were asked.
    may_say_yes = use is not None and drafts.may_be_used(locked)
    if use is None or (says_yes and not may_say_yes):
        raise NotNowError(locked.reference)
    if by is None and use.answer == Answer.OPEN:
        raise NotNowError(locked.reference)
    if says_yes and base is not None:
        # From here on nobody edits the draft until the answer is stored.
        publishing.lock(use.event)
        if base != base_of(draft_words(use)):
            raise ChangedError(locked.reference)
    note = "yes to the timeline" if says_yes else "no to the timeline"
    with changing(locked, version=version, by=by, note=note):
        use.answer = Answer.YES if says_yes else Answer.NO
        use.answered_at = timezone.now()
        use.shown_as = shown_as if says_yes else ""
        use.agreed_words, use.noted_by = agreed_words, by
        use.save()
        if says_yes:
            _name_teller(use)
        else:
            leaving.take_off(locked, by=by)
    return use


def _name_teller(use):
    if use.memory_id is None:
        drafts.name_source(use)
    else:
        use.memory.told_by = use.shown_as
        use.memory.save(update_fields=["told_by"])
        if use.memory.is_public:
            raise_version()


# --- What it is asked about -------------------------------------------------------------------


def draft_words(use):
    """Return what is to be shown as (title, date, text), each a `Text` or a string.

    Of an event these are its newest words, published or not.
    """
    versions = publishing.versions_of(use.event)
    event = working_copy(use.event, versions.facts("working"), versions.texts("working")).root
    title = localized(event, "title") or Text(use.event.label, use.event.original_language)
    text = localized(use.memory if use.memory_id else event, "text")
    return title, event.when(), text


def base_of(words):
    """Return a digest of `draft_words` as they are shown, which tells whether they changed."""
    return hashlib.sha256("\0".join(map(str, words)).encode()).hexdigest()


def is_public(use):
    """Return whether it stands on the timeline for a reader of some language."""
    event = Event.objects.filter(entry=use.event).first()
    is_event_public = event is not None and bool(event.published_languages())
    return is_event_public and (use.memory_id is None or use.memory.is_public)


def address_of(use):
    """Return the path of what stands on the timeline."""
    return Event.objects.get(entry=use.event).get_absolute_url()


def require_agreement(copy, language):
    """Keep a draft event from going public whose teller has not said yes: one mistake, or none."""
    entry = copy.root.entry
    if not isinstance(copy.root, Event) or entry.pk is None:
        return []
    uses = MemoryUse.objects.filter(event=entry, memory=None).exclude(answer=Answer.YES)
    if not uses.exists():
        return []
    return [
        mistake(
            _(
                "It was made of a memory, and who told it has not said yes. Ask them on the page "
                "of the memory."
            ),
            is_final=True,
        )
    ]
