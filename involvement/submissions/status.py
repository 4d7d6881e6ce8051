"""Where a submission stands, in words for its sender.

Who was held for review reads the same as everybody else: nobody who was held wrongly is told off.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.text import languages
from editorial.text.formats import whole_day as day
from editorial.text.localized import Text, localized
from involvement.intake import answers, questions
from involvement.models import Choice, Submission
from involvement.submissions import deadlines, guardians

State = Submission.State


@dataclass(frozen=True)
class Status:
    """A short sentence, and what it means for the sender."""

    heading: str
    text: str


@dataclass(frozen=True)
class Line:
    """One answer that was sent: its label, its value, the language of the value ("" if neutral).

    `is_long` marks what may have paragraphs; `is_typed` what people wrote in any direction.
    """

    label: object
    value: object
    lang: str = ""
    is_long: bool = False
    is_typed: bool = True


def status_of(submission):
    """Return where a submission stands, in the reader's language."""
    if submission.is_unread:
        return Status(_("It waits for your parent or guardian."), _guardian_asked(submission))
    match submission.state:
        case State.ASSIGNED:
            return Status(_("Somebody is looking after it."), _answer_by(submission))
        case State.WAITING:
            return Status(
                _("We have asked you something."),
                _("Please read our message below and answer it, here or by email."),
            )
        case State.ANSWERED:
            return Status(
                _("We have answered."),
                _("If something is still open, add it below, and we take it up again."),
            )
        case State.CLOSED:
            return Status(
                _("It is closed."),
                _("If you have something to add, do so below, and we take it up again."),
            )
        case State.WITHDRAWN:
            return Status(
                _("You have withdrawn it."),
                _(
                    "Nobody answers it any more. It stays on record for its time, unless you ask "
                    "us to erase it."
                ),
            )
    return Status(_("We have it."), _answer_by(submission))


def erasure_note(submission):
    """Return what becomes of a wish for erasure; "" without one."""
    asked_at = submission.erasure_requested_at
    if asked_at is None:
        return ""
    if submission.is_on_hold:
        words = _(
            "On %(day)s we noted the wish to erase this. At present we have to keep it, because of "
            "a request for records or a dispute. We see to it as soon as that is over."
        )
    else:
        words = _("On %(day)s we noted the wish to erase this. We see to it by %(until)s.")
    return words % {"day": day(asked_at), "until": day(erased_by(submission))}


def erased_by(submission):
    """Return the day by which staff see to a wish for erasure, said already or only today."""
    asked_at = submission.erasure_requested_at
    days_ago = timezone.localdate() - timezone.localdate(asked_at) if asked_at else timedelta()
    return deadlines.promised_day() - days_ago


def lines_of(submission):
    """List everything that was sent with the form, in its order."""
    choice = Choice.objects.of_kind(submission.kind)
    label = localized(choice, "label") or submission.get_kind_display()
    about = Line(_("About"), label, getattr(label, "lang", ""), is_typed=False)
    written_in = languages.tag(submission.written_in)
    lines = [
        about,
        *(
            Line(words, name, name.lang, is_typed=False)
            for words, name in answers.chosen(submission)
        ),
        Line(pgettext("of a person", "Name"), submission.name),
        *_given(_("Email"), submission.email),
        *_given(_("Phone"), submission.phone),
        Line(_("Message"), submission.message, written_in, is_long=True),
    ]
    lines += [
        Line(words, value, written_in, is_long=True)
        for words, value in questions.labelled(submission)
    ]
    lines += [Line(words, said, is_typed=False) for words, said in answers.agreed(submission)]
    answer_in = Text(languages.own_name(submission.language), submission.language)
    lines.append(Line(_("Language of our answer"), answer_in, answer_in.lang, is_typed=False))
    return lines


def notice_of(interest):
    """List the paragraphs of the privacy notice, each with its heading."""
    return [
        {"field": name, "heading": interest._meta.get_field(name).verbose_name}
        for name in interest.NOTICE
    ]


def _guardian_asked(submission):
    if submission.guardian_asked_at is None:
        # True as well while it is held, of which nobody is told.
        return _(
            "We ask them by mail, with a link; that can take some days, because sometimes a "
            "person looks at it first. When they say yes, we read what you wrote and answer you. "
            "Without a yes within 30 days after that mail, it is deleted."
        )
    return _(
        "We have waited for their yes since %(asked)s. When they say it, we read what you wrote "
        "and answer you. If they have not said yes by %(day)s, it is deleted."
    ) % {
        "asked": day(submission.guardian_asked_at),
        "day": day(guardians.confirm_by(submission)),
    }


def _answer_by(submission):
    if deadlines.is_overdue(submission, timezone.localdate()):
        return _(
            "We wanted to answer by %(day)s and have not managed to. We are sorry; it is not "
            "forgotten."
        ) % {"day": day(submission.answer_by)}
    return _("We will answer by %(day)s.") % {"day": day(submission.answer_by)}


def _given(label, value):
    return [Line(label, value)] if value else []
