"""Ideas and memories on the public page: taken up with consent, and shown with what became of them.

Every change of what is public raises the content version, so that cached pages follow at once.
"""

from functools import cache

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from editorial.cache.version import raise_version
from editorial.models import audit
from editorial.text import languages
from involvement.enums import PUBLISHABLE, AgeBand
from involvement.errors import NoConsentError
from involvement.models import Idea, Submission
from involvement.submissions.changes import lock

PER_PAGE = 50
_NOT_TAKEN_UP = (
    Submission.State.UNCONFIRMED,
    Submission.State.HELD,
    Submission.State.WITHDRAWN,
)
_TITLE_LENGTH = Idea._meta.get_field("title").max_length
_TEXT_LENGTH = Idea._meta.get_field("text").max_length


def has_consent(submission):
    """Return whether a submission may be shown publicly, without the name of its sender.

    Of a young person's the guardian has to have said so, beside the yes to its being read.
    """
    return (
        submission.may_be_shown
        and submission.kind in PUBLISHABLE
        and submission.state not in _NOT_TAKEN_UP
        and submission.erasure_requested_at is None
    )


def candidates():
    """Query what may be shown publicly and was not taken up yet, the oldest first."""
    return _candidates().all()


@cache  # Each page of the desk counts them, and to put the query together takes half of the time.
def _candidates():
    return (
        Submission.objects.readable()
        .filter(
            ~Q(state__in=_NOT_TAKEN_UP),
            ~Q(age_band=AgeBand.YOUNG, guardian_lets_show=False),
            may_publish=True,
            kind__in=PUBLISHABLE,
            erasure_requested_at=None,
            idea=None,
            memory_use=None,
        )
        .order_by("received_at", "pk")
    )


@transaction.atomic
def draft_of(submission, *, by):
    """Return the idea of a submission; made anew it holds the sender's words and is not public.

    `by` is the user who takes it up. Raises NoConsentError.
    """
    locked = lock(submission)
    if not has_consent(locked):
        raise NoConsentError(locked.reference)
    if idea := Idea.objects.filter(submission=locked).first():
        return idea
    idea = Idea(
        submission=locked,
        original_language=locked.written_in,
        city_id=locked.city_id,
        goal_id=locked.goal_id,
        received_on=timezone.localdate(locked.received_at),
    )
    first_line = locked.message.strip().split("\n", 1)[0]
    setattr(idea, languages.column("title", locked.written_in), _cut(first_line, _TITLE_LENGTH))
    setattr(idea, languages.column("text", locked.written_in), _cut(locked.message, _TEXT_LENGTH))
    idea.save()
    _log(locked, "idea", by)
    return idea


@transaction.atomic
def store(idea, *, by):
    """Save an idea as staff have edited it: its words, its status, and whether it is public.

    Raises NoConsentError when it would be public without consent; then nothing is saved.
    """
    locked = lock(idea.submission)
    if idea.is_public and not has_consent(locked):
        raise NoConsentError(locked.reference)
    was_public = Idea.objects.filter(pk=idea.pk, is_public=True).exists()
    idea.save()
    if was_public or idea.is_public:
        raise_version()
    _log(locked, "idea", by)


@transaction.atomic
def take_off(submission, *, by=None):
    """Take the idea of a submission off the public page; say whether it stood there.

    `by` is a user, or None when the sender no longer agrees.
    """
    if not Idea.objects.filter(submission=submission, is_public=True).update(is_public=False):
        return False
    raise_version()
    _log(submission, "idea taken off", by)
    return True


def address_of(idea):
    """Return the path of a public idea: its place on the page of the list that it stands on."""
    newer = Q(received_on__gt=idea.received_on) | Q(received_on=idea.received_on, pk__gt=idea.pk)
    number = Idea.objects.public().filter(newer).count() // PER_PAGE + 1
    query = f"?page={number}" if number > 1 else ""
    return f"{reverse('involvement:ideas')}{query}#idea-{idea.pk}"


def _log(submission, note, by):
    changed = audit.AuditEntry.Action.CHANGED
    audit.record(changed, Submission, [submission.reference], by=by, note=note)


def _cut(text, length):
    """Shorten a text at a word, as a beginning for staff to go on from."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(maxsplit=1)[0] + "…"
