"""Invitations of readers: made, found by their secret, revoked, cleaned up."""

import hashlib
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from editorial.models import AuditEntry, ReaderInvitation, Suggestion, audit
from editorial.models.readers import LIFE

# 32 random bytes, as `secrets.token_urlsafe` writes them.
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
DAYS = LIFE.days
# So many readers of one language may be at work at once.
MOST_WORKING = 50
# Name and address stay so long after the end, so that the reader can be thanked.
KEPT = timedelta(days=90)


class TooManyInvitationsError(Exception):
    """So many readers of the language are invited already."""


@transaction.atomic
def make(language, *, name, email, by, entry=None):
    """Invite a reader to a language, or to one entry of it; return `(invitation, secret)`.

    The secret is known to the caller alone from here on. Raises TooManyInvitationsError.
    """
    working = ReaderInvitation.objects.working().filter(language=language)
    if working.count() >= MOST_WORKING:
        raise TooManyInvitationsError
    secret = secrets.token_urlsafe(32)
    invitation = ReaderInvitation.objects.create(
        language=language,
        entry=entry,
        name=name,
        email=email,
        secret_hash=_hash(secret),
        created_by=by,
    )
    _record(AuditEntry.Action.INVITED, invitation, by)
    return invitation, secret


@transaction.atomic
def revoke(invitation, *, by):
    """End an invitation at once; one that has ended already stays as it is."""
    working = ReaderInvitation.objects.working().filter(pk=invitation.pk)
    if working.update(revoked_at=timezone.now()):
        _record(AuditEntry.Action.REVOKED, invitation, by)


@transaction.atomic
def forget(invitation, *, by):
    """Delete a reader with what they sent, such as when they ask for it; texts stay as they are."""
    _record(AuditEntry.Action.ERASED, invitation, by)
    invitation.delete()


def find(secret):
    """Return the working invitation of a secret with its entry, or None; one query at most."""
    if not _SECRET.fullmatch(secret):
        return None
    working = ReaderInvitation.objects.working().select_related("entry__kind")
    return working.filter(secret_hash=_hash(secret)).first()


def clean_up(now):
    """Delete invitations that ended long ago and of which nothing waits; return how many."""
    ended = ReaderInvitation.objects.ended_before(now - KEPT)
    waiting = Suggestion.objects.filter(state=Suggestion.State.WAITING)
    _number, of = ended.exclude(suggestions__in=waiting).delete()
    return of.get(ReaderInvitation._meta.label, 0)


def _hash(secret):
    # It is random enough that a slow hash would protect nothing.
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(action, invitation, by):
    references = [str(invitation.pk)]
    audit.record(action, ReaderInvitation, references, by=by, note=invitation.language)
