"""Words that depend on the sound of what stands beside them: "and" in a list, "since" in Ukrainian.

Spanish says "e" before the sound i, Italian "ed" before e; Ukrainian keeps vowels and sibilants
apart (Український правопис 2019, § 23 and § 24).
"""

import re

from babel.lists import format_list

from editorial.text import languages

_VOWELS = "аеєиіїоуюя"
# "hielo" and "yeso" begin with the sound of y, not of i.
_SOUNDS_LIKE_I = re.compile(r"(?:i(?![aeou])|hi(?![aeo])|í|hí)", re.IGNORECASE)
# Sibilants, and the days of a month whose ordinals begin with one: the fourth is "четверте".
_SIBILANT = re.compile(r"\bз (?=[зсцчшщж]|(?:4|6|7|14|16|17) \w)")


def in_a_sentence(words):
    """Join words as a sentence of the reader's language lists them: "a, b and c"."""
    words = [str(word) for word in words]
    language = languages.current()
    if len(words) > 1 and language in _AND:
        *others, last = words
        return f"{', '.join(others)} {_AND[language](others[-1], last)} {last}"
    # Newspapers put no comma before "and".
    locale = "en_GB" if language == "en" else languages.cldr(language)
    return format_list(words, style="standard", locale=locale)


def _spanish(_before, after):
    return "e" if _SOUNDS_LIKE_I.match(after) else "y"


def _italian(_before, after):
    return "ed" if after[:1].lower() in {"e", "è", "é"} else "e"


def _ukrainian(before, after):
    first = after[:1].lower()
    if first in {"й", "є", "ї", "ю", "я"}:
        return "і"
    if before[-1:].lower() in _VOWELS:
        return "й"
    return "та" if first == "і" else "і"


_AND = {"es": _spanish, "it": _italian, "uk": _ukrainian}


def easy_to_say(text, language):
    """Return a text that begins a period, with the form of "since" that its date asks for."""
    return _SIBILANT.sub("із ", text) if language == "uk" else text
