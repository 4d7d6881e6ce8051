"""Folding: the form in which words are compared, whoever typed them, and in which script.

"Cernăuți", "cernauti" and "CERNAUTI" are the same; "й" and "и", "パ" and "ハ" are not, because
those marks make other letters; so does "ґ", but "ё" is "е" to those who type it. Of "l’ordinanza"
only "ordinanza" is a word. Words begin where they are searched for; Chinese and Japanese have no
spaces, so there a search finds its characters anywhere.
"""

import re
import unicodedata

from django.utils.html import format_html, format_html_join

# Characters of Chinese and Japanese, for a regular expression.
WITHOUT_SPACES = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Accents over Latin letters are no letters of their own, and stress marks stand in dictionaries.
_LATIN_MARKS = re.compile("([a-z])[\u0300-\u036f]+")
_STRESS = "\u0301"
# Other letters that people take for each other: Russian print leaves the dots of ё out, and Taiwan
# writes its own name in two ways.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е", "臺": "台"}
)
_APOSTROPHES = "'’‘ʼʻ`"
# What Italian elides before a vowel, with its apostrophe: little words that are no part of the next
# one. Names such as O’Brien begin otherwise.
_ELIDED = (
    rf"(?<!\w)(?<!\w[{_APOSTROPHES}])"
    rf"(?:(?:all|dall|dell|nell|sull|coll|quest|quell|un|l|d|c|s)[{_APOSTROPHES}]"
    r"(?=[aeiouhàáèéìíòóùú\d]))+"
)
_ELISION = re.compile(_ELIDED, re.IGNORECASE)
# Inside a word these part nothing: apostrophes, soft hyphens, joiners.
_INSIDE = re.compile(f"[{_APOSTROPHES}\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"\w+")
# A word as it was written, with all that folding takes out of it, behind what is elided before it.
_WRITTEN = re.compile(
    rf"(?:[{_APOSTROPHES}]*{_ELIDED})?"
    rf"([\w{_APOSTROPHES}\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+)",
    re.IGNORECASE,
)
_WITHOUT_SPACES = re.compile(f"[{WITHOUT_SPACES}]")

MOST_WORDS = 8
EXCERPT = 180


def fold(text):
    """Return the words of a text in the form in which they are compared, parted by one space."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _LATIN_MARKS.sub(r"\1", unicodedata.normalize("NFD", text)).replace(_STRESS, "")
        text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    if _INSIDE.search(text):
        text = _INSIDE.sub("", _ELISION.sub("", text))
    return " ".join(_WORD.findall(text))


def needles(query):
    """List what a folded text, with a space before and behind it, must hold for a query."""
    words = dict.fromkeys(fold(query).split())
    return [word if _WITHOUT_SPACES.match(word) else f" {word}" for word in words][:MOST_WORDS]


def holds(text, wanted):
    """Return how many of the needles a text holds."""
    folded = f" {fold(text)}"
    return sum(needle in folded for needle in wanted)


def marked(text, wanted):
    """Return a text as HTML with what was searched for in `<mark>`."""
    text = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for start, stop in _places(text, wanted):
        pieces.append((text[end:start], text[start:stop]))
        end = stop
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[end:])


def excerpt(text, wanted):
    """Return as HTML the paragraph that holds most of what was searched for, cut to its place."""
    paragraphs = text.split("\n")
    best = max(paragraphs, key=lambda paragraph: holds(paragraph, wanted))
    places = _places(best := unicodedata.normalize("NFC", best), wanted)
    if not places:
        return ""
    start = max(0, places[0][0] - EXCERPT // 3)
    if start:
        start = best.find(" ", start, places[0][0]) + 1 or start
    stop = start + EXCERPT
    if stop < len(best):
        stop = best.rfind(" ", start + EXCERPT // 2, stop) if " " in best[start:stop] else stop
        stop = stop if stop > 0 else start + EXCERPT
    cut = marked(best[start:stop], wanted)
    return format_html("{}{}{}", "…" if start else "", cut, "…" if stop < len(best) else "")


def _places(text, wanted):
    """List where a text holds a needle, as (start, stop), in order and apart."""
    found = []
    for written in _WRITTEN.finditer(text):
        folded = f" {fold(written[1])}"
        for needle in wanted:
            at = folded.find(needle)
            while at >= 0:
                found.append(_written_place(written, at, at + len(needle)))
                at = folded.find(needle, at + len(needle))
    apart = []
    for start, stop in sorted(found):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(stop, apart[-1][1]))
        else:
            apart.append((start, stop))
    return apart


def _written_place(written, at, until):
    """Turn a place in a folded word, which has a space before it, into one in the text."""
    ends, length = [0], 1
    for character in written[1]:
        length += len(fold(character))
        ends.append(length)
    start = next(i for i in range(len(ends)) if i + 1 == len(ends) or ends[i + 1] > at)
    stop = next((i for i, end in enumerate(ends) if end >= until), len(ends) - 1)
    return written.start(1) + start, written.start(1) + stop
