"""Signed links: who holds one may see one submission. They carry no personal data.

The page of a link is never cached and sends no Referer (`involvement.views.decorators`).
"""

import uuid

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from involvement.models import Submission

# For whom a link is; the one cannot be made from the other.
_SENDER = "involvement.submissions.sender"
_GUARDIAN = "involvement.guardian"


def sender_token(submission):
    """Return the secret part of the sender's own link."""
    return Signer(salt=_SENDER).sign(submission.uid.hex)


def guardian_token(submission):
    """Return the secret part of the guardian's link."""
    return Signer(salt=_GUARDIAN).sign(submission.uid.hex)


def of_sender(token):
    """Find the submission of a sender's link; None for a forged link or what is gone."""
    return _find(_SENDER, token)


def of_guardian(token):
    """Find the submission of a guardian's link; None for a forged link or what is gone."""
    return _find(_GUARDIAN, token)


def status_url(base, submission):
    """Return the full address of the sender's page, in the language of their answer.

    `base` is where the site is, as "https://example.org".
    """
    with translation.override(submission.language):
        path = reverse("involvement:status", args=[sender_token(submission)])
    return f"{base}{path}"


def guardian_url(base, submission):
    """Return the full address of the page on which a guardian confirms."""
    with translation.override(submission.language):
        path = reverse("involvement:guardian", args=[guardian_token(submission)])
    return f"{base}{path}"


def _find(salt, token):
    try:
        uid = uuid.UUID(hex=Signer(salt=salt).unsign(token))
    except (BadSignature, ValueError):
        return None
    return Submission.objects.filter(uid=uid).select_related("city", "goal").first()
