"""A text as paragraphs of bare words, and one of them put back with its links and emphasis.

A reader sees and types words. What stands around them in rich text stays where it was: each tag
keeps its place between the words that it stood between.
"""

import html
import re
from difflib import SequenceMatcher

from editorial.text import diff
from editorial.text.characters import composed
from editorial.text.rich_blocks import quoted

# Stored rich text is in one form, so these are all tags that part paragraphs from each other.
_BLOCK = re.compile(r"(</?(?:p|h[1-6]|ul|ol|li|blockquote)(?:\s[^<>]*+)?>)")
_TAG = re.compile(r"(<[^<>]*+>)")
_SPACES = re.compile(r"[ \t]+")


def paragraphs(text, *, rich):
    """List the paragraphs of a stored text in bare words; a text that is not rich is one."""
    if not rich:
        return [text] if text else []
    return [words for piece in _BLOCK.split(text) if (words := _words(piece))]


def replaced(text, before, words, *, rich):
    """Return a stored text with other words in the place of one paragraph.

    None where no paragraph says what it said `before`.
    """
    if not rich:
        return words if text == before else None
    pieces = _BLOCK.split(text)
    for index, piece in enumerate(pieces):
        if before and _words(piece) == before:
            pieces[index] = _reworded(piece, words)
            return "".join(pieces)
    return None


def tidied(typed, *, has_lines):
    """Return what was typed as it is stored, in one line unless it may have more."""
    lines = [_SPACES.sub(" ", line).strip() for line in composed(typed).splitlines()]
    return "\n".join(lines).strip() if has_lines else " ".join(filter(None, lines))


def _words(piece):
    if _BLOCK.fullmatch(piece):
        return ""
    return "".join(text for text, is_tag in _cut(piece) if not is_tag).strip()


def _cut(piece):
    """List the tags of a paragraph and the words between them; a line end is a word."""
    return [
        ("\n", False)
        if part.startswith("<br")
        else (part, True)
        if part.startswith("<")
        else (html.unescape(part), False)
        for part in _TAG.split(piece)
        if part
    ]


def _reworded(piece, words):
    before, tags = [], []
    for text, is_tag in _cut(piece):
        if is_tag:
            tags.append((len(before), text))
        else:
            before += diff.tokens(text)
    after = diff.tokens(words)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = [step[1:] for step in matcher.get_opcodes()]
    written, last = [], 0
    for place, tag in tags:
        there = max(last, _moved(place, steps, is_end=tag.startswith("</")))
        written += [*map(_quoted, after[last:there]), tag]
        last = there
    return "".join([*written, *map(_quoted, after[last:])])


def _moved(place, steps, *, is_end):
    """Return where a place between tokens lies in the new ones.

    What ends a link stays behind its last word, what begins one before its first: words that were
    added beside a link stand outside.
    """
    token = place - 1 if is_end else place
    for i1, i2, j1, j2 in steps:
        if i1 <= token < i2:
            if j2 - j1 == i2 - i1:
                return j1 + place - i1
            return j1 + round((place - i1) * (j2 - j1) / (i2 - i1))
    return 0 if is_end or not steps else steps[-1][3]


def _quoted(token):
    return quoted(token).replace("\n", "<br>")
