"""The program's mark: a disc with one low point and a ray to each partner city.

Rays have true bearings and true proportions, so a new city adds a ray and nobody redraws a logo.
Units are those of a disc of radius 50 around 0, 0; y points down as in SVG.
"""

import math
from dataclasses import dataclass

DISC_RADIUS = 50

# The point from which the rays start: a square around this middle.
BASE_X = 4
BASE_Y = 15.4

# Rays end a little inside the disc, so that their square ends do not show beyond its edge.
REACH = 49


@dataclass(frozen=True)
class Ray:
    """A line of the mark, from the base point outward."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def path(self):
        """Return the line as the data of an SVG path."""
        return f"M{self.x1} {self.y1}L{self.x2} {self.y2}"


@dataclass(frozen=True)
class ProgramMark:
    """The rays in their order but for the one singled out, and that one, `lit`, or None."""

    rays: list[Ray]
    lit: Ray | None = None


def program_mark(bearings, lit=None):
    """Draw a ray for each `Bearing`; `lit` is the index of the page's own city.

    One scale serves all rays: the largest at which every ray ends inside the disc. Coordinates
    are rounded to a tenth of a unit.
    """
    scale = min((_reach(way.degrees) / way.km for way in bearings if way.km), default=0)
    rays = [_ray(way, scale) for way in bearings]
    return ProgramMark(rays, None if lit is None else rays.pop(lit))


def _ray(way, scale):
    angle = math.radians(way.degrees)
    return Ray(
        x1=BASE_X,
        y1=BASE_Y,
        x2=round(BASE_X + scale * way.km * math.sin(angle), 1),
        y2=round(BASE_Y - scale * way.km * math.cos(angle), 1),
    )


def _reach(degrees):
    """Return the length from the base point to the reach of the rays in a direction."""
    angle = math.radians(degrees)
    outward = BASE_X * math.sin(angle) - BASE_Y * math.cos(angle)
    return math.sqrt(outward**2 + REACH**2 - BASE_X**2 - BASE_Y**2) - outward
