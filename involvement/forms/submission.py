"""The second step: who writes, how to reach them, and what they say."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.models import City, Goal
from editorial.text import languages
from editorial.text.formats import with_lang
from editorial.text.localized import Text, localized
from involvement.enums import PUBLISHABLE, AgeBand
from involvement.forms.base import PlainForm
from involvement.intake import questions, reachable
from involvement.intake.fields import MailField, PhoneField, RowField, TextSelect, TypedField

NAME_LENGTH = 200
MESSAGE_LENGTH = 5000
# A field that people do not see; programs fill in whatever they find.
HONEYPOT = "website"


class WriteForm(PlainForm):
    """The form, fitted to one choice and one age group.

    `partners` gives the partner cities in their order; it is called only by `read_lists`.
    """

    name = TypedField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        missing=_("Write your name."),
        attrs={"autocomplete": "name"},
    )
    email = MailField(
        label=_("Email"),
        required=False,
        help_text=_("We need one of the two: an email address or a phone number."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("From abroad with the country code."),
        widget=forms.TelInput({"autocomplete": "tel"}),
    )
    guardian_email = MailField(
        label=_("Email of your parent or guardian"),
        help_text=_(
            "We send an email there and ask whether you may write to us. Until they say yes, we "
            "see only your age group. Without a yes within 30 days after that, everything is "
            "deleted."
        ),
        error_messages={"required": _("Write the email address of your parent or guardian.")},
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    guardian_reads_it = forms.BooleanField(
        label=_("My parent or guardian reads the email in this mailbox"), required=False
    )
    message = TypedField(
        label=_("Your message"),
        max_length=MESSAGE_LENGTH,
        lines=7,
        missing=_("Write a few words about it."),
    )
    language = forms.ChoiceField(
        label=_("Language of our answer"),
        required=False,
        widget=TextSelect,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    may_publish = forms.BooleanField(
        label=_("You may show this publicly, without my name"),
        required=False,
        help_text=_("We read and shorten it first. You can take this back at any time."),
    )

    def __init__(self, choice, age_band, partners, data=None, initial=None):
        super().__init__(data, initial={"language": languages.current(), **(initial or {})})
        self.kind = choice.kind
        self.is_young = age_band == AgeBand.YOUNG
        # Whether the guardian's address is the writer's in another spelling.
        self.asks_about_mailbox = False
        if prompt := localized(choice, "prompt"):
            self.fields["message"].label = with_lang(prompt)
        self.fields["language"].choices = [
            (code, Text(name, code)) for code, name in settings.LANGUAGES
        ]
        language = languages.current()
        goals = Goal.objects.visible(language)
        self.fields["city"] = RowField(
            label=_("City"),
            rows=City.objects.visible(language).partners(),
            listed=partners,
            nothing=_("No city in particular"),
        )
        self.fields["goal"] = RowField(
            label=_("Goal"),
            rows=goals,
            listed=lambda: goals.in_order().only_texts("name", facts=["slug"]),
            nothing=_("No goal in particular"),
        )
        if not self.is_young:
            del self.fields["guardian_email"], self.fields["guardian_reads_it"]
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]
        if self.kind not in PUBLISHABLE:
            del self.fields["may_publish"]
        for question in questions.asked(self.kind):
            self.fields[question.name] = question.form_field()
        self.order_fields(
            [
                *("name", "email", "phone", "guardian_email", "guardian_reads_it", "message"),
                *(field.name for field in (*self.policy_fields(), *self.optional_fields())),
            ]
        )

    def read_lists(self):
        """Read what can be chosen, before the form is shown."""
        self.fields["city"].read_list()
        self.fields["goal"].read_list()

    def policy_fields(self):
        """List the fields of questions that must be answered for this kind alone."""
        return [self[question.name] for question in questions.asked(self.kind) if question.missing]

    def optional_fields(self):
        """List the fields that may all be left alone."""
        asked = [question for question in questions.asked(self.kind) if not question.missing]
        names = [*(question.name for question in asked), "city", "goal", "language"]
        return [self[name] for name in names if name in self.fields]

    def clean_language(self):
        """Answer in the language of the page unless another was chosen."""
        return self.cleaned_data["language"] or languages.current()

    def clean(self):
        """Demand one way to answer, and a guardian's address that is not the writer's own."""
        cleaned = super().clean()
        if not (self._was_given("email") or self._was_given("phone")):
            self.add_error("email", _("Write an email address or a phone number."))
        guardian, own = cleaned.get("guardian_email", ""), cleaned.get("email", "")
        if guardian and guardian.casefold() == own.casefold():
            words = _("This is your own address. Write that of your parent or guardian.")
            self.add_error("guardian_email", ValidationError(words))
        elif guardian and reachable.mailbox_of(guardian) == reachable.mailbox_of(own):
            self.asks_about_mailbox = True
            if not cleaned.get("guardian_reads_it"):
                self.add_error("guardian_email", ValidationError(_same_mailbox()))
        return cleaned

    def _was_given(self, name):
        # What is wrong has an error of its own.
        return name in self.errors or self.cleaned_data.get(name)

    def values(self):
        """Return the checked values by the columns of `Submission`."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in ("name", "email", "phone", "message")},
            "language": cleaned.get("language") or languages.current(),
            "city_id": cleaned["city"],
            "goal_id": cleaned["goal"],
            "details": questions.answers(self.kind, cleaned),
            "may_publish": cleaned.get("may_publish", False),
            "guardian_email": cleaned.get("guardian_email", ""),
        }


def _same_mailbox():
    return _(
        "This looks like your own mailbox in another spelling. Write the address of your parent or "
        "guardian, or tick the box below if they read the mail there."
    )
