"""The pages of django-allauth that this site has; there is no sign-up and no change of address."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path
from django.views.generic import RedirectView

from accounts.views.door import RemovePasskey, at_the_desk

_first_step = RedirectView.as_view(pattern_name="admin:login", query_string=True)
_change = RedirectView.as_view(pattern_name="admin:password_change")

_PAGES = {
    "account_login": ("", _first_step),
    "account_logout": ("sign-out/", account.logout),
    "account_inactive": ("inactive/", account.account_inactive),
    "account_reauthenticate": ("again/", account.reauthenticate),
    "account_change_password": ("password/", _change),
    "account_reset_password": ("password/forgotten/", account.password_reset),
    "account_reset_password_done": ("password/forgotten/sent/", account.password_reset_done),
    "account_reset_password_from_key_done": (
        "password/new/done/",
        account.password_reset_from_key_done,
    ),
    "mfa_authenticate": ("second-step/", factor.authenticate),
    "mfa_reauthenticate": ("again/code/", factor.reauthenticate),
    "mfa_reauthenticate_webauthn": ("again/passkey/", passkeys.reauthenticate_webauthn),
    "mfa_index": ("second-factor/", factor.index),
    "mfa_activate_totp": ("second-factor/app/", totp.activate_totp),
    "mfa_deactivate_totp": ("second-factor/app/remove/", totp.deactivate_totp),
    "mfa_list_webauthn": ("second-factor/passkeys/", passkeys.list_webauthn),
    "mfa_add_webauthn": ("second-factor/passkeys/add/", passkeys.add_webauthn),
    "mfa_edit_webauthn": ("second-factor/passkeys/<int:pk>/", passkeys.edit_webauthn),
    "mfa_remove_webauthn": ("second-factor/passkeys/<int:pk>/remove/", RemovePasskey.as_view()),
    "mfa_login_webauthn": ("passkey/", passkeys.login_webauthn),
    "mfa_view_recovery_codes": ("second-factor/recovery-codes/", recovery.view_recovery_codes),
    "mfa_generate_recovery_codes": (
        "second-factor/recovery-codes/new/",
        recovery.generate_recovery_codes,
    ),
    "mfa_download_recovery_codes": (
        "second-factor/recovery-codes/file/",
        recovery.download_recovery_codes,
    ),
}

urlpatterns = [
    *(path(route, at_the_desk(view), name=name) for name, (route, view) in _PAGES.items()),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        at_the_desk(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
