"""The calendar's own forms in each language: CLDR's, through Babel, and words where it has none.

Prepositions take the genitive in Ukrainian and Russian, which changes months, seasons and
decades. Texts for "about", "by", "since" and "until" therefore ask for a form of their own, and
translations of those words must take the genitive («близько», «до», «з»; «около», «до», «с»).
"""

from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cities.dates.units import Unit
from editorial.text import languages

SEASON_TEXTS = (
    _("winter %(year)s"),
    _("spring %(year)s"),
    _("summer %(year)s"),
    _("autumn %(year)s"),
)

SEASON_TEXTS_AFTER_PREPOSITION = (
    pgettext_lazy("after about, by, since, until", "winter %(year)s"),
    pgettext_lazy("after about, by, since, until", "spring %(year)s"),
    pgettext_lazy("after about, by, since, until", "summer %(year)s"),
    pgettext_lazy("after about, by, since, until", "autumn %(year)s"),
)


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


def calendar_text(unit, day, locale, after_preposition=False):
    """Print a unit of the calendar in the active language, which `locale` must match."""
    match unit:
        case Unit.DECADE:
            if after_preposition:
                words = pgettext("after about, by, since, until", "the %(decade)ds")
            else:
                words = gettext("%(decade)ds")
            return words % {"decade": day.year}
        case Unit.YEAR:
            year = format_skeleton("y", day, locale=locale)
            if after_preposition:
                # Russian and Ukrainian add the word: "since 1958" is "с 1958 года".
                return pgettext("after about, by, since, until", "%(year)s") % {"year": year}
            return year
        case Unit.SEASON:
            texts = SEASON_TEXTS_AFTER_PREPOSITION if after_preposition else SEASON_TEXTS
            return texts[day.month // 3] % {"year": day.year}
        case Unit.MONTH:
            if after_preposition:
                # CLDR's "L" is the month standing alone (листопад), "M" the governed form.
                pattern = locale.datetime_skeletons["yMMMM"].pattern.replace("L", "M")
                return format_date(day, pattern, locale=locale)
            return format_skeleton("yMMMM", day, locale=locale)
    written = format_date(day, "long", locale=locale)
    if after_preposition:
        # Spanish puts an article before a day: "desde el 29 de noviembre de 1958".
        return pgettext("after about, by, since, until", "%(day)s") % {"day": written}
    return written


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
