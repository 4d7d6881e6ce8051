"""Signing in on the page that keeps what somebody typed, so that nothing has to be carried away.

That page sends everything again with each step: name and password, then the second factor. When
the last one is right the form goes on as if the session had not ended. The forms, the limits and
the lines of the audit log are those of the door.
"""

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib import admin
from django.utils.translation import gettext as _

from accounts.forms.door import CodeForm, SignInForm
from accounts.forms.passkeys import PasskeyForm, PasskeyStepForm
from editorial.admin.refusals.typed import SIGN_IN


def next_step(request, *, is_looked_at=True):
    """Look at what was sent, unless told not to, and return the step that is asked for now.

    Its `cookies` are None as long as somebody is not signed in for the desk; then those that
    signing in leaves, to go with the answer.
    """
    sent = request.POST if is_looked_at else {}
    pending = LoginStageController.enter(request, AuthenticateStage.key)
    step = _Second(pending, sent) if pending else _First(request, sent)
    if step.passkey.is_bound:
        return _after(request, step, step.passkey, step.by_passkey)
    if step.form.is_bound:
        return _after(request, step, step.form, step.by_form)
    return step


def _after(request, step, form, let_in):
    if not form.is_valid():
        return step
    response = let_in()
    if not request.user.is_authenticated:
        return next_step(request, is_looked_at=False)
    if admin.site.has_permission(request):
        step.cookies = response.cookies
        return step
    get_adapter(request).logout(request)
    step = _First(request, {})
    step.problem = _("This account does not include the desk. Sign in with another one.")
    return step


class _Step:
    cookies = None
    problem = ""
    user = None

    def passkey_options(self):
        """Return what a browser needs to ask for a passkey; the session keeps what was asked."""
        return {"request_options": passkeys.begin_authentication(self.user)}


class _First(_Step):
    """Name and password, or a passkey alone."""

    is_second = False

    def __init__(self, request, sent):
        self._request = request
        self.form = SignInForm(_data(sent, "username"), prefix=SIGN_IN, request=request)
        self.passkey = PasskeyForm(_data(sent, "credential"), prefix=SIGN_IN)

    def by_form(self):
        return self.form.login(self._request)

    def by_passkey(self):
        authenticator = self.passkey.cleaned_data["credential"]
        login = Login(user=authenticator.user)
        return perform_passwordless_login(self._request, authenticator, login)


class _Second(_Step):
    """A code, or a passkey beside the password."""

    is_second = True

    def __init__(self, pending, sent):
        self._pending = pending
        self.user = pending.login.user
        self.form = CodeForm(_data(sent, "code"), prefix=SIGN_IN, user=self.user)
        credential = _data(sent, "credential")
        self.passkey = PasskeyStepForm(credential, prefix=SIGN_IN, user=self.user)

    def by_form(self):
        self.form.save()
        return self._pending.exit()

    def by_passkey(self):
        self.passkey.save()
        return self._pending.exit()


def _data(sent, name):
    """Return what a form reads: None where its field did not come, so that it has no faults.

    The page has one form for all ways in, and the one that was taken is the one that is filled.
    """
    is_by_passkey = bool(sent.get(f"{SIGN_IN}-credential"))
    is_taken = is_by_passkey == (name == "credential") and f"{SIGN_IN}-{name}" in sent
    return sent if is_taken else None
