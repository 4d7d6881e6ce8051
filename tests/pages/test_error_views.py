"""Our own error pages, each with a way on."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.test import Client
from django.urls import path

from saltlake_sister import urls
from tests.admin_client import sign_in
from tests.builders import make_city, make_home, make_site
from tests.crawl import read, words_of


def fails(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("bad/", fails(BadRequest("no"))),
    path("closed/", fails(PermissionDenied("no"))),
    path("broken/", fails(RuntimeError("no"))),
    path("no-database/", fails(OperationalError("no"))),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def client():
    """Answer errors as a server does, instead of raising them in the test."""
    return Client(raise_request_exception=False)


def ways_on(page):
    return [link.get("href") for link in page.all("a") if words_of(link) == "To the home page"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/bad/", 400, "This request cannot be read."),
        ("/closed/", 403, "This door is closed."),
        ("/en/nothing/", 404, "This address leads nowhere."),
        ("/en/cities/nothing/", 404, "This address leads nowhere."),
        ("/en/cities/nothing/deeper/", 404, "This address leads nowhere."),
        ("/media/nothing.jpg", 404, "This address leads nowhere."),
    ],
)
def test_an_error_page_says_what_is_wrong_and_leads_on(client, settings, address, status, heading):
    settings.ROOT_URLCONF = __name__
    make_site(program_name="Sister Cities")

    page = read(client, address)

    assert page.status == status
    assert [words_of(h1) for h1 in page.all("h1")] == [heading]
    assert ways_on(page) == ["/en/"]
    assert page.document.get("lang") == "en"
    assert page.errors == []
    assert page.cookies == []


@pytest.mark.django_db
def test_a_wrong_address_leads_to_the_cities(client):
    make_home()
    make_city(name="North", slug="north")

    page = read(client, "/en/nothing/")

    assert page.words("city-row__name") == ["North"]
    assert page.first("a", href="/en/cities/north/") is not None


@pytest.mark.django_db
def test_an_unknown_host_is_refused_with_a_page(client):
    make_site()

    response = client.get("/en/", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert "This request cannot be read." in response.content.decode()


def test_a_fault_of_ours_is_told_without_the_database(client, settings):
    settings.ROOT_URLCONF = __name__

    page = read(client, "/broken/")

    assert page.status == 500
    assert words_of(page.first("h1")) == "Something broke on our side."
    assert ways_on(page) == ["/"]
    assert page.errors == []


def test_a_database_that_does_not_answer_is_told_as_a_thing_of_minutes(client, settings):
    settings.ROOT_URLCONF = __name__

    page = read(client, "/no-database/")

    assert page.status == 503
    assert client.get("/no-database/").headers["Retry-After"] == "60"
    assert words_of(page.first("h1")) == "This page cannot be shown just now."
    assert ways_on(page) == ["/en/"]
    assert page.errors == []


@pytest.mark.django_db
def test_an_error_page_is_not_named_to_search_engines(client):
    page = read(client, "/en/nothing/")

    assert page.first("link", rel="canonical") is None
    assert page.first("script") is None


@pytest.mark.django_db
def test_a_form_that_stood_open_too_long_gets_our_own_page():
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    sign_in(client)

    response = client.post("/admin/logout/")

    assert response.status_code == 403
    assert "This door is closed." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/en/%00/", "/en/cities/%00/", "/en/../../etc/passwd", "/en/" + "x" * 2000 + "/", "/%C0%AE/"],
)
def test_hostile_addresses_are_just_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/cities/", "/en", "/en/cities"])
def test_an_address_without_its_language_or_slash_is_found(client, address):
    make_home()

    response = client.get(address, follow=True)

    assert response.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "address", ["/", "/en/", "/en/history/", "/en/site-map/", "/robots.txt", "/media/x.jpg"]
)
def test_a_public_page_allows_reading_alone(address, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(address)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
