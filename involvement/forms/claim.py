"""What is wrong with a picture, for anybody to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from involvement.forms.base import PlainForm
from involvement.intake.fields import MailField, TypedField
from involvement.models import PictureClaim

_CHOOSE = _("Choose one of the answers.")


class ClaimForm(PlainForm):
    """The claim in a word, in their own words, and how we can answer."""

    kind = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=[("", _("Please choose")), *PictureClaim.Kind.choices],
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    text = TypedField(
        label=_("Tell us more"),
        help_text=_("For example where you are seen. You need not say who you are."),
        max_length=2000,
        lines=4,
    )
    contact = MailField(
        label=_("Your email address"),
        help_text=_("Only if you would like an answer."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
