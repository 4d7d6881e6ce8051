"""The figures of a report: what was counted, how it is known, and from which events.

A figure that is not known is never zero. Events, cities and goals are named by the keys of their
entries: these stay when an address changes, and say nothing once an entry is erased.

The keys of what is counted:

    events                              all that took place
    agreement, gift, student_exchange…  events by kind
    visit_here, visit_there…            visits by their direction
    travel_here, travel_there…          visits and exchanges together, by direction
    head_count                          of those, the ones whose guests or travelers are known
    guests, travelers, attendance…      the kinds of `cities.models.Figure`
    goal:7                              events that serve the goal whose entry has this key
"""

from dataclasses import asdict, dataclass, replace

from cities.models import Figure

VERSION = 1
GOAL = "goal:"
FIGURES = tuple(Figure.Kind.values)


def adds_up_others(key):
    """Return whether what is counted under a key stands under other keys as well."""
    return key == "head_count" or key.startswith("travel_")


@dataclass(frozen=True)
class Counted:
    """One figure. `number` is None where no event gives one, `young` unless all of them do.

    It is known for `known_for` of `total` events; a count of events is known for each of them.
    `shared` of its `events` are those of several cities.
    """

    key: str
    number: int | None
    young: int | None = None
    known: str = Figure.Known.COUNTED.value
    known_for: int = 0
    total: int = 0
    shared: int = 0
    events: tuple[int, ...] = ()

    @property
    def is_figure(self):
        """Return whether it adds up what events give, and does not count the events."""
        return self.key in FIGURES

    @property
    def is_money(self):
        """Return whether its number is money, in whole units of the program's currency."""
        return self.key in Figure.MONEY

    @property
    def goal(self):
        """Return the key of the goal whose events it counts; None for other figures."""
        return int(self.key.removeprefix(GOAL)) if self.key.startswith(GOAL) else None


class Counts:
    """What both a city and the program have: `counted` figures, by their keys."""

    def get(self, key):
        """Return the `Counted` of a key, or None where there is none."""
        return next((each for each in self.counted if each.key == key), None)

    @property
    def events(self):
        """Return how many events took place."""
        found = self.get("events")
        return found.number if found else 0

    @property
    def goals(self):
        """List those that count the events of a goal."""
        return [each for each in self.counted if each.goal is not None]

    @property
    def sums(self):
        """List those that add up what events give, known or not."""
        return [each for each in self.counted if each.is_figure]


@dataclass(frozen=True)
class CityFigures(Counts):
    """What the record of a city comes to. Without an event nothing is counted.

    `continued` are events that began in an earlier year: they count as events, and what they gave
    was counted then. `undated` may belong to the year, by a date too vague to tell; they are not
    counted. `last_contact` is the date of the newest event up to the end of the year, in the
    notation of `HonestDate`, and "" without one.
    """

    city: int
    counted: tuple[Counted, ...] = ()
    continued: tuple[int, ...] = ()
    undated: tuple[int, ...] = ()
    last_contact: str = ""


@dataclass(frozen=True)
class YearFigures(Counts):
    """The figures of a year, of the years up to `until`, or of all years under None.

    They are those of the program, and of each city.

    An event of several cities counts for each of them, and once for the program; `counted`,
    `continued` and `undated` are the program's.
    """

    year: int | None
    until: int | None = None
    cities: tuple[CityFigures, ...] = ()
    counted: tuple[Counted, ...] = ()
    continued: tuple[int, ...] = ()
    undated: tuple[int, ...] = ()

    def of(self, city):
        """Return the `CityFigures` of a city; empty ones where it was not counted."""
        found = (each for each in self.cities if each.city == city.entry_id)
        return next(found, CityFigures(city.entry_id))

    def to_data(self):
        """Return plain data for JSON, from which `from_data` makes equal figures."""
        return {"version": VERSION, **asdict(self)}


def from_data(data):
    """Return the `YearFigures` of `to_data`. Raises ValueError for a version it cannot read."""
    if data.get("version") != VERSION:
        raise ValueError(f"These figures are of version {data.get('version')}, not {VERSION}.")
    found = YearFigures(**{name: value for name, value in data.items() if name != "version"})
    return replace(
        _read(found), cities=tuple(_read(CityFigures(**city)) for city in data["cities"])
    )


def _read(figures):
    """Make tuples of what JSON has as lists."""
    return replace(
        figures,
        counted=tuple(
            Counted(**{**each, "events": tuple(each["events"])}) for each in figures.counted
        ),
        continued=tuple(figures.continued),
        undated=tuple(figures.undated),
    )


# --- Corrections --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """What a correction changed of one figure: `old` became `new`; None where there was none.

    `city` is the key of a city, None for the program. Under "last_contact" both are notations of
    dates.
    """

    city: int | None
    key: str
    old: Counted | str | None
    new: Counted | str | None

    @property
    def is_only_of_events(self):
        """Return whether it says the same, but counted from other events."""
        if not (isinstance(self.old, Counted) and isinstance(self.new, Counted)):
            return False
        return replace(self.old, events=()) == replace(self.new, events=())


def changes(old, new):
    """List what a correction changed: the program's figures first, then city by city."""
    found = _changes(None, old, new)
    before = {city.city: city for city in old.cities}
    after = {city.city: city for city in new.cities}
    for key in {**before, **after}:
        was, now = (side.get(key, CityFigures(key)) for side in (before, after))
        found += _changes(key, was, now)
        if was.last_contact != now.last_contact:
            found.append(Change(key, "last_contact", was.last_contact, now.last_contact))
    return found


def _changes(city, old, new):
    before = {each.key: each for each in old.counted}
    after = {each.key: each for each in new.counted}
    return [
        Change(city, key, before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]
