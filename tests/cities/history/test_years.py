"""To which years an event belongs, and to which it may belong."""

from types import SimpleNamespace

import pytest

from cities.dates.honest_date import HonestDate
from cities.history.years import began_in, first_drawn, first_year, is_of, may_be_of, years_of
from cities.models import Event
from tests.builders import make_event

SURELY = [
    ("1958-11-29", "", [1958]),
    ("1958-11", "", [1958]),
    ("autumn 2023", "", [2023]),
    ("1990", "", [1990]),
    ("2006", "2009", [2006, 2007, 2008, 2009]),
    ("2004-12-30", "2005-01-03", [2004, 2005]),
    # About a day or a month names its year nevertheless; about a year does not.
    ("about 1988-07", "", [1988]),
    ("about 1978", "", []),
    ("1980s", "", []),
    ("by 1988-05", "", []),
    ("1988-07 or 1988-09", "", [1988]),
    ("1988-07 or 1989-07", "", []),
    ("", "", []),
    ("", "1990", []),
    # Of what is not known when it ended, the first year is known nevertheless.
    ("2006", "about 2009", [2006]),
    ("2006", "2000s", [2006]),
    ("about 2006", "2009", []),
]


def event(start, end=""):
    return SimpleNamespace(starts=HonestDate.parse(start), ends=HonestDate.parse(end))


def maybe(start, end="", *, among=range(1950, 2031)):
    found = event(start, end)
    return [year for year in among if may_be_of(found, range(year, year + 1))]


@pytest.mark.parametrize(("start", "end", "years"), SURELY)
def test_an_event_belongs_to_the_years_that_its_dates_name(start, end, years):
    assert list(years_of(event(start, end))) == years


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("1958-11-29", "", []),
        ("", "", []),
        ("about 1978", "", [1978]),
        ("1980s", "", list(range(1980, 1990))),
        ("by 1988-05", "", [1988]),
        ("1988-07 or 1990-07", "", [1988, 1990]),
        ("1980s or 2000s", "", [*range(1980, 1990), *range(2000, 2010)]),
        ("2006", "about 2009", [2007, 2008, 2009]),
        ("about 2006", "2008", [2006, 2007, 2008]),
        ("", "1990", [1990]),
    ],
)
def test_what_the_record_does_not_know_is_said_apart(start, end, years):
    assert maybe(start, end) == years


def test_what_is_sure_of_one_year_of_a_span_is_sure_of_the_span():
    assert not may_be_of(event("2006", "about 2009"), range(2005, 2010))
    assert may_be_of(event("1980s"), range(1985, 2010))


def test_figures_are_counted_in_the_first_year():
    assert first_year(event("2004-12-30", "2005-01-03")) == 2004
    assert first_year(event("1980s")) is None


@pytest.mark.parametrize(
    ("years", "first"),
    [
        ([], 2026),
        ([1958, 2018], 1958),
        ([1206, 1958, 2018], 1958),
        ([1206, 1215, 1958], 1958),
        ([1857, 1957], 1857),
        ([1856, 1957], 1957),
        # A record of long ago is drawn, though nothing followed; not one of very long ago.
        ([1890], 1890),
        ([1206], 2026),
        ([1700, 1790, 1880, 1970], 1880),
    ],
)
def test_a_drawing_goes_back_no_farther_than_one_can_read(years, first):
    assert first_drawn(years, 2026) == first


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1958, 1988, 1989, 1990, 2004, 2005, 2006, 2007, 2009, 2010])
def test_columns_and_events_that_were_read_belong_to_the_same_years(home, year):
    for start, end, _years in SURELY:
        make_event(start=start, end=end)
    events = list(Event.objects.all())

    assert set(Event.objects.filter(is_of(year))) == {e for e in events if year in years_of(e)}
    assert set(Event.objects.filter(began_in(year))) == {e for e in events if first_year(e) == year}
