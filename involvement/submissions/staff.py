"""What staff do with a submission: assign, note, answer, close, reopen, release, sort out.

Every deed locks the row, is refused when somebody else was quicker, and stands in the audit log,
all in one transaction. Done twice by an impatient click it is done once.
"""

from django.db import transaction
from django.utils import timezone

from editorial.models import audit
from editorial.text import languages
from involvement.enums import AgeBand
from involvement.intake import submit as intake
from involvement.mail import outbox
from involvement.models import Disposition, Letter, Message, Submission
from involvement.submissions import erasure
from involvement.submissions.deadlines import promised_day

Action = audit.AuditEntry.Action
State = Submission.State

_TO_DO = {State.NEW, State.ASSIGNED}
# Which deeds a state allows; `possible` says what else they need.
_DEEDS = {
    State.UNCONFIRMED: frozenset(),
    State.SUSPECT: frozenset({"note", "release", "spam"}),
    State.NEW: frozenset({"assign", "note", "answer", "call", "close", "spam"}),
    State.ASSIGNED: frozenset({"assign", "note", "answer", "call", "close", "spam"}),
    State.WAITING: frozenset({"assign", "note", "answer", "call", "close", "reopen", "spam"}),
    State.ANSWERED: frozenset({"assign", "note", "answer", "call", "close", "reopen", "spam"}),
    State.CLOSED: frozenset({"note", "reopen"}),
    State.WITHDRAWN: frozenset({"note"}),
}


class StaleError(Exception):
    """Somebody changed the submission since the page was shown. Nothing was done."""


class NotNowError(Exception):
    """Its state does not allow the deed. Nothing was done."""


def possible(submission):
    """Name what staff can do with a submission as it is now."""
    deeds = set(_DEEDS[submission.state])
    if not submission.email:
        deeds.discard("answer")
    if not submission.phone:
        deeds.discard("call")
    if submission.is_on_hold:
        deeds.discard("spam")
    if is_unread(submission):
        deeds.discard("note")
    return deeds


def is_unread(submission):
    """Return whether staff may not read it, because no guardian has confirmed it yet."""
    return submission.age_band == AgeBand.YOUNG and submission.guardian_confirmed_at is None


@transaction.atomic
def assign(submission, to, *, by, version):
    """Return a submission to somebody, or with None back to all. Raises StaleError, NotNowError.

    What is answered or waits for the sender stays so.
    """
    locked = _lock(submission)
    if locked.assigned_to_id == (to.pk if to else None):
        return locked
    _check(locked, version, "assign")
    locked.assigned_to = to
    if locked.state in _TO_DO:
        locked.state = _state_to_do(locked)
    return _store(locked, Action.CHANGED, by, "assign")


@transaction.atomic
def note(submission, text, *, by, version):
    """Write a note that only staff see. Raises StaleError, NotNowError."""
    locked = _lock(submission)
    if _was_said(locked, version, Message.Kind.NOTE, by, "", text):
        return locked
    _check(locked, version, "note")
    _say(locked, Message.Kind.NOTE, by, languages.current(), "", text)
    return _store(locked, Action.CHANGED, by, "note")


@transaction.atomic
def answer(submission, letter, *, by, version, asks_back=False):
    """Put an answer into the outbox. Raises StaleError, NotNowError.

    `letter` is a `letters.Written`. With `asks_back` the submission waits for its sender.
    """
    locked = _lock(submission)
    subject = outbox.one_line(letter.subject)
    if _was_said(locked, version, Message.Kind.ANSWER, by, subject, letter.body):
        return locked
    _check(locked, version, "answer")
    message = _say(locked, Message.Kind.ANSWER, by, letter.language, subject, letter.body)
    outbox.post(locked, locked.email, letter, purpose=Letter.Purpose.ANSWER, message=message)
    return _store_answered(locked, by, "answer", asks_back)


@transaction.atomic
def record_call(submission, text, *, by, version, asks_back=False):
    """Write down what was said on the phone; no mail is sent. Raises StaleError, NotNowError."""
    locked = _lock(submission)
    if _was_said(locked, version, Message.Kind.ANSWER, by, "", text):
        return locked
    _check(locked, version, "call")
    _say(locked, Message.Kind.ANSWER, by, languages.current(), "", text)
    return _store_answered(locked, by, "call", asks_back)


@transaction.atomic
def close(submission, *, by, version):
    """Put a submission away, answered or not. Raises StaleError, NotNowError."""
    locked = _lock(submission)
    if locked.state == State.CLOSED:
        return locked
    _check(locked, version, "close")
    locked.state = State.CLOSED
    locked.closed_at = timezone.now()
    return _store(locked, Action.CHANGED, by, "close")


@transaction.atomic
def reopen(submission, *, by, version):
    """Put a submission back to what is to do, with a new day to answer it by.

    Raises StaleError, NotNowError.
    """
    locked = _lock(submission)
    if locked.state in _TO_DO:
        return locked
    _check(locked, version, "reopen")
    put_back(locked)
    return _store(locked, Action.CHANGED, by, "reopen")


@transaction.atomic
def release(request, submission, *, by, version):
    """Take a held submission for a real one: now its first mails are written.

    A young person's then waits for the guardian. Raises StaleError, NotNowError.
    """
    locked = _lock(submission)
    if locked.state in {State.UNCONFIRMED, *_TO_DO}:
        return locked
    _check(locked, version, "release")
    locked.state = intake.first_state(locked.age_band, [])
    locked.answer_by = promised_day()
    _store(locked, Action.CHANGED, by, "release")
    intake.post_first_mails(request, locked)
    return locked


@transaction.atomic
def mark_as_spam(submission, *, by, version):
    """Erase what no person meant for us; the disposition log keeps its number.

    Raises StaleError, NotNowError, and `erasure.OnHoldError`.
    """
    locked = _lock(submission)
    if locked.is_on_hold:
        raise erasure.OnHoldError(locked)
    _check(locked, version, "spam")
    return erasure.erase(locked, reason=Disposition.Reason.SPAM, by=by)


def put_back(locked):
    """Set a locked row to be done again, by whoever had it; the caller saves it."""
    locked.state = _state_to_do(locked)
    locked.closed_at = None
    locked.answer_by = max(locked.answer_by, promised_day())


def _lock(submission):
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _check(locked, version, deed):
    if locked.version != version:
        raise StaleError(locked.reference)
    if deed not in possible(locked):
        raise NotNowError(locked.reference)


def _state_to_do(locked):
    return State.ASSIGNED if locked.assigned_to_id else State.NEW


def _was_said(locked, version, kind, by, subject, text):
    """Return whether this is a second click: the newest word is the same, and theirs."""
    if locked.version == version:
        return False
    newest = locked.messages.order_by("pk").last()
    said = (newest.kind, newest.by_id, newest.subject, newest.text) if newest else None
    return said == (kind, by.pk, subject, text)


def _say(locked, kind, by, language, subject, text):
    return Message.objects.create(
        submission=locked, kind=kind, by=by, language=language, subject=subject, text=text
    )


def _store_answered(locked, by, deed, asks_back):
    locked.state = State.WAITING if asks_back else State.ANSWERED
    locked.answered_at = locked.answered_at or timezone.now()
    return _store(locked, Action.ANSWERED, by, "ask" if asks_back else deed)


def _store(locked, action, by, deed):
    locked.version += 1
    locked.last_activity_at = timezone.now()
    locked.save()
    audit.record(action, Submission, [locked.reference], by=by, note=deed)
    return locked
