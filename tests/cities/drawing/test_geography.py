import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cities.drawing.geography import Direction, Point, bearing, project

HOME = Point(40.7595, -111.8869)

# Coordinates, distance in km and initial bearing in degrees, as in the program's fact sheet.
MEASURED = [
    ((36.2380, 137.9720), 8883, 310),
    ((25.1333, 121.7333), 10835, 313),
    ((48.3000, 25.9333), 9279, 27),
    ((56.8333, 53.1833), 9073, 8),
    ((45.0792, 7.6761), 8735, 39),
    ((-8.1120, -79.0288), 6390, 140),
]

points = st.builds(Point, st.floats(-89, 89), st.floats(-180, 180))


@pytest.mark.parametrize(("there", "km", "degrees"), MEASURED)
def test_distances_and_directions_agree_with_the_fact_sheet(there, km, degrees):
    way = bearing(HOME, Point(*there))

    # The sheet's figure for the farthest city, 10,834.5 km, was rounded up.
    assert way.km == pytest.approx(km, abs=0.51)
    assert way.degrees_rounded == degrees


@pytest.mark.parametrize(
    ("there", "km", "miles"),
    [
        (there, *rounded)
        for (there, _km, _degrees), rounded in zip(
            MEASURED,
            [(8880, 5520), (10840, 6730), (9280, 5770), (9070, 5640), (8740, 5430), (6390, 3970)],
            strict=True,
        )
    ],
)
def test_pages_round_to_ten(there, km, miles):
    way = bearing(HOME, Point(*there))

    assert (way.km_rounded, way.miles_rounded) == (km, miles)


@pytest.mark.parametrize(
    ("degrees", "direction", "short"),
    [
        (0, Direction.NORTH, "N"),
        (22.4, Direction.NORTH, "N"),
        (22.6, Direction.NORTHEAST, "NE"),
        (140, Direction.SOUTHEAST, "SE"),
        (313, Direction.NORTHWEST, "NW"),
        (359.9, Direction.NORTH, "N"),
    ],
)
def test_directions_are_the_nearest_of_eight(degrees, direction, short):
    assert Direction.nearest(degrees) is direction
    assert str(Direction.nearest(degrees).short) == short


@given(points, points)
def test_distance_is_the_same_both_ways_and_at_most_half_round_the_earth(here, there):
    out, back = bearing(here, there), bearing(there, here)

    assert out.km == pytest.approx(back.km, abs=1e-6)
    assert 0 <= out.km <= math.pi * 6371.0088
    assert 0 <= out.degrees < 360
    assert 0 <= out.degrees_rounded < 360


@given(points)
def test_a_place_is_nowhere_from_itself(point):
    assert bearing(point, point).km == pytest.approx(0, abs=1e-6)


@given(points)
def test_the_map_keeps_distance_and_direction_from_its_middle(there):
    way = bearing(HOME, there)
    assume(1 < way.km < 19_900)

    x, y = project(HOME, there, radius_km=10_000, size=200)

    assert math.hypot(x - 100, y - 100) == pytest.approx(way.km / 100)
    assert math.degrees(math.atan2(x - 100, 100 - y)) % 360 == pytest.approx(way.degrees, abs=1e-6)


def test_the_map_has_north_up():
    assert project(Point(0, 0), Point(10, 0))[1] < 500
    assert project(Point(0, 0), Point(0, 10))[0] > 500


@pytest.mark.parametrize("degrees", [(91, 0), (0, -181), (float("nan"), 0)])
def test_a_point_off_the_earth_is_refused(degrees):
    with pytest.raises(ValueError, match="Not a place on the Earth"):
        Point(*degrees)
