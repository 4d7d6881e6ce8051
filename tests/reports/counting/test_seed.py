"""Every figure of the real contents, counted once more from their rows."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from cities.history.filters import HistoryFilter
from cities.models import City, Event, Figure, Goal
from reports.counting.year import count_all, count_year, count_years
from tests.reports.counting.naive import facts_of, recount

TODAY = date(2026, 11, 30)

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.mark.proof
def test_every_figure_is_what_the_rows_come_to():
    years = {event.start.year for event in Event.objects.dated()}

    for year in range(min(years) - 1, max(years) + 2):
        assert facts_of(count_year(year, TODAY)) == recount(year, year, TODAY), year
    assert facts_of(count_years(1985, 1994, TODAY)) == recount(1985, 1994, TODAY)
    assert facts_of(count_all(TODAY)) == recount(None, None, TODAY)


@pytest.mark.proof
def test_every_number_on_the_pages_is_what_the_events_behind_it_come_to(client):
    pages = [
        *(city.get_absolute_url() for city in City.objects.partners()),
        *(goal.get_absolute_url() for goal in Goal.objects.all()),
        "/en/our-program/",
    ]

    told = [(path, *number) for path in pages for number in numbers_of(client.get(path).context)]

    assert len(told) > 100
    assert [each for each in told if each[2] != behind(each[1])] == []


def numbers_of(context):
    """List `(address, number)` of all that a page counts."""
    entries = [*context.get("relationship_goals", []), *context.get("groups", [])]
    tallies = [each["tally"] for each in entries if each.get("tally")]
    phrases = [phrase for tally in tallies for phrase in tally.phrases]
    cells = []
    if found := context.get("all_years"):
        phrases += found.phrases
        cells = [cell for _head, row in found.rows for cell in row if cell.url]
    return [(each.url, int(re.match("[0-9,]+", each.text)[0].replace(",", "")))
            for each in (*phrases, *cells)]  # fmt: skip


def behind(address):
    """Return what the events come to to which an address of the history leads."""
    query = dict(parse_qsl(urlsplit(address).query))
    form = HistoryFilter(
        query, partners=City.objects.partners(), goals=Goal.objects.all(), decades=[]
    )
    assert form.chosen() == query
    events = form.narrow(Event.objects.visible("en")).past(City.objects.home().today())
    if query["counted"] in Figure.Kind.values:
        figures = Figure.objects.filter(event__in=events, kind=query["counted"])
        return sum(figures.values_list("number", flat=True))
    return events.count()
