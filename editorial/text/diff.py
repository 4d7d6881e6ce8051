"""What changed between two texts: word by word, in Japanese and Chinese by character.

A token is an ideograph or kana, a word, a line end, other white space, or a sign. The script
decides, not the language, so a Latin name in a Japanese text is compared as a word.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME = "same"
ADDED = "added"
REMOVED = "removed"

_TOKEN = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "|[^\\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:['’ʼ-](?=\\w)"
    "[^\\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)*"
    r"|\n+|[^\S\n]+|[^\w\s]"
)
# Comparing takes the time of all pairs that are alike; what has more of them is compared by
# sentence, and at last as a whole.
MOST_TOKENS = 4000
MOST_PAIRS = 2_000_000
_SENTENCE = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]*\s*")

_ITEM = re.compile(r"<li\b[^<>]*+>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|h3|h4|li|ul|ol|blockquote)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")


@dataclass(frozen=True)
class Change:
    """A stretch of text that stayed, came or went; `kind` is SAME, ADDED or REMOVED."""

    kind: str
    text: str


def words_of(markup):
    """Return rich text as plain text for comparison: one line a block, a bullet before an item.

    The result is for showing and must be escaped like any text.
    """
    text = _BLOCK_END.sub("\n", _ITEM.sub("• ", markup))
    lines = html.unescape(_TAG.sub("", text)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def changes(old, new, *, rich=False):
    """List the `Change`s that lead from one text to another; rich texts count by their words.

    Joined without the removed ones they are the new text, without the added ones the old text.
    """
    if rich:
        old, new = words_of(old), words_of(new)
    before, after = tokens(old), tokens(new)
    if _is_much(*_middles(before, after)):
        before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    head, tail = _ends_in_common(before, after)
    middle, other = _middles(before, after)
    if _is_much(middle, other):
        middle, other = ["".join(middle)], ["".join(other)]
    pieces = [[SAME, "".join(before[:head])]]
    matcher = SequenceMatcher(None, middle, other, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append([SAME, "".join(middle[i1:i2])])
        else:
            pieces.append([REMOVED, "".join(middle[i1:i2])])
            pieces.append([ADDED, "".join(other[j1:j2])])
    pieces.append([SAME, "".join(before[len(before) - tail :])])
    return [Change(kind, text) for kind, text in _without_islands(pieces) if text]


def _ends_in_common(before, after):
    """Return how many tokens two lists share at the beginning, and how many at the end."""
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail


def _middles(before, after):
    head, tail = _ends_in_common(before, after)
    return before[head : len(before) - tail], after[head : len(after) - tail]


def _is_much(before, after):
    counts = Counter(after)
    pairs = sum(counts[token] for token in before)
    return max(len(before), len(after)) > MOST_TOKENS or pairs > MOST_PAIRS


def condensed(found, around=90):
    """Shorten what stayed the same to about `around` characters beside each change.

    What was left out shows as an ellipsis; it is cut between words.
    """
    result = []
    for index, change in enumerate(found):
        text = change.text
        if change.kind == SAME and len(found) > 1:
            head = "" if index == 0 else _cut(text, around)
            tail = "" if index == len(found) - 1 else _cut(text[::-1], around)[::-1]
            if len(head) + len(tail) + around < len(text):
                text = f"{head.rstrip()} … {tail.lstrip()}"
        result.append(Change(change.kind, text))
    return result


def _cut(text, length):
    """Return the beginning of a text, up to the last white space before `length`, if any."""
    head = text[:length]
    parts = re.split(r"(?<=\s)(?=\S*$)", head, maxsplit=1)
    return parts[0] if len(parts) > 1 and parts[0].strip() else head


def is_changed(found):
    """Return whether a list of changes holds any; equal words may still differ in their markup."""
    return any(change.kind != SAME for change in found)


def tokens(text):
    """List the tokens of a plain text; joined they are the text again."""
    return _TOKEN.findall(text)


def _without_islands(pieces):
    """Join changes that only a space parts: "one two" for "three four" is one change, not two."""
    result = []
    for index, (kind, text) in enumerate(pieces):
        between = 0 < index < len(pieces) - 1
        if kind == SAME and between and text.isspace() and "\n" not in text:
            _add(result, REMOVED, text)
            _add(result, ADDED, text)
        else:
            _add(result, kind, text)
    return result


def _add(result, kind, text):
    """Append to the run of changes at the end, removed before added."""
    if kind == SAME:
        result.append([SAME, text])
        return
    if not result or result[-1][0] == SAME:
        result += [[REMOVED, ""], [ADDED, ""]]
    result[-2 if kind == REMOVED else -1][1] += text
