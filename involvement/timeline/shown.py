"""Letting pages and the search follow what stands beside an event, which is no part of it."""

from editorial import publishing
from editorial.cache.version import raise_version


def follow(event):
    """Show, and let be found, what stands beside an event (its `Entry`) now.

    Call it inside the transaction that changed it.
    """
    versions = publishing.lock(event)
    if versions.entry.deleted_at is None:
        publishing.project(versions)
    raise_version()
