"""Memories beside the events of a timeline, told as memories and not as the record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.models import Memory
from editorial.text.localized import Text, localized


@dataclass(frozen=True)
class MemoryRow:
    """One memory, ready to print: who tells it, and what."""

    told_by: str
    text: Text


def load(events):
    """Give events that no query of `with_details` brought what it would have loaded."""
    for event in events:
        event.entry.shown_memories = list(Memory.objects.public().filter(event=event.entry_id))


def rows(event):
    """List the memories beside an event, which was loaded by `with_details` or `load`."""
    return [
        MemoryRow(teller(memory.told_by, memory.told_year), localized(memory, "text"))
        for memory in event.entry.shown_memories
    ]


def teller(name, year):
    """Say who remembers it; without a name it is a resident."""
    if name:
        # Translators: before a memory that a resident told, beside an event of the history.
        return _("Remembered by %(name)s, told in %(year)s") % {"name": name, "year": year}
    return _("Remembered by a resident, told in %(year)s") % {"year": year}
