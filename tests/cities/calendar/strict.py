"""A second reader of calendars, by the letter of RFC 5545 and of nothing else."""

import re
from dataclasses import dataclass, field

CONTENT_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)')
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME", "UID", "TZID", "TZNAME"}


@dataclass
class Component:
    name: str
    lines: dict = field(default_factory=dict)
    parameters: dict = field(default_factory=dict)
    inner: list = field(default_factory=list)

    def all(self, name):
        return [component for component in self.inner if component.name == name]


def parsed(data):
    """Return the calendar in bytes. Raises AssertionError for whatever the RFC forbids."""
    assert data.endswith(b"\r\n")
    physical = data.split(b"\r\n")[:-1]
    for line in physical:
        assert b"\r" not in line
        assert b"\n" not in line
        assert len(line) <= 75
        line.decode()  # Folded between characters, not within one.
    unfolded = b"\r\n".join(physical).replace(b"\r\n ", b"").split(b"\r\n")
    stack, done = [], None
    for line in (raw.decode() for raw in unfolded):
        assert done is None
        match = CONTENT_LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        assert not CONTROL.search(value)
        if name == "BEGIN":
            component = Component(value)
            if stack:
                stack[-1].inner.append(component)
            stack.append(component)
        elif name == "END":
            closed = stack.pop()
            assert closed.name == value
            done = closed if not stack else None
        else:
            assert name not in stack[-1].lines, f"{name} twice"
            stack[-1].lines[name] = unescaped(value) if name in TEXTS else value
            stack[-1].parameters[name] = parameters
    assert done is not None
    assert done.name == "VCALENDAR"
    assert {"VERSION", "PRODID"} <= set(done.lines)
    assert done.inner, "a calendar without a component"
    for zone in done.all("VTIMEZONE"):
        assert "TZID" in zone.lines
        assert zone.all("STANDARD") + zone.all("DAYLIGHT"), "a zone without an offset"
    return done


def unescaped(text):
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", text), text
    return re.sub(r"\\[\\,;nN]", lambda found: ESCAPES[found[0]], text)
