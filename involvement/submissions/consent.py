"""A guardian's yes counts for what they have read; other words and another consent need another."""

from involvement.intake import submit as intake
from involvement.models import Submission
from involvement.submissions import ideas

# A yes was given for these words, and for an answer to this address.
_READ_BY_GUARDIAN = {"message", "email", "phone"}


def ask_anew(locked, changed, *, base):
    """Ask the guardian once more if what was `changed` needs it; say whether.

    `locked` has the new values. Until the new yes nobody on the staff reads it, and its idea is
    not public. `base` is where the site is.
    """
    if not locked.is_young or locked.is_unread:
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
    ideas.take_off(locked)
