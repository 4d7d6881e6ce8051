"""What somebody may have meant whose text is no date, in words that can be typed instead."""

import difflib
from datetime import date

from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate
from cities.dates.reading import NotUnderstoodError, Problem, read
from cities.dates.units import Qualifier, Unit, first_day, last_day
from cities.dates.vocabulary import Sense, phrases, words_of

MOST = 2


def refusal(written, problem, near, today):
    """Say why a text is not a date, and what may have been meant.

    `near` is the year of what stood there before, or None; it is taken where no year is named.
    """
    reason = _reason(problem) % {"typed": written.strip()}
    found = [_("“%(date)s”") % {"date": text} for text in proposals(written, problem, near, today)]
    if not found:
        ways = _("Write it like spring 1992, March 1992, 3/14/1992 or about 1978.")
    elif len(found) == 1:
        ways = _("Did you mean %(date)s?") % {"date": found[0]}
    else:
        ways = _("Did you mean %(first)s or %(second)s?") % {"first": found[0], "second": found[1]}
    # Between two sentences: nothing in Chinese and Japanese.
    return _("%(reason)s %(ways)s") % {"reason": reason, "ways": ways}


def _reason(problem):
    return {
        Problem.WORDS: _("“%(typed)s” is not a date we understand."),
        Problem.NO_YEAR: _("“%(typed)s” is not a date we understand: it names no year."),
        Problem.CENTURY: _("“%(typed)s” leaves the century open. Write the year with four digits."),
        Problem.NO_SUCH_DAY: _("“%(typed)s” is not in the calendar."),
        Problem.DAY_OR_MONTH: _("“%(typed)s” does not say which is the month and which the day."),
        Problem.PERIOD: _(
            "“%(typed)s” names more than one date. Write the first here, the last as the last date."
        ),
        Problem.BEFORE: _(
            "“%(typed)s”: the site has no “before”. “By” means not later than, and nobody knows "
            "since when."
        ),
        Problem.AFTER: _("“%(typed)s”: the site has no “after”."),
        Problem.TOO_EARLY: _("“%(typed)s” lies before the year 1000, which the site cannot keep."),
        Problem.TOO_LATE: _("“%(typed)s” lies after the year 2999. Was the year mistyped?"),
        Problem.LONG_YEAR: _("“%(typed)s”: a year has four digits."),
        Problem.TWO_KINDS: _(
            "“%(typed)s”: two possible dates must differ and be of the same kind."
        ),
    }[problem]


def proposals(written, problem, near, today):
    """List at most two texts that could be meant and can be read, in the reader's language."""
    words = words_of(written)[:8]
    ways = {
        Problem.NO_SUCH_DAY: _of_the_month,
        Problem.DAY_OR_MONTH: _either_order,
        Problem.PERIOD: _ends,
        Problem.BEFORE: _by,
        Problem.AFTER: _about,
        Problem.TWO_KINDS: _to_the_year,
    }
    made = ways[problem](words) if problem in ways else _guesses(words, near, today)
    found = []
    for text in made:
        honest = _readable(text)
        if honest is None or not honest.is_known:
            continue
        shown = text.replace(" ", "") if "/" in text else honest.text()
        if shown not in found:
            found.append(shown)
    return found[:MOST]


def _readable(text):
    try:
        return read(text)
    except NotUnderstoodError:
        return None


def _without(words, *senses):
    return " ".join(word.text for word in words if word.sense not in senses)


def _guesses(words, near, today):
    """Take a misspelled word for the one it resembles, add a year, or leave out what is unknown."""
    words = [word for word in words if word.text != "'"]
    numbers = [int(word.text) for word in words if word.is_number and len(word.text) <= 4]
    season = next((word for word in words if word.sense == Sense.SEASON), None)
    short = [index for index, word in enumerate(words) if word.is_number and len(word.text) == 2]
    if near and season:
        yield f"{season.text} {near}"
        yield from (f"{n // 10}/{n % 10}/{near}" for n in numbers if 10 < n < 100 and n % 10)
    yield " ".join(_spelled(word) for word in words)
    for year in _centuries(int(words[short[-1]].text), today) if short else ():
        texts = [word.text for word in words]
        texts[short[-1]] = str(year)
        yield " ".join(texts)
    known = " ".join(word.text for word in words if word.sense or word.text.isdigit())
    if any(word.sense == Sense.UNKNOWN for word in words):
        yield f"about {_without(words, Sense.UNKNOWN)}"
    if known:
        yield known
        yield f"{known} {near or today.year}"


def _spelled(word):
    """Return the known word that this one resembles most; itself where none does."""
    if word.sense or len(word.text) < 4 or word.text.isdigit():
        return word.text
    known = [phrase[0] for phrase in phrases() if len(phrase) == 1 and len(phrase[0]) > 3]
    return next(iter(difflib.get_close_matches(word.text[:40], known, 1, 0.7)), word.text)


def _centuries(number, today):
    """List the years that two digits can stand for: within the last hundred years, or soon."""
    years = (century * 100 + number for century in (today.year // 100, today.year // 100 - 1))
    return [year for year in years if today.year - 100 <= year <= today.year + 5]


def _of_the_month(words):
    """Leave the day out: February 30 was perhaps the end of February."""
    text = "".join(word.text for word in words)
    figures = text.replace("-", "/").replace(".", "/").split("/")
    if len(figures) == 3:
        year = next((figure for figure in figures if len(figure) == 4), "")
        yield from (f"{year}-{figure}" for figure in figures if figure != year)
    yield " ".join(word.text for word in words if not (word.is_number and len(word.text) < 3))


def _either_order(words):
    one, two, year = [word.text for word in words if word.is_number]
    for month, day in ((one, two), (two, one)):
        yield f"{year}-{month}-{day}"


def _ends(words):
    """Take each year of a period with what stands before it; or its days in one month."""
    months = [word.text for word in words if word.sense == Sense.MONTH]
    figures = [word.text for word in words if word.is_number]
    if len(months) == 1 and len(figures) == 3 and len(figures[2]) == 4:
        yield from (f"{months[0]} {day} {figures[2]}" for day in figures[:2])
    begun = 0
    for index, word in enumerate(words):
        if word.is_number and len(word.text) == 4:
            yield " ".join(word.text for word in words[begun : index + 1]).strip(" -")
            begun = index + 1


def _by(words):
    """Before May 1988 is by April 1988: the end of the unit before."""
    honest = _readable(_without(words, Sense.BEFORE))
    if honest and honest.is_known and honest.qualifier == Qualifier.EXACT:
        first = first_day(honest.unit, honest.day)
        if first > date(1001, 1, 1):
            before = first_day(honest.unit, date.fromordinal(first.toordinal() - 1))
            yield HonestDate(before, honest.unit, Qualifier.BY).text()
    yield f"by {_without(words, Sense.BEFORE)}"


def _about(words):
    honest = _readable(_without(words, Sense.AFTER))
    if honest and honest.is_known and honest.qualifier == Qualifier.EXACT:
        last = last_day(honest.unit, honest.day)
        if honest.unit == Unit.YEAR and last.year < 9999:
            after = date(last.year + 1, 1, 1)
            yield HonestDate(honest.day, Unit.YEAR, Qualifier.EITHER, after).text()
        yield HonestDate(honest.day, honest.unit, Qualifier.ABOUT).text()


def _to_the_year(words):
    years = [word.text for word in words if word.is_number and len(word.text) == 4]
    yield " or ".join(years[:2])
    yield from years[:1]
