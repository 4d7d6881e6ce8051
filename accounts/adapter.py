"""What django-allauth asks of this site: who may try, what is written down, how mail goes."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import mail
from accounts.sign_in import (
    at_rest,
    attempts,
    devices,
    finding,
    hashing,
    history,
    second_factor,
    sessions,
)
from accounts.sign_in.history import Action
from editorial.web.network import network_of


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, out, and setting a password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "Name and password do not belong together. Capital letters count in a password."
        ),
        "incorrect_password": gettext_lazy("This is not your password."),
        "enter_current_password": gettext_lazy("This is not your password."),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Refuse what was tried too often, before any password is hashed."""
        typed = credentials.get("username") or credentials.get("email") or ""
        self._account = finding.by_name_or_email(typed)
        self._tries = attempts.Tries(request, self._account, typed=typed)
        try:
            self._tries.begin()
        except attempts.TooManyError as error:
            raise ValidationError(attempts.sentence(error), code="too_many") from error

    def authenticate(self, request, **credentials):
        try:
            account = super().authenticate(request, **credentials)
        except hashing.BusyError as error:
            self._tries.not_looked_at()
            raise ValidationError(hashing.sentence(), code="too_many") from error
        if account:
            self._tries.succeeded()
        return account

    def authentication_failed(self, request, **credentials):
        note = "wrong password" if self._account else "no such account"
        if self._account and not self._account.is_active:
            note = "the account is not active"
        history.refused(request, self._account, note)

    def login(self, request, user):
        """Sign in. When this person was here before is kept: Today tells from there."""
        before = user.last_login
        super().login(request, user)
        if before:
            request.session["here_before"] = before.isoformat()
        sessions.begin(request)
        history.told(Action.SIGNED_IN, user, by=user)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user)
        return response

    def logout(self, request):
        if request.user.is_authenticated:
            history.told(Action.SIGNED_OUT, request.user, by=request.user)
        super().logout(request)

    def set_password(self, user, password):
        super().set_password(user, password)
        history.told(Action.PASSWORD, user, by=user, note="by a link")

    def is_reauthentication_required(self, *, app, **kwargs):
        """Ask nobody for a password that they have just given."""
        return not sessions.is_fresh(self.request) and super().is_reauthentication_required(
            app=app, **kwargs
        )

    def get_client_ip(self, request):
        return network_of(request)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Say nothing of what the next page shows anyhow."""
        if message_template not in {
            "account/messages/logged_in.txt",
            "account/messages/logged_out.txt",
            "account/messages/password_changed.txt",
        }:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix, email, context):
        words = {**context, "email": email, "site_header": admin.site.site_header}
        mail.post(self.render_mail(template_prefix, email, words))

    def get_reset_password_from_key_url(self, key):
        """Return the address for a new password, at the site's own address where it has one."""
        url = super().get_reset_password_from_key_url(key)
        if not settings.SITE_URL:
            return url
        return settings.SITE_URL + url[url.index("/", url.index("//") + 2) :]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys and apps, under the name of this site."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right, or it was used before."),
        "cannot_delete_authenticator": gettext_lazy(
            "This is your only second factor. Set up another one before you remove it."
        ),
    }

    def encrypt(self, text):
        return at_rest.encrypt(text)

    def decrypt(self, encrypted_text):
        return at_rest.decrypt(encrypted_text)

    def get_totp_label(self, user):
        return user.get_username()

    def build_totp_svg(self, url):
        """Return the drawing without the line that belongs to a file."""
        return super().build_totp_svg(url).partition("?>")[2].strip()

    def _get_site_name(self):
        return str(admin.site.site_header)

    def generate_authenticator_name(self, user, type):  # noqa: A002 - the name in allauth
        return _("Passkey")

    def can_delete_authenticator(self, authenticator):
        """Keep the last one where the site asks for one."""
        if not settings.REQUIRE_SECOND_FACTOR:
            return True
        others = authenticator.user.authenticator_set.exclude(pk=authenticator.pk)
        return others.filter(type__in=second_factor.KINDS).exists()
