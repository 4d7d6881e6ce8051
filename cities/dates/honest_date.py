"""Dates that are exactly as precise as the record, printed in every language of the site.

A date has a unit (day, month, season, year, decade, unknown) and a qualifier (exact, about, by,
either of two). Staff and the seed write it in one short notation:

    1958-11-29   1958-11   autumn 2023   1958   1980s   about 1978   by 1988-05
    1988-07 or 1989-07   (nothing: unknown)

Seasons are quarters of the calendar year (see `dateunits`). The calendar's own forms come from
CLDR, the words around them from the site's catalogues.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.utils.translation import gettext, override

from cities.dates.calendar_text import (
    After,
    calendar_text,
    interval_text,
    locale_of,
    month_alone,
)
from cities.dates.units import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Qualifier,
    Unit,
    first_day,
    last_day,
)
from editorial.text import languages
from editorial.text.printed.joining import easy_to_say

__all__ = [
    "HonestDate",
    "Qualifier",
    "Unit",
    "first_day",
    "last_day",
    "range_text",
    "since_text",
    "stored",
]

CALENDAR_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
SEASON_AND_YEAR = re.compile(r"(winter|spring|summer|autumn) ([0-9]{4})")
DECADE = re.compile(r"([0-9]{3}0)s")

# The words of the notation, by the number of the quarter; readers see those of `datetexts`.
SEASONS = ("winter", "spring", "summer", "autumn")


@dataclass(frozen=True)
class HonestDate:
    """A date as the record gives it; without arguments, an unknown date.

    `day` is any day inside the unit and is stored as the unit's first day. `alternative` is the
    other of two possible dates, in the same unit, and belongs to the qualifier "either" alone;
    the earlier of the two is kept as `day`.
    Raises ValueError, with a sentence for the person who typed, when the parts do not fit.
    """

    day: date | None = None
    unit: Unit = Unit.UNKNOWN
    qualifier: Qualifier = Qualifier.EXACT
    alternative: date | None = None

    def __post_init__(self):
        unit, qualifier = Unit(self.unit), Qualifier(self.qualifier)
        if unit == Unit.UNKNOWN:
            if self.day or self.alternative or qualifier != Qualifier.EXACT:
                raise ValueError(gettext("Say how precisely the date is known."))
        elif self.day is None:
            raise ValueError(gettext("Give a date, or choose “unknown”."))
        if (qualifier == Qualifier.EITHER) != (self.alternative is not None):
            raise ValueError(gettext("“Either of two” needs a second date, and only it has one."))
        if any(day and day.year < EARLIEST_YEAR for day in (self.day, self.alternative)):
            raise ValueError(gettext("Write the year with four digits."))
        if any(day and day.year > LATEST_YEAR for day in (self.day, self.alternative)):
            raise ValueError(gettext("No year after 2999 can be kept."))
        day, alternative = first_day(unit, self.day), first_day(unit, self.alternative)
        if day and day == alternative:
            raise ValueError(gettext("The two possible dates are the same."))
        if alternative and alternative < day:
            day, alternative = alternative, day
        # The dataclass is frozen for everyone else; this is the one place that normalizes.
        object.__setattr__(self, "day", day)
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "qualifier", qualifier)
        object.__setattr__(self, "alternative", alternative)

    @classmethod
    def parse(cls, notation):
        """Read the notation described at the top of this module; empty text is unknown.

        Raises ValueError with a sentence for the person who typed.
        """
        written = notation.strip()
        if not written:
            return cls()
        try:
            return cls(*_read_qualified(written))
        except ValueError as error:
            message = gettext(
                "“%(notation)s” is not a date that the site can read. Write it like 2001-05-23, "
                "2001-05, 2001, autumn 2001 or 2000s; you may put “about” or “by” before it, or "
                "join two different ones of the same kind with “or”."
            )
            raise ValueError(message % {"notation": written}) from error

    @property
    def notation(self):
        """The date in the notation of the seed; `parse` reads back an equal date."""
        if self.unit == Unit.UNKNOWN:
            return ""
        written = _notation(self.unit, self.day)
        match self.qualifier:
            case Qualifier.ABOUT | Qualifier.BY:
                return f"{self.qualifier.value} {written}"
            case Qualifier.EITHER:
                return f"{written} or {_notation(self.unit, self.alternative)}"
        return written

    @property
    def is_known(self):
        """Whether the record gives any date at all."""
        return self.unit != Unit.UNKNOWN

    @property
    def first(self):
        """First day of the span that the date names; None when unknown.

        "about" and "by" name the span of their unit: how far the truth lies outside is not known.
        """
        return self.day

    @cached_property
    def last(self):
        """Last day of the span that the date names; None when unknown."""
        return last_day(self.unit, self.alternative or self.day)

    @property
    def iso(self):
        """The value for `<time datetime>`: "1958-11-29", "1958-11", "1958" or "".

        Seasons give their year. Decades and dates that are not exact give nothing: HTML has no
        form for them, and a bare year would claim more than the record.
        """
        if self.qualifier != Qualifier.EXACT or self.unit <= Unit.DECADE:
            return ""
        unit = Unit.YEAR if self.unit == Unit.SEASON else self.unit
        return _notation(unit, self.day)

    def overlaps(self, other):
        """Whether both dates are known and their spans share at least one day."""
        if not (self.is_known and other.is_known):
            return False
        return self.first <= other.last and other.first <= self.last

    def to_the_year(self):
        """Return the date without its day, month or season: "by May 1988" becomes "by 1988"."""
        if self.unit <= Unit.YEAR:
            return self
        if self.alternative and self.alternative.year == self.day.year:
            return HonestDate(self.day, Unit.YEAR)
        return HonestDate(self.day, Unit.YEAR, self.qualifier, self.alternative)

    def text(self, language=None):
        """Print the date in a language of the site, the reader's own by default; "" if unknown.

        English: "November 29, 1958", "July 1990", "autumn 2023", "1980s", "about 1978",
        "by May 1988", "July 1988 or 1989".
        """
        return _printed(self, language or languages.current())

    def _text(self, language):
        if not self.is_known:
            return ""
        with override(language):
            locale = locale_of(language)
            match self.qualifier:
                case Qualifier.ABOUT:
                    words = gettext("about %(date)s")
                    return words % {"date": calendar_text(self.unit, self.day, locale, After.ABOUT)}
                case Qualifier.BY:
                    words = gettext("by %(date)s")
                    return words % {"date": calendar_text(self.unit, self.day, locale, After.ABOUT)}
                case Qualifier.EITHER:
                    return self._either_text(locale)
            return calendar_text(self.unit, self.day, locale)

    def _either_text(self, locale):
        if self.unit == Unit.MONTH and self.day.month == self.alternative.month:
            return gettext("%(month)s %(first)s or %(second)s") % {
                "month": month_alone(self.day.month, locale),
                "first": self.day.year,
                "second": self.alternative.year,
            }
        return gettext("%(first)s or %(second)s") % {
            "first": calendar_text(self.unit, self.day, locale),
            "second": calendar_text(self.unit, self.alternative, locale),
        }

    def __str__(self):
        return self.notation


@lru_cache(maxsize=4096)
def stored(day, unit, qualifier, alternative):
    """Return the date of four columns. Pages compare those of thousands of events, again and again.

    Raises what `HonestDate` raises.
    """
    return HonestDate(day, unit, qualifier, alternative)


@lru_cache(maxsize=4096)
def _printed(when, language):
    """Print a date. Patterns and catalogues are searched for each, and pages repeat their dates."""
    return when._text(language)


def since_text(start, language=None):
    """Print since when something has stood: "since 1958", "since 1988 or earlier"; "" if unknown.

    "Or earlier" says only that the record has it at that time, not when it began.
    """
    language = language or languages.current()
    if not start.is_known:
        return ""
    with override(language):
        return easy_to_say(_since(start, locale_of(language)), language)


def _since(start, locale):
    written = calendar_text(start.unit, start.day, locale, After.SINCE)
    match start.qualifier:
        case Qualifier.ABOUT:
            return gettext("since about %(date)s") % {"date": written}
        case Qualifier.BY:
            return gettext("since %(date)s or earlier") % {"date": written}
        case Qualifier.EITHER:
            second = calendar_text(start.unit, start.alternative, locale, After.SINCE)
            words = gettext("since %(first)s or %(second)s")
            return words % {"first": written, "second": second}
    return gettext("since %(date)s") % {"date": written}


def range_text(start, end=None, language=None, *, ongoing=False):
    """Print a period in a language of the site, the reader's own by default.

    Two exact days or months are joined as CLDR joins them, without repeating what they share
    ("July 22 – 26, 2018"); all others by words ("1992 to 1993", "about 1978 to July 1990").
    Without a known end it is the start alone, or "since …" when `ongoing`; without a known start
    it is "until …" (or the end in its own words, when the end is not exact).
    """
    language = language or languages.current()
    end = end or HonestDate()
    if not end.is_known:
        return since_text(start, language) if ongoing else start.text(language)
    if start == end:
        return start.text(language)
    locale = locale_of(language)
    with override(language):
        if not start.is_known:
            if end.qualifier != Qualifier.EXACT:
                return end.text(language)
            written = calendar_text(end.unit, end.day, locale, After.SINCE)
            return gettext("until %(date)s") % {"date": written}
        exact = start.qualifier == end.qualifier == Qualifier.EXACT
        if exact and start.unit == end.unit and start.unit in (Unit.DAY, Unit.MONTH):
            return interval_text(start.unit, start.day, end.day, locale)
        words = gettext("%(start)s to %(end)s")
        return words % {"start": start.text(language), "end": end.text(language)}


def _read_qualified(written):
    for qualifier in (Qualifier.ABOUT, Qualifier.BY):
        if written.startswith(f"{qualifier.value} "):
            day, unit = _read(written.removeprefix(f"{qualifier.value} "))
            return day, unit, qualifier
    first, joined, second = written.partition(" or ")
    day, unit = _read(first)
    if not joined:
        return day, unit
    alternative, second_unit = _read(second)
    if second_unit != unit:
        raise ValueError(gettext("Two possible dates must be of the same kind."))
    return day, unit, Qualifier.EITHER, alternative


def _read(written):
    if match := CALENDAR_DAY.fullmatch(written):
        year, month, day = match.groups()
        unit = Unit.DAY if day else Unit.MONTH if month else Unit.YEAR
        return date(int(year), int(month or 1), int(day or 1)), unit
    if match := SEASON_AND_YEAR.fullmatch(written):
        return date(int(match[2]), SEASONS.index(match[1]) * 3 + 1, 1), Unit.SEASON
    if match := DECADE.fullmatch(written):
        return date(int(match[1]), 1, 1), Unit.DECADE
    raise ValueError(written)


def _notation(unit, day):
    match unit:
        case Unit.DECADE:
            return f"{day.year}s"
        case Unit.YEAR:
            return f"{day.year}"
        case Unit.SEASON:
            return f"{SEASONS[day.month // 3]} {day.year}"
        case Unit.MONTH:
            return day.isoformat()[:7]
    return day.isoformat()
