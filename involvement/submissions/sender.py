"""What senders do with their own submission: add, correct, withdraw, ask for erasure.

Each action locks the row and is one transaction. Done twice by an impatient click it is done once.
Who sends is known by the signed link alone, so the audit log names nobody.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from involvement.errors import ChangedError, NotNowError, TooOftenError
from involvement.models import Disposition, Message, Submission
from involvement.submissions import addresses, consent, digest, erasure, ideas, staff
from involvement.submissions.changes import changing, lock, say
from involvement.timeline import leaving

State = Submission.State

ACTIONS = ("add", "correct", "withdraw", "erase")
# What a sender can correct; the rest of the form stays as it was sent.
CORRECTABLE = ("name", "email", "phone", "message", "may_publish")
# More than anybody needs; it keeps a stolen link from filling the database.
MOST_A_DAY = 30

# No member of staff has taken these up, so they can be erased without asking one.
_ERASED_AT_ONCE = {State.UNCONFIRMED, State.HELD}
_TO_DO_AGAIN = {State.WAITING, State.ANSWERED, State.CLOSED}


def possible(submission):
    """Return those of `ACTIONS` that its sender can do with a submission as it is now.

    What no guardian has confirmed is not withdrawn but erased.
    """
    actions = set(ACTIONS)
    if submission.state == State.WITHDRAWN:
        actions -= {"add", "correct", "withdraw"}
    if submission.is_unread:
        actions.discard("withdraw")
    if submission.erasure_requested_at:
        actions.discard("erase")
    return actions


def is_erased_at_once(submission):
    """Return whether a wish to have it erased needs nobody of the staff."""
    return submission.state in _ERASED_AT_ONCE and not submission.is_on_hold


def base_of(submission):
    """Return a digest of what can be corrected; see `involvement.submissions.digest`."""
    return digest.base_of(submission, CORRECTABLE)


def additions_of(submission):
    """Query what its sender has added, the oldest first."""
    return submission.messages.filter(kind=Message.Kind.ADDITION).order_by("pk")


@transaction.atomic
def add(submission, text, *, seen, site=""):
    """Store a text that its sender adds; return the `Message`.

    `seen` is how many additions their page showed. The same text among those since then is the
    second click, the reload or the way back, and gives the message that is there. A guardian who
    said yes is asked anew: they have not read this. `site` is where the site is.

    Raises NotNowError, TooOftenError, and Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    for later in additions_of(locked)[seen:]:
        if later.text == text:
            return later
    _check(locked, "add")
    with changing(locked, note="added to by the sender"):
        take_up_again(locked)
        consent.ask_anew(locked, {consent.ADDITION}, base=site or settings.SITE_URL)
        return say(locked, Message.Kind.ADDITION, text)


@transaction.atomic
def correct(submission, values, *, base, site=""):
    """Correct what its sender wrote; return the names of the fields that changed.

    `values` are checked values of `CORRECTABLE` fields; `base` is `base_of` as their form was
    shown. The former text of the message is kept beside the names of the fields, so that staff
    can tell what their answer was about; former names and addresses are not kept. Mail follows a
    new address, and links that were sent end: see `addresses`. `site` is where the site is.

    Raises ChangedError, NotNowError, TooOftenError, and Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    changed = [field for field, value in values.items() if getattr(locked, field) != value]
    if not changed:
        return []
    if not constant_time_compare(base_of(locked), base):
        raise ChangedError(locked.reference)
    _check(locked, "correct")
    with changing(locked, note="corrected by the sender"):
        take_up_again(locked)
        former = locked.message if "message" in changed else ""
        former_email = locked.email
        for field in changed:
            setattr(locked, field, values[field])
        kind, language = Message.Kind.CORRECTION, locked.written_in
        say(locked, kind, former, language=language, subject=", ".join(changed))
        consent.ask_anew(locked, changed, base=site or settings.SITE_URL)
        if "email" in changed:
            addresses.changed(locked, former_email, base=site)
        if not locked.may_publish:
            locked.guardian_lets_show = False
            _take_off(locked)
    return changed


@transaction.atomic
def withdraw(submission):
    """Withdraw it: nobody answers it any more, and its idea leaves the public page.

    Raises NotNowError, and Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    if locked.state == State.WITHDRAWN:
        return
    if "withdraw" not in possible(locked):
        raise NotNowError(locked.reference)
    with changing(locked, note="withdrawn by the sender"):
        locked.state = State.WITHDRAWN
        _take_off(locked)


@transaction.atomic
def ask_for_erasure(submission, *, asked_by="the sender"):
    """Erase it if nobody of the staff has taken it up, else note the wish for them.

    Return whether it is erased. `asked_by` goes into the audit log: "the sender", "the guardian".
    A public idea leaves its page at once in any case. What is on hold stays, with the wish.

    Raises Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    if is_erased_at_once(locked):
        erasure.erase(locked, reason=Disposition.Reason.ERASURE, note=f"asked for by {asked_by}")
        return True
    if locked.erasure_requested_at is None:
        with changing(locked, note=f"erasure asked for by {asked_by}"):
            locked.erasure_requested_at = timezone.now()
            _take_off(locked)
    return False


def corrected_fields(message):
    """Name the fields that a correction changed, in the reader's language."""
    names = message.subject.split(", ") if message.subject else []
    return [Submission._meta.get_field(name).verbose_name for name in names]


def _check(locked, action):
    if action not in possible(locked):
        raise NotNowError(locked.reference)
    own = locked.messages.filter(kind__in=[Message.Kind.ADDITION, Message.Kind.CORRECTION])
    now = timezone.now()
    if own.filter(at__range=(now - timedelta(days=1), now)).count() >= MOST_A_DAY:
        raise TooOftenError(locked.reference)


def _take_off(locked):
    """Take all that was made of it off the public pages."""
    ideas.take_off(locked)
    leaving.end_consent(locked)


def take_up_again(locked):
    """Set a locked row that was done with to be done again; the caller saves it."""
    if locked.state in _TO_DO_AGAIN:
        staff.put_back(locked)
