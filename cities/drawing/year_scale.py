"""The years of a drawing, from left to right: where a day stands, and where the decades begin.

A line is 100 units long, so a number serves as a percentage.
"""

from dataclasses import dataclass
from datetime import date, timedelta

LINE_WIDTH = 100


@dataclass(frozen=True)
class DecadeRule:
    """A rule at the start of a decade; `major` ones, every twenty years, keep it on a phone."""

    x: float
    label: str
    major: bool


@dataclass(frozen=True)
class YearScale:
    """Turns days into places on a line; every year is equally long."""

    first_year: int
    last_year: int

    def x(self, day):
        """Return the place of a day."""
        return round(self._exact(day), 2)

    def holds(self, day):
        """Return whether a day lies on the line."""
        return self.first_year <= day.year <= self.last_year

    def stretch(self, first, last):
        """Return (x, width) of the days `first` to `last`, cut to the line; None beyond it."""
        left = max(self._exact(first), 0)
        last = min(last, date(self.last_year, 12, 31))
        right = self._exact(last + timedelta(days=1))
        if right <= left:
            return None
        return round(left, 2), round(right - left, 2)

    def decades(self):
        """Return a rule for each decade that begins on the line."""
        return tuple(
            DecadeRule(self.x(date(year, 1, 1)), str(year), year % 20 == 0)
            for year in range(self.first_year, self.last_year + 1)
            if year % 10 == 0
        )

    def _exact(self, day):
        first_of_year = date(day.year, 1, 1)
        days = (date(day.year, 12, 31) - first_of_year).days + 1
        years = day.year - self.first_year + (day - first_of_year).days / days
        return years * LINE_WIDTH / (self.last_year - self.first_year + 1)
