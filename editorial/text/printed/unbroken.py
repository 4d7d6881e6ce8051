"""What no line may part, put in where text is printed; what is stored stays as it was typed.

Spaces become no-break spaces where the language's typography asks for that: after prepositions of
one letter, in dates and initials, before units and dashes. Names such as "Aix-Les-Bains", numbers
with an ending such as "55-ї", and dates in Chinese and Japanese, which have no spaces, are set in a
span that does not wrap: so a copy of the text, and a search in the page, find the letters that were
written and no others.
"""

import re
from functools import cache

from babel import Locale
from babel.dates import get_month_names
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from editorial.text import languages

_NO_BREAK = "\u00a0"
_TAG_OR_ENTITY = re.compile(r"(<[^>]*>|&\w+;|&#\w+;)")
_HYPHENATED = re.compile(
    r"\b[^\W\d_a-zа-яіїєґё]\w*(?:-[^\W\d_a-zа-яіїєґё]\w*)+|\b\d+-[а-яіїєґё]{1,3}\b"
)
_IDEOGRAPHIC_DATE = re.compile(
    r"\d{1,4}年(?:代|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|[日月火水木金土]曜日|星期[一二三四五六日]"
)

# Each match of a space, or of the spaces, that becomes one without a break.
_INITIAL = r"(?<=\b[^\W\d_a-zа-яіїєґё]\.) (?=[^\W\d_a-zа-яіїєґё])"
_SPACES = {
    "en": [_INITIAL, r"(?<=\bNo\.) (?=\d)"],
    "es": [_INITIAL, r"(?<=\d) (?=(?:km|mi|kg|millas|kilómetros|libras|toneladas|a\.m|p\.m)\b)"],
    "it": [_INITIAL, r"(?<=\d) (?=(?:km|kg|miglia|chilometri|libbre|tonnellate)\b)"],
    "uk": [
        _INITIAL,
        r"(?<=\b[АВЗІЙОУЯавзійоуяєЄ]) (?=\w)",
        r"(?<=[№§]) (?=\w)",
        r"(?<=\d) (?=(?:км|кг|мил|тонн|фунт|долар|тис|млн|рок|рр?\b))",
        r" (?=— )",
    ],
    "ru": [
        _INITIAL,
        r"(?<=\b[АВИКОСУЯавикосуя]) (?=\w)",
        r"(?<=[№§]) (?=\w)",
        r"(?<=\d) (?=(?:км|кг|мил|тонн|фунт|доллар|тыс|млн|год|гг?\b))",
        r" (?=— )",
    ],
}


def unbroken(html, language):
    """Return HTML in which lines break where the language allows; tags and entities stay."""
    parts = _TAG_OR_ENTITY.split(html)
    parts[::2] = [_of_text(text, language) for text in parts[::2]]
    return "".join(parts)


def unbroken_text(value):
    """Return a `Text`, or plain text in the language of the page, escaped and `unbroken`."""
    language = getattr(value, "language", languages.current())
    return mark_safe(unbroken(conditional_escape(str(value)), language))  # noqa: S308 (escaped just now)


def _of_text(text, language):
    if languages.has_ideographs(text):
        return _IDEOGRAPHIC_DATE.sub(_kept_together, text)
    if (spaces := _spaces(language)) is not None:
        text = spaces.sub(lambda found: found[0].replace(" ", _NO_BREAK), text)
    return _HYPHENATED.sub(_kept_together, text)


def _kept_together(found):
    return f'<span class="nowrap">{found[0]}</span>'


@cache
def _spaces(language):
    """Return the pattern of all spaces of a language without a break, or None."""
    if language not in _SPACES:
        return None
    return re.compile("|".join([*_SPACES[language], *_in_dates(language)]))


def _in_dates(language):
    """Return the patterns of the spaces inside a day of a month: "May 5", "5 de mayo"."""
    names = get_month_names("wide", "format", Locale.parse(languages.cldr(language)))
    months = "|".join(names.values())
    return [rf"\b(?:{months}) (?=\d{{1,2}}\b)", rf"(?<=\d)(?: de)? (?=(?:{months})\b)"]
