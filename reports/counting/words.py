"""Figures in words: "34 guests, 12 of them young, known for 2 of 9 events"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cities.history.counted import label as label_in_history
from cities.history.figures import estimated, events_text, figure_text, known_for
from cities.models import Event, Figure
from editorial.text import formats


def phrase(counted):
    """Say a `Counted` as the pages of cities do. Of a goal the name is not said."""
    if counted.is_figure:
        text = figure_text(counted.key, counted.known, counted.number, counted.young)
        return known_for(text, counted.known_for, counted.total) if counted.known_for else text
    name, _mark, side = counted.key.rpartition("_")
    if counted.key == "head_count":
        return head_count(counted)
    if name == "travel":
        return _TRAVEL[side](counted.number) % {"count": formats.number(counted.number)}
    if name == "visit" or counted.key in Event.Kind.values:
        return events_text(counted.key, counted.number)
    count = {"count": formats.number(counted.number)}
    return ngettext("%(count)s event", "%(count)s events", counted.number) % count


def head_count(counted):
    """Say of how many visits and exchanges it is known how many people traveled."""
    words = ngettext(
        "For %(known)s of %(total)s visit or exchange, the record says how many people came or "
        "went.",
        "For %(known)s of %(total)s visits and exchanges, the record says how many people came or "
        "went.",
        counted.total,
    )
    return words % {
        "known": formats.number(counted.known_for),
        "total": formats.number(counted.total),
    }


def number(counted):
    """Write the number alone, for a cell: money as money; "not known" without one."""
    if counted.number is None:
        return pgettext("a number", "not known")
    write = formats.money if counted.is_money else formats.number
    return estimated(write(counted.number), counted.known)


def label(counted, goals=None):
    """Return the head of a line for a `Counted`; `goals` are names by the keys of their entries."""
    if counted.goal is not None:
        return (goals or {}).get(counted.goal, "")
    return label_of(counted.key)


def label_of(key):
    """Return the head of a line by the key of what is counted; not for those of goals."""
    return _("Events") if key == "events" else label_in_history(key)


def known_in_words(counted):
    """Return how the number of a `Counted` is known."""
    return str(Figure.Known(counted.known).label)


_TRAVEL = {
    "here": lambda n: ngettext(
        "%(count)s visit or exchange received", "%(count)s visits and exchanges received", n
    ),
    "there": lambda n: ngettext(
        "%(count)s visit or exchange made", "%(count)s visits and exchanges made", n
    ),
    "both": lambda n: ngettext(
        "%(count)s visit or exchange both ways", "%(count)s visits and exchanges both ways", n
    ),
    "unknown": lambda n: ngettext(
        "%(count)s visit or exchange, direction not known",
        "%(count)s visits and exchanges, direction not known",
        n,
    ),
}
