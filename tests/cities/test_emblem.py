"""A city is known by a drawing, or by a picture in its place."""

import pytest

from editorial.cache.version import raise_version
from editorial.models import Picture
from editorial.publishing import pictures as library
from tests.admin_client import sign_in
from tests.builders import make_city
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def pictured():
    return make_city(
        name="Northtown", slug="northtown", emblem="bridge", emblem_picture=make_picture()
    )


@pytest.mark.parametrize("address", ["/en/", "/en/cities/", "/en/cities/northtown/"])
def test_its_picture_stands_in_place_of_a_drawing(client, pictured, address):
    page = client.get(address).content.decode()

    assert pictured.emblem_url in page
    assert '<svg class="emblem"' not in page


@pytest.mark.parametrize("address", ["/en/", "/en/cities/northtown/", "/admin/cities/event/add/"])
def test_what_must_stay_in_view_is_not_cut_off(client, pictured, address):
    Picture.objects.update(focal_x=17, focal_y=83)
    raise_version()
    sign_in(client)

    assert 'class="emblem emblem--picture at-x-15 at-y-85"' in client.get(address).content.decode()


def test_whose_picture_it_is_stands_on_its_page(client, pictured):
    assert "Picture: Ann, CC BY 4.0" in client.get("/en/cities/northtown/").content.decode()


def test_staff_see_it_where_they_choose_a_city(client, pictured):
    sign_in(client)

    assert pictured.emblem_url in client.get("/admin/cities/event/add/").content.decode()


def test_a_picture_that_is_an_emblem_cannot_be_deleted(client, pictured):
    sign_in(client)
    address = f"/admin/editorial/picture/{pictured.emblem_picture_id}/delete/"

    assert "Northtown" in client.get(address).content.decode()


def test_pictures_of_many_cities_cost_no_more_queries(client, pictured, django_assert_num_queries):
    client.get("/en/cities/")
    with django_assert_num_queries(5) as few:
        client.get("/en/cities/")
    needed = len(few)
    make_city(slug="southtown", emblem_picture=make_picture())
    with django_assert_num_queries(needed):
        client.get("/en/cities/")


def test_where_its_picture_was_removed_the_drawing_stands_again(client, pictured):
    library.remove_from_web(pictured.emblem_picture, reason="consent taken back")

    assert client.get("/en/").status_code == 200
    assert "emblem--picture" not in client.get("/en/cities/northtown/").content.decode()
