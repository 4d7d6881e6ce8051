import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cities.drawing.geography import Point
from cities.drawing.label_places import (
    FRAME,
    HALO,
    Box,
    Line,
    label_at,
    outward_places,
    point_box,
    text_width,
)
from cities.drawing.world_map import Place, world_map

HOME = Point(40.7595, -111.8869)

# The partner cities of the fact sheet, and four more that crowd the same directions.
SIX = [
    (36.2380, 137.9720),
    (25.1333, 121.7333),
    (48.3000, 25.9333),
    (56.8333, 53.1833),
    (45.0792, 7.6761),
    (-8.1120, -79.0288),
]
TEN = [*SIX, (51.5, 0.0), (-33.5, -70.5), (-1.5, 37.0), (21.5, -158.0)]

# Names as long as the real ones, the longest of each script included.
NAMES = {
    "latin": [
        "Abcd Efgh Ijk", "Abcdefghi", "Abcdefg", "Abcdefghij", "Abcdefg", "Abcdef", "Abcdefgh",
    ],
    "cyrillic": [
        "Абвг-Дежз-Ик", "Абвгдежз", "Абвгде", "Абвгдежз", "Абвгдеж", "Абвгд", "Абвгдежзи",
    ],
    "cjk": [
        "アイウエオカキクケ", "山田", "川上", "アイウエオカキク", "アイウエオカ", "アイウ",
        "アイウエオ",
    ],
}  # fmt: skip


def draw(coordinates, script, small):
    home, *names = NAMES[script]
    places = [
        Place(name, "", Point(*there), f"/{name}/")
        for name, there in zip(itertools.cycle(names), coordinates, strict=False)
    ]
    return world_map(Place(home, "", HOME), places, small, "en")


def assert_labels_are_clear(drawn):
    """No label meets another, a point, a ray or the frame."""
    everyone = [drawn.home, *drawn.points]
    labels = [point.label for point in everyone if point.label]
    labels += [ring.label for ring in drawn.rings if ring.label]
    rays = [Line(drawn.home.x, drawn.home.y, point.x, point.y) for point in drawn.points]
    for label in labels:
        assert label.box.grown(HALO).within(FRAME)
        assert not any(label.box.meets(point_box(point.x, point.y)) for point in everyone)
        assert not any(label.box.is_crossed_by(ray) for ray in rays)
    for one, other in itertools.combinations(labels, 2):
        assert not one.box.meets(other.box)


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("script", list(NAMES))
def test_six_cities_all_have_their_names_clear_of_everything(script, small):
    drawn = draw(SIX, script, small)

    assert_labels_are_clear(drawn)
    assert [point.label.text for point in drawn.points] == NAMES[script][1:]
    assert drawn.home.label.text == NAMES[script][0]
    assert [ring.label.text for ring in drawn.rings] == ["5,000 km", "10,000 km"]


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("script", list(NAMES))
def test_ten_cities_all_have_a_name_or_a_number_clear_of_everything(script, small):
    drawn = draw(TEN, script, small)

    assert_labels_are_clear(drawn)
    assert all(point.label for point in drawn.points)
    assert sum(point.number is None for point in drawn.points) >= 7


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=14),
    st.sampled_from(list(NAMES)),
    st.booleans(),
)
def test_wherever_cities_lie_no_label_meets_anything(coordinates, script, small):
    assert_labels_are_clear(draw(coordinates, script, small))


def test_a_number_is_the_row_of_the_list_nearest_first():
    # A dense row, in which not all names can stand; the first is the farthest.
    coordinates = [(latitude, 8.0) for latitude in (44, 46, 48, 50, 52, 54)]

    drawn = draw(coordinates, "latin", small=True)

    assert_labels_are_clear(drawn)
    numbered = [
        (point.number, row)
        for point, row in zip(drawn.points, (6, 5, 4, 3, 2, 1), strict=True)
        if point.number
    ]
    assert numbered
    assert all(number == row for number, row in numbered)
    assert {point.label.text for point in drawn.points if point.label and point.number} <= {
        str(row) for _number, row in numbered
    }


def test_lettering_has_two_sizes():
    assert draw(SIX, "latin", small=False).label_size == 34
    assert draw(SIX, "latin", small=True).label_size == 42


def test_a_place_keeps_its_language_and_link():
    place = Place("山田", "ja", Point(36.2, 138.0), "/en/cities/somewhere/")

    point = world_map(Place("Home", "", HOME), [place], language="en").points[0]

    assert (point.name, point.lang, point.url) == ("山田", "ja", "/en/cities/somewhere/")
    assert (point.is_beyond, point.number) == (False, None)


def test_a_city_beyond_the_map_stands_at_its_edge_in_the_true_direction():
    home = Place("Home", "", Point(0, 0))

    point = world_map(home, [Place("Far", "", Point(0, 150))], language="en").points[0]

    assert point.is_beyond
    assert (point.x, point.y) == (978, 500)


def test_a_map_without_cities_shows_home_alone():
    drawn = world_map(Place("Home", "", HOME), [], language="en")

    assert drawn.points == ()
    assert (drawn.home.x, drawn.home.y, drawn.size) == (500, 500, 1000)


def test_rings_are_true_to_scale():
    assert [ring.radius for ring in draw(SIX, "latin", small=False).rings] == [210, 420]


@pytest.mark.parametrize(
    ("text", "em"),
    [("Abc", 3 * 0.58), ("Абв", 3 * 0.62), ("山田", 2.0), ("チー", 2.0), ("12", 1.16)],
)
def test_widths_are_estimated_by_script(text, em):
    assert text_width(text, 100) == pytest.approx(100 * em)


def test_places_are_tried_outward_first_then_sideways_then_inward():
    places = outward_places(90)

    assert places[0] == (1, 0)
    assert set(places[1:3]) == {(1, -1), (1, 1)}
    assert set(places[3:5]) == {(0, -1), (0, 1)}
    assert places[-1] == (-1, 0)


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        (Line(0, 0, 100, 100), True),
        (Line(0, 50, 100, 50), True),
        (Line(50, 50, 51, 51), True),
        (Line(0, 30, 100, 30), False),
        (Line(0, 0, 30, 30), False),
        (Line(0, 80, 30, 100), False),
    ],
)
def test_a_line_crosses_a_box_or_not(line, crosses):
    assert Box(40, 40, 60, 60).is_crossed_by(line) is crosses


def test_boxes_follow_the_anchor():
    boxes = {
        anchor: label_at("ab", 100, 50, anchor, 10).box for anchor in ("start", "middle", "end")
    }

    assert boxes["start"].left == boxes["end"].right == 100
    assert boxes["middle"].left + boxes["middle"].right == pytest.approx(200)
