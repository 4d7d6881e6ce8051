"""Where a label on the map can stand: estimated widths, eight places round a point, refusals.

All numbers are units of the map's square, x to the right and y down as in SVG. Widths are
estimates by script, on the wide side of the site's bold sign voice, because the server cannot
measure the reader's font.
"""

import math
import unicodedata
from dataclasses import dataclass, field

from cities.drawing.geography import MAP_SIZE

# Widths in em: a CJK letter, a Cyrillic one, any other.
CJK_WIDTH = 1.0
CYRILLIC_WIDTH = 0.62
LATIN_WIDTH = 0.58

# Heights in em, from the base line up (accents on capitals included) and down.
ASCENT = 0.85
DESCENT = 0.22
# The middle of capitals and digits above the base line.
MIDDLE = 0.35

# Half of the 8 units of halo round a label: nothing else may come that near.
HALO = 4

# The square that marks a place, and the free distance between it and its label.
POINT_SIZE = 22
GAP = 12
RAY_WIDTH = 6

# The eight places as (right, down), with the angle of each in degrees clockwise from north.
PLACES = {
    (0, -1): 0,
    (1, -1): 45,
    (1, 0): 90,
    (1, 1): 135,
    (0, 1): 180,
    (-1, 1): 225,
    (-1, 0): 270,
    (-1, -1): 315,
}
ANCHORS = {-1: "end", 0: "middle", 1: "start"}


@dataclass(frozen=True)
class Box:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, margin):
        """Return the box with a margin on all four sides."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def meets(self, other):
        """Whether two boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other):
        """Whether this box lies wholly in another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def is_crossed_by(self, line):
        """Whether any part of a `Line` lies in the box (Liang and Barsky's clipping)."""
        enter, leave = 0.0, 1.0
        for start, step, low, high in (
            (line.x1, line.x2 - line.x1, self.left, self.right),
            (line.y1, line.y2 - line.y1, self.top, self.bottom),
        ):
            if step == 0:
                if not low < start < high:
                    return False
                continue
            first, second = sorted(((low - start) / step, (high - start) / step))
            enter, leave = max(enter, first), min(leave, second)
        return enter < leave


FRAME = Box(0, 0, MAP_SIZE, MAP_SIZE)


@dataclass(frozen=True)
class Line:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Label:
    """A text on the map: base line at y, x at its "start", "middle" or "end", estimated box."""

    text: str
    x: int
    y: int
    anchor: str
    box: Box


@dataclass
class Obstacles:
    """What labels must keep clear of, besides the frame of the map: boxes and rays."""

    boxes: list[Box] = field(default_factory=list)
    rays: list[Line] = field(default_factory=list)

    def leave_room_for(self, label):
        """Whether a label stands inside the frame and clear of everything, halo included."""
        near = label.box.grown(HALO)
        return (
            near.within(FRAME)
            and not any(near.meets(box) for box in self.boxes)
            and not any(near.grown(RAY_WIDTH / 2).is_crossed_by(ray) for ray in self.rays)
        )


def text_width(text, size):
    """Estimate the width of a text in lettering of `size`."""
    return size * sum(_letter_width(letter) for letter in text)


def point_box(x, y):
    """Return the square that marks a place."""
    half = POINT_SIZE / 2
    return Box(x - half, y - half, x + half, y + half)


def label_at(text, x, y, anchor, size):
    """Make a label with its base line at y, and x at the anchor; both become whole numbers."""
    x, y, width = round(x), round(y), text_width(text, size)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Label(text, x, y, anchor, Box(left, y - ASCENT * size, left + width, y + DESCENT * size))


def label_beside(text, point, place, size, gap=GAP):
    """Make a label in one of the eight `PLACES` round a point (x, y).

    In the four corners the text begins, or ends, flush with the far edge of the point's square.
    A long text above or below the point is moved sideways into the frame.
    """
    x, y = point
    right, down = place
    away = POINT_SIZE / 2 + gap
    if down == 0:
        return label_at(text, x + right * away, y + MIDDLE * size, ANCHORS[right], size)
    base_line = y + away + ASCENT * size if down > 0 else y - away - DESCENT * size
    x -= right * POINT_SIZE / 2
    box = label_at(text, x, base_line, ANCHORS[right], size).box.grown(HALO)
    x += math.ceil(max(0, FRAME.left - box.left)) - math.ceil(max(0, box.right - FRAME.right))
    return label_at(text, x, base_line, ANCHORS[right], size)


def outward_places(degrees):
    """List the eight places, those pointing along a bearing first, then sideways, then back."""
    return sorted(PLACES, key=lambda place: abs((PLACES[place] - degrees + 180) % 360 - 180))


def _letter_width(letter):
    if unicodedata.east_asian_width(letter) in "WF":
        return CJK_WIDTH
    return CYRILLIC_WIDTH if "\u0400" <= letter <= "\u052f" else LATIN_WIDTH
