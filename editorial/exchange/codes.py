"""Rich text with its tags as inline codes, which a translator's tool keeps and moves as a whole."""

import re
import xml.etree.ElementTree as ET
from html import unescape

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_TAG = re.compile(r"(<[^<>]*+>)")
# No text of ours is nested as deep as this; a file that is would exhaust the stack.
DEEPEST = 60
# What XML cannot hold at all.
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class BrokenCodesError(Exception):
    """The codes of a text lead to tags that the file does not hold, or are nested without end."""


def named(name):
    """Return the name of an element of XLIFF as ElementTree has it."""
    return f"{{{NAMESPACE}}}{name}"


class Codes:
    """The codes of one unit: the same tag has the same number in source and target."""

    def __init__(self):
        self.data = {}
        self._known = []

    def put(self, element, text, *, rich):
        """Put a stored text into a `source` or `target`."""
        if not rich:
            element.text = _NO_CHARACTERS.sub("", text)
            return
        unused, stack, last = list(self._known), [element], None
        for piece in filter(None, _TAG.split(text)):
            if piece.startswith("</"):
                stack[-1].set("dataRefEnd", self._ref(piece))
                last = stack.pop()
            elif piece.startswith("<br"):
                last = self._code(stack[-1], "ph", piece, unused)
                last.set("dataRef", self._ref(piece))
            elif piece.startswith("<"):
                code = self._code(stack[-1], "pc", piece, unused)
                code.set("dataRefStart", self._ref(piece))
                stack.append(code)
                last = None
            else:
                words = _NO_CHARACTERS.sub("", unescape(piece))
                if last is None:
                    stack[-1].text = (stack[-1].text or "") + words
                else:
                    last.tail = (last.tail or "") + words

    def _code(self, parent, name, tag, unused):
        number = next((number for number, known in unused if known == tag), None)
        if number is None:
            number = len(self._known) + 1
            self._known.append((number, tag))
        else:
            unused.remove((number, tag))
        return ET.SubElement(parent, named(name), id=str(number))

    def _ref(self, tag):
        return self.data.setdefault(tag, f"d{len(self.data) + 1}")


def read(element, data, *, rich, depth=0):
    """Return the text of a `source` or `target`, with the tags of `data` where it is rich.

    Raises BrokenCodesError.
    """
    if depth > DEEPEST:
        raise BrokenCodesError
    found = [_words(element.text, rich)]
    for child in element:
        name = child.tag.rpartition("}")[2]
        inner = read(child, data, rich=rich, depth=depth + 1)
        if name == "pc":
            inner = _tag(child, "dataRefStart", data) + inner + _tag(child, "dataRefEnd", data)
        elif name in {"ph", "sc", "ec"}:
            inner = _tag(child, "dataRef", data)
        elif name == "cp":
            inner = ""
        found += [inner, _words(child.tail, rich)]
    return "".join(found)


def _words(text, rich):
    text = text or ""
    if not rich:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tag(code, name, data):
    try:
        return data[code.get(name)]
    except KeyError:
        raise BrokenCodesError from None
