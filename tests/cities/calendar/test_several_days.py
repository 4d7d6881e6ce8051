"""What lasts several days and begins at a time, while nobody knows at which time it ends."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cities.history import timeline
from cities.models import Event
from tests.builders import make_city, make_event
from tests.cities.calendar.reading import calendar
from tests.crawl import read

pytestmark = pytest.mark.django_db

SEVERAL = {"start": "2027-07-22", "end": "2027-07-26", "start_time": time(10)}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    now = datetime(2027, 6, 1, 12, tzinfo=ZoneInfo("America/Denver"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def clocks(home):
    (event,) = Event.objects.to_print("en")
    return [(clock.city.value, clock.when) for clock in timeline.row(event, home).clocks]


def test_in_a_calendar_it_lasts_to_the_end_of_its_last_day(client, home):
    make_event(**SEVERAL)

    (event,) = calendar(client).all("VEVENT")

    assert [event.parameters[name] + ":" + event.lines[name] for name in ("DTSTART", "DTEND")] == [
        ";TZID=America/Denver:20270722T100000",
        ";TZID=America/Denver:20270727T000000",
    ]


@pytest.mark.parametrize("path", ["/en/events/", "/en/history/", "/en/cities/north/"])
def test_a_list_tells_both_days(client, home, path):
    make_event(**SEVERAL, cities=[make_city(slug="north")])

    (when,) = read(client, path).words("event__when")

    assert when.startswith("Thursday, July 22, 2027, 10:00 AM to Monday, July 26, 2027")


def test_the_last_day_is_over_later_where_clocks_are_ahead(home):
    make_event(**SEVERAL, cities=[make_city(name="North", time_zone="Asia/Tokyo")])

    assert clocks(home) == [
        ("Hometown", "Thursday, July 22, 2027, 10:00\u00a0AM to Monday, July 26, 2027"),
        ("North", "Friday, July 23, 2027, 1:00\u00a0AM to Tuesday, July 27, 2027"),
    ]


def test_an_end_that_is_known_to_the_month_is_told_as_the_month(home):
    make_event(start="2027-07-22", end="2027-08", start_time=time(10))

    assert clocks(home) == [("Hometown", "Thursday, July 22, 2027, 10:00\u00a0AM to August 2027")]


def test_what_ends_on_its_first_day_is_told_once_and_gets_no_end(client, home):
    make_event(start="2027-07-22", end="2027-07-22", start_time=time(10))

    assert clocks(home) == [("Hometown", "Thursday, July 22, 2027, 10:00\u00a0AM")]
    assert "DTEND" not in calendar(client).all("VEVENT")[0].lines
