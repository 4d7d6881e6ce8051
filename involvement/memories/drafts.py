"""The one step from a memory to the timeline: a draft event, or a place beside an event.

Nothing of it is public before its sender has said yes (`memories.asking`) and somebody publishes.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cities.dates.honest_date import HonestDate
from cities.dates.reading import NotUnderstoodError, read
from cities.models import Citation, City, Event, Goal, Memory
from cities.models.event_address import free_address
from editorial import publishing
from editorial.publishing import pictures as library
from editorial.registry import kind_of
from editorial.revisions import snapshots
from editorial.text import languages
from involvement.enums import Kind
from involvement.errors import NoConsentError
from involvement.memories import pictures
from involvement.models import MemoryUse, Message
from involvement.submissions import ideas
from involvement.submissions.changes import changing, lock, say
from involvement.timeline import leaving

_NOT_PUBLISHED = (
    publishing.CannotPublishError,
    publishing.CannotStandError,
    publishing.ConflictError,
    publishing.NotPublicYetError,
    publishing.OverlapError,
)
_TITLE_LENGTH = Event._meta.get_field("title").max_length
_TEXT_LENGTH = Event._meta.get_field("text").max_length


def may_be_used(submission):
    """Return whether a submission is a memory that may go on the timeline, if its sender agrees.

    A young person's is left to their parent or guardian, who can tell it in a form of their own.
    """
    is_adults_memory = submission.kind == Kind.MEMORY and not submission.is_young
    return is_adults_memory and ideas.has_consent(submission)


def use_of(submission):
    """Return the `MemoryUse` of a submission, or None."""
    uses = MemoryUse.objects.select_related("event__kind", "memory", "noted_by")
    return uses.filter(submission=submission).first()


def told_in_words(year, name=""):
    """Name the source of what was remembered, in the reader's language."""
    if name:
        return _("Memory of %(name)s, told in %(year)s") % {"name": name, "year": year}
    return _("Memory of a resident, told in %(year)s") % {"year": year}


def told_year(submission):
    """Return the year in which a memory was sent."""
    return timezone.localdate(submission.received_at).year


# --- An event of its own ----------------------------------------------------------------------


def draft_event(submission, kind, *, by):
    """Make a draft event of a memory; return the `MemoryUse`. One that is there already stays.

    It takes the date as remembered, the words in their own language, city and goal, and the
    pictures that may be shown, which go into the library; `kind` is one of `Event.Kind`.

    Raises NoConsentError, and Submission.DoesNotExist when it is gone.
    """
    # Before the transaction, in which everybody else who writes waits.
    found = pictures.prepared(submission)
    with library.kept_with_rows(content for _file, content in found):
        return _draft_event(submission, kind, found, by)


@transaction.atomic
def _draft_event(submission, kind, found, by):
    locked = lock(submission)
    if use := use_of(locked):
        return use
    if not may_be_used(locked):
        raise NoConsentError(locked.reference)
    with changing(locked, by=by, note="a draft event made of it", is_activity=False):
        shown = pictures.into_library(found, by=by)
        when = _date(locked, by)
        facts, texts = _contents(locked, kind, when, shown)
        event = publishing.create(Event, facts, texts, original=locked.written_in, by=by)
        return MemoryUse.objects.create(submission=locked, event=event.entry)


def _date(locked, by):
    """Read the date as remembered; what cannot be read stands in a note for staff."""
    remembered = str(locked.details.get("year", ""))
    with override(locked.written_in):
        try:
            return read(remembered)
        except NotUnderstoodError:
            pass
    words = _("The date as remembered could not be read, so the draft has none: %(date)s")
    say(locked, Message.Kind.NOTE, words % {"date": remembered}, by=by)
    return HonestDate()


def _contents(locked, kind, when, shown):
    language = locked.written_in
    event = Event(
        kind=kind,
        start=when.day,
        start_unit=when.unit,
        start_qualifier=when.qualifier,
        start_other=when.alternative,
        picture=shown[0] if shown else None,
    )
    message = locked.message.strip()
    first_line = message.split("\n", 1)[0]
    title = cut(first_line, _TITLE_LENGTH)
    event.slug = free_address(event, title, when, kind)
    setattr(event, languages.column("title", language), title)
    if message != first_line:
        setattr(event, languages.column("text", language), cut(message, _TEXT_LENGTH))
    with override(language):
        told = told_in_words(told_year(locked))
    citation = Citation(kind=Citation.Kind.MEMORY, words=told, language=language)
    many = {"cities": _keys(City, locked.city_id), "goals": _keys(Goal, locked.goal_id)}
    return snapshots.read(event, [citation], many)


