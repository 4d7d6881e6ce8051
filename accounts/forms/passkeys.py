"""The forms that read a passkey: at the door, at the second step, asked again, and a new one.

What a browser sends is read by `fido2`, which expects a browser. So whatever it stumbles over is a
passkey that is not accepted, in the same words as one that nobody knows.
"""

import struct

from allauth.core import context
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.sign_in import attempts, history

REFUSED = _("This passkey was not accepted. Try again, or take another way.")
NOT_MADE = _("The passkey could not be made. Try again, or set up an app with codes.")

# What reading rubbish comes to; a database that does not answer is none of it.
_UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    UnsupportedAlgorithm,
    ValidationError,
    ValueError,
    struct.error,
)


class CredentialField(forms.JSONField):
    """What the browser tells of a passkey; it is good for one time, and not shown again."""

    widget = forms.HiddenInput

    def __init__(self, refusal):
        super().__init__(error_messages={"invalid": refusal, "required": refusal})

    def to_python(self, value):
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data, initial):
        return None


class _LimitedPasskey(forms.Form):
    """A passkey that may be refused a few times, with a line for each."""

    credential = CredentialField(REFUSED)

    def tries(self):
        return attempts.Tries(context.request, self.user, purpose=attempts.PASSKEY)

    def clean_credential(self):
        tries = self.tries()
        try:
            tries.begin()
        except attempts.TooManyError as error:
            raise ValidationError(attempts.sentence(error), code="too_many") from error
        try:
            authenticator = super().clean_credential()
        except _UNREADABLE as error:
            history.refused(context.request, self.user, "passkey not known")
            raise ValidationError(REFUSED, code="refused") from error
        tries.succeeded()
        return authenticator


class PasskeyForm(_LimitedPasskey, LoginWebAuthnForm):
    """Signing in by a passkey alone."""

    def tries(self):
        return attempts.PasskeysAtTheDoor(context.request)


class PasskeyStepForm(_LimitedPasskey, AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""


class PasskeyAgainForm(_LimitedPasskey, ReauthenticateWebAuthnForm):
    """A passkey before something that only the person themselves may change."""


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, which by itself is enough to sign in."""

    credential = CredentialField(NOT_MADE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("So that you know it again, such as “work laptop”.")
        self.fields["name"].widget.attrs["maxlength"] = 60
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = _("Sign in with it alone, without the password")
        alone.help_text = _("It then asks for your finger, your face or a PIN.")

    def clean(self):
        try:
            return super().clean()
        except _UNREADABLE as error:
            raise ValidationError(NOT_MADE, code="refused") from error
