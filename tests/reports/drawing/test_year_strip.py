"""A year of the contact line: as precise as the dates, and no longer than the year."""

import pytest

from cities.dates.honest_date import HonestDate
from cities.drawing.contact_line import EventMark
from reports.drawing.year_strip import months, year_strip

NAMES = list("JFMAMJJASOND")


def drawn(start, end="", side="here", year=2023):
    mark = EventMark(HonestDate.parse(start), HonestDate.parse(end), side)
    return [
        (tick.x, tick.width, tick.shape.value, tick.side.value)
        for tick in year_strip([mark], year, NAMES).ticks
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2023-01-01", "", (0, 0, "tick")),
        ("2023-07-20", "2023-07-22", (54.79, 0, "tick")),
        ("2023-07-01", "2023-07-10", (49.59, 2.74, "month")),
        ("2023-02", "", (8.49, 7.67, "month")),
        ("summer 2023", "", (49.59, 25.21, "season")),
        ("2023", "", (0, 100, "year")),
        ("about 2023-02", "", (8.49, 7.67, "about")),
        ("2022-12", "2023-01", (0, 8.49, "month")),
        ("2022-12-30", "2024-01-05", (0, 100, "month")),
    ],
)
def test_a_mark_is_as_wide_as_its_date_is_known(start, end, found):
    assert drawn(start, end) == [(*found, "here")]


@pytest.mark.parametrize(("start", "end"), [("", ""), ("2022-12-31", ""), ("2024", "2025")])
def test_what_lies_outside_the_year_is_not_drawn(start, end):
    assert drawn(start, end) == []


@pytest.mark.parametrize(("side", "found"), [("there", "there"), ("both", "both"), ("", "both")])
def test_what_is_not_known_to_have_a_side_stands_across(side, found):
    assert drawn("2023-05-10", side=side)[0][3] == found


def test_every_third_month_keeps_its_name_on_a_phone():
    assert [(rule.label, rule.major) for rule in months(2023, NAMES)][:4] == [
        ("J", True),
        ("F", False),
        ("M", False),
        ("A", True),
    ]


def test_a_wide_mark_never_hides_a_narrow_one():
    marks = [EventMark(HonestDate.parse(start)) for start in ("2023-05-10", "2023-05", "2023")]

    widths = [tick.width for tick in year_strip(marks, 2023, NAMES).ticks]

    assert widths == sorted(widths, reverse=True)