def _keys(model, entry):
    return list(model.objects.filter(entry=entry).values_list("pk", flat=True)) if entry else []


def name_source(use):
    """Let the event's source name who told it as they agree now; nothing else is touched.

    What readers see, or have seen, follows at once; where that cannot be it leaves the timeline.
    Call it inside a transaction.
    """
    versions = publishing.lock(use.event)
    with override(use.event.original_language):
        words = told_in_words(told_year(use.submission), use.shown_as)
    # In the name of whoever made the draft: who told the memory has no account.
    by = use.event.created_by
    publishing.save(use.event, facts=_named(versions.facts("working"), words), by=by)
    live = versions.revision("live", languages.NEUTRAL)
    if live is None:
        planned = versions.revision("scheduled", languages.NEUTRAL) and versions.facts("scheduled")
        if planned and _named(planned, words) != planned:
            # What was planned holds the former name.
            leaving.take_off(use.submission)
        return
    facts = _named(versions.facts("live"), words)
    if facts != versions.facts("live"):
        try:
            bases = {languages.NEUTRAL: live.number}
            publishing.publish_change(use.event, facts=facts, bases=bases, by=by)
        except _NOT_PUBLISHED:
            leaving.take_off(use.submission)


def named_as_agreed(entry, facts):
    """Return the facts of an event as the public sees them: its teller named as they agree now.

    None without their yes. Former names stand in revisions, live ones too, and a deleted event can
    be recovered: neither brings back what was taken back.
    """
    if entry.kind.model_class() is not Event:
        return facts
    use = MemoryUse.objects.filter(event=entry, memory=None).select_related("submission").first()
    if use is None:
        return facts
    if not use.is_agreed:
        return None
    with override(entry.original_language):
        return _named(facts, told_in_words(told_year(use.submission), use.shown_as))


def _named(facts, words):
    """Return the facts of an event with these words at the citation that its memory is."""
    memories = [
        part["id"]
        for part in facts["parts"]
        if part["kind"] == Citation._meta.label_lower
        and part["facts"].get("kind") == Citation.Kind.MEMORY
    ]
    # Others were added by staff later, and stand behind it.
    parts = [
        {**part, "facts": {**part["facts"], "words": words}} if part["id"] in memories[:1] else part
        for part in facts["parts"]
    ]
    return {**facts, "parts": parts}


# --- Beside an event of the record ------------------------------------------------------------


def put_beside(submission, event, *, by):
    """Put a memory beside an `Event`, as a draft; return the `MemoryUse`.

    Raises NoConsentError, and Submission.DoesNotExist when it is gone.
    """
    found = pictures.prepared(submission)
    with library.kept_with_rows(content for _file, content in found), transaction.atomic():
        locked = lock(submission)
        if use := use_of(locked):
            return use
        if not may_be_used(locked):
            raise NoConsentError(locked.reference)
        with changing(locked, by=by, note="put beside an event", is_activity=False):
            pictures.into_library(found, by=by)
            memory = Memory(
                event=event.entry,
                original_language=locked.written_in,
                told_year=told_year(locked),
            )
            text = cut(locked.message.strip(), _TEXT_LENGTH)
            setattr(memory, languages.column("text", locked.written_in), text)
            memory.save()
            return MemoryUse.objects.create(submission=locked, event=event.entry, memory=memory)


def add_pictures(submission, *, by):
    """Put into the library what was sent, or opened, after the draft was made; return the number.

    Staff choose there which of them stand where. Raises NoConsentError, and Submission.DoesNotExist
    when it is gone.
    """
    found = pictures.prepared(submission)
    with library.kept_with_rows(content for _file, content in found), transaction.atomic():
        locked = lock(submission)
        if use_of(locked) is None or not may_be_used(locked):
            raise NoConsentError(locked.reference)
        if not found:
            return 0
        with changing(locked, by=by, note="pictures put into the library", is_activity=False):
            return len(pictures.into_library(found, by=by))


def title_of(use):
    """Return the working title of the event of a use, for staff."""
    return use.event.label or kind_of(Event).model._meta.verbose_name


def cut(text, length):
    """Shorten a text at a word, as a beginning for staff to go on from."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(maxsplit=1)[0] + "…"
