"""The forms on a sender's own page, and the one with which a guardian asks for erasure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from involvement.enums import PUBLISHABLE
from involvement.forms.base import PlainForm
from involvement.forms.submission import MESSAGE_LENGTH, WriteForm
from involvement.intake import reachable
from involvement.intake.fields import TypedField
from involvement.submissions import sender

# One and the same field here and where it was first filled in.
_FIRST = WriteForm.declared_fields


class AddForm(PlainForm):
    """Something more to say. `seen` is how many additions the page showed."""

    text = TypedField(
        label=_("What would you like to add?"),
        max_length=MESSAGE_LENGTH,
        lines=5,
        missing=_("Write what you would like to add."),
    )
    seen = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)


class CorrectForm(PlainForm):
    """The words that a sender can correct. `base` is the digest of those that the form shows."""

    name = _FIRST["name"]
    email = _FIRST["email"]
    phone = _FIRST["phone"]
    guardian_reads_it = _FIRST["guardian_reads_it"]
    message = _FIRST["message"]
    may_publish = _FIRST["may_publish"]
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, submission, data=None):
        self.guardian = submission.guardian_email
        values = {field: getattr(submission, field) for field in sender.CORRECTABLE}
        super().__init__(
            data, prefix="correct", initial={**values, "base": sender.base_of(submission)}
        )
        if submission.kind not in PUBLISHABLE:
            del self.fields["may_publish"]
        self.asks_about_mailbox = self._is_the_guardians(self._typed_email())
        if not self.asks_about_mailbox:
            del self.fields["guardian_reads_it"]

    def _typed_email(self):
        """Return the address that somebody has typed in place of the former one, or ""."""
        if not self.is_bound:
            return ""
        typed = self.fields["email"].to_python(self.data.get(self.add_prefix("email"), ""))
        return "" if typed == self.initial["email"] else typed

    def clean(self):
        """Demand that one way to reach them stays."""
        cleaned = super().clean()
        # What is wrong has an error of its own.
        if not any(name in self.errors or cleaned.get(name) for name in ("email", "phone")):
            self.add_error("email", _("Leave us an email address or a phone number."))
        own = self._typed_email()
        if own and own.casefold() == self.guardian.casefold():
            words = _("This is the mailbox of your parent or guardian. Write yours.")
            self.add_error("email", words)
        elif self.asks_about_mailbox and not cleaned.get("guardian_reads_it"):
            words = _(
                "This looks like the mailbox of your parent or guardian in another spelling. Write "
                "yours, or tick the box below if they read the mail there."
            )
            self.add_error("email", words)
        return cleaned

    def _is_the_guardians(self, address):
        mailbox = reachable.mailbox_of(self.guardian)
        return bool(address) and reachable.mailbox_of(address) == mailbox

    def values(self):
        """Return the checked values by the columns of `Submission`."""
        return {name: self.cleaned_data[name] for name in sender.CORRECTABLE if name in self.fields}


class SureForm(PlainForm):
    """The box to tick before something that cannot be taken back."""

    sure = forms.BooleanField(error_messages={"required": _("Tick the box if you are sure.")})

    def __init__(self, label, data=None, *, prefix):
        super().__init__(data, prefix=prefix)
        self.fields["sure"].label = label


class GuardianForm(PlainForm):
    """A guardian's yes or no. `version` is that of the text which the page showed.

    To being shown publicly they say yes apart: no box is ticked for them.
    """

    lets_show = forms.BooleanField(
        label=_("It may also be shown publicly on this site, without the young person’s name"),
        required=False,
    )
    version = forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)
