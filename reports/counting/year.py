"""Count a year, or all years: what the record comes to, for the program and for each city.

The rules are those of `cities.history.figures`, whose phrases stand on other pages: what was off
or only announced is not counted, what is not known is not zero, young people are summed only where
all of them are known. An event of several years counts in each of them, but what it gave is
counted once, in the first, so that years can be added up.
"""

from collections import defaultdict

from django.utils import timezone

from cities.history import counted
from cities.history.counted import HEADS, TRAVEL
from cities.history.years import first_year, may_be_of, share, years_of
from cities.models import City, Event, Figure
from reports.counting import record
from reports.counting.figures import GOAL, CityFigures, Counted, YearFigures

SIDES = ("here", "there", "both", "unknown")


def count_year(year, today=None):
    """Return the `YearFigures` of a year, of what lies behind us today."""
    return count_years(year, year, today)


def count_years(first, last, today=None):
    """Return the `YearFigures` of a span of years, each event counted once."""
    years = range(first, last + 1)
    return of_record(record.read(today or today_at_home(), years), years)


def count_all(today=None):
    """Return the `YearFigures` of all years, with what has no date as well."""
    return of_record(record.read(today or today_at_home()), None)


def of_record(found, years):
    """Count a `Record` that holds all that may be of a range of years; None counts all of it."""
    surely = [event for event in found.events if years is None or share(years_of(event), years)]
    vague = [event for event in found.events if years and may_be_of(event, years)]
    by_city, vague_by_city = _by_city(surely), _by_city(vague)
    cities = tuple(
        CityFigures(
            city,
            *_parts(by_city[city], vague_by_city[city], years, found.goals),
            last_contact=found.contacts.get(city, ""),
        )
        for city in found.cities
    )
    year, until = (years[0], years[-1]) if years else (None, None)
    return YearFigures(year, until, cities, *_parts(surely, vague, years, found.goals))


def today_at_home():
    """Return today in the home city, which parts the history from the calendar."""
    home = City.objects.home()
    return home.today() if home else timezone.localdate()


def _by_city(events):
    found = defaultdict(list)
    for event in events:
        for city in event.cities:
            found[city].append(event)
    return found


def _parts(events, vague, years, goals):
    """Return what both a city and the program have: counted, continued, undated."""
    begun = [event for event in events if years is None or first_year(event) in years]
    continued = [event for event in events if years and first_year(event) not in years]
    return _counted(events, begun, goals), _keys(continued), _keys(vague)


def _counted(events, begun, goals):
    if not events:
        return ()
    groups = _groups(events)
    keys = [*_KEYS, *(f"{GOAL}{goal}" for goal in goals)]
    counts = [_count(key, groups[key]) for key in keys if key in groups]
    return (*counts, *_head_count(begun), *_sums(begun))


def _groups(events):
    """Map each key to the events that it counts, in one pass: a record may have thousands."""
    found = defaultdict(list)
    for event in events:
        found["events"].append(event)
        found[counted.key_of(event)].append(event)
        if event.kind in TRAVEL:
            found[f"travel_{event.side}"].append(event)
        for goal in event.goals:
            found[f"{GOAL}{goal}"].append(event)
    return found


def _by_direction(name):
    return [f"{name}_{side}" for side in SIDES]


# What is counted of events, in the order of a file and of a table.
_KEYS = [
    "events",
    *(
        key
        for kind in Event.Kind.values
        for key in (_by_direction(kind) if kind == Event.Kind.VISIT else [kind])
    ),
    *_by_direction("travel"),
]


def _count(key, events, total=None):
    """Count events; of `total` where only some of them are counted."""
    number = len(events)
    total = number if total is None else total
    return Counted(
        key, number, known_for=number, total=total, shared=_shared(events), events=_keys(events)
    )


def _head_count(begun):
    """Count the visits and exchanges of which it is known how many people traveled."""
    traveled = [event for event in begun if event.kind in TRAVEL]
    if not traveled:
        return []
    known = [event for event in traveled if any(_gives(event, kind) for kind in HEADS)]
    return [_count("head_count", known, len(traveled))]


def _gives(event, kind):
    return any(each.kind == kind and each.number is not None for each in event.given)


# --- Figures ------------------------------------------------------------------------------------


def _sums(begun):
    """Add up what events give; one of no event is there too, and not known."""
    told = defaultdict(list)
    for event in begun:
        for each in event.given:
            told[each.kind].append((event, each))
    return [_sum(kind, told[kind], len(begun)) for kind in Figure.Kind.values] if begun else []


def _sum(kind, told, total):
    given = [(event, each) for event, each in told if each.number is not None]
    if not given:
        # Some may say themselves that nobody knows.
        silent = [event for event, _each in told]
        return Counted(
            kind,
            None,
            known=Figure.Known.UNKNOWN.value,
            total=total,
            shared=_shared(silent),
            events=_keys(silent),
        )
    is_estimated = any(each.known == Figure.Known.ESTIMATED for _event, each in given)
    # Of some events only, it would read as the young people of all.
    knows_young = all(each.young is not None for _event, each in given)
    events = [event for event, _each in given]
    return Counted(
        kind,
        sum(each.number for _event, each in given),
        sum(each.young for _event, each in given) if knows_young else None,
        (Figure.Known.ESTIMATED if is_estimated else Figure.Known.COUNTED).value,
        len(given),
        total,
        _shared(events),
        _keys(events),
    )


def _shared(events):
    return sum(event.is_shared for event in events)


def _keys(events):
    return tuple(event.event for event in events)
