"""The coasts of the world map, seen from any city: tried with places that are land or sea."""

import re

import pytest

from cities.drawing.geography import MAP_SIZE, Point, project
from cities.drawing.land import land_path

MOUNTAIN_LAKE = Point(40.7595, -111.8869)
CASTLE_TOWN = Point(36.238, 137.972)
# Its antipode lies in Asia, so the coast of Asia goes round it.
ANDES = Point(-33.4, -70.6)
NEAR_THE_POLE = Point(78.2, 15.6)
HOMES = [MOUNTAIN_LAKE, CASTLE_TOWN, ANDES, NEAR_THE_POLE, Point(-0.2, -78.5), Point(-31.9, 115.8)]

LAND = [
    Point(40, -100),
    Point(-10, -55),
    Point(47, 2),
    Point(15, 20),
    Point(-28, 25),
    Point(60, 100),
    Point(35, 100),
    Point(22, 78),
    Point(-25, 134),
    Point(-80, 80),
    Point(72, -40),
]
SEA = [
    Point(0, -150),
    Point(30, -45),
    Point(-30, -15),
    Point(-20, 80),
    Point(40, 175),
    Point(-50, 100),
    Point(-60, -120),
    Point(85, 0),
    Point(42, 51),
]


def rings(path):
    """Read the path again: a list of lists of points."""
    found = []
    for piece in re.findall(r"M([^z]*)z", path):
        numbers = list(map(int, re.findall(r"-?\d+", piece)))
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        points = [steps[0]]
        for right, down in steps[1:]:
            points.append((points[-1][0] + right, points[-1][1] + down))
        found.append(points)
    return found


def is_inside(x, y, path):
    """Return whether a point is filled, by the rule of even and odd."""
    inside = False
    for ring in rings(path):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
    return inside


def on_the_map(home, places):
    """Give each place that the map reaches, with its point, not too close to the edge."""
    for place in places:
        x, y = project(home, place)
        if (x - 500) ** 2 + (y - 500) ** 2 < 490**2:
            yield place, x, y


@pytest.mark.parametrize("home", HOMES, ids=str)
def test_land_is_land_and_sea_is_sea_from_everywhere(home):
    path = land_path(home)

    wrong = [place for place, x, y in on_the_map(home, LAND) if not is_inside(x, y, path)]
    wrong += [place for place, x, y in on_the_map(home, SEA) if is_inside(x, y, path)]

    assert wrong == []
    assert len(list(on_the_map(home, LAND + SEA))) >= 8


@pytest.mark.parametrize("home", HOMES, ids=str)
def test_nothing_is_drawn_beyond_the_disc(home):
    points = [point for ring in rings(land_path(home)) for point in ring]

    assert all((x - 500) ** 2 + (y - 500) ** 2 <= 501**2 for x, y in points)
    assert all(0 <= number <= MAP_SIZE for point in points for number in point)


def test_the_path_is_small():
    assert len(land_path(CASTLE_TOWN)) < 15_000
