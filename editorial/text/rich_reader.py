"""HTML of any origin, read as blocks and runs: an editor's, a word processor's, a browser's.

The meaning is kept (headings, lists, emphasis, languages, links, line ends); what has no place in
our texts leaves its words behind, and is counted by name.
"""

import re
from collections import Counter

from editorial.text import pasted
from editorial.text.html_tokens import SKIPPED, End, Start, tokens
from editorial.text.rich_blocks import BREAK, PLAIN, Block, Box

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {"ul", "ol", "li", "blockquote"}
# What begins a new line. Everything else stands in one.
BLOCKS = {
    *HEADINGS,
    *CONTAINERS,
    *("p", "div", "pre", "hr", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    *("section", "article", "header", "footer", "nav", "aside", "main", "address", "center"),
    *("figure", "figcaption", "dl", "dt", "dd", "details", "summary", "form", "fieldset", "legend"),
    *("body", "html", "head"),
}
CELLS = {"td", "th"}
VOID = {"br", "hr", "img", "input", "meta", "link", "base", "col", "wbr", "area", "source", "embed"}
# What stands deeper is read as if it stood on this level.
MOST_DEEP = 60

PICTURE, EMBEDDED, INPUT, TABLE, LINE = "picture", "embedded", "input", "table", "line"
UNDERLINED, STRUCK, RAISED = "underlined", "struck", "raised"
COLOR, FILE_LINK, NUMBERING = "color", "file_link", "numbering"
_DROPPED = {
    **dict.fromkeys(("img", "svg", "canvas"), PICTURE),
    **dict.fromkeys(("video", "audio", "iframe", "object", "embed", "math"), EMBEDDED),
    **dict.fromkeys(("input", "select", "textarea", "button"), INPUT),
    **dict.fromkeys(("s", "strike", "del"), STRUCK),
    **dict.fromkeys(("sup", "sub"), RAISED),
    "hr": LINE,
    "u": UNDERLINED,
}
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}")


def read(source, keeps_language=None):
    """Read HTML: return a `Box` that is not in order yet, and how many of what was left out.

    `keeps_language` says of a language tag whether it tells anything.
    """
    reader = _Reader(source, keeps_language or (lambda tag: True))
    return reader.root, reader.dropped


class _Element:
    """An element that is open. `says` names what it tells of the words in it."""

    __slots__ = ("is_marker", "is_row", "item", "name", "node", "says")

    def __init__(self, name):
        self.name, self.says = name, {}
        self.node = self.item = None
        self.is_row = self.is_marker = False


