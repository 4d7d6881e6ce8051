"""The whole history: filters, the calendar, silences, and whatever a query string may hold."""

import pytest

from tests.builders import make_city, make_event, make_goal
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HISTORY = "/en/history/"


def titles(page):
    return page.words("event__title")


def listed(client, **query):
    return titles(read(client, HISTORY, query))


def test_all_filters_combine(client):
    north, south = make_city(name="North", slug="north"), make_city(name="South", slug="south")
    aid, trade = make_goal(name="Aid", slug="aid"), make_goal(name="Trade", slug="trade")
    right = {"cities": [north], "goals": [aid], "kind": "gift", "start": "1994"}
    make_event(title="The one", **right)
    make_event(title="Another city", **{**right, "cities": [south]})
    make_event(title="Another goal", **{**right, "goals": [trade]})
    make_event(title="Another kind", **{**right, "kind": "visit"})
    make_event(title="Another decade", **{**right, "start": "2004"})

    page = read(
        client, HISTORY, {"city": "north", "goal": "aid", "kind": "gift", "decade": "1990s"}
    )

    assert titles(page) == ["The one"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Early", "Late"]),
        ({"city": "north"}, ["Early"]),
        ({"goal": "aid"}, ["Late"]),
        ({"kind": "gift"}, ["Early"]),
        ({"decade": "2000s"}, ["Late"]),
        ({"city": "", "goal": "", "kind": "", "decade": ""}, ["Early", "Late"]),
    ],
)
def test_each_filter_works_alone(client, query, expected):
    north, aid = make_city(slug="north"), make_goal(slug="aid")
    make_event(title="Early", cities=[north], kind="gift", start="1994")
    make_event(title="Late", goals=[aid], kind="visit", start="2004")

    assert listed(client, **query) == expected


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ({}, "3 events"),
        ({"city": "north"}, "2 events: North"),
        ({"city": "north", "decade": "1990s"}, "1 event: North, 1990s"),
        ({"kind": "aid"}, "0 events: Aid"),
    ],
)
def test_the_heading_says_how_many_and_of_what(client, query, heading):
    north = make_city(name="North", slug="north")
    make_event(cities=[north], start="1994")
    make_event(cities=[north], start="2004")
    make_event(start="2005")

    page = read(client, HISTORY, query)

    assert words_of(page.all("h2")[0]) == heading


def test_the_title_of_the_page_names_the_filters(client):
    make_event(cities=[make_city(name="North", slug="north")], start="1994")

    page = read(client, HISTORY, {"city": "north"})

    assert words_of(page.first("title")) == "History: 1 event: North"


def test_the_form_keeps_what_was_chosen(client):
    make_city(name="North", slug="north")

    page = read(client, HISTORY, {"city": "north"})

    options = [option for option in page.all("option") if option.get("selected") is not None]
    assert [option.get("value") for option in options] == ["north", "", "", ""]


def test_each_filter_can_be_taken_off_alone(client):
    make_event(cities=[make_city(name="North", slug="north")], kind="gift", start="1994")

    page = read(client, HISTORY, {"city": "north", "kind": "gift"})

    addresses = [link.get("href") for link in page.all("a")]
    assert [address for address in addresses if address.startswith("?")] == [
        "?kind=gift",
        "?city=north",
    ]


def test_an_empty_list_gives_ways_to_loosen(client):
    make_city(name="North", slug="north")

    page = read(client, HISTORY, {"city": "north", "kind": "gift"})

    assert page.words("empty") == ["No events match. Without “North”Without “Gift”"]
    ways = {words_of(link): link.get("href") for link in page.all("a")}
    assert ways["Without “North”"] == "?kind=gift"
    assert ways["Without “Gift”"] == "?city=north"


def test_a_list_with_events_has_nothing_to_loosen(client):
    make_event(kind="gift", start="1994")

    page = read(client, HISTORY, {"kind": "gift"})

    assert page.words("empty") == []
    assert "Without" not in page.html


@pytest.mark.parametrize("name", ["city", "goal", "kind", "decade"])
def test_an_unknown_value_is_named_beside_its_field_and_filters_nothing(client, name):
    make_event(title="A visit", start="1994")

    page = read(client, HISTORY, {name: "atlantis"})

    assert page.status == 200
    assert page.words("errorlist") == [
        "“atlantis” is not one of the choices. Choose one from the list."
    ]
    assert page.words("error-summary__title") == ["There is a problem"]
    assert titles(page) == ["A visit"]


def test_a_wrong_value_leaves_the_right_ones_in_force(client):
    make_event(title="A gift", kind="gift", start="1994")
    make_event(title="A visit", kind="visit", start="1994")

    assert listed(client, kind="gift", city="atlantis") == ["A gift"]


def test_an_unpublished_city_is_no_choice(client):
    make_city(name="Secret", slug="secret", public=False)

    page = read(client, HISTORY, {"city": "secret"})

    assert [words_of(option) for option in page.all("option")].count("Secret") == 0
    assert len(page.words("errorlist")) == 1


@pytest.mark.parametrize(
    "query",
    [
        "city=%00",
        "city=north%00&kind=visit",
        "kind=" + "x" * 10_000,
        "city=north&city=south&city=%E2%80%AE",
        "city=%E2%80%AEhtron&decade=%E2%80%8F1990s",
        "decade=99999999999999999999s",
        "decade=%ED%A0%80",
        "city[]=north&city%5B0%5D=north",
        "kind=<script>alert(1)</script>&city=%27%20OR%201=1--",
        "&&&=&city",
        "city=%FF%FE",
        "goal=" + "%F0%9F%8F%94" * 500,
        "page=-1&utm_source=x",
        "csrfmiddlewaretoken=x&_method=DELETE",
    ],
)
def test_no_query_string_breaks_the_page(client, query):
    make_event(title="A visit", cities=[make_city(slug="north")], start="1994")

    page = read(client, f"{HISTORY}?{query}")

    assert page.status == 200
    assert titles(page) == ["A visit"]
    assert page.first("script", type=None) is None


def test_of_a_repeated_filter_the_last_counts(client):
    make_event(title="Gift", kind="gift", start="1994")
    make_event(title="Visit", kind="visit", start="1994")

    assert titles(read(client, f"{HISTORY}?kind=gift&kind=visit")) == ["Visit"]
