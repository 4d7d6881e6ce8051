"""How a relationship evolved, drawn on the years of its contact line.

A strip is a row of years: those in which something is on record are filled, and a base line runs
where it lasted. What is not dated to the year is drawn empty, as on the contact line. Columns
stand for whole decades, as high as their numbers.
"""

from dataclasses import dataclass
from datetime import date

from cities.dates.honest_date import HonestDate, Qualifier, Unit

# How high the highest column is, in units of 100; its number stands above it.
COLUMN_HEIGHT = 68
# What is left free on either side of a column, as a share of a decade.
COLUMN_GAP = 0.12


@dataclass(frozen=True)
class Run:
    """Years without a break of which something is on record; `is_sure` if dated to the year."""

    first_year: int
    last_year: int
    is_sure: bool = True


@dataclass(frozen=True)
class Bar:
    """A drawn stretch, in units of the line; `is_sure` ones are filled."""

    x: float
    width: float
    is_sure: bool = True


@dataclass(frozen=True)
class Strip:
    """A row of years: its filled years, and the stretch over which it lasted, or None."""

    bars: tuple[Bar, ...]
    base: Bar | None = None


@dataclass(frozen=True)
class Column:
    """A decade's number as a column; `middle` is where the number stands, `y` its upper edge."""

    x: float
    width: float
    height: float
    number: int
    is_sure: bool = True

    @property
    def y(self):
        """Return its upper edge."""
        return round(100 - self.height, 1)

    @property
    def middle(self):
        """Return the middle of its breadth."""
        return round(self.x + self.width / 2, 2)


def runs(periods):
    """Join the years of pairs of `HonestDate`s, start and end, to `Run`s in order.

    A year is sure if one of those that fill it is exact and no vaguer than a year. An unknown end
    is the start; unknown starts are left out.
    """
    sure, vague = set(), set()
    for start, end in periods:
        if start.is_known:
            last = end if end.is_known else start
            years = range(start.first.year, last.last.year + 1)
            (sure if _is_exact(start) and _is_exact(last) else vague).update(years)
    found = []
    for year in sorted(sure | vague):
        is_sure = year in sure
        if found and found[-1].last_year == year - 1 and found[-1].is_sure == is_sure:
            found[-1] = Run(found[-1].first_year, year, is_sure)
        else:
            found.append(Run(year, year, is_sure))
    return found


def strip(found, scale, lasted=None):
    """Draw `Run`s on a `YearScale`; `lasted` is the first and the last day of the base line."""
    drawn = [
        _bar(scale, date(run.first_year, 1, 1), date(run.last_year, 12, 31), run.is_sure)
        for run in found
    ]
    base = _bar(scale, *lasted) if lasted else None
    return Strip(tuple(bar for bar in drawn if bar), base)


def columns(numbers, scale):
    """Draw pairs of number and whether it is sure, by the first year of their decade.

    What is None is not known and not drawn; nor is zero.
    """
    highest = max((number for number, _sure in numbers.values() if number), default=1)
    drawn = []
    for decade, (number, is_sure) in sorted(numbers.items()):
        if not number:
            continue
        place = scale.stretch(date(decade, 1, 1), date(decade + 9, 12, 31))
        if place:
            x, width = place
            gap = width * COLUMN_GAP
            height = round(number * COLUMN_HEIGHT / highest, 1)
            drawn.append(
                Column(round(x + gap, 2), round(width - 2 * gap, 2), height, number, is_sure)
            )
    return tuple(drawn)


def _bar(scale, first, last, is_sure=True):
    place = scale.stretch(first, last)
    return Bar(*place, is_sure) if place else None


def _is_exact(when: HonestDate):
    return when.qualifier == Qualifier.EXACT and when.unit >= Unit.YEAR
