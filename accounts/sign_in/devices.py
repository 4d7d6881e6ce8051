"""Devices on which somebody signed in before: a signed cookie, for the admin's addresses alone.

Such a device has tries of its own. So nobody is kept out of their account, or out of the office's
network, by whoever guesses passwords elsewhere.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.urls import reverse

COOKIE = "known_device"
_SALT = "accounts.devices"
_DAYS = 180
# A computer may be shared; the first ones of more are forgotten.
_MOST_PEOPLE = 10


def name_of(request, account):
    """Return the name of this device for an account; None when it was never signed in here."""
    return _known(request).get(str(account.pk)) if account else None


def any_name(request):
    """Return the name of this device for whoever signed in here last; None for nobody."""
    return next(reversed(_known(request).values()), None)


def remember(request, response, account):
    """Let the response tell this device that the account was signed in here."""
    known = _known(request)
    name = known.pop(str(account.pk), None) or secrets.token_hex(16)
    known = dict([*known.items(), (str(account.pk), name)][-_MOST_PEOPLE:])
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=_SALT),
        max_age=_DAYS * 24 * 60 * 60,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request):
    """Map the keys of accounts to the names of this device for them."""
    try:
        return signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60
        )
    except signing.BadSignature:
        return {}
