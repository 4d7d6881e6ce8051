"""Rich text as blocks and runs, and how they are written: always in the same form.

What the editor makes of a text and what is stored are the same, so that opening and saving it
changes nothing.
"""

import re
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from editorial.text.characters import composed

BREAK = "\n"
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")


class Marks(NamedTuple):
    """What is said of a stretch of words: where it leads, its language, its emphasis."""

    href: str = ""
    lang: str = ""
    bold: bool = False
    slanted: bool = False


PLAIN = Marks()


@dataclass
class Block:
    """A line of text: a paragraph ("p") or a heading ("h3", "h4", as pasted "h1" to "h6").

    `runs` are pairs of text and `Marks`; the text `BREAK` is a line end. `item` is what a word
    processor says of a paragraph that is an item of a list: its level and its marker. `loose`
    words stand in no element.
    """

    tag: str = "p"
    runs: list = field(default_factory=list)
    item: list | None = None
    loose: bool = False

    def tidy(self):
        """Bring the runs into their one form: single spaces, none at the ends, none empty."""
        self.runs = _trimmed(_joined(_single_spaces(_joined(self.runs))))

    @property
    def words(self):
        """Return the bare text."""
        return "".join(text for text, _marks in self.runs)


@dataclass
class Box:
    """What holds blocks: "ul", "ol", "li", "blockquote"; the whole text is a box without a tag."""

    tag: str = ""
    children: list = field(default_factory=list)


def _joined(runs):
    """Join neighbours that are marked alike; white space is neither a link nor in a language."""
    result = []
    for text, marks in runs:
        if text == BREAK:
            result.append(([text], None))
            continue
        if not text.strip():
            marks = marks._replace(href="", lang="")
        if result and result[-1][1] == marks:
            result[-1][0].append(text)
        else:
            result.append(([text], marks))
    return [("".join(texts), marks or PLAIN) for texts, marks in result]


def _single_spaces(runs):
    """Make single spaces of all white space; none stands beside a line end or another space."""
    result, spaced = [], True
    for text, marks in runs:
        if text == BREAK:
            if result and result[-1][0] != BREAK:
                result[-1] = (result[-1][0].rstrip(" "), result[-1][1])
            result.append((BREAK, PLAIN))
            spaced = True
            continue
        words = _SPACES.sub(" ", composed(text))
        if spaced:
            words = words.lstrip(" ")
        if words:
            result.append((words, marks))
            spaced = words.endswith(" ")
    return [run for run in result if run[0]]


def _trimmed(runs):
    """Take away what stands empty at either end."""
    full = [index for index, (text, _marks) in enumerate(runs) if text.strip()]
    if not full:
        return []
    runs = runs[full[0] : full[-1] + 1]
    runs[0] = (runs[0][0].lstrip(" "), runs[0][1])
    runs[-1] = (runs[-1][0].rstrip(" "), runs[-1][1])
    return runs


# --- Writing ----------------------------------------------------------------------------------


def write(box):
    """Return the HTML of the children of a box, which are in order already.

    Words alone stay words alone.
    """
    if len(box.children) == 1 and getattr(box.children[0], "loose", False):
        return write_runs(box.children[0].runs)
    return "".join(map(_written, box.children))


def _written(node):
    if isinstance(node, Block):
        return f"<{node.tag}>{write_runs(node.runs)}</{node.tag}>"
    if node.tag == "li":
        return f"<li>{_item(node.children)}</li>"
    return f"<{node.tag}>{write(node)}</{node.tag}>"


def _item(children):
    """Write an item without a paragraph of its own, unless it has several."""
    first, *rest = children
    if isinstance(first, Block) and not any(isinstance(child, Block) for child in rest):
        return write_runs(first.runs) + "".join(map(_written, rest))
    return "".join(map(_written, children))


def write_runs(runs):
    """Write runs; what several neighbours have in common stands around them once."""
    pieces, opened = [], []
    for (text, _marks), wanted in zip(runs, _wanted(runs), strict=True):
        shared = _in_common(opened, wanted)
        pieces += [f"</{name}>" for name, _value in reversed(opened[shared:])]
        pieces += [_opening(*element) for element in wanted[shared:]]
        opened = wanted
        pieces.append("<br>" if text == BREAK else quoted(text))
    pieces += [f"</{name}>" for name, _value in reversed(opened)]
    return "".join(pieces)


def _wanted(runs):
    """List for each run the elements around it; around a line end, those of what follows."""
    wanted, following = [], []
    for text, marks in reversed(runs):
        following = following if text == BREAK else _elements(marks)
        wanted.append(following)
    wanted.reverse()
    for index, (text, _marks) in enumerate(runs):
        if text == BREAK and index:
            wanted[index] = wanted[index][: _in_common(wanted[index - 1], wanted[index])]
    return wanted


def _in_common(one, other):
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _elements(marks):
    """List the elements of marks from the outermost, as the editor nests them."""
    return [
        *([("a", marks.href)] if marks.href else []),
        *([("span", marks.lang)] if marks.lang else []),
        *([("strong", "")] if marks.bold else []),
        *([("em", "")] if marks.slanted else []),
    ]


def _opening(name, value):
    if name == "a":
        return f'<a href="{quoted(value).replace(chr(34), "&quot;")}">'
    return f'<span lang="{value}">' if name == "span" else f"<{name}>"


def quoted(text):
    """Escape a text as the sanitizer writes it."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")
