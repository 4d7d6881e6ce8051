"""Spam without puzzles and foreign services: signs that a submission may not be a person's.

What shows one is held: stored with its receipt number like any other, but it waits for review and
no mail goes out for it. Nothing is dropped in silence.
"""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from involvement.errors import TooManyError
from involvement.intake import reachable
from involvement.intake.form_token import LONG_ENOUGH
from involvement.models import RateLimitHit, Submission

# A school shares one address: two classes may write within the hour, and their number alone is no
# sign of spam. More than this is looked at, not refused.
HELD_ABOVE = 60
REFUSED_ABOVE = 100
WINDOW = timedelta(hours=1)
DUPLICATE_WITHIN = timedelta(days=7)
# So many forms a day may have mail sent to one mailbox, and so many an hour come in all together
# before a person looks at the rest: no browser of a stranger shall write to a victim through us.
TO_ONE_MAILBOX = 10
BRAKE_ABOVE = 300

HONEYPOT = "honeypot"
TOO_QUICK = "too_quick"
MANY = "many"
DUPLICATE = "duplicate"
CROSS_SITE = "cross_site"
SAME_MAILBOX = "same_mailbox"
BRAKE = "brake"

NAMES = {
    HONEYPOT: _("filled in the field that people leave empty"),
    TOO_QUICK: _("sent within seconds"),
    MANY: _("one of many from the same network"),
    DUPLICATE: _("the same was sent before"),
    CROSS_SITE: _("sent from a page of another site"),
    SAME_MAILBOX: _("many would have email sent to the same address"),
    BRAKE: _("very many came from everywhere within the hour"),
}


def count_hits(network, addresses=(), *, refused_above=REFUSED_ABOVE):
    """Note one form that was sent; return two numbers for the limits.

    They say how many this network sent within the hour, and the most that would have mail sent to
    one of these addresses today.

    `network` is the digest of the network, as `editorial.web.network` gives it. Of addresses a
    keyed digest is kept that changes daily, for a day.

    Raises TooManyError above the limit; then nothing is noted, so that the limit passes by itself.
    """
    now = timezone.now()
    boxes = {_digest_of(reachable.mailbox_of(address), now) for address in addresses if address}
    recent = Q(sender=network, at__gt=now - WINDOW)
    today = Q(sender__in=boxes, at__gt=now - timedelta(days=1))
    found = RateLimitHit.objects.filter(recent | today).order_by().values_list("sender")
    counts = dict(found.annotate(number=Count("pk")))
    if counts.get(network, 0) >= refused_above:
        raise TooManyError
    RateLimitHit.objects.bulk_create(
        RateLimitHit(sender=sender, at=now) for sender in (network, *boxes)
    )
    most = max((counts.get(box, 0) + 1 for box in boxes), default=0)
    return counts.get(network, 0) + 1, most


def may_be_mailed(address):
    """Note one more mail that a stranger has sent to an address; return whether it may go.

    It counts among the forms of the day that did the same.
    """
    now = timezone.now()
    box = _digest_of(reachable.mailbox_of(address), now)
    RateLimitHit.objects.create(sender=box, at=now)
    today = RateLimitHit.objects.filter(sender=box, at__gt=now - timedelta(days=1))
    return today.count() <= TO_ONE_MAILBOX


def fingerprint(email, phone, message):
    """Return a keyed digest of who says what, blind to case and spaces."""
    said = "\0".join(" ".join(text.casefold().split()) for text in (email, phone, message))
    return salted_hmac("involvement.fingerprint", said, algorithm="sha256").hexdigest()


def _digest_of(mailbox, now):
    salt = f"involvement.mailbox.{now:%Y-%m-%d}"
    return salted_hmac(salt, mailbox, algorithm="sha256").hexdigest()


def signs(*, honeypot, shown_for, hits, print_of_it, mails_to_one=0, is_cross_site=False):
    """List what speaks against a submission, as codes of `NAMES`.

    `honeypot` is what stood in the empty field, `shown_for` how long the form was open,
    `hits` how many came from the same network, `print_of_it` its fingerprint, `mails_to_one` how
    many would have mail sent to one address, `is_cross_site` whether the browser named the page of
    another site.
    """
    found = []
    if honeypot:
        found.append(HONEYPOT)
    # A clock that was put back is nobody's fault.
    if timedelta(0) <= shown_for < LONG_ENOUGH:
        found.append(TOO_QUICK)
    if hits > HELD_ABOVE:
        found.append(MANY)
    now = timezone.now()
    lately = Submission.objects.filter(received_at__range=(now - DUPLICATE_WITHIN, now)).aggregate(
        same=Count("pk", filter=Q(fingerprint=print_of_it)),
        this_hour=Count("pk", filter=Q(received_at__gt=now - WINDOW)),
    )
    if lately["same"]:
        found.append(DUPLICATE)
    if is_cross_site:
        found.append(CROSS_SITE)
    if mails_to_one > TO_ONE_MAILBOX:
        found.append(SAME_MAILBOX)
    if lately["this_hour"] >= BRAKE_ABOVE:
        found.append(BRAKE)
    return found


def forget_old_hits(now=None):
    """Delete hits older than a day; return their number."""
    before = (now or timezone.now()) - timedelta(days=1)
    return RateLimitHit.objects.filter(at__lt=before).delete()[0]
