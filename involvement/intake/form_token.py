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
# Nobody reads the form, writes a sentence and sends it in less.
LONG_ENOUGH = timedelta(seconds=3)


@dataclass(frozen=True)
class FormToken:
    """What the token holds. `nonce` makes sending twice the same as sending once.

    `first_shown_at` is another moment than `shown_at` when the site has shown the form again.
    """

    kind: str
    age_band: str
    nonce: uuid.UUID
    shown_at: datetime
    first_shown_at: datetime

    @property
    def age(self):
        """Return for how long somebody has had the form, shown again or not.

        It is negative when the clock was put back.
        """
        return timezone.now() - self.first_shown_at

    @property
    def is_stale(self):
        """Return whether the form was open for so long that it is shown anew."""
        return timezone.now() - self.shown_at > VALID_FOR


def new_token(kind, age_band, *, before=None, is_typed=False):
    """Make the token of a form that is shown now.

    `before` is that of the form which it replaces. `is_typed`: what somebody wrote is in it
    already, so that they may send it at once.
    """
    now = timezone.now()
    if before is not None:
        first = min(before.first_shown_at, now)
    else:
        first = now - LONG_ENOUGH if is_typed else now
    return FormToken(kind, age_band, uuid.uuid4(), now, first)


def sign(token):
    """Return a token as one signed word."""
    shown = [int(at.timestamp() * 1000) for at in (token.shown_at, token.first_shown_at)]
    return signing.dumps([token.kind, token.age_band, token.nonce.hex, *shown], salt=_SALT)


def unsign(text):
    """Return the token that a signed word holds; None when it is not ours."""
    try:
        kind, age_band, nonce, *shown = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if kind not in Kind.values or age_band not in {AgeBand.YOUNG, AgeBand.ADULT}:
        return None
    moments = [datetime.fromtimestamp(at / 1000, UTC) for at in shown]
    return FormToken(kind, age_band, uuid.UUID(hex=nonce), moments[0], moments[-1])
