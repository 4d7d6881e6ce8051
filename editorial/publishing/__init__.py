"""Saving, publishing, withdrawing: the only writers of live rows and of revisions."""

from editorial.publishing.change import Published, publish_change
from editorial.publishing.errors import (
    CannotPublishError,
    CannotStandError,
    ConflictError,
    NotCompleteError,
    NotPublicYetError,
    OverlapError,
)
from editorial.publishing.projection import project
from editorial.publishing.publication import PublicState, WorkState, publish, withdraw
from editorial.publishing.saving import create, save, touch
from editorial.revisions.versions import lock
from editorial.revisions.versions import read as versions_of

__all__ = [
    "CannotPublishError",
    "CannotStandError",
    "ConflictError",
    "NotCompleteError",
    "NotPublicYetError",
    "OverlapError",
    "PublicState",
    "Published",
    "WorkState",
    "create",
    "lock",
    "project",
    "publish",
    "publish_change",
    "save",
    "touch",
    "versions_of",
    "withdraw",
]
