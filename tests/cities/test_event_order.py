"""The order of events, and which of them lie ahead."""

from datetime import date

import pytest

from cities.models import Event
from tests.builders import make_event

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)

IN_ORDER = [
    "1980s",
    "1980",
    "winter 1980",
    "1980-01",
    "1980-01-01",
    "1980-01-02",
    "1980-02",
    "spring 1980",
    "by 1985",
    "1988-07 or 1989-07",
    "1989",
    "about 1990",
    "",
]


def test_a_year_stands_before_its_days_and_the_unknown_last():
    for notation in reversed(IN_ORDER):
        make_event(start=notation)

    ordered = [event.starts.notation for event in Event.objects.in_order()]

    assert ordered == IN_ORDER


def test_events_of_one_day_keep_the_order_in_which_they_were_made():
    made = [make_event(start="1990-05-01") for _number in range(3)]

    assert list(Event.objects.in_order()) == made


@pytest.mark.parametrize(
    ("start", "end", "is_coming"),
    [
        ("2026-11-23", "", False),
        ("2026-11-24", "", True),
        ("2026-11-25", "", True),
        ("2026-11-01", "2026-11-24", True),
        ("2026-11-01", "2026-11-23", False),
        ("2026-12", "", True),
        ("2026-11", "", True),
        ("2026-10", "", False),
        ("autumn 2026", "", True),
        ("summer 2026", "", False),
        ("2026", "", True),
        ("2025", "", False),
        ("about 2026", "", False),
        ("2026-10", "2026-11", True),
        ("2026-10", "2026-11-23", False),
        ("2026-11-01", "2026-12", True),
        ("2027", "", True),
        ("2020s", "", False),
        ("", "", False),
    ],
)
def test_the_calendar_holds_what_lies_ahead_or_is_going_on(start, end, is_coming):
    event = make_event(start=start, end=end)

    assert event.is_coming(TODAY) is is_coming


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        ("2018-07-22", "2018-07-26", "July 22 – 26, 2018"),
        ("2018-07", "", "July 2018"),
        ("", "1993", "until 1993"),
    ],
)
def test_an_event_prints_its_period(start, end, printed):
    event = make_event(start=start, end=end)

    assert event.when("en").replace("\u2009", " ") == printed
