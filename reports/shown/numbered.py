"""The events of a report, numbered in the order of time, so that every figure names its own.

A figure says "1–3, 7"; each number leads to the event, on the page and on paper alike.
"""

from dataclasses import dataclass, field

from django.urls import reverse

from cities.history import timeline
from cities.models import Event
from cities.models.event_query import DATES
from editorial.text import languages

# So many events are told one by one, with each of their cities, and so many of a city; the history
# has all of them.
MOST_TOLD = 60
MOST_OF_A_CITY = 25
# With more, paper has each in a line: its date and its title.
MOST_IN_FULL = 25
# So many links stand behind a figure, where the history has the others.
MOST_LINKS = 16


@dataclass(frozen=True)
class Reference:
    """Numbers of events in a row, "1–3", and where the first of them stands."""

    label: str
    url: str


@dataclass(frozen=True)
class References:
    """What a figure was counted from: links, how many events more, how many are not public now.

    `further_url` leads to a list that has all of these events, and no others.
    """

    links: list = field(default_factory=list)
    further: int = 0
    gone: int = 0
    further_url: str = ""


@dataclass(frozen=True)
class Told:
    """An event as a report lists it: its number, and its row.

    One of several cities stands with each of them, in full with the first: `is_first`.
    """

    number: int
    row: timeline.EventRow
    is_first: bool = True


class Numbered:
    """The events of a report: `all` with their dates, and the `rows` of those that are told.

    `of_cities` has the keys of the events of each city, by its own key; `keys` are those of all.
    """

    def __init__(self, keys, of_cities, home):
        language = languages.current()
        found = Event.objects.visible(language).filter(entry__in=keys).in_order()
        facts = [*DATES, "start_time", "end_time", "slug", "side"]
        self.all = list(found.only_texts("title", facts=facts))
        self.numbers = {event.entry_id: place for place, event in enumerate(self.all, 1)}
        self._of_cities = of_cities
        self._events = {city: self._found_of(city) for city in (*of_cities, None)}
        most = _most_of_each(map(len, self._events.values()))
        self._told = {city: events[:most] for city, events in self._events.items()}
        self._first = {}
        for city, events in self._told.items():
            for event in events:
                self._first.setdefault(event.pk, city)
        read = Event.objects.to_print(language).filter(pk__in=self._first)
        self.rows = {event.pk: timeline.row(event, home) for event in read}

    def events_of(self, city):
        """List the events of a city by its key; under None those that no city has."""
        return self._events[city]

    def _found_of(self, city):
        if city is None:
            of_some = set().union(*self._of_cities.values())
            return [event for event in self.all if event.entry_id not in of_some]
        return [event for event in self.all if event.entry_id in self._of_cities[city]]

    def told_of(self, city):
        """List the `Told` of a city by its key, or under None of the program as a whole."""
        return [
            Told(self.numbers[event.entry_id], self.rows[event.pk], self._first[event.pk] == city)
            for event in self._told[city]
        ]

    def in_order(self):
        """List the `Told` of all that is told, in the order of time."""
        return [
            Told(self.numbers[event.entry_id], self.rows[event.pk])
            for event in self.all
            if event.pk in self.rows
        ]

    @property
    def are_many(self):
        """Return whether they are too many for paper to tell all of each."""
        return sum(map(len, self._told.values())) > MOST_IN_FULL

    def has_more(self, city):
        """Return whether a city has more events than are told."""
        return len(self._events[city]) > len(self._told[city])

    def url_of(self, event):
        """Return where an event stands: on this page, else on its own."""
        if event.pk in self.rows:
            return f"#{event.anchor}"
        return reverse("cities:event", args=[event.slug])

    def references(self, keys, further_url=""):
        """Return the `References` of events by the keys of their entries.

        Without a list that has the others, every one of them is among the links.
        """
        places = sorted(self.numbers[key] for key in keys if key in self.numbers)
        runs = []
        for place in places:
            if runs and runs[-1][1] == place - 1:
                runs[-1][1] = place
            else:
                runs.append([place, place])
        most = MOST_LINKS if further_url else len(runs)
        shown, rest = runs[:most], runs[most:]
        return References(
            [
                Reference(_range(first, last), self.url_of(self.all[first - 1]))
                for first, last in shown
            ],
            sum(last - first + 1 for first, last in rest),
            len(keys) - len(places),
            further_url,
        )


def _range(first, last):
    return str(first) if first == last else f"{first}–{last}"


def _most_of_each(counts):
    """Return how many events of a city are told, so that those with few have all of theirs."""
    counts = list(counts)
    fitting = (
        most
        for most in range(MOST_OF_A_CITY, 1, -1)
        if sum(min(count, most) for count in counts) <= MOST_TOLD
    )
    return next(fitting, 1)
