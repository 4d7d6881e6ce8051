"""Beside its coordinates a city's form shows where they lie, as the public map would."""

import pytest

from cities.forms import place_map
from tests.admin_client import sign_in
from tests.builders import make_city

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.mark.parametrize(
    ("typed", "direction"),
    [
        (("36.2", "137.9"), "northwest"),
        (("36°12′N", "137,9 E"), "northwest"),
        # Without its minus, a place to the west lies across an ocean.
        (("37.8", "122.4"), "northwest"),
        (("37.8", "-122.4"), "west"),
    ],
)
def test_what_was_typed_is_found_as_the_form_reads_it(typed, direction):
    assert place_map.found_at(*typed).way.direction.label == direction


@pytest.mark.parametrize(
    "typed", [("", ""), ("36.2", ""), ("x", "1"), ("91", "0"), ("0", "181"), ("1" * 500, "1")]
)
def test_what_is_no_place_is_none(typed):
    assert place_map.found_at(*typed) is None


def test_without_a_home_city_there_is_no_map(home):
    home.delete()

    assert place_map.found_at("36.2", "137.9") is None


def test_it_says_when_a_place_is_beyond_the_map(client):
    sign_in(client)

    page = client.get("/admin/show-place/", {"latitude": "-40", "longitude": "68"})

    assert "farther than the map reaches" in page.content.decode()


def test_the_form_shows_a_saved_place_without_a_script(client):
    city = make_city()
    sign_in(client)

    page = client.get(f"/admin/cities/city/{city.pk}/change/").content.decode()

    assert 'data-place-map="/admin/show-place/"' in page
    assert "km from Hometown, to the northwest." in page


def test_a_new_city_is_told_what_to_type(client):
    sign_in(client)

    page = client.get("/admin/cities/city/add/").content.decode()

    assert "With both coordinates" in page
