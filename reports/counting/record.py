"""What the record has as done, read with a constant number of queries: the rows that are counted.

Only public rows count, in whichever language they are public: the figures of a report are the same
for all its readers. What lies ahead, is off or was only announced is left out.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least

from cities.dates.honest_date import HonestDate
from cities.models import City, Event, Figure, Goal
from cities.models.event_query import DATES
from cities.reviews import NOT_CONTACT

_CITIES, _GOALS = Event.cities.through, Event.goals.through


@dataclass(frozen=True)
class Given:
    """A number that the record gives of an event; None where it says that nobody knows."""

    kind: str
    number: int | None
    young: int | None
    known: str


@dataclass(frozen=True)
class Happened:
    """An event that took place. It, its cities and its goals are keys of entries.

    `cities` and `goals` are those that are public; `is_shared` counts every partner city.
    """

    event: int
    kind: str
    side: str
    starts: HonestDate
    ends: HonestDate
    cities: frozenset
    goals: frozenset
    is_shared: bool
    given: tuple[Given, ...]


@dataclass(frozen=True)
class Record:
    """What is counted, in the order of time; the public partner cities and goals in their order.

    `contacts` are notations of dates, by the keys of cities: of the last contact by the day up to
    which the record was read.
    """

    events: list
    cities: list
    goals: list
    contacts: dict


def read(today, years=None):
    """Return the `Record` of what lies behind us today; of a range of years all that may be of it.

    Seven queries, whatever they find.
    """
    done = Event.objects.visible_to_anyone().past(today).that_took_place().order_by()
    limit = min(today, date(years[-1], 12, 31)) if years else today
    cities = _cities(done, limit)
    goals = dict(Goal.objects.visible_to_anyone().in_order().values_list("pk", "entry_id"))
    partners = {row["pk"]: row["entry_id"] for row in cities}
    return Record(
        _events(done.filter(_may_be_of(years)) if years else done, partners, goals),
        list(partners.values()),
        list(goals.values()),
        _contacts(cities, limit),
    )


def _may_be_of(years):
    """Say of the columns that an event may belong to one of these years; which do, `years` says."""
    decade, last = date(years[0] // 10 * 10, 1, 1), date(years[-1], 12, 31)
    lasted = Q(pk__isnull=True)
    for day in ("start", "start_other", "end", "end_other"):
        lasted |= Q(**{f"{day}__gte": decade})
    return (Q(start__isnull=True) | Q(start__lte=last)) & lasted


def _events(done, partners, goals):
    names = ["pk", "entry_id", "kind", "side", *DATES]
    rows = list(done.in_order().values_list(*names))
    concerned, served, given = _cities_by_event(done), defaultdict(set), defaultdict(list)
    for event, goal in _GOALS.objects.filter(event__in=done).values_list("event_id", "goal_id"):
        if goal in goals:
            served[event].add(goals[goal])
    figures = Figure.objects.filter(event__in=done).order_by("position")
    for event, *values in figures.values_list("event_id", "kind", "number", "young", "known"):
        given[event].append(Given(*values))
    return [
        Happened(
            entry,
            kind,
            side,
            _date(*dates[:4]),
            _date(*dates[4:]),
            frozenset(partners[city] for city in concerned[pk] if city in partners),
            frozenset(served[pk]),
            len(concerned[pk]) > 1,
            tuple(given[pk]),
        )
        for pk, entry, kind, side, *dates in rows
    ]


@lru_cache(maxsize=4096)
def _date(*columns):
    """Return the date of some columns; most events have no end, and many share a year."""
    return HonestDate(*columns)


def _cities_by_event(done):
    """List the partner cities of each event, public or not."""
    found = defaultdict(set)
    pairs = _CITIES.objects.filter(event__in=done, city__is_home=False)
    for event, city in pairs.values_list("event_id", "city_id"):
        found[event].add(city)
    return found


# --- The last contact ---------------------------------------------------------------------------


def _cities(done, limit):
    """List the public partners, each with the dates of the event that was the last contact.

    It is the one that ended last, or was still going on when the limit came.
    """
    contact = done.filter(start__lte=limit, cities=OuterRef("pk")).exclude(kind__in=NOT_CONTACT)
    contact = contact.annotate(until=Least(Coalesce("end", "start"), limit))
    newest = contact.order_by("-until", "-start", "-start_unit", "-pk")
    found = City.objects.visible_to_anyone().partners().in_order()
    found = found.annotate(newest=Subquery(newest.values("pk")[:1]))
    return list(found.values("pk", "entry_id", "newest"))


def _contacts(cities, limit):
    newest = {row["newest"] for row in cities} - {None}
    events = Event.objects.order_by().with_contact().in_bulk(newest)
    return {
        row["entry_id"]: _told(events[row["newest"]], limit)
        for row in cities
        if row["newest"] is not None
    }


def _told(event, limit):
    """Write the date of a contact; what was going on at the limit is told by that year."""
    if not event.ends.is_known:
        return event.starts.notation
    if event.ends.first <= limit:
        return event.ends.notation
    is_of_this_year = event.starts.first.year == limit.year
    return event.starts.notation if is_of_this_year else f"{limit.year}"
