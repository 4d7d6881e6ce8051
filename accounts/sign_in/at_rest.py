"""The secrets of second factors as they stand in the database: encrypted under the site's key.

So a copy of the database alone opens no account. The key is derived from `SECRET_KEY`; what was
written under one of `SECRET_KEY_FALLBACKS` is read still, and written anew by the daily round.
"""

import base64

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_PURPOSE = b"accounts.second_factor"
# Where allauth keeps a secret in the data of a second factor: a text, or a list of them.
_SECRETS = ("secret", "seed", "migrated_codes")


class UnreadableError(ValidationError):
    """A secret was encrypted under a key that this site has no more. A form shows the sentence."""

    # A template shows nothing in its place.
    silent_variable_failure = True

    def __init__(self):
        super().__init__(
            _(
                "The codes of this account cannot be read here any more: the site has another "
                "secret key than when they were set up. Take a passkey, or ask an administrator "
                "to let you in again."
            ),
            code="unreadable",
        )


def encrypt(text):
    """Return a text as it is to be stored."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(stored):
    """Return the text that was stored. Raises UnreadableError."""
    try:
        return _keys().decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError from error


def renew():
    """Write under the newest key what stands under a former one; return how many were written."""
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    changed = [row for row in Authenticator.objects.all() if _renewed(row)]
    return Authenticator.objects.bulk_update(changed, ["data"]) if changed else 0


def forget_unreadable_codes(account):
    """Delete the recovery codes of an account that nobody can read; return whether there were."""
    for row in Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES):
        try:
            row.wrap().get_unused_codes()
        except UnreadableError:
            row.delete()
            return True
    return False


def _renewed(row):
    """Encrypt the secrets of a factor under the newest key; return whether one was not."""
    newest, all_keys = _fernet(settings.SECRET_KEY), _keys()

    def anew(stored):
        try:
            newest.decrypt(stored.encode())
        except InvalidToken:
            try:
                return all_keys.rotate(stored.encode()).decode()
            except InvalidToken:
                pass  # Under none of our keys: it stays, should that key come back.
        return stored

    before = {name: row.data[name] for name in _SECRETS if row.data.get(name)}
    after = {
        name: [anew(text) for text in value] if isinstance(value, list) else anew(value)
        for name, value in before.items()
    }
    row.data |= after
    return before != after


def _keys():
    return MultiFernet(
        [_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _fernet(key):
    derived = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
