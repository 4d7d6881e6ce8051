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
from cities.models.event_query import DATES, only_announced


@dataclass(eq=False)
class BareEvent:
    """What `took_place`, `tally`, `evolution` and `thinned` read of an `Event`, and its key.

    Its cities and goals know nothing but their keys.
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


def bare(events, among, language):
    """List events of a queryset, in its order, as `BareEvent`s for readers of a language.

    They are some of the events `among`, whose parts are quicker to find than those of what readers
    see at a time. Four queries, however many there are.
    """
    found = {}
    told = events.annotate(only_announced=only_announced())
    facts = ("pk", "kind", "side", "cancelled", "postponed_to", "only_announced")
    for row in told.values_list(*facts, *DATES):
        (pk, kind, side, off, later, announced), dates = row[:6], row[6:]
        starts, ends = stored(*dates[:4]), stored(*dates[4:])
        found[pk] = BareEvent(
            pk, kind, side, starts.day, starts, ends, off or later is not None, announced
        )
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
        ("shown_cities", _known(City, cities)),
        ("shown_goals", _known(Goal, goals.filter(event__in=keys).values_list("event", "goal"))),
        ("shown_figures", _figures(Figure.objects.filter(event__in=keys).order_by("position"))),
    ):
        for pk, row in rows:
            # Nor is one among them that came after the first query.
            if pk in found:
                getattr(found[pk], name).append(row)
    return list(found.values())


def _known(model, links):
    """Yield `(event, thing)`: things of a model that know nothing but their keys."""
    links = list(links)
    known = {key: model(pk=key) for key in {key for _event, key in links}}
    return ((event, known[key]) for event, key in links)


def _figures(rows):
    """Yield `(event, figure)`."""
    return ((row.event_id, row) for row in rows)
