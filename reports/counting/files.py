"""The figures of a year as a file: a table for programs, in the formats of the open data.

Each line is one figure, of the program or of a city. Events that rest on a memory are counted, but
the file does not name them: who told it may ask for it to go, and a copy elsewhere cannot be called
back. What came in through the form stands there as the public is told it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.dates.edtf import edtf
from cities.dates.honest_date import HonestDate
from cities.models import Citation, City, Event, Goal
from cities.open_data import formats
from cities.open_data.datasets import Dataset
from cities.open_data.fields import Field
from reports.counting.figures import GOAL
from reports.counting.submissions import OTHERS, told

FORMATS = ("csv", "json")
# So many slugs of events stand in a file, some 40 bytes each: of a long record the longest lists
# are left out. Which events there are is told by the dataset of events.
MOST_SLUGS = 2_500


@dataclass(frozen=True)
class Line:
    """One line of the file; what is not known, or makes no sense there, is None."""

    year: int | None
    city: str | None
    figure: str
    number: float | None = None
    young: int | None = None
    known: str | None = None
    known_for: int | None = None
    total: int | None = None
    shared: int | None = None
    currency: str | None = None
    date: str | None = None
    events: tuple | None = ()


def _column(name, says):
    return Field(name, says, lambda line, site: getattr(line, name))


def _events(line, _site):
    return None if line.events is None else list(line.events)


FIGURES = Dataset(
    "figures",
    pgettext_lazy("what is counted", "Figures"),
    _(
        "What the record comes to, for the whole program and for each city: in all years, and in "
        "each year of which there is a report."
    ),
    (
        _column("year", _("The year; null for all years.")),
        _column("city", _("The slug of the city; null for the whole program.")),
        _column(
            "figure",
            _(
                "What is counted: a kind of event, visits by their direction, a kind of number, or "
                "“goal:” with the slug of a goal."
            ),
        ),
        _column("number", _("The number; null is not known, never 0.")),
        _column("young", _("How many of them are young people, where it is known of all.")),
        _column("known", _("How it is known: “counted”, “estimated” or “unknown”.")),
        _column("known_for", _("For how many events the number is known.")),
        _column("total", _("Of how many events.")),
        _column("shared", _("How many of the events are those of several cities.")),
        _column("currency", _("The currency, where the number is money.")),
        _column("date", _("The date of the last contact, in EDTF.")),
        Field(
            "events",
            _("The slugs of the events that were counted; null where a file has no room for all."),
            _events,
        ),
    ),
    # A report is no table of the database: its lines are made from what was fixed.
    tuple,
)


def written(extension, head, figures, submissions, site):
    """Write the `YearFigures` and `Submissions` of a year in one of `FORMATS`, as bytes.

    `head` says what they are; CSV has no room for it.
    """
    return formats.written(extension, head, FIGURES, lines(figures, submissions), site)


def lines(figures, submissions):
    """List the lines of a year: the program first, then city by city (three queries)."""
    names = _Names.of_public(_longest_list(figures))
    found = _lines(figures, None, figures.year, names)
    found += _of_submissions(submissions, figures.year, names)
    for city in figures.cities:
        if city.city in names.cities:
            slug = names.cities[city.city]
            found += _lines(city, slug, figures.year, names)
            if city.last_contact:
                when = edtf(HonestDate.parse(city.last_contact))
                found.append(Line(figures.year, slug, "last_contact", date=when))
    return found


def _longest_list(figures):
    """Return how long lists of events may be, so that the file has room for all of them."""
    lists = [
        len(keys)
        for counts in (figures, *figures.cities)
        for keys in (*(each.events for each in counts.counted), counts.continued, counts.undated)
    ]
    room = MOST_SLUGS
    for length in sorted(lists):
        room -= length
        if room < 0:
            return length - 1
    return MOST_SLUGS


@dataclass(frozen=True)
class _Names:
    """The slugs of what is public, by the keys of entries; of events only `most` are listed."""

    most: int
    events: dict
    cities: dict
    goals: dict

    @classmethod
    def of_public(cls, most):
        """Look up all that is public: figures of all years speak of most of it."""
        events = Event.objects.visible_to_anyone().exclude(citations__kind=Citation.Kind.MEMORY)
        cities, goals = City.objects.visible_to_anyone(), Goal.objects.visible_to_anyone()
        return cls(
            most,
            *(dict(rows.values_list("entry_id", "slug")) for rows in (events, cities, goals)),
        )

    def listed(self, keys):
        """List the slugs of events, in the order in which they were counted; None for too many."""
        if len(keys) > self.most:
            return None
        return tuple(self.events[key] for key in keys if key in self.events)


def _lines(counts, city, year, names):
    found = []
    for each in counts.counted:
        if each.goal is not None and each.goal not in names.goals:
            continue
        goal = f"{GOAL}{names.goals[each.goal]}" if each.goal is not None else ""
        found.append(
            Line(
                year,
                city,
                goal or each.key,
                each.number,
                each.young,
                each.known,
                each.known_for,
                each.total,
                each.shared,
                settings.CURRENCY if each.is_money else None,
                events=names.listed(each.events),
            )
        )
    apart = [("continued", counts.continued), ("undated", counts.undated)]
    return [
        *found,
        *(
            Line(year, city, key, len(events), events=names.listed(events))
            for key, events in apart
            if events
        ),
    ]


def _of_submissions(submissions, year, names):
    """List what the public is told of what came in; nothing of a year in which nothing did."""
    found = told(submissions)
    if found.total == 0:
        return []
    lines = [Line(year, None, "submissions", found.total)]
    for name, pairs in (("kind", found.kinds), ("language", found.languages)):
        lines += [
            Line(year, None, f"submissions_{name}:{'others' if key == OTHERS else key}", number)
            for key, number in pairs
        ]
    if found.days is not None:
        lines.append(Line(year, None, "days_to_answer", found.days))
    lines += [
        Line(year, names.cities[key], "submissions", number)
        for key, number in found.cities
        if key in names.cities
    ]
    return lines
