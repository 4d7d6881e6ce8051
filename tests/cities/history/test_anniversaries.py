"""Anniversaries show on their day, no more exactly than the record has them."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from cities.dates.honest_date import HonestDate
from cities.history.anniversaries import anniversary_today, whole_years
from tests.builders import make_city
from tests.crawl import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "today", "told"),
    [
        ("1958-11-29", date(2026, 11, 29), ("Today", 68)),
        ("1958-11-29", date(2026, 11, 30), None),
        ("1958-11-29", date(1958, 11, 29), None),
        ("1980-02-29", date(2026, 2, 28), ("Today", 46)),
        ("2007-01", date(2026, 1, 31), ("This month", 19)),
        ("2007-01", date(2026, 2, 1), None),
        ("2005", date(2025, 12, 31), ("This year", 20)),
        ("2005", date(2026, 1, 1), None),
        ("about 1958-11-29", date(2026, 11, 29), None),
        ("by 1988-05", date(2026, 5, 1), None),
        ("1990s", date(2025, 5, 1), None),
    ],
)
def test_a_tie_has_its_anniversary_on_what_is_known_of_its_day(start, today, told):
    city = make_city(stages=[{"stage": "sister", "start": start}])

    found = anniversary_today(city, today)

    assert (found and (found.when, found.years)) == told


def test_what_is_no_sister_city_or_not_any_more_has_none():
    friend = make_city(stages=[{"stage": "friendship", "start": "2003-05-01"}])
    ended = make_city(
        stages=[{"stage": "sister", "start": "2003-05-01"}, {"stage": "ended", "start": "2020"}]
    )

    assert [anniversary_today(city, date(2026, 5, 1)) for city in (friend, ended)] == [None, None]


@pytest.mark.usefixtures("home")
def test_home_and_city_say_it_on_the_day_and_home_says_it_once(client, monkeypatch):
    noon = datetime.fromisoformat("2028-11-29T12:00-07:00")
    monkeypatch.setattr(timezone, "now", lambda: noon)
    make_city(name="North", slug="north", stages=[{"stage": "sister", "start": "1958-11-29"}])

    assert read(client, "/en/cities/north/").words("anniversary") == [
        "Today: 70 years since we became sister cities."
    ]
    assert [line for line in read(client, "/en/").words("ruled") if "70" in line] == [
        "Today 70 years with North"
    ]


@pytest.mark.parametrize(
    ("since", "years"),
    [("1958-11-29", 68), ("1958-12-01", 67), ("1957", 68), ("by 1988-05", 38), ("2026", 0)],
)
def test_years_count_once_they_have_passed_for_certain(since, years):
    assert whole_years(HonestDate.parse(since), date(2026, 11, 30)) == years
