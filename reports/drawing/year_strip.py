"""One year of the contact line: every event on a line of months, as precise as its date.

It is drawn by the rules of `cities.drawing.contact_line`, but a month is wide enough here to be
drawn as wide as it is. The line is 100 units long and high, so a number serves as a percentage.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cities.dates.honest_date import HonestDate, Qualifier
from cities.drawing.contact_line import SHAPES, EventMark, Shape, Side, Tick
from cities.drawing.year_scale import YearScale

# Anything shorter would be narrower than the stroke of a single day.
SHORTEST_BAR = timedelta(days=4)
# On a phone every third month keeps its name.
MONTHS_A_QUARTER = 3


@dataclass(frozen=True)
class MonthRule:
    """A rule at the start of a month; `major` ones keep their label on a phone."""

    x: float
    label: str
    major: bool


@dataclass(frozen=True)
class YearStrip:
    """The marks of one year, in units of the line."""

    ticks: tuple[Tick, ...]
    months: tuple[MonthRule, ...]


def year_strip(marks, year, month_names):
    """Draw `EventMark`s on the months of a year; `month_names` are the labels of all twelve.

    What does not touch the year, or has no date, is left out; what reaches beyond it is cut off.
    The widest are drawn first, so that none hides a narrower one.
    """
    scale = YearScale(year, year)
    ticks = [tick for mark in marks if (tick := _tick(mark, scale))]
    ticks.sort(key=lambda tick: -tick.width)
    return YearStrip(tuple(ticks), months(year, month_names))


def months(year, month_names):
    """Return the rules of the twelve months of a year."""
    scale = YearScale(year, year)
    return tuple(
        MonthRule(scale.x(date(year, month, 1)), name, (month - 1) % MONTHS_A_QUARTER == 0)
        for month, name in enumerate(month_names, 1)
    )


def _tick(mark: EventMark, scale):
    start, end = mark.start, mark.end or HonestDate()
    if not start.is_known:
        return None
    last = end.last if end.is_known else start.last
    stretch = scale.stretch(start.first, max(last, start.last))
    if stretch is None:
        return None
    shape = _shape(start, end)
    if shape == Shape.TICK:
        stretch = (stretch[0], 0)
    side = Side(mark.side) if mark.side in (Side.HERE, Side.THERE) else Side.BOTH
    return Tick(*stretch, side, shape, mark.label, mark.lang, mark.url)


def _shape(start, end):
    ends = [each for each in (start, end) if each.is_known]
    if any(each.qualifier != Qualifier.EXACT for each in ends):
        return Shape.ABOUT
    if max(each.last for each in ends) - start.first < SHORTEST_BAR:
        return Shape.TICK
    coarsest = SHAPES[min(each.unit for each in ends)]
    # Days and months apart: both ends are known, and all between them is filled.
    return Shape.MONTH if coarsest == Shape.TICK else coarsest
