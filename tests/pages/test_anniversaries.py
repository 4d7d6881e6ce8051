"""Today in history, and the next round anniversary."""

from datetime import date

import pytest

from cities.models import Event
from pages.anniversaries import next_anniversary, on_this_day
from tests.builders import make_city, make_event

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def remembered(today=TODAY):
    found = on_this_day(Event.objects.in_order(), today)
    return found and found.title


def test_the_oldest_event_of_this_day_is_remembered():
    make_event(title="Later", start="1999-11-24")
    make_event(title="First", start="1958-11-24")
    make_event(title="Another day", start="1957-11-25")

    assert remembered() == "First"


@pytest.mark.parametrize(
    "event",
    [
        {"start": "1958-11"},
        {"start": "about 1958-11-24"},
        {"start": "1958-11-24 or 1959-11-24"},
        {"start": "2026-11-24"},
        {"start": "2027-11-24"},
        {"start": "1958-11-24", "cancelled": True},
        {"start": ""},
    ],
)
def test_only_what_is_known_to_the_day_and_took_place_is_remembered(event):
    make_event(**event)

    assert remembered() is None


def test_what_was_postponed_is_not_remembered():
    make_event(start="1958-11-24", postponed_to=make_event(start="1958-12-24"))

    assert remembered() is None


def test_a_leap_day_is_remembered_on_leap_days():
    make_event(title="Leap", start="1980-02-29")

    assert remembered(date(2028, 2, 29)) == "Leap"
    assert remembered(date(2027, 2, 28)) is None


# --- Anniversaries ----------------------------------------------------------------------------


def announced(today, *starts, stage="sister"):
    """Return `(city, years)` of the next anniversary among cities named by their dates."""
    cities = [make_city(name=start, stages=[{"stage": stage, "start": start}]) for start in starts]
    found = next_anniversary(cities, today)
    return found and (found["city"].name, found["years"])


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 11, 24), 70),
        (date(2028, 11, 29), 70),
        (date(2028, 11, 30), 75),
        (date(1958, 11, 29), 5),
        (date(1950, 1, 1), 5),
    ],
)
def test_anniversaries_come_every_five_years(today, years):
    assert announced(today, "1958-11-29") == ("1958-11-29", years)


def test_the_nearest_anniversary_is_announced():
    assert announced(TODAY, "1958-11-29", "2007-05-23", "1979-01-01") == ("2007-05-23", 20)


@pytest.mark.parametrize(
    ("today", "start", "years", "text"),
    [
        (TODAY, "2007-01", 20, "January 2027"),
        (date(2027, 1, 31), "2007-01", 20, "January 2027"),
        (date(2027, 2, 1), "2007-01", 25, "January 2032"),
        (TODAY, "2015", 15, "2030"),
        (date(2030, 12, 31), "2015", 15, "2030"),
        (date(2031, 1, 1), "2015", 20, "2035"),
    ],
)
def test_an_anniversary_is_as_exact_as_the_record(today, start, years, text):
    city = make_city(stages=[{"stage": "sister", "start": start}])

    found = next_anniversary([city], today)

    assert (found["years"], found["date_text"]) == (years, text)


def test_a_month_or_a_year_stands_behind_the_days_in_it():
    assert announced(TODAY, "2007", "2007-05", "2007-05-23") == ("2007-05-23", 20)
    assert announced(TODAY, "2007", "2007-01", "1958-11-29") == ("2007-01", 20)


@pytest.mark.parametrize(
    "start", ["autumn 1958", "1950s", "about 1958-11-29", "about 1958", "by 1958-11-29"]
)
def test_a_date_that_is_vague_or_not_exact_has_no_anniversary(start):
    assert announced(TODAY, start) is None


def test_a_tie_that_began_on_a_leap_day_is_kept_on_the_day_before_in_other_years():
    assert announced(date(2025, 2, 28), "1980-02-29") == ("1980-02-29", 45)
    assert announced(date(2025, 3, 1), "1980-02-29") == ("1980-02-29", 50)


def test_a_friendship_has_no_anniversary_as_a_sister_city():
    assert announced(TODAY, "2003-05-01", stage="friendship") is None


def test_a_tie_that_has_ended_is_not_celebrated():
    stages = [{"stage": "sister", "start": "1958-11-29"}, {"stage": "ended", "start": "2000"}]

    assert next_anniversary([make_city(stages=stages)], TODAY) is None


def test_the_day_of_the_anniversary_comes_with_it():
    city = make_city(stages=[{"stage": "sister", "start": "1958-11-29"}])

    found = next_anniversary([city], TODAY)

    assert (found["date_text"], found["date_iso"]) == ("November 29, 2028", "2028-11-29")
