"""When people in both cities are awake, in words, through the year and in every language."""

from datetime import date
from itertools import pairwise

import pytest
from django.utils.translation import override

from cities.drawing.clocks import clock_pair
from cities.drawing.waking_hours import waking_hours

HOME = "America/Denver"
WINTER, SUMMER = date(2026, 1, 15), date(2026, 7, 15)


@pytest.mark.parametrize("day", [WINTER, SUMMER])
def test_winter_and_summer_are_told_on_every_day(day):
    assert waking_hours(HOME, "Asia/Taipei", day) == [
        "In winter 4 PM to 10 PM here is 7 AM to 1 PM tomorrow there.",
        "In summer 7 AM to 8 AM here is 9 PM to 10 PM there.",
        "In summer 5 PM to 10 PM here is 7 AM to 12 PM tomorrow there.",
    ]


def test_what_is_the_same_all_year_is_told_once():
    assert waking_hours(HOME, "Europe/Kyiv", WINTER) == [
        "7 AM to 1 PM here is 4 PM to 10 PM there."
    ]


def test_days_on_which_one_city_alone_has_changed_its_clocks_are_told_apart():
    # The United States change on March 8, 2026, Europe on March 29.
    before, between, after = (
        waking_hours(HOME, "Europe/Kyiv", date(2026, 3, day)) for day in (7, 8, 29)
    )

    assert between == [
        "7 AM to 1 PM here is 4 PM to 10 PM there.",
        "Today 7 AM to 2 PM here is 3 PM to 10 PM there: only one city has changed its clocks.",
    ]
    assert before == after == between[:1]


def test_there_may_be_two_times_a_day():
    assert waking_hours(HOME, "Europe/Samara", WINTER)[:2] == [
        "In winter 7 AM to 11 AM here is 6 PM to 10 PM there.",
        "In winter 8 PM to 10 PM here is 7 AM to 9 AM tomorrow there.",
    ]


def test_parts_of_an_hour_are_named():
    assert "7:30" in waking_hours(HOME, "Asia/Kolkata", WINTER)[0]


def test_where_nobody_is_awake_together_that_is_said(monkeypatch):
    monkeypatch.setattr("cities.drawing.clocks.WAKING", 10)
    monkeypatch.setattr("cities.drawing.clocks.SLEEPING", 12)

    (said,) = waking_hours(HOME, "Asia/Tokyo", WINTER)

    assert said == "There is no hour at which both cities are awake: one is asleep all day long."


@pytest.mark.parametrize("language", ["es", "ja", "zh-hant", "uk", "ru", "it"])
def test_times_are_those_of_the_language(language):
    with override(language):
        (said,) = waking_hours(HOME, "Europe/Kyiv", WINTER)

    assert {"es": "4\u202fp.m.", "ja": "午後4時", "zh-hant": "下午4時"}.get(
        language, "16:00"
    ) in said
    assert ".." not in said


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Europe/Rome", "Europe/Kyiv", "America/Lima"])
def test_no_hour_of_the_year_is_told_wrongly(zone):
    """Whoever calls in a run of hours finds both awake, on the days around all changes."""
    days = [date(2026, month, day) for month in (3, 4, 10, 11) for day in range(1, 31)]
    for day in days:
        clocks = clock_pair(HOME, zone, day)
        for run in clocks.overlap:
            cells = clocks.there[run.start : run.start + run.length]
            assert all(cell.awake for cell in cells)
            assert all(after.hour == before.hour + 1 for before, after in pairwise(cells))
