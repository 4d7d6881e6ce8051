"""The name of an entry among machines: it says nothing of its address and never changes."""

import uuid

from cities.models.calendar_state import NAMESPACE


def lasting_name(entry_id):
    """Return the name of an entry as a URN: the same in the feed and in the open data."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'entry/{entry_id}')}"
