from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.dates.honest_date import HonestDate
from cities.drawing.contact_line import (
    DecadeRule,
    EventMark,
    Shape,
    Side,
    Span,
    Tick,
    contact_line,
    glyph,
)

parse = HonestDate.parse


def one_tick(start, end="", side="here"):
    """Draw one mark on a line of 100 years, where a unit is a year."""
    line = contact_line([EventMark(parse(start), parse(end), side)], [], 1901, 2000)
    return line.ticks[0] if line.ticks else None


@pytest.mark.parametrize(
    ("notation", "x", "width", "shape"),
    [
        ("1958-01-01", 57, 0, Shape.TICK),
        ("1958-11-29", 57.91, 0, Shape.TICK),
        ("1958-07", 57.54, 0, Shape.TICK),
        ("summer 1958", 57.5, 0.25, Shape.SEASON),
        ("1958", 57, 1, Shape.YEAR),
        ("1950s", 49, 10, Shape.DECADE),
        ("about 1958", 57, 1, Shape.ABOUT),
        ("by 1958", 57, 1, Shape.ABOUT),
        ("by 1958-05", 56.41, 1, Shape.ABOUT),
        ("about 1958-07-02", 57, 1, Shape.ABOUT),
        ("1958-07 or 1959-07", 57.5, 1.08, Shape.ABOUT),
    ],
)
def test_precision_is_width(notation, x, width, shape):
    tick = one_tick(notation)

    assert (tick.x, tick.shape) == (x, shape)
    assert tick.width == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize(
    ("start", "end", "x", "width", "shape"),
    [
        ("1958-07-22", "1958-07-26", 57.55, 0, Shape.TICK),
        ("1958-01", "1959-12", 57, 2, Shape.MONTH),
        ("1958", "1959", 57, 2, Shape.YEAR),
        ("1958-07-01", "1959", 57.5, 1.5, Shape.YEAR),
        ("about 1958", "1959", 57, 2, Shape.ABOUT),
        ("1958", "1950", 57, 1, Shape.YEAR),
    ],
)
def test_a_period_is_as_wide_as_it_lasted(start, end, x, width, shape):
    tick = one_tick(start, end)

    assert (tick.x, tick.shape) == (x, shape)
    assert tick.width == pytest.approx(width, abs=0.01)


def test_the_side_says_where_and_the_unknown_is_between_both():
    sides = [one_tick("1958", side=side).side for side in ("here", "there", "both", "unknown")]

    assert sides == [Side.HERE, Side.THERE, Side.BOTH, Side.BOTH]


@pytest.mark.parametrize("notation", ["", "1850", "2050-01-01", "2999-12-31", "about 2999-12-31"])
def test_what_is_unknown_or_beyond_the_line_is_left_out(notation):
    assert one_tick(notation) is None


def test_what_reaches_beyond_the_line_is_cut():
    assert one_tick("1900", "1902") == Tick(0, 2, Side.HERE, Shape.YEAR)
    assert one_tick("2000", "2999").width == 1


@given(
    st.sampled_from(["exact", "about", "by"]),
    st.integers(1, 5),
    st.dates(date(1890, 1, 1), date(2010, 12, 31)),
    st.sampled_from(["here", "there", "both"]),
)
def test_every_mark_stays_on_the_line(qualifier, unit, day, side):
    mark = EventMark(HonestDate(day, unit, qualifier), HonestDate(), side)

    for tick in contact_line([mark], [], 1901, 2000).ticks:
        assert tick.x >= 0
        assert tick.x + tick.width <= 100.01


def test_a_tie_is_drawn_from_its_day_to_today():
    sister = (parse("1958-01-01"), HonestDate())

    line = contact_line([], [sister], 1901, 2000, today=date(1999, 12, 31))

    assert line.spans == (Span(57, 42),)


def test_a_tie_that_is_only_known_to_be_in_place_starts_there():
    assert contact_line([], [(parse("by 1988-07"), None)], 1901, 2000).spans[0].x == 87.5


def test_a_tie_that_ended_stops_and_one_without_a_date_is_not_drawn():
    ended = (parse("1958"), parse("1968"))
    undated = (HonestDate(), HonestDate())

    line = contact_line([], [ended, undated], 1901, 2000)

    assert line.spans == (Span(57, 11),)


def test_decades_have_rules_and_every_second_one_is_for_phones_too():
    line = contact_line([], [], 1956, 1985)

    assert line.decades == (
        DecadeRule(13.33, "1960", True),
        DecadeRule(46.67, "1970", False),
        DecadeRule(80, "1980", True),
    )


def test_a_line_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="cannot run"):
        contact_line([], [], 2000, 1999)


@pytest.mark.parametrize(
    ("notation", "shape", "width"),
    [
        ("1958-11-29", Shape.TICK, 4),
        ("1958-11", Shape.MONTH, 12),
        ("autumn 1958", Shape.SEASON, 26),
        ("1958", Shape.YEAR, 52),
        ("about 1958", Shape.ABOUT, 52),
        ("by 1958-11", Shape.ABOUT, 52),
        ("1950s", Shape.DECADE, 52),
    ],
)
def test_the_glyph_is_as_wide_as_the_date_is_vague(notation, shape, width):
    drawn = glyph(parse(notation), "here")

    assert (drawn.shape, drawn.bar_width) == (shape, width)
    assert drawn.x + drawn.bar_width <= drawn.width


def test_the_glyph_stands_above_below_or_across_its_line():
    here, there, both = (glyph(parse("1958"), side) for side in ("here", "there", "unknown"))

    assert here.y + here.bar_height == here.line_y
    assert there.y == there.line_y
    assert both.y < both.line_y < both.y + both.bar_height


def test_an_unknown_date_has_no_glyph():
    assert glyph(HonestDate(), "here") is None
