"""The forms about records: finding a person, correcting, holds."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from involvement.forms.pictures import AnswersForm
from involvement.intake.fields import MailField, PhoneField, TypedField
from involvement.models import Submission
from involvement.receipt_numbers import as_reference
from involvement.records.people import CORRECTABLE, Wanted

LONGEST_REASON = Submission._meta.get_field("hold_reason").max_length
LONGEST_MESSAGE = 20_000
# What is typed here is about other people; the browser of the office need not remember it.
_FORGET = {"autocomplete": "off"}


class PersonForm(forms.Form):
    """What is known of a person. It is sent by POST, so that no address holds any of it."""

    name = TypedField(label=_("Name or part of it"), max_length=200, attrs=_FORGET)
    email = TypedField(
        label=_("Email address"),
        help_text=_("The whole address; of the person or of a guardian."),
        max_length=254,
        attrs={**_FORGET, "inputmode": "email"},
    )
    phone = TypedField(
        label=_("Phone"),
        help_text=_("Digits alone count, with or without the code of the country."),
        max_length=40,
        attrs={**_FORGET, "inputmode": "tel"},
    )
    words = TypedField(
        label=_("Words in the text"),
        help_text=_("For somebody who is only mentioned in what others wrote."),
        max_length=100,
        attrs=_FORGET,
    )
    number = TypedField(
        label=_("Receipt number"),
        help_text=_("Of what is gone already it finds the line in the disposition log."),
        max_length=20,
        attrs=_FORGET,
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="person-%s", label_suffix="")

    def clean_number(self):
        """Read the receipt number as people write it. Raises ValidationError."""
        typed = self.cleaned_data["number"]
        number = as_reference(typed)
        if typed and not number:
            raise forms.ValidationError(_("A receipt number looks like 4K7M-92QX."))
        return number

    def clean(self):
        """Ask for anything at all."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Fill in at least one field."))
        return cleaned

    def wanted(self):
        """Return what is sought."""
        return Wanted(**self.cleaned_data)


class VersionForm(forms.Form):
    """A form that knows which version of the submission its reader has seen."""

    version = forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, data=None, *, initial):
        super().__init__(data, initial=initial, label_suffix="")

    def shown_again(self, version):
        """Return the form as typed, to be sent once more on top of another version."""
        data = self.data.copy()
        data["version"] = str(version)
        again = type(self)(data, initial=self.initial)
        again.full_clean()
        return again


class CorrectForm(VersionForm):
    """What is stored about a person, to be corrected."""

    name = TypedField(
        label=pgettext_lazy("of a person", "Name"), max_length=200, missing=_("Write a name.")
    )
    email = MailField(label=_("Email"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    message = TypedField(
        label=_("Message"), lines=10, max_length=LONGEST_MESSAGE, missing=_("Write the message.")
    )
    reason = TypedField(
        label=_("Reason"),
        help_text=_("Who asked for it, and when. It stays as a note for staff."),
        lines=3,
        max_length=2000,
        missing=_("Write the reason."),
    )
    keep_former = forms.BooleanField(
        label=_("Keep the message as it was in the note"),
        help_text=_("Leave this empty when the old words must not stay on record."),
        required=False,
    )

    def clean(self):
        """Demand that one way to reach the person stays."""
        cleaned = super().clean()
        if not any(name in self.errors or cleaned.get(name) for name in ("email", "phone")):
            self.add_error("email", _("Leave an email address or a phone number."))
        return cleaned

    def values(self):
        """Return the checked values by the columns of `Submission`."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE}


class HoldForm(VersionForm):
    """Why a hold is put or lifted."""

    reason = TypedField(
        label=_("Reason"),
        lines=3,
        max_length=LONGEST_REASON,
        missing=_("Write the reason."),
    )


class FileForm(AnswersForm):
    """The answers about a file as staff correct them, with the reason."""

    reason = TypedField(
        label=_("Reason"),
        help_text=_("Who asked for it, and when. It stays as a note for staff."),
        lines=3,
        max_length=2000,
        missing=_("Write the reason."),
    )


class ClaimCorrectForm(forms.Form):
    """The words and the address of a claim about a picture, to be corrected."""

    text = TypedField(label=_("In their words"), lines=6, max_length=2000)
    contact = MailField(label=_("Email"), required=False)

    def __init__(self, data=None, *, initial):
        super().__init__(data, initial=initial, label_suffix="")
