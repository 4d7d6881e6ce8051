"""The signed token in the form: when it was shown, to whom it is fitted, and its number used once.

It takes the place of a cookie: a reader who writes to us needs none. Somebody else's page could
make a browser send our form, but the sender has no rights there that could be abused.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils import timezone

from involvement.enums import AgeBand, Kind

_SALT = "involvement.form"
# Longer than anybody writes; then the form is shown anew, with all that was typed.
VALID_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class FormToken:
    """What the token holds. `nonce` makes sending twice the same as sending once."""

    kind: str
    age_band: str
    nonce: uuid.UUID
    shown_at: datetime

    @property
    def age(self):
        """Return how long the form has been open."""
        return timezone.now() - self.shown_at

    @property
    def is_stale(self):
        """Return whether the form was open for so long that it is shown anew."""
        return self.age > VALID_FOR


def new_token(kind, age_band):
    """Make the token of a form that is shown now."""
    return FormToken(kind, age_band, uuid.uuid4(), timezone.now())


def sign(token):
    """Return a token as one signed word."""
    return signing.dumps(
        [token.kind, token.age_band, token.nonce.hex, int(token.shown_at.timestamp() * 1000)],
        salt=_SALT,
    )


def unsign(text):
    """Return the token that a signed word holds; None when it is not ours."""
    try:
        kind, age_band, nonce, shown_at = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if kind not in Kind.values or age_band not in {AgeBand.YOUNG, AgeBand.ADULT}:
        return None
    return FormToken(
        kind, age_band, uuid.UUID(hex=nonce), datetime.fromtimestamp(shown_at / 1000, UTC)
    )
