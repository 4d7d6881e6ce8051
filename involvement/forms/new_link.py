"""The form with which somebody asks for a new link to their own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from involvement.forms.base import PlainForm
from involvement.intake.fields import EMAIL_LENGTH, TypedField
from involvement.receipt_numbers import as_reference


class NewLinkForm(PlainForm):
    """The receipt number, and how we can reach the person."""

    number = TypedField(
        label=_("Receipt number"),
        help_text=_("It stands on the receipt, like 4K7M-92QX."),
        max_length=20,
        missing=_("Write the receipt number."),
        attrs={"autocomplete": "off", "dir": "ltr"},
    )
    reached_at = TypedField(
        label=_("Your email address or phone number"),
        help_text=_("The one that you gave us."),
        max_length=EMAIL_LENGTH,
        missing=_("Write the email address or the phone number that you gave us."),
        attrs={"autocomplete": "email"},
    )

    def clean_number(self):
        """Read the number as people write it. Raises ValidationError."""
        number = as_reference(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(_("A receipt number looks like 4K7M-92QX."))
        return number
