"""The land of the world map: coasts of the whole Earth, projected around one city.

`land.json` is world-atlas 2.0.2 (`land-110m`, ISC license), made from Natural Earth, which is in
the public domain. Each line is a ring, longitude and latitude of its points in tenths of a degree
by turns; all rings run clockwise around what they enclose: land, or a lake in it.

The map is azimuthal equidistant, as in `cities.drawing.geography`. What lies beyond its disc is
led along the edge, the way round on which the coast passes. Points are whole units, islets are left
out, and the path is relative: about 12 KB.
"""

import json
import math
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from cities.drawing.geography import MAP_RADIUS_KM, MAP_SIZE, Point, bearing

MIDDLE = MAP_SIZE // 2
SMALLEST_ISLAND = 40
# Degrees between two points on the edge of the disc: less than a unit away from the true circle.
# They stand at the same bearings for every coast, so that what is drawn twice meets.
EDGE_STEP = 3


@lru_cache(maxsize=4)
def land_path(home):
    """Return the `d` of an SVG path of all land around a `Point`, to be filled by even and odd.

    Takes some 20 ms for a city that is new to this process.
    """
    path = ""
    for ring in _rings():
        seen = [_from(home, point) for point in ring]
        drawn = _rounded(_within_the_disc(seen))
        if len(drawn) > 2 and _area(drawn) >= SMALLEST_ISLAND:
            path += _relative(drawn)
            # Land around the point opposite is drawn inside out: as the rest of the disc.
            path += _whole_disc() if _turns(seen) < 0 else ""
    return path


@cache
def _rings():
    rings = json.loads(Path(__file__).with_name("land.json").read_text())
    return [
        [
            Point(tenths / 10, longitude / 10)
            for longitude, tenths in zip(ring[::2], ring[1::2], strict=True)
        ]
        for ring in rings
    ]


def _from(home, point):
    way = bearing(home, point)
    return way.km, way.degrees


def _shorter_turn(start, end):
    """Return by how many degrees one turns from a bearing to another, -180 to 180."""
    return (end - start + 180) % 360 - 180


def _turns(seen):
    """Count how often a ring of (km, degrees) goes round home; below 0, round its antipode."""
    pairs = zip(seen, [*seen[1:], seen[0]], strict=True)
    return round(sum(_shorter_turn(one[1], other[1]) for one, other in pairs) / 360)


def _within_the_disc(seen):
    """Lead a ring of (km, degrees) along the edge where it leaves the disc; return map points."""
    start = next((index for index, (km, _way) in enumerate(seen) if km <= MAP_RADIUS_KM), None)
    if start is None:
        return []
    ring = [*seen[start:], *seen[: start + 1]]
    points = []
    left_at = turned = None
    for (km, way), (next_km, next_way) in pairwise(ring):
        is_in, goes_in = km <= MAP_RADIUS_KM, next_km <= MAP_RADIUS_KM
        if is_in != goes_in:
            share = (MAP_RADIUS_KM - km) / (next_km - km)
            crossing = way + share * _shorter_turn(way, next_way)
        if is_in and not goes_in:
            left_at = turned = crossing
        if not is_in or not goes_in:
            turned += _shorter_turn(turned, crossing if goes_in else next_way)
        if goes_in and not is_in:
            points += _along_the_edge(left_at, turned)
        if goes_in:
            points.append(_on_the_map(next_km, next_way))
    return points


def _along_the_edge(start, end):
    low, high = sorted([start, end])
    steps = range(math.floor(low / EDGE_STEP) + 1, math.ceil(high / EDGE_STEP))
    between = [step * EDGE_STEP for step in (steps if start < end else reversed(steps))]
    return [_on_the_map(MAP_RADIUS_KM, way) for way in (start, *between, end)]


def _whole_disc():
    return _relative(_rounded(_along_the_edge(0, 360)))


def _on_the_map(km, degrees):
    length, angle = km * MIDDLE / MAP_RADIUS_KM, math.radians(degrees)
    return MIDDLE + length * math.sin(angle), MIDDLE - length * math.cos(angle)


def _area(points):
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def _rounded(points):
    """Round to whole units; no point twice, and none on a straight line between its neighbors."""
    kept = []
    for x, y in ((round(x), round(y)) for x, y in points):
        if kept and kept[-1] == (x, y):
            continue
        if len(kept) > 1:
            (before_x, before_y), (last_x, last_y) = kept[-2:]
            if (last_x - before_x) * (y - last_y) == (x - last_x) * (last_y - before_y):
                kept.pop()
        kept.append((x, y))
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _relative(points):
    x, y = points[0]
    path = f"M{x} {y}l"
    for index, (next_x, next_y) in enumerate(points[1:]):
        right, down = next_x - x, next_y - y
        gap = " " if index and right >= 0 else ""
        path += f"{gap}{right}{'' if down < 0 else ' '}{down}"
        x, y = next_x, next_y
    return f"{path}z"
