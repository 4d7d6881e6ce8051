"""The optional questions, by what the submission is about.

The answers stand in `Submission.details` by the keys below, which never change; a question that
is no longer asked keeps its entry, so that old answers keep their words.
"""

from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from involvement.enums import Kind
from involvement.intake.fields import TypedField

PREFIX = "about_"
_SHORT = 200
_LONG = 2000


@dataclass(frozen=True)
class Question:
    """One question. `missing` is said when it must be answered; `is_asked` is False once retired.

    With `options` it is a list of (value, words); `is_switch` is a box to tick. `is_mailed` is
    False where the answer may name other people, who have not asked for mail that tells of them:
    no mail repeats it.
    """

    key: str
    label: str
    help: str = ""
    lines: int = 1
    missing: str = ""
    options: tuple = ()
    is_switch: bool = False
    is_asked: bool = True
    is_mailed: bool = True
    attrs: dict = field(default_factory=dict)

    @property
    def name(self):
        """Name the field in the form."""
        return PREFIX + self.key

    def form_field(self):
        """Make the field of the form."""
        words = {"label": self.label, "help_text": self.help}
        if self.is_switch:
            return forms.BooleanField(required=False, **words)
        if self.options:
            choices = [("", _("No answer")), *self.options]
            return forms.ChoiceField(
                required=False,
                choices=choices,
                error_messages={"invalid_choice": _("Choose one from the list.")},
                **words,
            )
        return TypedField(
            max_length=_SHORT if self.lines == 1 else _LONG,
            lines=self.lines,
            missing=self.missing,
            attrs=self.attrs,
            **words,
        )

    def words_of(self, answer):
        """Return an answer as people read it, in the reader's language."""
        if answer is True:
            return gettext("yes")
        return str(dict(self.options).get(answer, answer))


_ORGANIZATION = {"autocomplete": "organization"}

QUESTIONS = {
    Kind.VOLUNTEER: (
        Question("skills", _("What you like to do, or do well")),
        Question("times", _("When you have time")),
    ),
    Kind.HOSTING: (
        Question("when", _("When you could host")),
        Question("guests", _("How many guests"), attrs={"inputmode": "numeric"}),
        Question("home_languages", _("Languages spoken at home")),
    ),
    Kind.EXCHANGE: (
        Question(
            "role",
            _("Who would take part"),
            options=(
                ("student", _("A student")),
                ("teacher", _("A teacher")),
                ("employee", _("An employee")),
            ),
        ),
        Question("institution", _("School or employer"), attrs=_ORGANIZATION),
    ),
    Kind.BUSINESS: (
        Question("organization", _("Company or organization"), attrs=_ORGANIZATION),
        Question("field", _("Line of business")),
    ),
    Kind.AID: (
        Question("aid", _("What you could give, or what is needed")),
        Question("organization", _("Organization"), attrs=_ORGANIZATION),
    ),
    Kind.BOARD: (
        Question(
            "district",
            _("City council district"),
            help=_(
                "Or “outside the city”. If you are 15 to 18 and would like a seat for young "
                "people, say so above."
            ),
        ),
    ),
    Kind.MEMORY: (
        Question("year", _("The year, or about when")),
        Question("subject", _("Who or what is on it"), is_mailed=False),
        Question(
            "has_original",
            _("I have a photograph or a letter"),
            help=_(
                "You can add pictures of it right after sending. If you are under 18, your parent "
                "or guardian can, with a form of their own. Please keep the originals."
            ),
            is_switch=True,
        ),
    ),
    Kind.FRIENDSHIP_CITY: (
        Question("city", _("The city that you propose"), missing=_("Write which city it is.")),
        Question("country", _("Its country"), missing=_("Write in which country the city lies.")),
        Question(
            "support",
            _("Who here supports it"),
            help=_("Groups, schools, companies or families who would take part."),
            lines=3,
            missing=_("Write who here supports it."),
            is_mailed=False,
        ),
        Question(
            "benefit",
            _("What both cities would gain"),
            lines=3,
            missing=_("Write what both cities would gain."),
        ),
        Question(
            "contacts",
            _("Contacts there"),
            help=_("If you have any."),
            lines=3,
            is_mailed=False,
        ),
    ),
    Kind.IDEA: (),
    Kind.QUESTION: (),
}


def asked(kind):
    """List the questions that the form asks for a kind."""
    return [question for question in QUESTIONS[kind] if question.is_asked]


def answers(kind, cleaned):
    """Pick the answers out of a form's checked values; what was left empty is left out."""
    return {
        question.key: cleaned[question.name]
        for question in asked(kind)
        if cleaned.get(question.name)
    }


def labelled(submission):
    """List the answers of a submission as (label, value) in the reader's language, in our order.

    The values are what people wrote and must be escaped and isolated where they are shown. A key
    that no question has stands for itself.
    """
    return _labelled(submission, submission.details)


def mailed(submission):
    """List as `labelled` does the answers that a mail may repeat."""
    kept_out = {each.key for each in QUESTIONS.get(submission.kind, ()) if not each.is_mailed}
    given = submission.details
    return _labelled(submission, {key: given[key] for key in given if key not in kept_out})


def _labelled(submission, given):
    known = {question.key: question for question in QUESTIONS.get(submission.kind, ())}
    pairs = [
        (str(question.label), question.words_of(given[key]))
        for key, question in known.items()
        if given.get(key)
    ]
    return pairs + [(key, str(value)) for key, value in given.items() if key not in known]
