"""Dates as people type them, read: "spring 1992", "11/29/1958", "July 1988 or 1989".

Whatever `HonestDate.text` writes, in any language of the site, is read back as itself. A date that
the record does not bear out is never guessed at: what can be read in two ways, or claims more
than a date can hold, is refused with its problem, for which `proposals` knows ways on.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cities.dates.honest_date import HonestDate
from cities.dates.units import LATEST_YEAR, Qualifier, Unit
from cities.dates.vocabulary import Sense, words_of
from editorial.text import languages

# The longest text that the site writes has about sixty characters.
LONGEST_TEXT = 120

SEPARATORS = {"-", "/", ".", "'"}
MARKS = {Sense.YEAR_MARK: "year", Sense.MONTH_MARK: "month", Sense.DAY_MARK: "day"}

_YEAR_FIRST = re.compile(r"(\d{4}) ?([-/.]) ?(\d{1,2})(?: ?\2 ?(\d{1,2}))?")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{4})")
_TWO_YEARS = re.compile(r"\d{4} ?- ?(\d{4}|\d{2})")
_SHORT_YEAR = re.compile(r"\d{1,2} ?([-/.]) ?\d{1,2} ?\1 ?\d{2}|' ?\d{2}")


class Problem(StrEnum):
    """Why a text is not a date."""

    WORDS = "words"
    NO_YEAR = "no year"
    LONG_YEAR = "long year"
    CENTURY = "century"
    NO_SUCH_DAY = "no such day"
    TOO_EARLY = "too early"
    TOO_LATE = "too late"
    DAY_OR_MONTH = "day or month"
    PERIOD = "period"
    BEFORE = "before"
    AFTER = "after"
    TWO_KINDS = "two kinds"


class NotUnderstoodError(ValueError):
    """A text that is not a date that the record could hold."""

    def __init__(self, problem):
        super().__init__(problem)
        self.problem = problem


@dataclass
class Parts:
    """What one side of an "or" names of the calendar."""

    year: int | None = None
    month: int | None = None
    season: int | None = None
    day: int | None = None
    is_decade: bool = False
    has_marks: bool = False

    @property
    def unit(self):
        """Return the finest unit that is named."""
        if self.is_decade:
            return Unit.DECADE
        if self.day is not None:
            return Unit.DAY
        if self.month is not None:
            return Unit.MONTH
        return Unit.YEAR if self.season is None else Unit.SEASON

    def first_day(self):
        """Return the first day of what is named. Raises NotUnderstoodError where there is none."""
        if self.season is not None and (self.month is not None or self.day is not None):
            raise NotUnderstoodError(Problem.WORDS)
        if self.year is None:
            raise NotUnderstoodError(Problem.NO_YEAR)
        if self.day is not None and self.month is None:
            raise NotUnderstoodError(Problem.WORDS)
        if self.is_decade and (self.year % 10 or self.month or self.season is not None):
            raise NotUnderstoodError(Problem.WORDS)
        month = self.month if self.season is None else self.season * 3 + 1
        try:
            return date(self.year, 1 if month is None else month, self.day or 1)
        except ValueError as error:
            raise NotUnderstoodError(Problem.NO_SUCH_DAY) from error


def read(written):
    """Return the `HonestDate` that a text names; empty text and "unknown" are an unknown date.

    Raises NotUnderstoodError.
    """
    if len(written) > LONGEST_TEXT:
        raise NotUnderstoodError(Problem.WORDS)
    words = words_of(written)
    if not written.strip() or {word.sense for word in words} == {Sense.UNKNOWN}:
        return HonestDate()
    qualifier, words = _qualifier(words)
    sides = _sides(words)
    if len(sides) == 1:
        parts = read_parts(sides[0])
        return _honest(parts.first_day(), parts.unit, qualifier)
    if qualifier != Qualifier.EXACT:
        raise NotUnderstoodError(Problem.WORDS)
    first, second = _shared(read_parts(sides[0]), read_parts(sides[1]))
    days = first.first_day(), second.first_day()
    if first.unit != second.unit or days[0] == days[1]:
        raise NotUnderstoodError(Problem.TWO_KINDS)
    return _honest(days[0], first.unit, Qualifier.EITHER, days[1])


def read_parts(words):
    """Return the `Parts` of words without "about" and "or". Raises NotUnderstoodError."""
    if not words:
        raise NotUnderstoodError(Problem.WORDS)
    figures = [word.text for word in words if word.sense != Sense.FILLER or word.text == "."]
    written = " ".join(figures).strip(" .")
    has_names = any(word.sense not in {None, Sense.FILLER} for word in words)
    if has_names or not SEPARATORS & set(written):
        return _named(words)
    return _numeric(written)


def _honest(*parts):
    try:
        return HonestDate(*parts)
    except ValueError as error:
        # Of what was read, only years far outside of any record are not kept.
        is_late = any(isinstance(part, date) and part.year > LATEST_YEAR for part in parts)
        raise NotUnderstoodError(Problem.TOO_LATE if is_late else Problem.TOO_EARLY) from error


def _qualifier(words):
    """Take "about" and "by" out of the words, wherever the language puts them."""
    senses = {word.sense for word in words}
    for sense, problem in ((Sense.BEFORE, Problem.BEFORE), (Sense.AFTER, Problem.AFTER)):
        if sense in senses:
            raise NotUnderstoodError(problem)
    if Sense.UNKNOWN in senses or {Sense.ABOUT, Sense.BY} <= senses:
        raise NotUnderstoodError(Problem.WORDS)
    rest = [word for word in words if word.sense not in {Sense.ABOUT, Sense.BY}]
    if Sense.ABOUT in senses:
        return Qualifier.ABOUT, rest
    return (Qualifier.BY if Sense.BY in senses else Qualifier.EXACT), rest


def _sides(words):
    cuts = [index for index, word in enumerate(words) if word.sense == Sense.OR]
    if not cuts:
        return [words]
    sides = words[: cuts[0]], words[cuts[0] + 1 :]
    if len(cuts) > 1 or not all(sides):
        raise NotUnderstoodError(Problem.WORDS)
    return sides


def _shared(first, second):
    """Give each side of an "or" what it leaves to the other: "July 22 or 23, 1988"."""
    both = first.year or second.year
    first, second = (
        replace(first, year=first.year or both),
        replace(second, year=second.year or both),
    )
    if second.month is None and second.season is None and not second.is_decade:
        day = first.day if second.day is None else second.day
        second = replace(second, month=first.month, season=first.season, day=day)
    # 1988年または1989年の7月: where the year comes first, the month that both have comes last.
    if second.has_marks and first.unit == Unit.YEAR and second.unit == Unit.MONTH:
        first = replace(first, month=second.month)
    return first, second


def _named(words):
    """Read a side that has words, or the marks of Chinese and Japanese."""
    parts = Parts()
    if any(word.sense == Sense.SEASON for word in words) and any(
        word.is_number and len(word.text) < 3 for word in words
    ):
        raise NotUnderstoodError(Problem.WORDS)
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word.is_number:
            mark = MARKS.get(following.sense if following else None)
            _add_number(parts, word.text, mark)
        elif word.sense == Sense.MONTH:
            _add(parts, "month", word.meaning.number)
        elif word.sense == Sense.SEASON:
            _add(parts, "season", word.meaning.number)
        elif word.sense == Sense.DECADE:
            parts.is_decade = True
        elif word.sense is None and word.text not in SEPARATORS:
            raise NotUnderstoodError(Problem.WORDS)
    return parts


def _add_number(parts, digits, mark):
    number = int(digits[:5])
    if mark:
        parts.has_marks = True
        if mark == "year" and len(digits) == 2:
            raise NotUnderstoodError(Problem.CENTURY)
        _add(parts, mark, number)
    elif len(digits) == 4:
        _add(parts, "year", number)
    elif len(digits) < 3 and 1 <= number <= 31:
        _add(parts, "day", number)
    elif len(digits) > 4:
        raise NotUnderstoodError(Problem.LONG_YEAR)
    else:
        raise NotUnderstoodError(Problem.CENTURY if len(digits) == 2 else Problem.WORDS)


def _add(parts, name, number):
    if getattr(parts, name) is not None:
        raise NotUnderstoodError(Problem.PERIOD)
    setattr(parts, name, number)


def _numeric(text):
    """Read a side in digits. With slashes the month comes first, as in the home city."""
    if _TWO_YEARS.fullmatch(text) and not _is_month(text):
        raise NotUnderstoodError(Problem.PERIOD)
    if found := _YEAR_FIRST.fullmatch(text):
        year, _separator, month, day = found.groups()
        return Parts(int(year), int(month), day=int(day) if day else None)
    if found := _YEAR_LAST.fullmatch(text):
        one, separator, two, year = found.groups()
        month, day = _month_and_day(int(one), int(two), separator)
        return Parts(int(year), month, day=day)
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return Parts(int(found[2]), int(found[1]))
    if _SHORT_YEAR.fullmatch(text):
        raise NotUnderstoodError(Problem.CENTURY)
    raise NotUnderstoodError(Problem.WORDS)


def _is_month(text):
    return 1 <= int(text[-2:]) <= 12 and len(text.replace(" ", "")) == 7


def _month_and_day(one, two, separator):
    if one > 12 >= two:
        return two, one
    if separator == "." and two <= 12 and one != two:
        # Dots stand between day and month in Europe, and in America sometimes the other way.
        if languages.current() == "en":
            raise NotUnderstoodError(Problem.DAY_OR_MONTH)
        return two, one
    return one, two
