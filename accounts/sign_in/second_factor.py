"""The second factor: a passkey, or the codes of an app; and whether it was given in a session."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse

_GIVEN = "second_factor"

# Recovery codes alone are none: they stand in for one that is lost.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_set_up(account):
    """Return whether an account has one."""
    return Authenticator.objects.filter(user=account, type__in=KINDS).exists()


def given(request, account):
    """Note in the session that it was given, or set up, by this account."""
    request.session[_GIVEN] = account.pk


def is_missing(request):
    """Return whether somebody is signed in without the factor that the site asks for."""
    if not settings.REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
        return False
    return request.session.get(_GIVEN) != request.user.pk


def first_step(request):
    """Return where somebody gives it, or sets one up, before anything else."""
    if is_set_up(request.user):
        # Set up on another device meanwhile.
        return reverse("mfa_reauthenticate", query={"next": request.path})
    return reverse("mfa_index")


def take_away(account):
    """Remove all factors of an account, for somebody who lost theirs."""
    Authenticator.objects.filter(user=account).delete()


def forget(request):
    """Note in the session that there is none any more."""
    request.session.pop(_GIVEN, None)
