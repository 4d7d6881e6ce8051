"""What is counted of events, by its key, and the list of the history that each number leads to.

events                      all that took place
agreement, gift…            those of a kind
visit_here, visit_there…    visits by their direction
travel_here, travel_there…  visits and exchanges together, by their direction
head_count                  those of them that tell how many people came or went
guests, travelers…          those that give a number of this kind of figure

Of a year these are the events that surely belong to it. What they gave, and whether it is known,
is counted in the year in which they began.
"""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.history.years import began_in, first_year
from cities.models import Event, Figure

VISIT = Event.Kind.VISIT.value
# What people travel for: a visit, and an exchange.
TRAVEL = (Event.Kind.VISIT, Event.Kind.STUDENTS, Event.Kind.TEACHERS, Event.Kind.EMPLOYEES)
# Who traveled; either tells how many came or went.
HEADS = (Figure.Kind.GUESTS, Figure.Kind.TRAVELERS)


def key_of(event):
    """Return under which key an event is counted by its kind: "gift", "visit_here"."""
    return f"{VISIT}_{event.side}" if event.kind == VISIT else event.kind


def address(key, **chosen):
    """Return the address of the history with the events behind a number; `chosen` are filters."""
    return f"{reverse('cities:history')}?{urlencode({**chosen, 'counted': key})}#record"


def label(key):
    """Return what a key counts, as the head of a line or a filter."""
    return str(_LABELS[key]())


def choices():
    """List the keys with their labels."""
    return [(key, label(key)) for key in _LABELS]


def narrow(events, key, year=None):
    """Keep the events of a queryset that a number counts; of those of a year, where one is given.

    They lie behind us, and belong to the year already.
    """
    events = events.that_took_place()
    kinds = _given_by(key)
    if kinds:
        given = Figure.objects.filter(event=OuterRef("pk"), kind__in=kinds, number__isnull=False)
        events = events.filter(Exists(given))
        events = events.filter(began_in(year)) if year else events
        return events.filter(kind__in=TRAVEL) if key == "head_count" else events
    name, _mark, side = key.rpartition("_")
    if name in _DIRECTED:
        return events.filter(kind__in=_DIRECTED[name], side=side)
    return events if key == "events" else events.filter(kind=key)


def counts(event, key, year=None):
    """Return whether a number counts an event that took place, of which all was read already."""
    kinds = _given_by(key)
    if kinds:
        is_given = any(
            each.kind in kinds and each.number is not None for each in event.shown_figures
        )
        is_meant = key != "head_count" or event.kind in TRAVEL
        return is_given and is_meant and year in (None, first_year(event))
    name, _mark, side = key.rpartition("_")
    if name in _DIRECTED:
        return event.kind in _DIRECTED[name] and event.side == side
    return key in ("events", event.kind)


def _given_by(key):
    """Return the kinds of figures of which an event gives one, where that is what is counted."""
    if key == "head_count":
        return HEADS
    return (key,) if key in Figure.Kind.values else ()


# The kinds of events that are counted by their direction.
_DIRECTED = {VISIT: (VISIT,), "travel": TRAVEL}

_LABELS = {
    "events": lambda: _("Events that took place"),
    "visit_here": lambda: _("Visits received"),
    "visit_there": lambda: _("Visits made"),
    "visit_both": lambda: _("Visits both ways"),
    "visit_unknown": lambda: _("Visits, direction not known"),
    **{kind.value: lambda kind=kind: kind.label for kind in Event.Kind if kind != Event.Kind.VISIT},
    **{kind.value: lambda kind=kind: kind.label for kind in Figure.Kind},
    "travel_here": lambda: _("Visits and exchanges received"),
    "travel_there": lambda: _("Visits and exchanges made"),
    "travel_both": lambda: _("Visits and exchanges both ways"),
    "travel_unknown": lambda: _("Visits and exchanges, direction not known"),
    "head_count": lambda: _("Visits and exchanges with a head-count"),
}
