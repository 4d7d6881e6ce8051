"""The days of a meeting that comes once a month, on the first Wednesday or the like."""

import calendar
from datetime import date, timedelta

LAST = -1


def meeting_days(nth, weekday, first, last):
    """List the days from `first` to `last` that are the nth weekday of their months.

    `nth` is 1 to 4, or `LAST`; `weekday` is 0 for Monday to 6 for Sunday.
    """
    days, year, month = [], first.year, first.month
    while (year, month) <= (last.year, last.month):
        day = _day_in(year, month, nth, weekday)
        if first <= day <= last:
            days.append(day)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return days


def _day_in(year, month, nth, weekday):
    begins_with, length = calendar.monthrange(year, month)
    if nth == LAST:
        final = date(year, month, length)
        return final - timedelta(days=(final.weekday() - weekday) % 7)
    return date(year, month, 1 + (weekday - begins_with) % 7 + 7 * (nth - 1))
