"""Asking who told a memory before anything of it is public, and doing what they answer.

They answer on their own page, by the link that the mail brings; who has no mail answers by phone,
and staff write it down. A yes can be taken back at any time: it leaves the timeline at once. It
counts for the words that were seen (`memories.wording`): about others they are asked anew, and what
they agreed to before stays public meanwhile. A memory beside an event has no draft: there staff
save other words without the tick for the public, and it is off the page until the next yes.
"""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cities.models import Event
from editorial import publishing
from editorial.cache.version import raise_version
from editorial.models.checklist import mistake
from editorial.publishing.planned.schedule import unschedule
from editorial.publishing.taking_off import planned_languages
from involvement import links
from involvement.errors import ChangedError, NotNowError
from involvement.mail import letters, outbox
from involvement.memories import drafts, wording
from involvement.models import MemoryUse
from involvement.submissions.changes import changing, lock
from involvement.timeline import leaving

Answer = MemoryUse.Answer

# What its mail is for; see `involvement.mail.outbox`.
TIMELINE = "timeline"


def may_be_asked(use, submission):
    """Return whether its sender can be asked now: about something to which there is no yes."""
    if use is None or not drafts.may_be_used(submission):
        return False
    return not wording.is_agreed(use)


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
        use.asked_at = timezone.now()
        if not use.is_agreed:
            use.answer, use.answered_at = Answer.ASKED, None
        use.save()
        if locked.email:
            question = _question(base, locked, use)
            outbox.post(locked, locked.email, question, purpose=TIMELINE)


def _question(base, submission, use):
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
        if use.is_to_unknown_words:
            body = _(
                "You have agreed that your memory is shown on the timeline. That was before its "
                "words were noted together with your yes.\n\n"
                "Please look at them as they are now, and tell us whether they may be shown like "
                "this:\n\n%(link)s\n\n"
                "Whoever has this link can read and change what you sent, so keep it to yourself. "
                "Until you answer, nothing changes."
            )
        elif use.is_agreed:
            subject = _("Your memory %(number)s: other words, may they stand on the timeline?")
            body = _(
                "You have agreed that your memory is shown on the timeline. Since then the office "
                "has changed its words or its date. None of that is public yet.\n\n"
                "Please look at it once more and tell us whether it may be shown like this:"
                "\n\n%(link)s\n\n"
                "Whoever has this link can read and change what you sent, so keep it to yourself. "
                "Without another yes from you, the new words are not shown."
            )
        words = {"number": submission.reference, "link": links.status_url(base, submission)}
        return letters.MailText(subject % words, body % words, submission.language)


@transaction.atomic
def answer(submission, says_yes, *, shown_as="", agreed_words="", base=None, by=None, version=None):
    """Store what the sender says: yes, with a name or without, or no; return the `MemoryUse`.

    `by` is who writes down what was said on the phone; None for the sender's own page, where
    `agreed_words` stood; `base` is the fingerprint of all that was in view (`Wording.seen`), to
    which alone a yes counts. After a no nothing of it is on the timeline.

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
    agreed_to, former = "", use.agreed_to
    if says_yes:
        # From here on nobody edits the draft until the answer is stored.
        publishing.lock(use.event)
        words = wording.newest(use)
        agreed_to = words.fingerprint
        if base not in (None, words.seen):
            raise ChangedError(locked.reference)
    note = "yes to the timeline" if says_yes else "no to the timeline"
    with changing(locked, version=version, by=by, note=note):
        use.answer = Answer.YES if says_yes else Answer.NO
        use.answered_at = timezone.now()
        use.shown_as = shown_as if says_yes else ""
        use.agreed_words, use.noted_by, use.agreed_to = agreed_words, by, agreed_to
        use.save()
        if says_yes:
            if use.memory_id is None and wording.is_planned_otherwise(use, former):
                _call_off(use.event, by)
            _name_teller(use)
        else:
            leaving.take_off(locked, by=by)
    return use


def _call_off(event, by):
    """Call off all that is planned of an event: translations say the former words too."""
    # Facts alone may be planned; they go with the original.
    planned = planned_languages(publishing.versions_of(event))
    for code in {event.original_language, *planned}:
        unschedule(event, code, by=by)


def _name_teller(use):
    if use.memory_id is None:
        drafts.name_source(use)
    else:
        use.memory.told_by = use.shown_as
        use.memory.save(update_fields=["told_by"])
        if use.memory.is_public:
            raise_version()


# --- What it is asked about -------------------------------------------------------------------


def is_public(use):
    """Return whether it stands on the timeline for a reader of some language."""
    event = Event.objects.filter(entry=use.event).first()
    is_event_public = event is not None and bool(event.published_languages())
    return is_event_public and (use.memory_id is None or use.memory.is_public)


def address_of(use):
    """Return the path of what stands on the timeline."""
    return Event.objects.get(entry=use.event).get_absolute_url()


def require_agreement(copy, language):
    """Keep from going public what its teller has not said yes to: one mistake, or none."""
    entry = copy.root.entry
    if not isinstance(copy.root, Event) or entry.pk is None:
        return []
    use = MemoryUse.objects.filter(event=entry, memory=None).select_related("event").first()
    if use is None:
        return []
    if not use.is_agreed:
        words = _(
            "It was made of a memory, and who told it has not said yes. Ask them on the page of "
            "the memory."
        )
    elif wording.may_be_published(use, copy.root, language):
        return []
    elif use.is_to_unknown_words:
        words = wording.words_unknown()
    else:
        words = _(
            "Its words, place or date are not those to which who told it has said yes. Ask them "
            "anew on the page of the memory."
        )
    return [mistake(words, is_final=True)]
