"""The rule by which a time zone changes its clocks, as calendar programs take it.

They follow "the second Sunday of March", not a list of dates. A zone whose changes follow no such
rule has none here, and its times are written in UTC.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

# Rules are read off these years; before the first one they were others.
FIRST_YEAR = 2020
LAST_YEAR = 2037
LAST = -1
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Change:
    """A change of clocks that comes every year: when it first did, by the clock as it was before.

    `nth` is which such weekday of the month, or `LAST`.
    """

    begins: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool
    nth: int

    @property
    def day(self):
        """Return the day as an RRULE has it: "2SU", "-1SU"."""
        return f"{self.nth}{_WEEKDAYS[self.begins.weekday()]}"


@cache
def changes(zone):
    """Return the two `Change`s of a zone's year, () where clocks never change, None without rule.

    Raises nothing: a zone that gave up its summer time in these years has no rule either.
    """
    years = [_changes_in(year, zone) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    if not any(years):
        offsets = {_offset(datetime(year, 1, 1, tzinfo=UTC), zone) for year in (2020, 2037)}
        return () if len(offsets) == 1 else None
    if any(len(found) != 2 for found in years):
        return None
    return _ruled(years, zone)


def _ruled(years, zone):
    rules = []
    for same in zip(*years, strict=True):
        nth = _nth(same)
        first = same[0]
        moments = {(each[0].month, each[0].weekday(), each[0].time(), *each[1:]) for each in same}
        if nth is None or len(moments) != 1:
            return None
        begins, before, after = first
        there = (begins - before).replace(tzinfo=UTC).astimezone(zone)
        rules.append(Change(begins, before, after, there.tzname(), after > before, nth))
    return tuple(rules)


def _nth(same):
    days = [begins for begins, _before, _after in same]
    numbers = {(day.day - 1) // 7 + 1 for day in days}
    if len(numbers) == 1:
        return numbers.pop()
    is_last = all(day.day + 7 > calendar.monthrange(day.year, day.month)[1] for day in days)
    return LAST if is_last else None


def _changes_in(year, zone):
    """List `(when by the clock as it was before, offset before, offset after)` in a year."""
    found = []
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        following = moment + timedelta(days=1)
        before, after = _offset(moment, zone), _offset(following, zone)
        if before != after:
            at = _exactly(moment, following, zone)
            found.append(((at + before).replace(tzinfo=None), before, after))
        moment = following
    return found


def _exactly(low, high, zone):
    """Return the first second of the new offset."""
    before = _offset(low, zone)
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high


def _offset(moment, zone):
    return moment.astimezone(zone).utcoffset()