class _Reader:
    def __init__(self, source, keeps_language):
        self.root = Box()
        self.dropped = Counter()
        self._keeps_language = keeps_language
        self._open = []
        self._marks = PLAIN
        self._block = None
        self._has_reading = False
        found = tokens(source)
        self._is_word = pasted.is_of_word(source)
        self._tables = pasted.tables_of_rows(found)
        for index, token in enumerate(found):
            if isinstance(token, Start):
                self._start(index, *token)
            elif isinstance(token, End):
                self._end(token.name)
            else:
                self._text(token.text)

    # --- Words --------------------------------------------------------------------------------

    def _text(self, text):
        item = self._item()
        if item is not None and any(element.is_marker for element in self._open):
            item[1] += text
        elif self._block is not None or text.strip(" \t\r\n\f\v"):
            self._line().runs.append((text, self._marks))

    def _item(self):
        return next((e.item for e in reversed(self._open) if e.item is not None), None)

    def _line(self):
        """Return the block that words go into now; make it when there is none."""
        if self._block is None:
            loose = not any(element.name in BLOCKS for element in self._open)
            parent, self._block = self.root, Block(loose=loose)
            for element in self._open:
                if element.name in CONTAINERS:
                    if element.node is None:
                        element.node = Box(element.name)
                        parent.children.append(element.node)
                    parent, self._block.tag = element.node, "p"
                elif element.name in HEADINGS:
                    self._block.tag = element.name
                if element.item is not None:
                    self._block.item, element.item = element.item, None
            parent.children.append(self._block)
        return self._block

    # --- Tags ---------------------------------------------------------------------------------

    def _start(self, index, name, attributes):
        style = pasted.style_of(attributes.get("style", ""))
        self._count(name, style, attributes)
        self._begin_aside(name)
        if name == "br":
            self._line().runs.append((BREAK, PLAIN))
            return
        in_row = self._is_in_row()
        if name in BLOCKS:
            self._close_implied(name)
            self._begin_line(name, in_row=in_row)
        if name in VOID or len(self._open) >= MOST_DEEP:
            return
        element = _Element(name)
        element.is_marker = name in SKIPPED or pasted.is_marker(style)
        if name == "table":
            element.is_row = index in self._tables
            self.dropped[TABLE] += element.is_row
        elif name in {"p", *HEADINGS}:
            element.item = pasted.list_item(attributes, style)
        element.says = self._said(name, attributes, style)
        self._open.append(element)
        self._mark()

    def _begin_line(self, name, *, in_row):
        """Begin a new line; a row of a table is one, its cells stand one behind the other."""
        if not in_row or name in {"tr", "table"}:
            self._block = None
        elif self._block is not None:
            between = pasted.BETWEEN_CELLS if name in CELLS else " "
            self._block.runs.append((between, PLAIN))

    def _is_in_row(self):
        table = next((e for e in reversed(self._open) if e.name == "table"), None)
        return table is not None and table.is_row

    def _close_implied(self, name):
        """Close what a tag ends without saying so: a paragraph another, an item the one before."""
        ends = {"li": {"li"}, "tr": {"tr"}, "td": CELLS, "th": CELLS}.get(name, set())
        beyond = {"ul", "ol"} if name == "li" else {"table"}
        for index in range(len(self._open) - 1, -1, -1):
            opened = self._open[index].name
            if opened in ends:
                del self._open[index:]
                break
            if opened in {"p", *HEADINGS} and name != "div":
                del self._open[index]
                if not ends:
                    break
            elif opened in beyond or (opened in BLOCKS and not ends):
                break
        self._mark()

    def _end(self, name):
        in_row = self._is_in_row()
        self._end_aside(name)
        for index in range(len(self._open) - 1, -1, -1):
            opened = self._open[index].name
            if opened == name:
                # What an inline element holds open goes on without it.
                del self._open[index : None if name in BLOCKS else index + 1]
                break
            if opened in {"li", *CELLS} and name not in BLOCKS:
                break
        self._mark()
        if name in BLOCKS and (not in_row or name in {"tr", "table"}):
            self._block = None

    # --- What other texts print around words: readings in brackets, quotes ---------------------

    def _begin_aside(self, name):
        if name in {"rt", "rp", "rb"}:
            self._end_aside("rt")
        if name == "rt":
            runs = self._line().runs
            self._has_reading = not (runs and runs[-1][0].rstrip().endswith(("(", "（")))
        if name == "q" or (name == "rt" and self._has_reading):
            self._text("“" if name == "q" else "(")

    def _end_aside(self, name):
        if name == "q" and any(element.name == "q" for element in self._open):
            self._text("”")
        elif name in {"rt", "ruby"} and self._has_reading:
            self._has_reading = False
            self._text(")")

    # --- What is said of the words ------------------------------------------------------------

    def _mark(self):
        marks = {}
        for element in self._open:
            marks |= element.says
        self._marks = PLAIN._replace(**marks)

    def _said(self, name, attributes, style):
        says = pasted.emphasis(name, style)
        if name == "a":
            href = pasted.address(attributes.get("href", ""))
            says["href"] = href or ""
            self.dropped[FILE_LINK] += href is None
        lang = attributes.get("lang", "")
        if _LANGUAGE.fullmatch(lang) and not self._is_word and name not in {"html", "body"}:
            says["lang"] = lang if self._keeps_language(lang) else ""
        return says

    def _count(self, name, style, attributes):
        self.dropped[NUMBERING] += name == "ol" and attributes.get("start", "") not in {"", "1"}
        if dropped := _DROPPED.get(name):
            self.dropped[dropped] += 1
        is_link = bool(name == "a" or self._marks.href)
        self.dropped[COLOR] += pasted.has_color(style) and not is_link
        decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
        self.dropped[UNDERLINED] += "underline" in decoration and name != "u" and not is_link
        self.dropped[STRUCK] += "line-through" in decoration and _DROPPED.get(name) != STRUCK
