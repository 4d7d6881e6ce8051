"""Events as a timeline shows them: rows in decades, with the silences between them.

Whatever a row says is computed here, so that templates only print.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.dates.honest_date import HonestDate, Unit
from cities.drawing.contact_line import EventMark, Glyph, contact_line, glyph
from cities.models import Side, Stage
from editorial.text import languages
from editorial.text.localized import Text, localized

# A gap of more years than this is shown as a silence. It is never called "no contact".
SILENCE_YEARS = 5

# A city with fewer dated events has no line of its own on its page, only the list.
EVENTS_FOR_A_LINE = 5


@dataclass(frozen=True)
class EventRow:
    """One event, ready to print. `side` is here, there or both; unknown counts as both."""

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
    sources: list
    partner_note: str
    cancelled: bool
    title: Text
    text: Text
    place: Text
    people: list
    picture: object
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
    return EventRow(
        event=event,
        anchor=event.anchor,
        when=event.when() or _("Date not known"),
        iso=event.starts.iso,
        side=str(side),
        place_label=_place_label(event, home),
        glyph=glyph(event.starts, side),
        kind=event.get_kind_display(),
        cities=event.shown_cities,
        goals=event.shown_goals,
        sources=event.shown_sources,
        partner_note=_partner_note(event),
        cancelled=event.cancelled,
        title=localized(event, "title"),
        text=localized(event, "text"),
        place=localized(event, "place"),
        people=_people(event),
        picture=event if event.shows_picture else None,
    )


def rows(events, home):
    """List the rows of events, which were loaded by `with_details`."""
    return [row(event, home) for event in events]


def _people(event):
    """Say how many people came and went, as the record counts them."""
    guests, travelers = event.guests, event.travelers
    people = []
    if guests is not None:
        people.append(ngettext("%(count)s guest", "%(count)s guests", guests) % {"count": guests})
    if travelers is not None:
        people.append(
            ngettext("%(count)s traveler from here", "%(count)s travelers from here", travelers)
            % {"count": travelers}
        )
    return people


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
    names = languages.listed(localized(city, "name") for city in event.shown_cities)
    return _("The record of %(city)s says %(date)s.") % {"city": names, "date": dates.text()}


def decades(events, home, with_silences=True):
    """Group events, which are in order, into decades; undated ones come last."""
    groups = []
    last_year = None
    for event in events:
        decade_start = event.start.year // 10 * 10 if event.start else None
        if with_silences and event.start and last_year is not None:
            _add_silence(groups, last_year, event.start.year)
        if not groups or groups[-1].first_year != decade_start:
            groups.append(Decade(_decade_label(decade_start), decade_start))
        groups[-1].items.append(row(event, home))
        groups[-1].count += 1
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
    return HonestDate(date(first_year, 1, 1), Unit.DECADE).text()


def dated(events):
    """Keep the events that have a date at all."""
    return [event for event in events if event.start]


def line_years(events, today):
    """Return the first and last year of the contact lines: before the first event to next year."""
    years = [event.start.year for event in dated(events)]
    return min([*years, today.year]) - 1, today.year + 1


def line_of(city, events, years, today):
    """Draw the contact line of a city from its events."""
    marks = [EventMark(event.starts, event.ends, event.side) for event in dated(events)]
    return contact_line(marks, _sister_spans(city), *years, today)


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
