"""Taking off the public pages what was made of a submission, and erasing it with all its history.

Whoever takes their yes back, withdraws or asks for erasure sees it gone at once. What was made of a
memory goes with it: the event with every revision, and its pictures.
"""

from django.utils import timezone

from cities.models import Memory
from editorial.cache.version import raise_version
from editorial.models import TakenOff, audit
from editorial.publishing import forgetting, taking_off
from editorial.publishing import pictures as library
from editorial.text import languages
from involvement.models import MemoryUse, SentPicture, Submission
from involvement.timeline import news, shown

# What readers find at the address of the event from then on.
_ASKED = taking_off.Why(TakenOff.Reason.WITHDRAWN, explanation=TakenOff.Explanation.ASKED)


def take_off(submission, *, by=None):
    """Take from the public what was made of a memory; say whether anything stood there.

    The event that was made of it goes back to a draft; one of the record, beside which it stood,
    stays. Call it inside a transaction.
    """
    use = _use_of(submission)
    if use is None:
        return False
    if use.memory_id is None:
        if use.event.deleted_at is not None:
            return False
        return bool(taking_off.take_off(use.event, languages.codes(), why=_ASKED, by=by))
    if not use.memory.is_public:
        return False
    use.memory.is_public = False
    use.memory.save(update_fields=["is_public"])
    shown.follow(use.event)
    return True


def end_consent(submission):
    """Take a memory off as its sender withdraws it, or agrees to nothing public any more.

    Their yes ends with it, so that nobody publishes it again and its term counts. The pictures
    leave the library, from which any page may show them; the files that were sent stay. Call it
    inside a transaction.
    """
    take_off(submission)
    agreed = MemoryUse.objects.filter(submission=submission, answer=MemoryUse.Answer.YES)
    agreed.update(
        answer=MemoryUse.Answer.NO,
        answered_at=timezone.now(),
        shown_as="",
        agreed_words="",
        agreed_to="",
        noted_by=None,
    )
    _forget_pictures(submission)


def forget(submission, *, by=None):
    """Erase what was made of a memory, and the pictures in the library that came with it.

    Memories of others that stand beside its event leave the timeline and can be placed anew. Call
    it inside a transaction.
    """
    _forget_pictures(submission, by=by)
    use = _use_of(submission)
    if use is None:
        return
    event, memory = use.event, use.memory
    use.delete()
    if memory is None:
        _clear(event, by=by)
        forgetting.forget(event, by=by, note=submission.reference)
    else:
        was_public = memory.is_public
        memory.delete()
        if was_public:
            shown.follow(event)


def _clear(event, *, by):
    """Take what others remember from beside an event that goes; their submissions stay."""
    memories = Memory.objects.filter(event=event)
    references = memories.order_by("pk").values_list("use__submission__reference", flat=True)
    for reference in filter(None, references):
        note = "the event beside which it stood is erased"
        audit.record(audit.AuditEntry.Action.CHANGED, Submission, [reference], by=by, note=note)
    _tell_those_beside(event)
    was_public = memories.filter(is_public=True).exists()
    memories.delete()
    if was_public:
        raise_version()


def _tell_those_beside(event):
    """Mail those who were told that theirs is public; with the use goes what the worker asks."""
    told = MemoryUse.objects.filter(memory__event=event, told_public=True)
    keys = list(told.values_list("submission", flat=True))
    # Locked first, as by all who tell or answer, so that nobody tells the same at this moment.
    for submission in Submission.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        if told.filter(submission=submission).exists():
            news.has_left(submission)


def forget_picture(sent, *, by=None):
    """Remove the picture of a `SentPicture` from the library and the web."""
    library.forget(sent.picture, reason="its sender does not agree, or erased it", by=by)
    sent.delete()


def _forget_pictures(submission, *, by=None):
    for sent in SentPicture.objects.filter(file__submission=submission).select_related("picture"):
        forget_picture(sent, by=by)


def _use_of(submission):
    uses = MemoryUse.objects.select_related("event__kind", "memory")
    return uses.filter(submission=submission).first()
