"""A memory beside an event, as staff edit it: its words, translations, whether it is public."""

from django.db import transaction

from editorial.models import audit
from involvement.errors import NoConsentError
from involvement.memories import drafts, wording
from involvement.models import Submission
from involvement.submissions.changes import lock
from involvement.timeline import shown


@transaction.atomic
def store(memory, *, by):
    """Save a `Memory` that staff edited. Raises NoConsentError when it would be public without a
    yes of who told it; then nothing is saved.
    """
    use = memory.use
    locked = lock(use.submission)
    if memory.is_public and not (may_be_public(use, locked) and is_agreed_to(memory)):
        raise NoConsentError(locked.reference)
    was_public = type(memory).objects.public().filter(pk=memory.pk).exists()
    memory.save()
    if was_public or memory.is_public:
        shown.follow(memory.event)
    changed = audit.AuditEntry.Action.CHANGED
    audit.record(changed, Submission, [locked.reference], by=by, note="memory beside an event")


def may_be_public(use, submission):
    """Return whether its sender has said yes to showing it and has not taken that back."""
    return use.is_agreed and drafts.may_be_used(submission)


def is_agreed_to(memory, text=None):
    """Return whether the yes was to its words, or to a `text` in their place.

    What is public already may stay.
    """
    found = wording.of_memory(memory, text)
    if found == memory.use.agreed_to:
        return True
    public = type(memory).objects.public().filter(pk=memory.pk).first()
    return public is not None and found == wording.of_memory(public)
