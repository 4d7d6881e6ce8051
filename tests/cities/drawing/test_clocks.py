from datetime import date
from zoneinfo import ZoneInfoNotFoundError

import pytest

from cities.drawing.clocks import Cell, Noon, Overlap, clock_pair, noon_sentence

HOME = "America/Denver"
WINTER = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("Asia/Tokyo", Noon(4, 0, 1), Noon(3, 0, 1)),
        ("Asia/Taipei", Noon(3, 0, 1), Noon(2, 0, 1)),
        ("Europe/Kyiv", Noon(21, 0, 0), Noon(21, 0, 0)),
        ("Europe/Samara", Noon(23, 0, 0), Noon(22, 0, 0)),
        ("America/Lima", Noon(14, 0, 0), Noon(13, 0, 0)),
        ("Asia/Kolkata", Noon(0, 30, 1), Noon(23, 30, 0)),
    ],
)
def test_noon_at_home_in_winter_and_summer(zone, winter, summer):
    clocks = clock_pair(HOME, zone, WINTER)

    assert (clocks.noon_winter, clocks.noon_summer) == (winter, summer)


def test_noon_can_be_yesterday():
    assert clock_pair("Pacific/Auckland", HOME, WINTER).noon_winter == Noon(16, 0, -1)


def test_a_day_has_24_cells_a_row_and_people_are_awake_from_seven_to_ten():
    clocks = clock_pair(HOME, "Asia/Tokyo", WINTER)

    assert [cell.hour for cell in clocks.home] == list(range(24))
    assert [cell.hour for cell in clocks.home if cell.awake] == list(range(7, 22))
    assert clocks.there[0] == Cell(hour=16, minute=0, awake=True, x=0)
    assert [cell.x for cell in clocks.there] == list(range(0, 240, 10))
    assert [cell.hour for cell in clocks.there] == [*range(16, 24), *range(16)]
    assert {cell.hour for cell in clocks.there if cell.awake} == set(range(7, 22))


@pytest.mark.parametrize(
    ("zone", "overlap"),
    [
        ("Asia/Tokyo", (Overlap(15, 7),)),
        ("Europe/Samara", (Overlap(7, 4), Overlap(20, 2))),
        (HOME, (Overlap(7, 15),)),
    ],
)
def test_hours_awake_together(zone, overlap):
    assert clock_pair(HOME, zone, WINTER).overlap == overlap


def test_an_hour_counts_as_awake_only_as_a_whole():
    there = clock_pair(HOME, "Asia/Kolkata", WINTER).there

    awake = [(cell.hour, cell.minute) for cell in there if cell.awake]
    assert (min(awake), max(awake)) == ((7, 30), (20, 30))


@pytest.mark.parametrize(
    ("home", "there", "sentence"),
    [
        (HOME, "Asia/Tokyo", "Noon here is 4 AM tomorrow there; 3 AM in summer."),
        (HOME, "Europe/Kyiv", "Noon here is 9 PM there."),
        (HOME, "America/Lima", "Noon here is 2 PM there; 1 PM in summer."),
        (
            HOME,
            "Asia/Kolkata",
            "Noon here is 12:30\u202fAM tomorrow there; 11:30\u202fPM the same day in summer.",
        ),
        (
            "Pacific/Auckland",
            HOME,
            "Noon here is 4 PM yesterday there; 6 PM in summer.",
        ),
    ],
)
def test_the_sentence_in_english(home, there, sentence):
    assert noon_sentence(clock_pair(home, there, WINTER), "en") == sentence


@pytest.mark.parametrize(
    ("language", "time"),
    [
        ("es", "4\u202fa.m."),
        ("ja", "午前4時"),
        ("zh-hant", "凌晨4時"),
        ("uk", "04:00"),
        ("it", "04:00"),
    ],
)
def test_times_are_those_of_the_language(language, time):
    assert time in noon_sentence(clock_pair(HOME, "Asia/Tokyo", WINTER), language)


def test_an_unknown_zone_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        clock_pair(HOME, "Nowhere/Land", WINTER)
