"""The contact line of a city: every dated event on one line of years, as precise as its date.

Marks above the line happened here, below it in the partner city, across it in both or between
them. Precision is width: a day or a month is a stroke, a season a quarter of a year, a year the
whole year, and "about" an empty dashed year. The line is 100 units long and high, so a number
serves as a percentage.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from cities.dates.honest_date import HonestDate, Qualifier, Unit
from cities.drawing.year_scale import LINE_WIDTH, DecadeRule, YearScale

# A period between two days or months is drawn as a bar from this length on; a shorter one would
# be narrower than the stroke of a single day.
SHORTEST_BAR = timedelta(days=92)

# The width of a stroke, in pixels.
STROKE = 3

# The precision glyph beside a date, in pixels: a box, its line in the middle, the bar from the
# left edge with a width for each shape (below).
GLYPH_WIDTH = 56
GLYPH_HEIGHT = 20
GLYPH_BAR_X = 2
GLYPH_BAR_HEIGHT = 8


class Side(StrEnum):
    """Where an event stands: above the line, below it, or across it."""

    HERE = "here"
    THERE = "there"
    BOTH = "both"


class Shape(StrEnum):
    """How a date is drawn.

    On the line a tick is a stroke without width, for a day or a month, and "month" a full bar for
    a longer period whose ends are known to the day or month; in the glyph a tick is a day.
    """

    TICK = "tick"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    ABOUT = "about"
    DECADE = "decade"


# Where a drawn event stands: its top edge and its height, in units of the line's height.
BANDS = {Side.HERE: (4, 42), Side.THERE: (54, 42), Side.BOTH: (4, 92)}

SHAPES = {
    Unit.DAY: Shape.TICK,
    Unit.MONTH: Shape.MONTH,
    Unit.SEASON: Shape.SEASON,
    Unit.YEAR: Shape.YEAR,
    Unit.DECADE: Shape.DECADE,
}

GLYPH_WIDTHS = {
    Shape.TICK: 4,
    Shape.MONTH: 12,
    Shape.SEASON: 26,
    Shape.YEAR: 52,
    Shape.ABOUT: 52,
    Shape.DECADE: 52,
}


@dataclass(frozen=True)
class EventMark:
    """An event to be drawn. `side` is "here", "there" or "both"; anything else counts as both.

    `label` is what the mark says, `lang` its language where that is not the page's, `url` where it
    leads.
    """

    start: HonestDate
    end: HonestDate = field(default_factory=HonestDate)
    side: str = Side.BOTH
    label: str = ""
    lang: str = ""
    url: str = ""


@dataclass(frozen=True)
class Tick:
    """A drawn event: left edge and width in units of the line; a stroke has width 0."""

    x: float
    width: float
    side: Side
    shape: Shape
    label: str = ""
    lang: str = ""
    url: str = ""

    @property
    def y(self):
        """Return its top edge."""
        return BANDS[self.side][0]

    @property
    def height(self):
        """Return its height."""
        return BANDS[self.side][1]

    @property
    def svg_width(self):
        """Return the width as SVG takes it: a share of the line, or the pixels of a stroke."""
        return f"{self.width}%" if self.width else f"{STROKE}"


@dataclass(frozen=True)
class Span:
    """A stretch of the line, drawn strong: the time as a sister city. Units of the line."""

    x: float
    width: float


@dataclass(frozen=True)
class ContactLine:
    """All that a contact line shows, in units of a line of `width`."""

    width: int
    ticks: tuple[Tick, ...]
    spans: tuple[Span, ...]
    decades: tuple[DecadeRule, ...]


@dataclass(frozen=True)
class Glyph:
    """The small precision glyph of one date, in pixels of a box of `width` by `height`."""

    side: Side
    shape: Shape
    x: int
    y: int
    bar_width: int
    bar_height: int
    line_y: int
    width: int = GLYPH_WIDTH
    height: int = GLYPH_HEIGHT


def contact_line(marks, spans, first_year, last_year, today=None):
    """Draw the line from 1 January of `first_year` to 31 December of `last_year`.

    `marks` are `EventMark`s; unknown dates are left out and what lies beyond the line is cut off.
    `spans` are pairs of `HonestDate`s, start and end of a time as sister city; an unknown or
    missing end runs to `today`, by default to the end of the line. Raises ValueError when the
    years are in the wrong order.
    """
    if last_year < first_year:
        raise ValueError(f"The line cannot run from {first_year} to {last_year}.")
    scale = YearScale(first_year, last_year)
    line_end = date(last_year, 12, 31)
    dated = [mark for mark in marks if mark.start.is_known and mark.start.first <= line_end]
    ticks = [_tick(mark, scale) for mark in dated]
    drawn_spans = []
    for start, end in spans:
        if not start.is_known:
            continue
        last = end.last if end and end.is_known else min(today or line_end, line_end)
        stretch = scale.stretch(start.first, last)
        if stretch:
            drawn_spans.append(Span(*stretch))
    return ContactLine(
        width=LINE_WIDTH,
        ticks=tuple(tick for tick in ticks if tick),
        spans=tuple(drawn_spans),
        decades=scale.decades(),
    )


def glyph(when, side):
    """Draw how precisely one date is known; None for an unknown date."""
    if not when.is_known:
        return None
    shape, side = _shape(when), _side(side)
    middle = GLYPH_HEIGHT // 2
    return Glyph(
        side=side,
        shape=shape,
        x=GLYPH_BAR_X,
        y=middle if side == Side.THERE else middle - GLYPH_BAR_HEIGHT,
        bar_width=GLYPH_WIDTHS[shape],
        bar_height=GLYPH_BAR_HEIGHT * (2 if side == Side.BOTH else 1),
        line_y=middle,
    )


def _tick(mark, scale):
    first, last, shape = _drawn(mark)
    if shape == Shape.TICK:
        stretch = (scale.x(first), 0) if scale.holds(first) else None
    else:
        stretch = scale.stretch(first, last)
    if stretch is None:
        return None
    return Tick(*stretch, _side(mark.side), shape, mark.label, mark.lang, mark.url)


def _drawn(mark):
    """Return first day, last day and shape of a mark on the line."""
    start, end = mark.start, mark.end or HonestDate()
    if end.is_known and end.last > start.last:
        return _drawn_period(start, end)
    shape = _shape(start)
    if shape == Shape.ABOUT:
        return *_year_around(start), shape
    if shape == Shape.MONTH:
        middle = start.first + (start.last - start.first) / 2
        return middle, middle, Shape.TICK
    return start.first, start.last, shape


def _drawn_period(start, end):
    first, last = start.first, end.last
    if Shape.ABOUT in (_shape(start), _shape(end)):
        return first, last, Shape.ABOUT
    coarser = min(start.unit, end.unit)
    if coarser <= Unit.SEASON:
        return first, last, SHAPES[coarser]
    if last - first < SHORTEST_BAR:
        return first, first, Shape.TICK
    return first, last, Shape.MONTH


def _year_around(when):
    """Return the first and last day of the empty year that stands for an uncertain when.

    A year or decade stands for itself, and two possible dates for all that lies between them.
    A finer date has the year around it, or, with "by", the year that ends with it.
    """
    if when.unit <= Unit.YEAR or when.qualifier == Qualifier.EITHER:
        return when.first, when.last
    if when.qualifier == Qualifier.BY:
        return when.last - timedelta(days=364), when.last
    middle = when.first + (when.last - when.first) / 2
    return middle - timedelta(days=182), middle + timedelta(days=182)


def _shape(when):
    return SHAPES[when.unit] if when.qualifier == Qualifier.EXACT else Shape.ABOUT


def _side(side):
    return Side(side) if side in (Side.HERE, Side.THERE) else Side.BOTH
