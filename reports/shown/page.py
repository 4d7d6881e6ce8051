"""A report as its page prints it: the words of the office beside the figures of the record."""

from dataclasses import dataclass, field

from django.utils.text import capfirst

from cities import goals
from cities.history.counted import address
from cities.models import City
from cities.models.source import in_our_words
from editorial.previews.draft import NO_DRAFT
from editorial.text.localized import Text, localized
from reports.counting import submissions
from reports.counting.figures import from_data
from reports.counting.year import count_year
from reports.models import CityReport, FixedFigures
from reports.shown import drawn, figures
from reports.shown.figures import Lines
from reports.shown.numbered import Numbered
from reports.shown.received import received
from reports.stages import in_words, stage_of


@dataclass(frozen=True)
class Passage:
    """A text of the office under its heading; `field` names it on its row."""

    heading: Text
    field: str


@dataclass(frozen=True)
class CityPart:
    """What a report says of one city.

    `is_partner` says whether readers see the city; `stage` is the one that it had when the year
    ended, where the office says nothing of it; `more_url` leads to all of its events, where not all
    of them are told.
    """

    part: CityReport
    city: City
    is_partner: bool
    stage: str
    passages: list
    lines: Lines
    events: list
    more_url: str = ""


@dataclass(frozen=True)
class ReportPage:
    """All that the page of a report prints. `counted_at` is None while figures may still change.

    `further` are the events of no city; `further_url` leads to all of the year, where not all of
    these are told. Of `many` events paper tells less each.
    """

    counted_at: object
    drawn: drawn.Drawn
    lines: Lines
    cities: list
    passages: list
    received: list
    further: list
    further_url: str
    many: bool
    corrections: list
    shown: list = field(default_factory=list)


def report_page(report, outline, overview, draft=NO_DRAFT):
    """Return the `ReportPage` of a report, with as many queries for a full year as for none."""
    fixed = list(FixedFigures.objects.of(report))
    told = [(row.fixed_at, from_data(row.figures)) for row in fixed]
    found = told[-1][1] if told else count_year(report.year)
    came_in = submissions.from_data(fixed[-1].submissions) if fixed else None
    rows = CityReport.objects.filter(report=report.pk).select_related("city__entry")
    parts = draft.parts(report, rows)
    for part in parts:
        # The report was read already; without this each part would read it again.
        part.report = report
    partners = {city.pk: city for city in overview.partners}
    # With its relationship and its emblem, as far as readers see it.
    cities = [partners.get(part.city_id, part.city) for part in parts]
    of_cities = {city.pk: _keys(found.of(city)) for city in cities}
    numbered = Numbered(_keys(found), of_cities, overview.home)
    all_goals, year = goals.all_goals(draft), report.year
    city_names = {city.entry_id: str(localized(city, "name")) for city in cities}
    return ReportPage(
        counted_at=told[-1][0] if told else None,
        drawn=drawn.drawn(report.year, cities, found, figures.measures(found), numbered),
        lines=figures.lines(found, numbered, all_goals, year=year),
        cities=[
            CityPart(
                part,
                city,
                city.pk in partners,
                _stage(part, city, report.year) if city.pk in partners else "",
                _passages(part, outline, CityReport.TEXTS),
                figures.lines(found.of(city), numbered, all_goals, city=city.slug, year=year),
                numbered.told_of(city.pk),
                address("events", city=city.slug, year=year) if numbered.has_more(city.pk) else "",
            )
            for part, city in zip(parts, cities, strict=True)
        ],
        passages=_passages(report, outline, ("board_and_meetings", "next")),
        received=received(came_in or submissions.came_in(report.year)),
        further=numbered.told_of(None),
        further_url=address("events", year=year) if numbered.has_more(None) else "",
        many=numbered.are_many,
        corrections=figures.corrections(
            told, figures.goal_names(all_goals), city_names, in_public=True
        ),
        shown=_told_in_words(numbered),
    )


def _keys(counts):
    """Return the keys of the events of a city or of the program, and of those it may have."""
    events = counts.get("events")
    return {*(events.events if events else ()), *counts.undated}


def _stage(part, city, year):
    """Say the stage that a relationship had when a year ended; "" where the office does."""
    stage = stage_of(city, year)
    return in_words(stage) if stage and not localized(part, "status") else ""


def _passages(row, outline, names):
    """List the texts that a row has, under the headings of the program, else under their names."""
    return [Passage(_heading(row, outline, name), name) for name in names if localized(row, name)]


def _heading(row, outline, name):
    return localized(outline, f"{name}_heading") or capfirst(row._meta.get_field(name).verbose_name)


def _told_in_words(numbered):
    rows = list(numbered.rows.values())
    cited = [each.source for row in rows for each in row.citations]
    return [*(row.event for row in rows), *in_our_words(cited)]
