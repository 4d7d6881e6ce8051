"""The calendar's own forms in each language: CLDR's, through Babel, and words where it has none.

Prepositions take the genitive in Ukrainian and Russian, which changes months, seasons and
decades; in Spanish and Italian they bring an article, in Italian of one piece with the
preposition ("dal 1958", "dall’inverno 2023", but "inverno 2023 circa"). Texts for "about" and "by",
and those for "since" and "until", therefore ask for forms of their own. Translations of these words
must take the genitive («близько», «до», «з»; «около», «до», «с»).
"""

from datetime import date
from enum import StrEnum
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cities.dates.units import Unit
from editorial.text import languages


class After(StrEnum):
    """What a unit of the calendar follows in a text: "about" and "by", or "since" and "until"."""

    ABOUT = "about"
    SINCE = "since"


SEASON_TEXTS = (
    _("winter %(year)s"),
    _("spring %(year)s"),
    _("summer %(year)s"),
    _("autumn %(year)s"),
)

SEASON_TEXTS_AFTER = {
    After.ABOUT: (
        pgettext_lazy("after about, by", "winter %(year)s"),
        pgettext_lazy("after about, by", "spring %(year)s"),
        pgettext_lazy("after about, by", "summer %(year)s"),
        pgettext_lazy("after about, by", "autumn %(year)s"),
    ),
    After.SINCE: (
        pgettext_lazy("after since, until", "winter %(year)s"),
        pgettext_lazy("after since, until", "spring %(year)s"),
        pgettext_lazy("after since, until", "summer %(year)s"),
        pgettext_lazy("after since, until", "autumn %(year)s"),
    ),
}


@cache
def locale_of(language):
    """Return Babel's locale of a language code: "zh-hant" -> zh_Hant."""
    return Locale.parse(languages.cldr(language))


def month_alone(number, locale):
    """Return the name of a month as it stands alone: "липень", where a date has "липня".

    CLDR's own form ("LLLL") is asked for only where the locale has one. For others Babel follows
    an alias and keeps what it finds where all locales look: Italian then says "7月" once a page in
    Japanese was made.
    """
    has_own = "L" in locale.datetime_skeletons["yMMMM"].pattern
    return format_date(date(2000, number, 1), "LLLL" if has_own else "MMMM", locale=locale)


def calendar_text(unit, day, locale, after=None):
    """Print a unit of the calendar in the active language, which `locale` must match.

    `after` says what it follows; it stands alone without.
    """
    match unit:
        case Unit.DECADE:
            return decade_words(after) % {"decade": day.year}
        case Unit.YEAR:
            year = format_skeleton("y", day, locale=locale)
            return _year_words(after) % {"year": year}
        case Unit.SEASON:
            texts = SEASON_TEXTS_AFTER[after] if after else SEASON_TEXTS
            return texts[day.month // 3] % {"year": day.year}
        case Unit.MONTH:
            if after is None:
                return format_skeleton("yMMMM", day, locale=locale)
            # CLDR's "L" is the month standing alone (листопад), "M" the governed form.
            pattern = locale.datetime_skeletons["yMMMM"].pattern.replace("L", "M")
            return _month_words(after) % {"month": format_date(day, pattern, locale=locale)}
    return day_words(after) % {"day": format_date(day, "long", locale=locale)}


def decade_words(after=None):
    """Return the words of a decade."""
    match after:
        case After.ABOUT:
            return pgettext("after about, by", "the %(decade)ds")
        case After.SINCE:
            return pgettext("after since, until", "the %(decade)ds")
    return gettext("%(decade)ds")


def _year_words(after):
    # Russian and Ukrainian add the word: "since 1958" is "с 1958 года".
    match after:
        case After.ABOUT:
            return pgettext("after about, by", "%(year)s")
        case After.SINCE:
            return pgettext("after since, until", "%(year)s")
    return "%(year)s"


def _month_words(after):
    # Translators: a month with its year, "May 1988"
    if after == After.SINCE:
        return pgettext("after since, until", "%(month)s")
    return "%(month)s"


def day_words(after=None):
    """Return the words around a day."""
    # Spanish puts an article before a day: "desde el 29 de noviembre de 1958".
    match after:
        case After.ABOUT:
            return pgettext("after about, by", "%(day)s")
        case After.SINCE:
            return pgettext("after since, until", "%(day)s")
    return "%(day)s"


def interval_text(unit, start, end, locale):
    """Join two days or two months as CLDR does, with the names of the months in full.

    `start` and `end` are the first days of their units. Most locales give intervals of days with
    short months only; CLDR's rule for such a case is to widen the field. Italian pads its days
    there ("01"), unlike its other dates.
    """
    formats = locale.interval_formats
    if unit == Unit.MONTH:
        patterns = formats["yMMMM"]
    elif "yMMMMd" in formats:
        patterns = formats["yMMMMd"]
    else:
        patterns = {
            field: [part.replace("MMM", "MMMM").replace("dd", "d") for part in parts]
            for field, parts in formats["yMMMd"].items()
        }
    differing = (("y", start.year != end.year), ("M", start.month != end.month), ("d", True))
    largest = next(field for field, differs in differing if differs)
    return "".join(
        format_date(day, pattern, locale=locale)
        for pattern, day in zip(patterns[largest], (start, end), strict=True)
    )
