"""Spam without puzzles and foreign services: signs that a submission may not be a person's.

What shows one is held: stored with its receipt number like any other, but it waits for review and
no mail goes out for it. Nothing is dropped in silence.
"""

from datetime import timedelta

from django.db.models import Count
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


def count_mail_to(*addresses):
    """Note a form that has mail sent to these; return the most that one of them had today.

    Kept is a keyed digest that changes daily, for a day.
    """
    now = timezone.now()
    mailboxes = {_digest_of(reachable.mailbox_of(address), now) for address in addresses if address}
    RateLimitHit.objects.bulk_create(RateLimitHit(sender=box, at=now) for box in mailboxes)
    since = now - timedelta(days=1)
    counts = RateLimitHit.objects.filter(sender__in=mailboxes, at__gt=since).order_by()
    found = counts.values_list("sender").annotate(number=Count("pk"))
    return max((number for _box, number in found), default=0)


def _digest_of(mailbox, now):
    salt = f"involvement.mailbox.{now:%Y-%m-%d}"
    return salted_hmac(salt, mailbox, algorithm="sha256").hexdigest()


def signs(*, honeypot, shown_for, hits, print_of_it, mails_to_one=0, is_cross_site=False):
    """List what speaks against a submission, as codes of `NAMES`.

    `honeypot` is what stood in the empty field, `shown_for` how long the form was open,
    `hits` how many came from the same network, `print_of_it` its fingerprint, `mails_to_one` what
    `count_mail_to` gave, `is_cross_site` whether the browser named the page of another site.
    """
    found = []
    if honeypot:
        found.append(HONEYPOT)
    # A clock that was put back is nobody's fault.
    if timedelta(0) <= shown_for < LONG_ENOUGH:
        found.append(TOO_QUICK)
    if hits > HELD_ABOVE:
        found.append(MANY)
    since = timezone.now() - DUPLICATE_WITHIN
    if Submission.objects.filter(fingerprint=print_of_it, received_at__gt=since).exists():
        found.append(DUPLICATE)
    if is_cross_site:
        found.append(CROSS_SITE)
    if mails_to_one > TO_ONE_MAILBOX:
        found.append(SAME_MAILBOX)
    hour_ago = timezone.now() - WINDOW
    if Submission.objects.filter(received_at__gt=hour_ago).count() >= BRAKE_ABOVE:
        found.append(BRAKE)
    return found


def forget_old_hits(now=None):
    """Delete hits older than a day; return their number."""
    before = (now or timezone.now()) - timedelta(days=1)
    return RateLimitHit.objects.filter(at__lt=before).delete()[0]
