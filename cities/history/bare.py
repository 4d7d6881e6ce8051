"""The events of a long record with nothing but what counts need: some columns, no rows of models.

A page that counts thousands of events would otherwise spend most of its time on making rows of
them, of their sources and of what they concern.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from cities.dates.honest_date import HonestDate, stored
from cities.models import City, Event, Figure, Goal
from cities.models.event_query import DATES, in_the_past, only_announced


@dataclass(frozen=True)
class Known:
    """A city or a goal of which nothing but the key is known: to make a row of it takes longer."""

    pk: int


@dataclass(eq=False)
class BareEvent:
    """What `took_place`, `tally`, `evolution` and `thinned` read of an `Event`, and its key.

    Its cities and goals are `Known`.
    """

    pk: int
    kind: str
    side: str
    start: date | None
    starts: HonestDate
    ends: HonestDate
    is_off: bool
    is_only_announced: bool
    is_of_one_city: bool = False
    shown_cities: list = field(default_factory=list)
    shown_goals: list = field(default_factory=list)
    shown_figures: list = field(default_factory=list)


def bare_past(events, today):
    """Return the past events of a queryset, in its order, and the keys of those in the calendar.

    One query. `with_parts` adds what stands in other tables.
    """
    past, coming = [], []
    told = events.annotate(only_announced=only_announced(), lies_behind=in_the_past(today))
    facts = ("pk", "lies_behind", "kind", "side", "cancelled", "postponed_to", "only_announced")
    # No texts are among them, for which modeltranslation would make a dictionary of each row.
    for row in told.rewrite(False).values_list(*facts, *DATES):
        pk, lies_behind, kind, side, off, later, announced, *dates = row
        if not lies_behind:
            coming.append(pk)
            continue
        starts, ends = stored(*dates[:4]), stored(*dates[4:])
        past.append(
            BareEvent(pk, kind, side, starts.day, starts, ends, off or later is not None, announced)
        )
    return past, coming


def with_parts(events, among, language):
    """Add to bare events what readers of a language see beside them; return them.

    They are some of the events `among`, whose parts are quicker to find than those of what readers
    see at a time. Three queries, however many there are.
    """
    found = {event.pk: event for event in events}
    keys = among.order_by().values("pk")
    # All of them, so that none need be counted event by event.
    links = list(
        Event.cities.through.objects.filter(event__in=keys)
        .annotate(is_seen=Q(city__in=City.objects.visible(language)))
        .values_list("event", "city", "is_seen")
    )
    cities_of = Counter(pk for pk, _city, _is_seen in links)
    for pk, event in found.items():
        event.is_of_one_city = cities_of[pk] == 1
    cities = ((pk, city) for pk, city, is_seen in links if is_seen)
    goals = Event.goals.through.objects.filter(goal__in=Goal.objects.visible(language))
    for name, rows in (
        ("shown_cities", _known(cities)),
        ("shown_goals", _known(goals.filter(event__in=keys).values_list("event", "goal"))),
        ("shown_figures", _figures(Figure.objects.filter(event__in=keys).order_by("position"))),
    ):
        for pk, row in rows:
            # Some of them are coming, or came after the first query.
            if pk in found:
                getattr(found[pk], name).append(row)
    return events


def _known(links):
    """Yield `(event, thing)` of pairs of keys."""
    known = {}
    for event, key in links:
        yield event, known.setdefault(key, Known(key))


def _figures(rows):
    """Yield `(event, figure)`."""
    return ((row.event_id, row) for row in rows)
