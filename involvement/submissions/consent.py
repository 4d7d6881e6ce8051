"""A guardian's yes counts for what they have read; other words and another consent need another."""

from involvement.intake import submit as intake
from involvement.mail import outbox
from involvement.models import Letter, Submission
from involvement.submissions import ideas

# A yes was given for these words, and for an answer to this address. What is added is more words.
ADDITION = "addition"
_READ_BY_GUARDIAN = {"message", "email", "phone", ADDITION}


def is_needed_for(submission):
    """Return whether other words in it need another yes: a guardian has said one that counts."""
    is_open = submission.state != Submission.State.WITHDRAWN
    return submission.is_young and not submission.is_unread and is_open


def ask_anew(locked, changed, *, base):
    """Ask the guardian once more if what was `changed`, by whomever, needs it; say whether.

    `changed` are names of fields, or `ADDITION`; `locked` has the new values. Until the new yes
    nobody on the staff reads it, and its idea is not public. `base` is where the site is.
    """
    if not is_needed_for(locked):
        return False
    agrees_now = "may_publish" in changed and locked.may_publish
    if not agrees_now and _READ_BY_GUARDIAN.isdisjoint(changed):
        return False
    hide(locked)
    intake.post_question(base, locked)
    return True


def hide(locked):
    """Let a confirmed submission wait for its guardian again; the caller saves it."""
    locked.state = Submission.State.UNCONFIRMED
    locked.guardian_confirmed_at = locked.guardian_asked_at = None
    locked.guardian_lets_show = False
    # The days to answer do not run from a question that was answered.
    locked.mails.filter(purpose=Letter.Purpose.GUARDIAN).update(purpose=outbox.ASKED_BEFORE)
    ideas.take_off(locked)
