"""Events as a timeline shows them: rows in decades, with the silences between them.

Whatever a row says is computed here, so that templates only print.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate, Unit
from cities.dates.moments import full_day, span_text, until_day_text
from cities.drawing.contact_line import EventMark, Glyph, contact_line, glyph
from cities.history import figures, memories
from cities.history.years import first_drawn
from cities.models import Citation, Side, Stage
from cities.models.source import in_our_words
from editorial.text import languages
from editorial.text.localized import Text, localized
from editorial.text.printed.joining import in_a_sentence

# A gap of more years than this is shown as a silence. It is never called "no contact".
SILENCE_YEARS = 5

# A city with fewer dated events has no line of its own on its page, only the list.
EVENTS_FOR_A_LINE = 5


@dataclass(frozen=True)
class Clock:
    """When something is by the clock of one city: `when` with its weekday, `iso` for machines."""

    city: Text
    when: str
    iso: str


@dataclass(frozen=True)
class EventRow:
    """One event, ready to print. `side` is here, there or both; unknown counts as both.

    `cancelled`: nobody need come; `state` says it in a word, `moved_note` when it was to be.
    `clocks` are those of the place and of the other cities, for what has a time of day.
    `is_memory`: nothing but what somebody remembers tells of it.
    """

    event: object
    anchor: str
    when: str
    iso: str
    side: str
    place_label: list
    glyph: Glyph | None
    kind: str
    cities: list
    goals: list
    citations: list
    partner_note: str
    cancelled: bool
    title: Text
    text: Text
    place: Text
    figures: list
    picture: object
    memories: list
    state: str = ""
    moved_note: str = ""
    clocks: list = field(default_factory=list)
    is_memory: bool = False
    is_silence: bool = False


@dataclass(frozen=True)
class Silence:
    """Years without a dated event, both ends included; an invitation to remember one."""

    first_year: int
    last_year: int
    is_silence: bool = True


@dataclass
class Decade:
    """A decade of the timeline with its rows and silences; `count` counts the rows."""

    label: str
    first_year: int | None
    items: list = field(default_factory=list)
    count: int = 0


def row(event, home):
    """Make the row of one event, which was loaded by `with_details`."""
    side = event.side if event.side in {Side.HERE, Side.THERE} else Side.BOTH
    citations = [each for each in event.shown_citations if each.is_shown]
    return EventRow(
        event=event,
        anchor=event.anchor,
        when=event.when() or _("Date not known"),
        iso=_iso(event, home),
        side=str(side),
        place_label=_place_label(event, home),
        glyph=glyph(event.starts, side),
        kind=event.get_kind_display(),
        cities=event.shown_cities,
        goals=event.shown_goals,
        citations=citations,
        partner_note=_partner_note(event),
        cancelled=event.is_off,
        title=localized(event, "title"),
        text=localized(event, "text"),
        place=localized(event, "place"),
        figures=figures.in_words(event.shown_figures, citations),
        picture=event if event.shows_picture else None,
        memories=memories.rows(event),
        state=event.state_word,
        moved_note=_moved_note(event),
        clocks=_clocks(event, home),
        is_memory=bool(citations) and all(each.kind == Citation.Kind.MEMORY for each in citations),
    )


def told_by(events):
    """List what tells the rows of events in our words: the events, and sources as we describe them.

    A reader is told of all of them together that a machine translated something.
    """
    cited = [each for event in events for each in event.shown_citations if each.is_shown]
    return [*events, *in_our_words(each.source for each in cited)]


def _iso(event, home):
    start, _end = event.moments(event.zone(home))
    return start.isoformat(timespec="minutes") if start else event.starts.iso


def _clocks(event, home):
    """List the `Clock`s of an event: that of the place first, each zone once."""
    place = event.zone(home)
    start, end = event.moments(place)
    if start is None:
        return []
    zones = {}
    for city in sorted((home, *event.shown_cities), key=lambda city: city.zone != place):
        zones.setdefault(city.time_zone, city)
    clocks = []
    for city in zones.values():
        there = start.astimezone(city.zone)
        when = span_text(there, end and end.astimezone(city.zone))
        if end is None and event.ends.is_known and event.ends != event.starts:
            when = until_day_text(there, _last_day(event, place, city.zone))
        iso = there.isoformat(timespec="minutes")
        clocks.append(Clock(localized(city, "name"), when, iso))
    return clocks


def _last_day(event, place, zone):
    """Print the last day of an event by the calendar of a zone, as exactly as it is known."""
    over = event.over(place)
    if over is None:
        return event.ends.text()
    return full_day((over - timedelta(microseconds=1)).astimezone(zone).date())


def _moved_note(event):
    if event.moved_from is None:
        return ""
    day = HonestDate(event.moved_from, Unit.DAY).text()
    return _("First planned for %(day)s.") % {"day": day}


def rows(events, home):
    """List the rows of events, which were loaded by `with_details`."""
    return [row(event, home) for event in events]


def _place_label(event, home):
    """Say where it happened: "in the partner city", "in the home city", or "between both"."""
    cities = event.shown_cities
    if event.side in {Side.HERE, Side.THERE}:
        places = [home] if event.side == Side.HERE else cities
        return [phrase for place in places if (phrase := localized(place, "phrase_in"))]
    if event.side == Side.BOTH and cities:
        return [Text(_("Between both"), languages.current())]
    return []


def _partner_note(event):
    dates = event.partner_dates
    if not dates.is_known:
        return ""
    names = in_a_sentence(localized(city, "name") for city in event.shown_cities)
    return _("The record of %(city)s says %(date)s.") % {"city": names, "date": dates.text()}


def decades(events, home, with_silences=True, counts=None):
    """Group events, which are in order, into decades; undated ones come last.

    `counts` tells how many events a decade has by its first year, where these are not all.
    """
    groups = []
    last_year = None
    for event in events:
        decade_start = event.start.year // 10 * 10 if event.start else None
        if with_silences and event.start and last_year is not None:
            _add_silence(groups, last_year, event.start.year)
        if not groups or groups[-1].first_year != decade_start:
            groups.append(Decade(_decade_label(decade_start), decade_start))
        groups[-1].items.append(row(event, home))
        groups[-1].count = counts[decade_start] if counts else groups[-1].count + 1
        if event.start:
            last = event.ends if event.ends.is_known else event.starts
            last_year = max(last_year or 0, last.last.year)
    return groups


def _add_silence(groups, last_year, next_year):
    if next_year - last_year > SILENCE_YEARS:
        groups[-1].items.append(Silence(last_year + 1, next_year - 1))


def _decade_label(first_year):
    if first_year is None:
        return _("Date not known")
    return capfirst(HonestDate(date(first_year, 1, 1), Unit.DECADE).text())


def dated(events):
    """Keep the events that have a date at all."""
    return [event for event in events if event.start]


def line_years(events, today):
    """Return the first and last year of the contact lines: before the first event to next year.

    See `first_drawn` for what lies too far back.
    """
    years = [event.start.year for event in dated(events)]
    return first_drawn(years, today.year) - 1, today.year + 1


def line_of(city, events, years, today):
    """Draw the contact line of a city from its events."""
    marks = [_mark(event) for event in dated(events)]
    return contact_line(marks, _sister_spans(city), *years, today)


def _mark(event):
    """Draw an event as a link to its page: its date, its title, and whether nobody need come."""
    title = localized(event, "title")
    told = _("%(date)s: %(title)s") % {"date": event.when(), "title": title}
    label = " – ".join(filter(None, [event.state_word, told]))
    return EventMark(
        event.starts, event.ends, event.side, label, title.lang, event.get_absolute_url()
    )


def line_of_page(city, events, today):
    """Draw the line of a city's own page; None when too few of its events are dated for one."""
    if len(dated(events)) < EVENTS_FOR_A_LINE:
        return None
    return line_of(city, events, line_years(events, today), today)


def _sister_spans(city):
    """Return the times as a sister city: each from its stage to the one that followed."""
    stages = list(city.stages.all())
    return [
        (stage.starts, following.starts if following else HonestDate())
        for stage, following in pairwise([*stages, None])
        if stage.stage == Stage.Kind.SISTER
    ]


def contact_lines(partners, events, today):
    """Return one line for each partner, as dictionaries of `city` and `line`."""
    years = line_years(events, today)
    by_city = {city.pk: [] for city in partners}
    for event in events:
        for city in event.shown_cities:
            by_city.setdefault(city.pk, []).append(event)
    return [
        {"city": city, "line": line_of(city, by_city[city.pk], years, today)} for city in partners
    ]
