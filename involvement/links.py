"""Links with a secret: who holds one may see one submission. They carry no personal data.

Each is a row with the hash of a random secret, so that neither a new key of the site nor a restore
breaks it, and so that it can end: by its time, or because the address it went to was wrong. Links
of former days were signed; they work until something ends them.

The page of a link is never cached and sends no Referer (`involvement.views.decorators`).
"""

import hashlib
import secrets
import uuid
from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation

from involvement.models import SecretLink, Submission

# Longer than any correspondence rests; after that a fresh one is sent on request.
VALID_FOR = timedelta(days=180)

_Purpose = SecretLink.Purpose
# The salts of the signed links of former days.
_SALTS = {
    _Purpose.SENDER: "involvement.submissions.sender",
    _Purpose.GUARDIAN: "involvement.guardian",
}


def sender_token(submission):
    """Make the secret part of a new link to the sender's page; nobody can read it again."""
    return _new(submission, _Purpose.SENDER)


def guardian_token(submission):
    """Make the secret part of a new link to the guardian's page."""
    return _new(submission, _Purpose.GUARDIAN)


def of_sender(token):
    """Find the submission of a sender's link; None for a forged or ended one, or what is gone."""
    return _find(_Purpose.SENDER, token)


def of_guardian(token):
    """Find the submission of a guardian's link; None for a forged or ended one."""
    return _find(_Purpose.GUARDIAN, token)


def as_it_is_now(submission):
    """Read a submission once more as a link finds it; None when it is gone."""
    return _with_places().filter(pk=submission.pk).first()


def status_url(base, submission, language=""):
    """Return a new full address of the sender's page, in the language of their answer.

    `base` is where the site is, as "https://example.org".
    """
    with translation.override(language or submission.language):
        path = reverse("involvement:status", args=[sender_token(submission)])
    return f"{base}{path}"


def guardian_url(base, submission):
    """Return a new full address of the page on which a guardian confirms."""
    with translation.override(submission.language):
        path = reverse("involvement:guardian", args=[guardian_token(submission)])
    return f"{base}{path}"


def ask_url(base, submission):
    """Return the full address of the page that sends a new link; it holds no secret."""
    with translation.override(submission.language):
        return f"{base}{reverse('involvement:new_link')}"


def end_all(submission):
    """End every link to the sender's page; the caller holds the row and saves it.

    The guardian's go to another mailbox, and live on.
    """
    SecretLink.objects.filter(submission=submission, purpose=_Purpose.SENDER).delete()
    submission.signed_links_end_at = timezone.now()


def forget_ended(now):
    """Delete links whose time is over; return their number."""
    return SecretLink.objects.filter(expires_at__lt=now).delete()[0]


def _new(submission, purpose):
    secret = secrets.token_urlsafe(32)
    SecretLink.objects.create(
        submission=submission,
        purpose=purpose,
        secret_hash=_hash(secret),
        expires_at=timezone.now() + VALID_FOR,
    )
    return secret


def _find(purpose, token):
    working = SecretLink.objects.working().filter(purpose=purpose, secret_hash=_hash(token))
    found = _with_places().filter(links__in=working).first()
    return found or _find_signed(purpose, token)


def _find_signed(purpose, token):
    try:
        uid = uuid.UUID(hex=Signer(salt=_SALTS[purpose]).unsign(token))
    except (BadSignature, ValueError):
        return None
    found = _with_places().filter(uid=uid)
    if purpose == _Purpose.SENDER:
        found = found.filter(signed_links_end_at=None)
    return found.first()


def _with_places():
    return Submission.objects.select_related("city", "goal")


def _hash(secret):
    # It is random enough that a slow hash would protect nothing.
    return hashlib.sha256(secret.encode()).hexdigest()
