"""Spam without puzzles and foreign services: signs that a submission may not be a person's.

What shows one is held: stored with its receipt number like any other, but it waits for review and
no mail goes out for it. Nothing is dropped in silence.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from involvement.errors import TooManyError
from involvement.models import RateLimitHit, Submission

# Nobody reads the form, writes a sentence and sends it within so many seconds.
QUICKEST = timedelta(seconds=3)
# A school shares one address: two classes may write within the hour, and their number alone is no
# sign of spam. More than this is looked at, not refused.
HELD_ABOVE = 60
REFUSED_ABOVE = 100
WINDOW = timedelta(hours=1)
DUPLICATE_WITHIN = timedelta(days=7)

HONEYPOT = "honeypot"
TOO_QUICK = "too_quick"
MANY = "many"
DUPLICATE = "duplicate"

NAMES = {
    HONEYPOT: _("filled in the field that people leave empty"),
    TOO_QUICK: _("sent within seconds"),
    MANY: _("one of many from the same network"),
    DUPLICATE: _("the same was sent before"),
}


def count_hit(network, *, refused_above=REFUSED_ABOVE):
    """Note one form that was sent, and say how many this network sent within the hour.

    `network` is the digest of the network, as `editorial.web.network` gives it.

    Raises TooManyError above the limit; then nothing is noted, so that the limit passes by itself.
    """
    now = timezone.now()
    count = RateLimitHit.objects.filter(sender=network, at__gt=now - WINDOW).count()
    if count >= refused_above:
        raise TooManyError
    RateLimitHit.objects.create(sender=network, at=now)
    return count + 1


def fingerprint(email, phone, message):
    """Return a keyed digest of who says what, blind to case and spaces."""
    said = "\0".join(" ".join(text.casefold().split()) for text in (email, phone, message))
    return salted_hmac("involvement.fingerprint", said, algorithm="sha256").hexdigest()


def signs(*, honeypot, shown_for, hits, print_of_it):
    """List what speaks against a submission, as codes of `NAMES`.

    `honeypot` is what stood in the empty field, `shown_for` how long the form was open,
    `hits` how many came from the same network, `print_of_it` its fingerprint.
    """
    found = []
    if honeypot:
        found.append(HONEYPOT)
    if shown_for < QUICKEST:
        found.append(TOO_QUICK)
    if hits > HELD_ABOVE:
        found.append(MANY)
    since = timezone.now() - DUPLICATE_WITHIN
    if Submission.objects.filter(fingerprint=print_of_it, received_at__gt=since).exists():
        found.append(DUPLICATE)
    return found


def forget_old_hits(now=None):
    """Delete hits older than a day; return their number."""
    before = (now or timezone.now()) - timedelta(days=1)
    return RateLimitHit.objects.filter(at__lt=before).delete()[0]
