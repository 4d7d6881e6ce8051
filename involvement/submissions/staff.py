"""What staff do with a submission: assign, note, answer, close, reopen, release, sort out.

Every action locks the row, is refused when somebody else was quicker, and stands in the audit log,
all in one transaction. Done twice by an impatient click it is done once.
"""

from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from involvement import links
from involvement.errors import NotNowError, OnHoldError
from involvement.intake import submit as intake
from involvement.mail import letters, outbox
from involvement.models import Disposition, Letter, Message, Submission
from involvement.submissions import erasure
from involvement.submissions.changes import Action as Logged
from involvement.submissions.changes import changing, lock, require_version, say
from involvement.submissions.deadlines import promised_day

State = Submission.State

_TO_ANSWER = frozenset({"assign", "note", "answer", "call", "close", "spam", "link", "show-link"})
# Which actions a state allows; `possible` says what else they need.
_ACTIONS = {
    State.UNCONFIRMED: frozenset(),
    State.HELD: frozenset({"note", "release", "spam"}),
    State.NEW: _TO_ANSWER,
    State.ASSIGNED: _TO_ANSWER,
    State.WAITING: _TO_ANSWER | {"reopen"},
    State.ANSWERED: _TO_ANSWER | {"reopen"},
    State.CLOSED: frozenset({"note", "reopen", "link", "show-link"}),
    State.WITHDRAWN: frozenset({"note", "link", "show-link"}),
}


def possible(submission):
    """Return the names of what staff can do with a submission as it is now."""
    actions = set(_ACTIONS[submission.state])
    if not submission.email:
        actions -= {"answer", "link"}
    if not submission.phone:
        actions.discard("call")
    if submission.is_on_hold:
        actions.discard("spam")
    if submission.is_unread:
        actions.discard("note")
    return actions


@transaction.atomic
def assign(submission, to, *, by, version):
    """Assign a submission to somebody, or with None to nobody. Raises ChangedError, NotNowError.

    What is answered or waits for the sender stays so.
    """
    locked = lock(submission)
    if locked.assigned_to_id == (to.pk if to else None):
        return locked
    with _changing(locked, "assign", by, version):
        locked.assigned_to = to
        if locked.is_to_do:
            locked.state = _state_to_do(locked)
    return locked


@transaction.atomic
def note(submission, text, *, by, version):
    """Write a note that only staff see. Raises ChangedError, NotNowError."""
    locked = lock(submission)
    if _was_said(locked, version, Message.Kind.NOTE, by, "", text):
        return locked
    with _changing(locked, "note", by, version):
        say(locked, Message.Kind.NOTE, text, by=by)
    return locked


@transaction.atomic
def answer(submission, text, *, by, version, base="", asks_back=False):
    """Put an answer into the outbox. Raises ChangedError, NotNowError.

    `text` is a `letters.MailText`; a link to come in it gets its secret now, in the mail alone:
    what stays says where a new one is sent from. `base` is where the site is. With `asks_back` the
    submission waits for its sender.
    """
    locked = lock(submission)
    kind, subject = Message.Kind.ANSWER, outbox.one_line(text.subject)
    said = text.body.replace(letters.LINK_TO_COME, links.ask_url(base, locked))
    if _was_said(locked, version, kind, by, subject, said):
        return locked
    with _answering(locked, "answer", by, version, asks_back):
        message = say(locked, kind, said, by=by, language=text.language, subject=subject)
        if letters.LINK_TO_COME in text.body:
            link = links.status_url(base, locked)
            text = replace(text, body=text.body.replace(letters.LINK_TO_COME, link))
        text = letters.with_question(text, locked)
        outbox.post(locked, locked.email, text, purpose=Letter.Purpose.ANSWER, message=message)
    return locked


@transaction.atomic
def record_call(submission, text, *, by, version, asks_back=False):
    """Write down what was said on the phone; no mail is sent. Raises ChangedError, NotNowError."""
    locked = lock(submission)
    if _was_said(locked, version, Message.Kind.ANSWER, by, "", text):
        return locked
    with _answering(locked, "call", by, version, asks_back):
        say(locked, Message.Kind.ANSWER, text, by=by)
    return locked


@transaction.atomic
def close(submission, *, by, version):
    """Put a submission away, answered or not. Raises ChangedError, NotNowError."""
    locked = lock(submission)
    if locked.state == State.CLOSED:
        return locked
    with _changing(locked, "close", by, version):
        locked.state = State.CLOSED
        locked.closed_at = timezone.now()
    return locked


@transaction.atomic
def reopen(submission, *, by, version):
    """Put a submission back to what is to do, with a new day to answer it by.

    Raises ChangedError, NotNowError.
    """
    locked = lock(submission)
    if locked.is_to_do:
        return locked
    with _changing(locked, "reopen", by, version):
        put_back(locked)
    return locked


@transaction.atomic
def release(submission, *, base, by, version):
    """Take a held submission for a real one: now its first mails are written.

    A young person's then waits for the guardian. `base` is where the site is, for the links in the
    mails. Raises ChangedError, NotNowError.
    """
    locked = lock(submission)
    if locked.is_to_do or locked.waits_for_guardian:
        return locked
    with _changing(locked, "release", by, version):
        locked.state = intake.first_state(locked.age_band, [])
        locked.answer_by = promised_day()
    intake.post_first_mails(base, locked)
    return locked


@transaction.atomic
def renew_link(submission, *, base, by, version, by_mail):
    """Make a new link to the sender's page; those that went out before end.

    By mail it goes to the sender, else it is returned, to be handed on. Raises ChangedError and
    NotNowError.
    """
    locked = lock(submission)
    with changing(locked, version=version, by=by, note="link", is_activity=False):
        _require(locked, "link" if by_mail else "show-link")
        links.end_all(locked)
    if not by_mail:
        return links.status_url(base, locked)
    outbox.post(locked, locked.email, letters.new_link(base, locked), purpose=outbox.LINK)
    return ""


@transaction.atomic
def erase_spam(submission, *, by, version):
    """Erase what no person meant for us; the disposition log keeps its number.

    Raises ChangedError, NotNowError and OnHoldError.
    """
    locked = lock(submission)
    if locked.is_on_hold:
        raise OnHoldError(locked.reference)
    require_version(locked, version)
    _require(locked, "spam")
    return erasure.erase(locked, reason=Disposition.Reason.SPAM, by=by)


def put_back(locked):
    """Set a locked row to be done again, by whoever had it; the caller saves it."""
    locked.state = _state_to_do(locked)
    locked.closed_at = None
    locked.answer_by = max(locked.answer_by, promised_day())


@contextmanager
def _changing(locked, action, by, version, *, logged_as=Logged.CHANGED, note=""):
    with changing(locked, version=version, by=by, action=logged_as, note=note or action):
        _require(locked, action)
        yield


@contextmanager
def _answering(locked, action, by, version, asks_back):
    note = "ask" if asks_back else action
    with _changing(locked, action, by, version, logged_as=Logged.ANSWERED, note=note):
        yield
        locked.state = State.WAITING if asks_back else State.ANSWERED
        locked.answered_at = locked.answered_at or timezone.now()


def _require(locked, action):
    if action not in possible(locked):
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
