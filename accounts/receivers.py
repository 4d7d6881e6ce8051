"""What django-allauth announces, and has no method to override for: second factors."""

from allauth.mfa import signals

from accounts.sign_in import history, second_factor
from accounts.sign_in.history import Action


def connect():
    """Listen from now on."""
    signals.authenticator_added.connect(_added, dispatch_uid="accounts.added")
    signals.authenticator_used.connect(_used, dispatch_uid="accounts.used")
    signals.authenticator_removed.connect(_removed, dispatch_uid="accounts.removed")
    signals.authenticator_reset.connect(_reset, dispatch_uid="accounts.reset")


def _added(request, user, authenticator, **kwargs):
    if authenticator.type in second_factor.KINDS:
        second_factor.given(request, user)
    history.told(Action.FACTOR, user, by=user, note=f"added: {authenticator.type}")


def _used(request, user, authenticator, **kwargs):
    second_factor.given(request, user)
    if authenticator.type not in second_factor.KINDS:
        history.told(Action.FACTOR, user, by=user, note="used a recovery code")


def _removed(request, user, authenticator, **kwargs):
    if not second_factor.is_set_up(user):
        second_factor.forget(request)
    history.told(Action.FACTOR, user, by=user, note=f"removed: {authenticator.type}")


def _reset(request, user, **kwargs):
    history.told(Action.FACTOR, user, by=user, note="made new recovery codes")
