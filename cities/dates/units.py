"""The units of the calendar in which the record gives its dates.

Seasons are quarters of the calendar year: winter is January to March, spring April to June,
summer July to September, autumn October to December. These lie within eleven days of the
astronomical seasons of the northern hemisphere, by which American calendars count, and no
season belongs to two years: "winter 2023" has one place in the order. They are the seasons of
the home city.
"""

import calendar
from datetime import date

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

# Notations have four digits for the year; what lies after these years was mistyped.
EARLIEST_YEAR, LATEST_YEAR = 1000, 2999


class Unit(IntegerChoices):
    """How much of the calendar a date names, from nothing to a day; larger is finer."""

    UNKNOWN = 0, _("unknown")
    DECADE = 1, _("decade")
    YEAR = 2, _("year")
    SEASON = 3, _("season")
    MONTH = 4, _("month")
    DAY = 5, _("day")


class Qualifier(TextChoices):
    """How surely the record names the date."""

    EXACT = "exact", _("exact")
    # Translators: not exactly then
    ABOUT = "about", _("about")
    BY = "by", _("by (not later than)")
    EITHER = "either", _("either of two")


def first_day(unit, day):
    """Return the first day of the unit that holds `day`; None when nothing is known.

    All days of one unit become the same day, so that "1988" is stored in one way only.
    """
    if day is None:
        return None
    match Unit(unit):
        case Unit.UNKNOWN:
            return None
        case Unit.DECADE:
            return date(day.year // 10 * 10, 1, 1)
        case Unit.YEAR:
            return date(day.year, 1, 1)
        case Unit.SEASON:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Unit.MONTH:
            return date(day.year, day.month, 1)
        case Unit.DAY:
            return day


def last_day(unit, day):
    """Return the last day of the unit that holds `day`; None when nothing is known."""
    first = first_day(unit, day)
    if first is None or unit == Unit.DAY:
        return first
    year, month = first.year, first.month
    match Unit(unit):
        case Unit.DECADE:
            year, month = year + 9, 12
        case Unit.YEAR:
            month = 12
        case Unit.SEASON:
            month += 2
    return date(year, month, calendar.monthrange(year, month)[1])
