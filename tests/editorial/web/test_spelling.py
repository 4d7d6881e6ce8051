"""An address of ours in another spelling leads to the right one; what leads nowhere does not."""

import pytest

from editorial.text import languages
from editorial.web.spelling import usual_spelling
from tests.builders import make_city, make_goal, make_page
from tests.editorial.web.test_redirects import rename
from tests.programs.kept_rows import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def contents():
    made_once(make_contents)


def make_contents():
    make_city(slug="matsumoto")
    make_goal(slug="youth")
    make_page(slug="about-us")
    rename(make_page(slug="before"), "after")
    return {}


def leads(client, address, **kwargs):
    response = client.get(address, **kwargs)
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *((code.upper(), code) for code in languages.codes()),
        *((languages.tag(code), code) for code in ["zh-hant"]),
        *((name, "zh-hant") for name in ["zh", "zh-tw", "zh-TW", "zh-hk", "zh_Hant", "zh-Hant-HK"]),
        *((name, "es") for name in ["es-419", "es-MX", "es_ES"]),
        *((name, "en") for name in ["en-us", "en_GB", "En"]),
        *((name, "uk") for name in ["uk-UA", "uk-Cyrl"]),
        *((name, "ja") for name in ["ja_JP", "ja-Jpan-JP"]),
        *[("ru-RU", "ru"), ("it-CH", "it")],
    ],
)
def test_a_language_written_otherwise_leads_to_ours(client, contents, written, code):
    for rest in ["cities/matsumoto/", "history/?goal=youth&q=a%20b", "about-us/"]:
        assert leads(client, f"/{written}/{rest}") == (301, f"/{code}/{rest}")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("/EN/", "/en/"),
        ("/EN", "/en/"),
        ("/zh-Hant", "/zh-hant/"),
        ("/en/Cities/", "/en/cities/"),
        ("/en/cities/Matsumoto/", "/en/cities/matsumoto/"),
        ("/EN/CITIES/MATSUMOTO", "/en/cities/matsumoto/"),
        ("/ja/Goals/YOUTH/", "/ja/goals/youth/"),
        ("/en/History/?goal=Youth", "/en/history/?goal=Youth"),
        ("/en/About-Us/", "/en/about-us/"),
        ("/en/Before/", "/en/before/"),
        ("/uk/Privacy/", "/uk/privacy/"),
        ("/en/Site-Map/", "/en/site-map/"),
        ("/zh/Take-Part/Write/", "/zh-hant/take-part/write/"),
        ("/EN/Take-Part/Mine/AbC:x/", "/en/take-part/mine/AbC:x/"),
        ("/EN/preview/AbC/", "/en/preview/AbC/"),
        ("/Cities/Matsumoto/", "/cities/matsumoto/"),
        ("/About-Us", "/about-us/"),
        ("/Robots.txt", "/robots.txt"),
        ("/Admin/", "/admin/"),
    ],
)
def test_capitals_lead_to_small_letters(client, contents, typed, right):
    assert leads(client, typed) == (301, right)


@pytest.mark.parametrize(
    "typed",
    [
        *["/fr/", "/FR/cities/", "/en-qq/", "/en-route/", "/it-team/", "/zzz/", "/en_/"],
        *["/EN/nothing/", "/en/Nothing/", "/EN/cities/Nothing/", "/EN/en/", "/en/EN/"],
        *["/EN//evil.example/", "/EN/%2Fevil.example/", "/EN/..%2F..%2Fetc/"],
        *["/Media/X.jpg", "/en/take-part/mine/AbC/", "/EN/%00/"],
    ],
)
def test_what_leads_nowhere_is_not_found(client, contents, typed):
    response = client.get(typed, follow=True)

    assert response.status_code == 404
    assert all(status == 302 for _address, status in response.redirect_chain)


@pytest.mark.parametrize("path", ["//evil.example/", "//EN/", "/\\evil.example/", "/EN//"])
def test_no_address_leads_off_the_site(path):
    assert usual_spelling(path) is None


def test_what_the_right_address_leads_to_is_its_own_affair(client, contents):
    assert leads(client, "/EN/Before/") == (301, "/en/before/")
    assert leads(client, "/en/before/") == (301, "/en/after/")


def test_head_is_led_on_and_a_form_is_not(client, contents):
    head = client.head("/EN/about-us/")

    assert (head.status_code, head.headers["Location"]) == (301, "/en/about-us/")
    assert client.post("/EN/take-part/write/", {"name": "x"}).status_code == 404


def test_browsers_remember_it_for_an_hour(client, contents):
    assert client.get("/EN/").headers["Cache-Control"] == "max-age=3600"


def test_asking_costs_one_look_for_what_was_public(client, contents, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/EN/history/")
    with django_assert_num_queries(0):
        client.get("/zh-tw/cities/")
