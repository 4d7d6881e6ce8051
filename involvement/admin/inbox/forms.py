"""The forms on the page of a submission. Each carries the version that its reader has seen."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from editorial.text import languages
from editorial.text.localized import localized
from involvement.intake.fields import TypedField
from involvement.mail import letters
from involvement.models import Letter, Message
from involvement.permissions import CHANGE

LONGEST_TEXT = 20_000
# Square brackets, also the wide ones of Chinese and Japanese keyboards.
_TO_FILL_IN = re.compile(r"[\[［][^\]］\n]*[\]］]")


def colleagues():
    """Query the staff who may deal with submissions."""
    people = User.objects.with_perm(CHANGE, backend="django.contrib.auth.backends.ModelBackend")
    return people.filter(is_staff=True).order_by("username")


class ActionForm(forms.Form):
    """A form of one action. Its fields have ids of their own among the others of the page."""

    action = ""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, initial):
        super().__init__(data, initial=initial, auto_id=f"{self.action}-%s", label_suffix="")


class AssignForm(ActionForm):
    """Who takes care of it."""

    action = "assign"

    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Assign to"), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues()


class NoteForm(ActionForm):
    """A note for staff."""

    action = "note"

    text = TypedField(
        label=_("Note"), lines=3, max_length=LONGEST_TEXT, missing=_("Write the note.")
    )


class AnswerForm(ActionForm):
    """An answer by mail."""

    action = "answer"

    language = forms.ChoiceField(label=_("Language of this answer"), choices=settings.LANGUAGES)
    subject = TypedField(
        label=_("Subject"),
        max_length=Message._meta.get_field("subject").max_length,
        missing=_("Write a subject."),
    )
    text = TypedField(
        label=_("Answer"), lines=12, max_length=LONGEST_TEXT, missing=_("Write the answer.")
    )

    def set_language(self, language):
        """Mark the texts as being in a language, for screen readers and spelling checkers."""
        for name in ("subject", "text"):
            self.fields[name].widget.attrs["lang"] = languages.tag(language)

    def clean_text(self):
        """Refuse what a letter leaves to be filled in: "[the reason]"."""
        text = self.cleaned_data["text"]
        if found := _TO_FILL_IN.search(text):
            raise ValidationError(
                _("Fill in what stands in square brackets, or take it out: %(found)s"),
                params={"found": found[0]},
            )
        return text

    def mail_text(self):
        """Return what was typed, ready for the outbox."""
        typed = self.cleaned_data
        return letters.MailText(typed["subject"], typed["text"], typed["language"])


class CallForm(ActionForm):
    """What was said on the phone."""

    action = "call"

    text = TypedField(
        label=_("What was said"),
        lines=4,
        max_length=LONGEST_TEXT,
        missing=_("Write what was said."),
    )


class CloseForm(ActionForm):
    """Closing what nobody has answered needs a second thought."""

    action = "close"

    sure = forms.BooleanField(
        label=_("Nobody has answered it; close it all the same"), required=False
    )

    def require_answer(self, submission):
        """Ask back when nobody has answered."""
        if submission.answered_at is None and not self.cleaned_data["sure"]:
            self.add_error("sure", _("Tick the box if it needs no answer."))


class SpamForm(ActionForm):
    """Erasing needs a second thought."""

    action = "spam"

    reference = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("Nobody meant this for us: erase it"),
        error_messages={"required": _("Tick the box if it is to be erased.")},
    )


FORMS = {
    form.action: form for form in (AssignForm, NoteForm, AnswerForm, CallForm, CloseForm, SpamForm)
}


def answer_letters(submission):
    """Group the letters that may answer a submission: for its kind, for all kinds, for others.

    Each is `(heading, [(letter, title, language in which it is), …])`; empty groups are left out.
    """
    public = [
        letter
        for letter in Letter.objects.filter(purpose=Letter.Purpose.ANSWER)
        .select_related("entry")
        .order_by("pk")
        if letter.published_languages()
    ]
    groups = {
        _("For this kind"): [letter for letter in public if letter.kind == submission.kind],
        _("For all kinds"): [letter for letter in public if not letter.kind],
        _("For other kinds"): [
            letter for letter in public if letter.kind not in {"", submission.kind}
        ],
    }
    return [
        (heading, [_option(letter, submission) for letter in found])
        for heading, found in groups.items()
        if found
    ]


def _option(letter, submission):
    language = letters.readable_language(letter, submission.language)
    missing = "" if language == submission.language else languages.own_name(language)
    return letter, localized(letter, "title"), missing
