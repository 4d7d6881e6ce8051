"""An address for an event for which nobody typed one: its year and the words of its title."""

from django.utils.text import slugify

from cities.models.event import Event

# As much as the column takes, with room for a number.
MOST_LETTERS = 46


def free_address(event, title, when, kind):
    """Return an address that no other event has: "2026-mayor-visits", "2026-mayor-visits-2".

    `when` is the `HonestDate` of its start, if any. A title without Latin letters gives none, so
    the kind stands for it.
    """
    year = str(when.day.year) if when and when.is_known else ""
    words = slugify(title) or slugify(kind.replace("_", " ")) or "event"
    wanted = _cut(f"{year}-{words}" if year else words)
    others = Event.objects.exclude(pk=event.pk).filter(slug__startswith=wanted)
    taken = set(others.values_list("slug", flat=True))
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _cut(address):
    """Cut an address between words."""
    if len(address) <= MOST_LETTERS:
        return address
    return address[: MOST_LETTERS + 1].rpartition("-")[0] or address[:MOST_LETTERS]
