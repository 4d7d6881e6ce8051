"""HTML cut into tags and text, in linear time, whatever was typed or pasted.

Nothing here decides what is allowed. What is no tag is text, so no word gets lost; only the
insides of scripts, style sheets, drawings and the like are left out.
"""

import html
import re
from typing import NamedTuple

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:._-]*+")
# Each alternative begins with another character, and none can give back what it took.
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+"
)
_END = re.compile(r"[\s/]*+>")
# What stands inside these is not for reading.
SKIPPED = {
    *("script", "style", "title", "svg", "math", "xml", "template", "noscript", "iframe"),
    *("noembed", "noframes", "select", "canvas", "audio", "video"),
}
_CLOSING = {name: re.compile(f"</{name}[\\s/>]", re.IGNORECASE | re.ASCII) for name in SKIPPED}


class Text(NamedTuple):
    """A stretch of text, entities resolved."""

    text: str


class Start(NamedTuple):
    """A tag that opens. The names of tag and attributes are in lower case."""

    name: str
    attributes: dict


class End(NamedTuple):
    """A tag that closes."""

    name: str


def tokens(source):
    """List the `Text`, `Start` and `End` of a piece of HTML."""
    return _Scanner(source).scan()


class _Scanner:
    def __init__(self, source):
        self.source = source
        self.found = []
        # The last place at which each mark stands, so that none is looked for in vain twice.
        self.last_bracket = source.rfind(">")
        self.last_comment_end = source.rfind("-->")
        self.missing = set()

    def scan(self):
        source, position = self.source, 0
        while (bracket := source.find("<", position)) != -1:
            self._text(position, bracket)
            after = self._markup(bracket)
            if after is None:
                # No tag: the sign stands for itself.
                self.found.append(Text("<"))
                after = bracket + 1
            position = after
        self._text(position, len(source))
        return self.found

    def _text(self, start, end):
        if start < end:
            self.found.append(Text(html.unescape(self.source[start:end])))

    def _markup(self, start):
        """Read what begins at a "<"; return where it ends, or None for no markup."""
        if start > self.last_bracket:
            return None
        following = self.source[start + 1 : start + 2]
        if following in {"!", "?"}:
            return self._comment(start)
        if following == "/":
            return self._end_tag(start)
        return self._start_tag(start)

    def _comment(self, start):
        if self.source.startswith("<!--", start) and start < self.last_comment_end:
            end = self.source.find("-->", start + 2)
            if end != -1:
                return end + 3
        if self.source.startswith("<!--", start):
            return start + 4
        return self.source.find(">", start) + 1

    def _end_tag(self, start):
        name = _NAME.match(self.source, start + 2)
        if name is None:
            return None
        self.found.append(End(name[0].lower()))
        return self.source.find(">", start) + 1

    def _start_tag(self, start):
        name = _NAME.match(self.source, start + 1)
        if name is None:
            return None
        attributes, position = {}, name.end()
        while (end := _END.match(self.source, position)) is None:
            attribute = _ATTRIBUTE.match(self.source, position)
            if attribute is None:
                # Unfinished to the very end; then no later tag is finished either.
                self.last_bracket = -1
                return None
            key, *values = attribute.groups()
            value = next((value for value in values if value is not None), "")
            attributes.setdefault(key.lower(), html.unescape(value))
            position = attribute.end()
        self.found.append(Start(name[0].lower(), attributes))
        return self._after_insides(name[0].lower(), end.end())

    def _after_insides(self, name, position):
        if name not in SKIPPED or name in self.missing:
            return position
        closing = _CLOSING[name].search(self.source, position)
        if closing is None:
            self.missing.add(name)
            return position
        return closing.start()
