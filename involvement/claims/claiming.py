"""Making a claim about a picture, and deciding it.

Who says that they are seen on a picture is believed until staff decide: pages leave it out from
that moment. What looks like a program's doing hides nothing, and waits for staff like the rest.
"""

import hashlib
import uuid
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from editorial.cache.version import raise_version
from editorial.models import Picture, audit
from editorial.publishing import pictures as library
from editorial.revisions.picture_uses import uses_of
from editorial.text import languages
from involvement.intake import spam
from involvement.intake.form_token import LONG_ENOUGH, VALID_FOR
from involvement.models import PictureClaim, RateLimitHit
from involvement.submissions import erasure

Kind, Decision = PictureClaim.Kind, PictureClaim.Decision

# So many claims an hour from one network are taken; of these the first few may hide a picture, and
# so many all together: nobody shall empty the site.
MOST_AN_HOUR, MOST_HIDDEN, MOST_HIDDEN_OF_ALL = 20, 5, 20
# So often staff look at a picture and show it all the same; then no claim hides it any more.
MOST_SHOWN = 3
# Days for which a decided claim is kept.
KEPT_FOR = timedelta(days=90)

# Written down of a picture that somebody is seen on and staff show all the same.
_SHOWN_ALL_THE_SAME = "shown in spite of a claim"

_signer = signing.TimestampSigner(salt="involvement.claims")


def shown_picture(key):
    """Return a picture that visitors see somewhere, or None."""
    picture = Picture.objects.to_choose().filter(pk=key).first()
    if picture is None or not any(use.is_public for use in uses_of([key]).get(picture.pk, ())):
        return None
    return picture


def find(key):
    """Return a picture, shown or not, for who has a form about it open; None once it is gone."""
    return Picture.objects.filter(pk=key).first()


def new_token(picture):
    """Return the token of a form that is shown now, in place of a cookie."""
    return _signer.sign(f"{picture.pk}:{uuid.uuid4().hex}")


def read_token(token, picture):
    """Return the number of a form and since when it was open; None for one not ours, or too old."""
    try:
        value = _signer.unsign(token, max_age=VALID_FOR)
        key, number = value.split(":")
        nonce = uuid.UUID(hex=number)
    except (signing.BadSignature, ValueError):
        return None
    if key != str(picture.pk):
        return None
    shown_at = signing.b62_decode(token.rsplit(":", 2)[1])
    return nonce, timedelta(seconds=timezone.now().timestamp() - shown_at)


@transaction.atomic
def claim(picture, values, *, nonce, shown_for, network, honeypot="", is_cross_site=False):
    """Store what somebody says of a picture, and hide it where they are seen on it.

    `values` are kind, text and contact; `nonce` and `shown_for` come from the form's token,
    `network` is the digest of where it was sent from. Sent twice it is stored once. Return the
    `PictureClaim`. Raises TooManyError.
    """
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    if before := PictureClaim.objects.filter(form_nonce=nonce).first():
        return before
    hits, _mails = spam.count_hits(_claims_of(network), refused_above=MOST_AN_HOUR)
    signs = _signs(honeypot, shown_for, hits, is_cross_site)
    says_it_again = _says_it_again(picture, network)
    times_shown = _times_shown(picture)
    is_settled = times_shown >= MOST_SHOWN or (times_shown > 0 and says_it_again)
    hides = values["kind"] == Kind.SEEN and not signs and not is_settled
    if hides and picture.hidden_at is None:
        picture.hidden_at = timezone.now()
        picture.save(update_fields=["hidden_at", "search_words"])
        raise_version()
    stored = PictureClaim.objects.create(
        picture=picture,
        form_nonce=nonce,
        language=languages.current(),
        held_because=signs,
        hid=hides,
        **values,
    )
    if hides:
        _log(stored, note="picture hidden by a claim")
    return stored


