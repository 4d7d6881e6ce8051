"""The forms of the door: first step, codes of the second one, passwords."""

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from accounts.sign_in import attempts, finding, history


class SignInForm(LoginForm):
    """Name or email address, and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["login"]
        name = forms.CharField(label=_("Name or email address"), max_length=254)
        name.widget.attrs |= {"autocomplete": "username webauthn", "autocapitalize": "none"}
        password = forms.CharField(label=_("Password"), strip=False, widget=forms.PasswordInput)
        password.widget.attrs["autocomplete"] = "current-password"
        self.fields = {"username": name, "password": password}

    def user_credentials(self):
        return {name: self.cleaned_data[name] for name in ("username", "password")}

    def _clean_with_password(self, credentials):
        # allauth words its complaint by a field that is not here.
        self.cleaned_data["login"] = credentials["username"]
        try:
            return super()._clean_with_password(credentials)
        except ValidationError as error:
            if error.code == "too_many":
                raise
            raise account_adapter().validation_error("username_password_mismatch") from error


def _shape(code):
    """Let a field for a code be easy to fill in, on a phone too."""
    # Translators: the six digits of an app, for signing in
    code.label = _("Code")
    code.widget.attrs |= {
        "autocomplete": "one-time-code",
        "autofocus": True,
        "inputmode": "numeric",
        "maxlength": 20,
        "placeholder": "",
    }


class _LimitedCode:
    """A code that may be wrong a few times, and is good for one time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _shape(self.fields["code"])
        self._tries = attempts.Tries(context.request, self.user, purpose=attempts.CODE)

    @property
    def tries_left(self):
        """Say how many more codes may be wrong; "" as long as none was."""
        left = self._tries.left()
        if left >= attempts.OF_ONE.free or self.is_held_back:
            return ""
        words = ngettext("%(number)d try is left.", "%(number)d tries are left.", left)
        return words % {"number": left}

    is_held_back = False

    def clean_code(self):
        try:
            self._tries.begin()
        except attempts.TooManyError as error:
            self.is_held_back = True
            raise ValidationError(attempts.sentence(error), code="too_many") from error
        try:
            code = super().clean_code()
            if not attempts.use_once(self.user, "".join(code.split())):
                raise ValidationError(_("This code was used before. Wait for the next one."))
        except ValidationError:
            history.refused(context.request, self.user, "wrong code")
            raise
        self._tries.succeeded()
        return code


class CodeForm(_LimitedCode, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_LimitedCode, ReauthenticateForm):
    """A code before something that only the person themselves may change."""


class AddAppForm(ActivateTOTPForm):
    """An app with codes, shown to work by its first one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _shape(self.fields["code"])
        self.fields["code"].label = _("The code that the app shows now")


class ForgottenForm(ResetPasswordForm):
    """Asking for a link for a new password. The answer is the same for every address."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        account = finding.by_email(email)
        self.users = [account] if account and account.is_active else []
        return email

    def save(self, request, **kwargs):
        """Put the mail into the outbox, unless too much was asked for."""
        account = self.users[0] if self.users else None
        typed = self.cleaned_data["email"]
        tries = attempts.Tries(request, account, purpose=attempts.MAIL, typed=typed)
        try:
            tries.begin()
        except attempts.TooManyError:
            return typed
        if account:
            # Never to what was typed: two addresses may look alike.
            self.cleaned_data["email"] = account.email
            super().save(request, **kwargs)
        return typed


class OwnPasswordForm(AdminPasswordChangeForm):
    """A new password for oneself. The old one is looked at as at the door: as often, as written."""

    @sensitive_variables("old")
    def clean_old_password(self):
        old = self.cleaned_data["old_password"]
        if not account_adapter().reauthenticate(self.user, old):
            code = "password_incorrect"
            raise ValidationError(self.error_messages[code], code=code)
        return old
