"""The whole history: filters, the calendar, silences, and whatever a query string may hold."""

import pytest
from tests.builders import make_city, make_event, make_goal, make_page
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

    chosen = [option.get("value") for option in page.all("option") if "selected" in option.keys()]
    assert chosen == ["north", "", "", ""]


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

    response = client.get(HISTORY, {"city": "north", "kind": "gift"})

    assert response.context["count"] == 0
    assert response.context["loosen"] == [
        {"url": "?kind=gift", "label": "Without “North”"},
        {"url": "?city=north", "label": "Without “Gift”"},
    ]


def test_a_list_with_events_has_nothing_to_loosen(client):
    make_event(kind="gift", start="1994")

    assert client.get(HISTORY, {"kind": "gift"}).context["loosen"] == []


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


# --- What the list shows ----------------------------------------------------------------------


def test_coming_events_stand_in_the_calendar_and_not_in_the_history(client):
    make_event(title="Past", start="1994-05-01")
    make_event(title="Coming", start="2999-05-01")

    response = client.get(HISTORY)

    assert response.context["count"] == 1
    assert [row.title.value for row in response.context["coming"]] == ["Coming"]
    shown = [row.title.value for decade in response.context["decades"] for row in decade.items]
    assert shown == ["Past"]


def test_filters_choose_from_the_calendar_too(client):
    make_event(title="Coming gift", kind="gift", start="2999-05-01")
    make_event(title="Coming visit", kind="visit", start="2999-05-01")

    assert listed(client, kind="gift") == ["Coming gift"]


def test_a_cancelled_event_stays_with_the_word(client):
    make_event(title="A concert", start="1994", cancelled=True)
    make_event(title="A visit", start="1995")

    page = read(client, HISTORY)

    assert titles(page) == ["A concert", "A visit"]
    assert page.words("event--cancelled")[0].startswith("1994 Cancelled A concert")
    assert page.words("event__state") == ["Cancelled"]


def test_more_than_five_years_without_an_event_are_told_as_a_silence(client):
    take_part = make_page(title="Take part", template="take_part", menu="header", slug="help")
    make_event(start="1960")
    make_event(start="1965")
    make_event(start="1971")

    page = read(client, HISTORY)

    assert page.words("silence") == [
        "1966 to 1970: no dated event here yet. Do you remember one? 1966–1970"
    ]
    assert page.first("a", href=take_part.get_absolute_url()) is not None


def test_a_filtered_list_claims_no_silences(client):
    make_event(kind="gift", start="1960")
    make_event(kind="gift", start="1990")

    assert read(client, HISTORY, {"kind": "gift"}).words("silence") == []


def test_events_without_a_date_come_last_and_say_so(client):
    make_event(title="Undated")
    make_event(title="Dated", start="1994")

    page = read(client, HISTORY)

    assert titles(page) == ["Dated", "Undated"]
    assert page.words("decade__label") == ["1990s", "Date not known"]
    assert page.words("event__when")[1].strip() == "Date not known"


def test_the_number_of_dated_events_leaves_the_undated_out(client):
    make_event()
    make_event(start="1994")

    page = read(client, HISTORY)

    assert page.words("lede")[0].startswith("1 dated event, with its source.")
    assert words_of(page.all("h2")[0]) == "2 events"


def test_an_event_shows_its_source_and_whose_date_differs(client):
    source = {
        "title": "Un patto",
        "language": "it",
        "publisher": "Città",
        "url": "https://example.org/patto",
        "seen": "2026-11-01",
    }
    make_event(
        title="A pact",
        cities=[make_city(name="North")],
        start="2007-05-23",
        partner_date="2007-05-24",
        sources=[source],
    )

    page = read(client, HISTORY)

    assert page.words("source__list") == ["Un patto, Città, seen Nov. 1, 2026"]
    link = page.first("a", href="https://example.org/patto")
    assert (link.get("lang"), link.get("hreflang")) == ("it", "it")
    assert page.words("event__partner-date") == ["The record of North says May 24, 2007."]


def test_the_table_counts_events_by_decade_and_goal(client):
    aid, trade = make_goal(name="Aid", rank=1), make_goal(name="Trade", rank=2)
    make_event(goals=[aid], start="1994")
    make_event(goals=[aid, trade], start="1999")
    make_event(start="2004")

    table = client.get(HISTORY).context["table_decades"]

    assert table == {
        "goals": [aid, trade],
        "rows": [
            {"decade": "1990s", "counts": [2, 1], "total": 2},
            {"decade": "2000s", "counts": [0, 0], "total": 1},
        ],
    }


def test_unpublished_events_are_not_told(client):
    make_event(title="Draft", start="1994", public=False)

    assert listed(client) == []


def test_the_history_begins_with_the_oldest_tie(client):
    make_city(stages=[{"stage": "sister", "start": "1958-11-29"}])
    make_event(start="1957")

    assert words_of(read(client, HISTORY).first("h1")) == "1958 to today"


def test_without_a_dated_tie_the_heading_names_no_year(client):
    make_city(stages=[{"stage": "sister"}])

    assert words_of(read(client, HISTORY).first("h1")) == "History"


def test_only_coming_events_dated_to_the_day_are_told_to_search_engines(client):
    make_event(title="A concert", start="2999-05-01", end="2999-05-03", cancelled=True)
    make_event(title="Some time in May", start="2999-05")
    make_event(title="Perhaps", start="about 2999-05-01")

    page = read(client, HISTORY)

    assert '"startDate": "2999-05-01"' in page.html
    assert page.html.count('"@type": "Event"') == 1
    assert '"endDate": "2999-05-03"' in page.html
    assert "https://schema.org/EventCancelled" in page.html
