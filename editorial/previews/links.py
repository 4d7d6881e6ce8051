"""Links to previews for people without an account: made, found, revoked, cleaned up."""

import hashlib
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from editorial.models import AuditEntry, PreviewLink, audit
from editorial.models.previews import LIFE

# 32 random bytes, as `secrets.token_urlsafe` writes them.
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
DAYS = LIFE.days
# So many links of one thing may work at once: whoever needs more has forgotten to revoke some.
MOST_WORKING = 20
# Who made a link that ended stays visible for so long; the audit log keeps it.
KEPT = timedelta(days=30)


class TooManyLinksError(Exception):
    """So many links to one thing work already."""


@transaction.atomic
def make(entry, language, *, by):
    """Make a link to an entry in a language, or in all for ""; return `(link, secret)`.

    The secret is known to the caller alone from here on. Raises TooManyLinksError.
    """
    if PreviewLink.objects.working().filter(entry=entry).count() >= MOST_WORKING:
        raise TooManyLinksError
    secret = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        entry=entry, language=language, secret_hash=_hash(secret), created_by=by
    )
    _record(AuditEntry.Action.SHARED, link, by)
    return link, secret


@transaction.atomic
def revoke(link, *, by):
    """End a link at once; one that has ended already stays as it is."""
    if PreviewLink.objects.working().filter(pk=link.pk).update(revoked_at=timezone.now()):
        _record(AuditEntry.Action.REVOKED, link, by)


def find(secret):
    """Return the working link of a secret with its entry, or None; one query at most."""
    if not _SECRET.fullmatch(secret):
        return None
    working = PreviewLink.objects.working().select_related("entry__kind")
    return working.filter(secret_hash=_hash(secret)).first()


def clean_up(now):
    """Delete links that ended long ago; return how many."""
    ended = PreviewLink.objects.filter(expires_at__lt=now - KEPT)
    revoked = PreviewLink.objects.filter(revoked_at__lt=now - KEPT)
    return (ended | revoked).delete()[0]


def _hash(secret):
    # It is random enough that a slow hash would protect nothing.
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(action, link, by):
    model = link.entry.kind.model_class()
    audit.record(
        action, model, [str(link.entry.object_pk), str(link.pk)], by=by, note=link.language
    )
