"""The words in which dates are written, in every language of the site, and what each means.

They come from the same places as the dates that the site prints: months from CLDR, all else from
the catalogues. Added are words that staff type besides ("fall", "circa", "Sept.").
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from babel.dates import get_month_names
from django.utils.translation import gettext, override

from cities.dates.calendar_text import (
    SEASON_TEXTS,
    SEASON_TEXTS_AFTER,
    After,
    day_words,
    decade_words,
    locale_of,
    month_alone,
)
from cities.dates.units import Unit
from editorial.text import languages


class Sense(StrEnum):
    """What a word of a date does."""

    MONTH = "month"
    SEASON = "season"
    DECADE = "decade"
    ABOUT = "about"
    BY = "by"
    OR = "or"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"
    # The marks after a number in Chinese and Japanese: 1958年11月29日.
    YEAR_MARK = "year mark"
    MONTH_MARK = "month mark"
    DAY_MARK = "day mark"
    # Carries nothing: "of", "the", a comma.
    FILLER = "filler"


class Meaning(NamedTuple):
    """A sense, with the number of the month, or of the season from 0 for winter."""

    sense: Sense
    number: int = 0


class Word(NamedTuple):
    """A word or a phrase of what was typed; numbers and unknown words have no meaning."""

    text: str
    meaning: Meaning | None = None

    @property
    def sense(self):
        """Return what it does, or None."""
        return self.meaning.sense if self.meaning else None

    @property
    def is_number(self):
        """Return whether it is written in digits."""
        return self.text.isdigit()


# What is understood besides the site's own words: words, and phrases of several.
TYPED = {
    Meaning(Sense.FILLER): [
        *[",", ".", "of", "the", "in", "on", "st", "nd", "rd", "th"],
        *["de", "del", "la", "el", "las", "los", "en"],
        *["il", "lo", "le", "di", "giorno"],
        *["р", "року", "рік", "г", "год", "года"],
        "の",
    ],
    Meaning(Sense.YEAR_MARK): ["年"],
    Meaning(Sense.MONTH_MARK): ["月"],
    Meaning(Sense.DAY_MARK): ["日", "号", "號"],
    Meaning(Sense.DECADE): ["s", "'s", "decade"],
    Meaning(Sense.ABOUT): ["around", "circa", "c", "ca", "approx", "approximately", "roughly", "~"],
    Meaning(Sense.BY): ["not later than", "no later than", "at the latest"],
    Meaning(Sense.OR): ["o", "u"],
    Meaning(Sense.BEFORE): ["before", "prior to"],
    Meaning(Sense.AFTER): ["after"],
    Meaning(Sense.UNKNOWN): ["not known", "no date", "undated", "n / a", "?"],
    Meaning(Sense.SEASON, 0): ["冬"],
    Meaning(Sense.SEASON, 1): ["春"],
    Meaning(Sense.SEASON, 2): ["夏"],
    Meaning(Sense.SEASON, 3): ["fall", "秋"],
    Meaning(Sense.MONTH, 9): ["sept"],
}

# No phrase has more words; Chinese and Japanese count each character.
LONGEST = 8

# CLDR's names of months: "September" and "Sep".
WIDTHS = ("wide", "abbreviated")

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
_TOKEN = re.compile("[0-9]+|[\u3040-\u30ff\u3400-\u9fff]|[^\\W\\d_\u3040-\u30ff\u3400-\u9fff]+|\\S")
_ORDINAL_SIGNS = str.maketrans("", "", "ºª°")


def fold(text):
    """Write a text in one way: small letters, ASCII digits, "-" for any dash, no accents.

    Full-width digits, thin spaces and the marks that nobody sees are gone by it as well.
    """
    parts = []
    for char in unicodedata.normalize("NFKD", text.translate(_ORDINAL_SIGNS)).casefold():
        match unicodedata.category(char):
            case "Mn" | "Cf" | "Cs" | "Co" | "Cn":
                continue
            case "Cc" | "Zs" | "Zl" | "Zp":
                parts.append(" ")
            case "Nd":
                parts.append(str(unicodedata.decimal(char)))
            case "Pd":
                parts.append("-")
            case _:
                parts.append({"\u2212": "-", "\u2019": "'", "\u2018": "'"}.get(char, char))
    return "".join(parts)


def words_of(text):
    """Part a text into words, the longest known phrases first."""
    tokens, known = _tokens(text), phrases()
    found, at = [], 0
    while at < len(tokens):
        for length in range(min(LONGEST, len(tokens) - at), 0, -1):
            phrase = tuple(tokens[at : at + length])
            if phrase in known:
                found.append(Word(" ".join(phrase), known[phrase]))
                break
        else:
            length = 1
            found.append(Word(tokens[at]))
        at += length
    return found


def phrases():
    """Map each phrase, a tuple of folded words, to its meaning, in all languages."""
    return _phrases_of(tuple(languages.codes()))


@cache
def _phrases_of(codes):
    found = {}
    for meaning, texts in TYPED.items():
        for text in texts:
            found[tuple(_tokens(text))] = meaning
    fillers = {phrase[0] for phrase, meaning in found.items() if meaning.sense == Sense.FILLER}
    for code in codes:
        for meaning, text in _written(code):
            for piece in _PLACEHOLDER.split(text):
                phrase = _trimmed(_tokens(piece), fillers)
                if phrase:
                    found.setdefault(phrase, meaning)
    return found


def _written(code):
    """Yield the site's own words in a language as (meaning, text)."""
    locale = locale_of(code)
    for number in range(1, 13):
        names = {
            get_month_names(width, "format", locale)[number] for width in ("wide", "abbreviated")
        }
        for name in {*names, month_alone(number, locale)}:
            # Chinese and Japanese number their months.
            if not any(char.isdigit() for char in name):
                yield Meaning(Sense.MONTH, number), name
    with override(code):
        for texts in (SEASON_TEXTS, *SEASON_TEXTS_AFTER.values()):
            for number, text in enumerate(texts):
                yield Meaning(Sense.SEASON, number), str(text)
        for after in (None, *After):
            yield Meaning(Sense.DECADE), decade_words(after)
            # "dal giorno 8 agosto": what stands before a day there says nothing more.
            yield Meaning(Sense.FILLER), day_words(after)
        yield Meaning(Sense.ABOUT), gettext("about %(date)s")
        yield Meaning(Sense.BY), gettext("by %(date)s")
        yield Meaning(Sense.OR), gettext("%(first)s or %(second)s")
        yield Meaning(Sense.UNKNOWN), str(Unit.UNKNOWN.label)
        yield Meaning(Sense.UNKNOWN), gettext("Date not known")


def _tokens(text):
    return _TOKEN.findall(fold(text))


def _trimmed(tokens, fillers):
    """Return a phrase without the fillers at its ends."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] in fillers:
        start += 1
    while end > start and tokens[end - 1] in fillers:
        end -= 1
    return tuple(tokens[start:end])
