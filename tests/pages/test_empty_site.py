"""A site without any content yet: nothing breaks, and every page says so clearly."""

import pytest

from tests.admin_client import sign_in
from tests.builders import make_home, make_site
from tests.crawl import read, words_of

pytestmark = pytest.mark.django_db

PAGES = [
    "/en/",
    "/en/cities/",
    "/en/goals/",
    "/en/history/",
    "/en/sources/",
    "/en/site-map/",
    "/en/privacy/",
    "/en/about-us/",
    "/en/cities/north/",
    "/en/goals/aid/",
    "/en/history/?city=north&decade=1990s",
]
FILES = ["/robots.txt", "/sitemap.xml", "/site.webmanifest"]


@pytest.mark.parametrize("address", PAGES)
def test_a_fresh_database_breaks_no_page(client, address):
    page = read(client, address)

    assert page.status in {200, 404}
    assert [words_of(heading) != "" for heading in page.all("h1")] == [True]


@pytest.mark.parametrize("address", FILES)
def test_a_fresh_database_breaks_no_file(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/en/", "/en/cities/", "/en/goals/", "/en/history/", "/en/sources/", "/en/site-map/"],
)
def test_a_home_city_alone_makes_the_fixed_pages(client, address):
    make_home()

    page = read(client, address)

    assert page.status == 200
    assert [words_of(heading) != "" for heading in page.all("h1")] == [True]
    assert words_of(page.first("title")) != ""


@pytest.mark.parametrize(
    "address",
    ["/en/", "/en/cities/", "/en/goals/", "/en/history/", "/en/sources/", "/en/site-map/"],
)
def test_the_program_without_a_home_city_breaks_no_page(client, address):
    make_site()

    page = read(client, address)

    assert page.status in {200, 404}
    assert words_of(page.first("h1")) != ""


def test_the_desk_opens_before_there_is_anything_to_edit(client):
    sign_in(client)

    for name in ("", "cities/city/", "cities/event/", "cities/goal/", "pages/page/", "editorial/"):
        assert client.get(f"/admin/{name}").status_code == 200
