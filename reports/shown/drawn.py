"""The year in small drawings of one scale, city beside city, and the same numbers as a table."""

from dataclasses import dataclass

from babel.dates import get_month_names
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.dates.calendar_text import locale_of
from cities.drawing.contact_line import EventMark
from cities.history.figures import with_young
from editorial.text import formats, languages
from editorial.text.localized import localized
from reports.counting import words
from reports.counting.figures import Counted
from reports.drawing.bars import Bar, Cells, bars, cells
from reports.drawing.year_strip import YearStrip, months, year_strip


@dataclass(frozen=True)
class StripRow:
    """The months of one city, None for the program as a whole: a mark for each event, and how many
    they are, in words.
    """

    city: object
    strip: YearStrip
    said: str


@dataclass(frozen=True)
class PanelRow:
    """One city in a panel: its number in words, its bar, and for how many events it is known."""

    city: object
    said: str
    bar: Bar | None
    cells: Cells | None
    is_known: bool


@dataclass(frozen=True)
class Panel:
    """One measure over all cities, on a scale of its own."""

    name: str
    rows: list


@dataclass(frozen=True)
class Drawn:
    """All drawings of a year, `months` for the axis under the strips, and the tables behind them.

    `when` are the `Told` of the strips; `headings` and `table` hold the numbers of the panels.
    """

    strips: list
    months: YearStrip
    when: list
    panels: list
    headings: list
    table: list


def drawn(year, cities, figures, keys, numbered):
    """Draw the year of cities; `keys` name the measures that are known anywhere."""
    names = month_names()
    of_cities = [(city, figures.of(city)) for city in cities]
    measures = ["events", *keys]
    return Drawn(
        [_strip_row(city, year, names, numbered) for city in (*cities, *_program(numbered))],
        YearStrip((), months(year, names)),
        numbered.in_order(),
        [_panel(key, of_cities) for key in measures],
        [_("City"), *(words.label(Counted(key, None)) for key in measures)],
        [
            (localized(city, "name"), [_cell(counts.get(key), key) for key in measures])
            for city, counts in of_cities
        ],
    )


def month_names():
    """Return the short names of the twelve months in the reader's language."""
    names = get_month_names("abbreviated", "format", locale=locale_of(languages.current()))
    return [names[month] for month in range(1, 13)]


def _program(numbered):
    """Return None as one more city where events are of none."""
    return [None] if numbered.events_of(None) else []


def _strip_row(city, year, names, numbered):
    events = numbered.events_of(city.pk if city else None)
    marks = [_mark(event, numbered) for event in events]
    said = ngettext("%(count)s event", "%(count)s events", len(events))
    return StripRow(
        city,
        year_strip(marks, year, names),
        _("%(name)s: %(number)s")
        % {
            "name": localized(city, "name") if city else _("The program"),
            "number": said % {"count": formats.number(len(events))},
        },
    )


def _mark(event, numbered):
    title = localized(event, "title")
    label = _("%(date)s: %(title)s") % {"date": event.when(), "title": title}
    url = numbered.url_of(event)
    return EventMark(event.starts, event.ends, event.side, label, title.lang, url)


def _panel(key, of_cities):
    found = [counts.get(key) for _city, counts in of_cities]
    drawn_bars = bars(
        (each.number, each.known == "counted", each.young) if each else (None, True, None)
        for each in found
    )
    return Panel(
        words.label(Counted(key, None)),
        [
            PanelRow(
                city,
                _cell(each, key),
                bar,
                _cells(each),
                bool(each and each.number is not None) or key == "events",
            )
            for (city, _counts), each, bar in zip(of_cities, found, drawn_bars, strict=True)
        ],
    )


def _cells(counted):
    """Draw for how many events a number is known, where that is not all of them."""
    if counted is None or counted.total < 2 or counted.known_for == counted.total:
        return None
    return cells(counted.known_for, counted.total)


def _cell(counted, key):
    """Say a number; where no event took place there is nothing that could be known."""
    if counted is None:
        return formats.number(0) if key == "events" else _("no event")
    return with_young(words.number(counted), counted.young)