@transaction.atomic
def decide(claim, decision, *, by):
    """Show the picture again, or remove it from the web for good; one that is decided stays so.

    All open claims about the picture are decided with it. Return whether anything was done.
    """
    picture = Picture.objects.select_for_update().get(pk=claim.picture_id)
    waiting = PictureClaim.objects.open().filter(picture=picture)
    if not waiting.filter(pk=claim.pk).exists():
        return False
    if decision == Decision.REMOVED:
        library.remove_at_commit(picture, reason="a claim about it", by=by)
    if picture.hidden_at is not None:
        Picture.objects.filter(pk=picture.pk).update(hidden_at=None)
        raise_version()
    if decision == Decision.SHOWN and waiting.filter(kind=Kind.SEEN).exists():
        changed = audit.AuditEntry.Action.CHANGED
        audit.record(changed, Picture, [str(picture.pk)], by=by, note=_SHOWN_ALL_THE_SAME)
    for one in waiting:
        _log(one, by=by, note=f"decided: {decision}")
    waiting.order_by().update(decision=decision, decided_at=timezone.now(), decided_by=by)
    return True


# What who made a claim can have corrected.
CORRECTABLE = ("text", "contact")


@transaction.atomic
def correct(claim, values, *, by):
    """Correct the words or the address of a claim; return whether anything changed.

    Raises PictureClaim.DoesNotExist when it is gone.
    """
    row = PictureClaim.objects.select_for_update().get(pk=claim.pk)
    changed = [name for name in CORRECTABLE if getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
        _log(row, by=by, note=f"corrected: {', '.join(changed)}")
    return bool(changed)


@transaction.atomic
def erase(claim, *, by):
    """Erase a decided claim before its time, for who made it. Return whether it was there."""
    found = PictureClaim.objects.decided().filter(pk=claim.pk).order_by()
    audit.record(audit.AuditEntry.Action.ERASED, PictureClaim, [str(claim.pk)], by=by)
    transaction.on_commit(erasure.empty_journal)
    return bool(found.delete()[0])


def forget_decided(now):
    """Delete claims that were decided `KEPT_FOR` ago; return their number."""
    return PictureClaim.objects.filter(decided_at__lt=now - KEPT_FOR).delete()[0]


def _times_shown(picture):
    """Return how often staff have looked at such a claim, and show the picture all the same.

    The audit log knows it, which outlives the claim.
    """
    return audit.AuditEntry.objects.filter(
        kind=Picture._meta.label_lower, references=[str(picture.pk)], note=_SHOWN_ALL_THE_SAME
    ).count()


def _says_it_again(picture, network):
    """Note a claim of this network about this picture; return whether there was one today.

    Another person who is seen on it is heard as the first one was.
    """
    now = timezone.now()
    sender = _digest(f"claim {picture.pk} {network}")
    today = RateLimitHit.objects.filter(sender=sender, at__gt=now - timedelta(days=1))
    was_there = today.exists()
    RateLimitHit.objects.create(sender=sender, at=now)
    return was_there


def _signs(honeypot, shown_for, hits, is_cross_site):
    found = []
    if honeypot:
        found.append(spam.HONEYPOT)
    # A clock that was put back is nobody's fault.
    if timedelta(0) <= shown_for < LONG_ENOUGH:
        found.append(spam.TOO_QUICK)
    if is_cross_site:
        found.append(spam.CROSS_SITE)
    if hits > MOST_HIDDEN:
        found.append(spam.MANY)
    now = timezone.now()
    lately = PictureClaim.objects.filter(hid=True, received_at__range=(now - spam.WINDOW, now))
    if lately.count() >= MOST_HIDDEN_OF_ALL:
        found.append(spam.BRAKE)
    return found


def _claims_of(network):
    # These are counted beside the forms that were sent, not among them.
    return _digest(f"claim {network}")


def _digest(words):
    return hashlib.sha256(words.encode()).hexdigest()


def _log(claim, *, by=None, note):
    audit.record(audit.AuditEntry.Action.CHANGED, PictureClaim, [str(claim.pk)], by=by, note=note)
