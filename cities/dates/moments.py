"""Moments by the clocks of two cities: a day and a time of day in a time zone, and their words.

A clock that is put forward skips times, one that is put back shows an hour twice: of the two the
first is meant.
"""

from datetime import UTC, datetime

from babel.dates import format_date, format_time
from django.utils.translation import gettext

from cities.dates.calendar_text import locale_of
from editorial.text import languages

_NO_BREAK = "\u00a0"


def moment(day, time, zone):
    """Return a day and a time of day as an aware datetime of that zone."""
    return datetime.combine(day, time, tzinfo=zone)


def is_skipped(day, time, zone):
    """Return whether clocks never show this time, because they are put forward over it."""
    written = moment(day, time, zone)
    return written.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != written.replace(
        tzinfo=None
    )


def time_text(time, language=None):
    """Print a time of day: "5:00 PM", "17:00"."""
    locale = locale_of(language or languages.current())
    # The narrow space before "AM" is in no font of ours.
    return format_time(time, "short", locale=locale).replace("\u202f", " ").replace(" ", _NO_BREAK)


def times_text(start, end=None, language=None):
    """Print from when to when: "5:00 PM", "5:00 PM to 6:30 PM"."""
    if end is None:
        return time_text(start, language)
    words = {"start": time_text(start, language), "end": time_text(end, language)}
    return gettext("%(start)s to %(end)s") % words


def full_day(day, language=None):
    """Print a day with its weekday: "Wednesday, December 2, 2026"."""
    return format_date(day, "full", locale=locale_of(language or languages.current()))


def until_day_text(start, last):
    """Print a moment with its weekday, and the day, in words, with which all of it is over."""
    values = {"date": full_day(start), "time": times_text(start.timetz())}
    return gettext("%(start)s to %(end)s") % {
        "start": gettext("%(date)s, %(time)s") % values,
        "end": last,
    }


def span_text(start, end=None):
    """Print two moments of one zone with their weekdays, the day once where it is the same."""
    values = {"date": full_day(start), "time": times_text(start.timetz())}
    if end is None:
        return gettext("%(date)s, %(time)s") % values
    if end.date() == start.date():
        times = times_text(start.timetz(), end.timetz())
        return gettext("%(date)s, %(time)s") % {**values, "time": times}
    last = {"date": full_day(end), "time": times_text(end.timetz())}
    return gettext("%(start)s to %(end)s") % {
        "start": gettext("%(date)s, %(time)s") % values,
        "end": gettext("%(date)s, %(time)s") % last,
    }
