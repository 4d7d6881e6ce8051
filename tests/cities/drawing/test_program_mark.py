import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.drawing.geography import Bearing
from cities.drawing.program_mark import BASE_X, BASE_Y, DISC_RADIUS, ProgramMark, program_mark

bearings = st.lists(
    st.builds(Bearing, km=st.floats(100, 20_000), degrees=st.floats(0, 359.99)), min_size=1
)


def length(ray):
    return math.hypot(ray.x2 - ray.x1, ray.y2 - ray.y1)


@given(bearings)
def test_every_ray_starts_at_the_base_point_and_ends_inside_the_disc(ways):
    rays = program_mark(ways).rays

    assert len(rays) == len(ways)
    assert {(ray.x1, ray.y1) for ray in rays} == {(BASE_X, BASE_Y)}
    assert all(math.hypot(ray.x2, ray.y2) < DISC_RADIUS for ray in rays)


@given(bearings)
def test_rays_are_as_long_as_the_distances_are_to_each_other(ways):
    rays = program_mark(ways).rays

    longest = max(range(len(ways)), key=lambda index: ways[index].km)
    scale = length(rays[longest]) / ways[longest].km
    # Ends are rounded to a tenth in both directions, so each length is off by less than 0.08.
    for ray, way in zip(rays, ways, strict=True):
        assert length(ray) == pytest.approx(scale * way.km, abs=0.16)


def test_the_longest_possible_ray_reaches_the_edge():
    rays = program_mark([Bearing(km=9000, degrees=0)]).rays

    assert (rays[0].x2, rays[0].y2) == (4, -48.8)


@pytest.mark.parametrize(
    ("degrees", "right", "down"), [(45, 1, -1), (135, 1, 1), (225, -1, 1), (315, -1, -1)]
)
def test_rays_point_where_the_city_lies(degrees, right, down):
    ray = program_mark([Bearing(km=9000, degrees=degrees)]).rays[0]

    assert (ray.x2 - ray.x1) * right > 0
    assert (ray.y2 - ray.y1) * down > 0


def test_one_ray_can_be_lit():
    ways = [Bearing(km=9000, degrees=10), Bearing(km=8000, degrees=200)]

    first, second = program_mark(ways).rays

    assert program_mark(ways).lit is None
    assert program_mark(ways, lit=1) == ProgramMark([first], second)


def test_a_site_without_cities_has_a_mark_without_rays():
    assert program_mark([]) == ProgramMark([])
