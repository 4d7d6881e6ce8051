"""Where taking part stands on the rail, and what is counted there."""

from django.utils.translation import gettext_lazy as _

from editorial.staff.rail import RESIDENTS, SETTINGS, Place, register
from involvement.models import Submission
from involvement.permissions import (
    CHANGE_IDEA,
    VIEW,
    VIEW_FORM,
    VIEW_IDEA,
    VIEW_LETTER,
    VIEW_LOG,
    VIEW_MAIL,
)
from involvement.submissions import ideas


def to_answer():
    """Count what waits for an answer."""
    return Submission.objects.to_do().count()


def to_take():
    """Count the ideas that nobody has taken up yet."""
    return ideas.candidates().count()


def may_read_ideas(user):
    """Return whether somebody may open the ideas, which show what their senders wrote."""
    return user.has_perm(VIEW) and (user.has_perm(VIEW_IDEA) or user.has_perm(CHANGE_IDEA))


register(
    Place(
        _("Inbox"),
        RESIDENTS,
        10,
        "admin:involvement_submission_changelist",
        VIEW,
        number=to_answer,
        also=("admin:involvement_exports", "admin:involvement_claims"),
        guide="answer",
    ),
    Place(
        _("Ideas and memories"),
        RESIDENTS,
        20,
        "admin:involvement_idea_changelist",
        may_read_ideas,
        number=to_take,
        also=("admin:cities_memory_changelist",),
        guide="ideas-and-memories",
    ),
    Place(
        _("Records"),
        RESIDENTS,
        30,
        "admin:involvement_people",
        VIEW,
        also=("admin:involvement_due", "admin:involvement_disposition_changelist"),
        guide="records",
    ),
    Place(
        _("The form “Take part”"),
        SETTINGS,
        20,
        "admin:involvement_interestform_changelist",
        VIEW_FORM,
        text=_("What residents can write about, the words of the form, and its closing."),
        guide="form-and-letters",
    ),
    Place(
        _("Letters"),
        SETTINGS,
        30,
        "admin:involvement_letter_changelist",
        VIEW_LETTER,
        text=_("The beginnings of answers, in every language."),
        guide="form-and-letters",
    ),
    Place(
        _("Outbox"),
        SETTINGS,
        60,
        "admin:involvement_mail_changelist",
        VIEW_MAIL,
        text=_("Every email that goes out by itself: sent, waiting, or failed."),
        guide="answer",
    ),
    Place(
        _("Disposition log"),
        SETTINGS,
        70,
        "admin:involvement_disposition_changelist",
        VIEW_LOG,
        text=_("What was deleted after its time, without the words of the people."),
        guide="records",
    ),
    Place(
        _("What is due"),
        SETTINGS,
        71,
        "admin:involvement_due",
        VIEW,
        text=_("Records that have reached the end of their time."),
        guide="records",
    ),
)
