"""A text for the public, proposed where somebody's words were typed over a draft of others.

The words that were sent cannot be published without the draft that they were typed into. But an
edit of what the public text says as well has a place there: each edit from the draft to what was
sent is laid onto the public text, if it can be done for all of them. It is a proposal; a person
reads it before it goes out. It never holds a word that only the draft has.
"""

import re
from difflib import SequenceMatcher

from editorial.text import diff

# So many tokens on each side of an edit must be the same in both texts.
AROUND = 2
_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
_BEGIN, _END = ["\2"] * AROUND, ["\3"] * AROUND


def propose(draft, live, mine, rich=False):
    """Return the public text with the words that lead from a draft to what was sent, or as it is.

    All three are stored texts. In rich texts, markup is never changed.
    """
    before, public, after = (_tokens(text, rich) for text in (draft, live, mine))
    if max(map(len, (before, public, after))) > diff.MOST_TOKENS:
        return live
    places = _places(before, public)
    result, read = [], 0
    for start, end, typed in _edits(before, after):
        place = _place_of(places, start - AROUND, end + AROUND)
        removed = before[start:end]
        if place is None or _has_markup(removed + typed) or _brings(typed, before, public):
            return live
        begin = place + AROUND
        result += [*public[read:begin], *typed]
        read = begin + len(removed)
    return "".join([*result, *public[read:]][AROUND:-AROUND])


def _tokens(text, rich):
    pieces = _MARKUP.split(text) if rich else [text]
    found = []
    for index, piece in enumerate(pieces):
        found += [piece] if index % 2 else diff.tokens(piece)
    return [*_BEGIN, *found, *_END]


def _edits(before, after):
    """List what leads from one list to another: `(start, end, new tokens)`, the edges aside."""
    opcodes = _matcher(before[AROUND:-AROUND], after[AROUND:-AROUND]).get_opcodes()
    return [
        (start + AROUND, end + AROUND, after[first + AROUND : last + AROUND])
        for tag, start, end, first, last in opcodes
        if tag != "equal"
    ]


def _places(before, public):
    """Map each token of the draft that is public too to its place there."""
    return {
        block.a + offset: block.b + offset
        for block in _matcher(before, public).get_matching_blocks()
        for offset in range(block.size)
    }


def _place_of(places, start, end):
    """Return where a stretch of the draft begins in the public text, None if it is not there."""
    first = places.get(start)
    together = (places.get(start + offset) == first + offset for offset in range(end - start))
    return first if first is not None and all(together) else None


def _matcher(one, other):
    return SequenceMatcher(None, one, other, autojunk=False)


def _has_markup(tokens):
    return any(_MARKUP.fullmatch(token) for token in tokens)


def _brings(typed, draft, public):
    """Return whether typed tokens hold a word, or two words in a row, that only the draft has.

    Who moves a sentence of the draft has typed it, as far as a comparison can tell.
    """
    return any(
        run in _runs(draft, length) and run not in _runs(public, length)
        for length in (1, 2)
        for run in _runs(typed, length)
    )


def _runs(tokens, length):
    words = [token for token in tokens if token[0].isalnum()]
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
