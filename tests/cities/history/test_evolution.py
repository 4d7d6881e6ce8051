"""How a relationship evolved, as the page of a city tells, draws and lists it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.history import figures, newest
from cities.history.bare import bare_past, with_parts
from cities.history.people_met import people_of
from cities.models import Event
from tests.builders import make_city, make_event, make_goal
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

REPORT = {"headline": "A report", "kind": "report"}
ANNOUNCEMENT = {"headline": "A plan", "kind": "announcement"}


@pytest.fixture
def aid():
    return make_goal(name="Aid")


@pytest.fixture
def city(aid):
    return make_city(
        slug="north",
        name="Northtown",
        stages=[{"stage": "sister", "start": "1958-11-29"}],
        goals=[{"goal": aid, "start": "1981"}],
    )


def section(client):
    """Return the sentences, and the labels of the drawing."""
    page = read(client, "/en/cities/north/")
    said = [part.get("aria-label") for part in page.all("svg") if part.get("role") == "img"]
    return page.words("evolution__said"), said


def told(client):
    return section(client)[0]


def test_sentences_say_what_one_sees(client, city, aid):
    make_event(cities=[city], start="1958-11-29")
    make_event(cities=[city], start="1981", goals=[aid])
    make_event(cities=[city], start="about 1984")
    make_event(cities=[city], start="1985-07-01", end="1987-01-02")
    make_event(cities=[city], start="1991", figures=[{"kind": "guests", "number": 12,
               "known": "counted"}])  # fmt: skip

    assert told(client) == [
        "The record has 5 dated events that took place: 1958 to 1991.",
        "The decade with the most of them: 1980s, 3 events.",
        "The longest time between two of them for which we know of no event: 1959 to 1980.",
        "The goal that they served, and the year in which the record shows it first: Aid (1981).",
        "Guests and travelers: 12, known for 1 of 5 events.",
    ]


def test_what_is_off_or_only_announced_or_has_no_date_does_not_count(client, city, aid):
    make_event(cities=[city], start="1990", cancelled=True, goals=[aid])
    make_event(cities=[city], start="1991", postponed_to=make_event(start="1992"), goals=[aid])
    make_event(cities=[city], start="1981", sources=[ANNOUNCEMENT], goals=[aid])
    make_event(cities=[city], goals=[aid])
    assert told(client) == []

    make_event(cities=[city], start="1995", sources=[REPORT, ANNOUNCEMENT])

    assert told(client) == ["The record has 1 dated event that took place: 1995."]


def test_an_announcement_proves_no_goal(client, city, aid):
    make_event(cities=[city], start="1981", sources=[ANNOUNCEMENT], goals=[aid])

    assert "since 1981" not in words_of(read(client, "/en/cities/north/").first("main"))


def test_no_decade_is_named_where_two_have_as_many(client, city):
    for start in ("1981", "1991"):
        make_event(cities=[city], start=start)

    assert told(client) == ["The record has 2 dated events that took place: 1981 to 1991."]


def test_guests_of_several_cities_are_not_counted_for_one(client, city):
    other = make_city(name="Southtown")
    guests = [{"kind": "guests", "number": 50, "known": "counted"}]
    make_event(cities=[city, other], start="1981", figures=guests)
    make_event(cities=[city], start="1981", figures=[{"kind": "guests", "known": "unknown"}])

    assert len(told(client)) == 1


def test_a_city_that_readers_do_not_see_had_its_guests_all_the_same(client, city):
    hidden = make_city(name="Southtown", public=False)
    guests = [{"kind": "guests", "number": 50, "known": "counted"}]
    make_event(cities=[city, hidden], start="1981", figures=guests)
    make_event(cities=[city], start="1982", figures=[{**guests[0], "number": 2}])

    assert told(client)[-1] == "Guests and travelers: 2, known for 1 of 1 event."


def test_to_count_asks_nothing_of_each_event(city):
    later = make_event(start="1999")
    for start in ("1981", "1982"):
        make_event(cities=[city], start=start, postponed_to=later)
        make_event(cities=[city], start=start)

    city_events = Event.objects.of_city(city)
    with CaptureQueriesContext(connection) as queries:
        past, _coming = bare_past(city_events.in_order(), date(2026, 7, 1))
        events = with_parts(past, city_events, "en")
        loaded = len(queries)
        done = [event for event in events if figures.took_place(event)]
        people_of(done)

    assert (len(done), len(queries)) == (2, loaded)


def test_a_record_too_long_to_print_is_told_as_if_it_were_printed(client, city, aid, monkeypatch):
    guests = [{"kind": "guests", "number": 9, "young": 2, "known": "estimated"}]
    later = make_event(cities=[city], start="1999", goals=[aid], kind="visit", side="here")
    make_event(cities=[city], start="about 1961", end="1963", goals=[aid], figures=guests)
    make_event(cities=[city, make_city(name="Southtown", public=False)], start="1970",
               figures=guests)  # fmt: skip
    make_event(cities=[city], start="1981", goals=[aid], postponed_to=later)
    make_event(cities=[city], start="1982", goals=[aid], sources=[ANNOUNCEMENT])
    make_event(cities=[city], start="1983", sources=[ANNOUNCEMENT, REPORT], kind="gift")
    make_event(cities=[city], start="1984", goals=[aid], cancelled=True)
    make_event(cities=[city], start="")
    make_event(cities=[city], start="2001")
    printed = [*section(client), read(client, "/en/cities/north/").words("tally")]

    monkeypatch.setattr(newest, "MOST_PRINTED", 1)

    page = read(client, "/en/cities/north/")
    assert len(page.words("event__title")) == 1
    assert [*section(client), page.words("tally")] == printed
    assert printed[2]


def test_an_estimate_says_so(client, city):
    make_event(cities=[city], start="1981", figures=[
        {"kind": "guests", "number": 50, "known": "estimated"},
        {"kind": "travelers", "number": 2, "known": "counted"}])  # fmt: skip

    assert told(client)[-1] == "Guests and travelers: 52 (estimated), known for 1 of 1 event."


def test_the_drawing_says_its_years_and_few_events_are_not_drawn(client, city, aid):
    for start in ("1981", "1982", "about 1990", "1999"):
        make_event(cities=[city], start=start, goals=[aid])
    assert section(client)[1] == []

    make_event(cities=[city], start="2004", goals=[aid])

    assert section(client)[1] == [
        "since November 29, 1958",
        "1981 to 1982, about 1990, 1999, 2004",
        "1980s: 2, 1990s: 2, 2000s: 1",
    ]


def test_the_table_has_every_decade_and_says_what_is_not_known(client, city, aid):
    make_event(cities=[city], start="1958-11-29", figures=[
        {"kind": "guests", "number": 3, "known": "counted"}])  # fmt: skip
    make_event(cities=[city], start="1981", goals=[aid])

    table = read(client, "/en/cities/north/").first("table")

    assert [[words_of(cell) for cell in row] for row in table.iter("tr")] == [
        ["Decade", "Stage", "Events", "Aid", "Guests and travelers"],
        ["1950s", "Sister city (November 29, 1958)", "1", "0", "3"],
        ["1960s", "", "0", "0", "not known"],
        ["1970s", "", "0", "0", "not known"],
        ["1980s", "", "1", "1", "not known"],
    ]


def test_a_stage_before_or_after_the_events_stands_in_the_table_too(client):
    stages = [{"stage": "friendship", "start": "1975"}, {"stage": "emeritus", "start": "2001"}]
    make_event(cities=[make_city(slug="north", stages=stages)], start="1988")

    table = read(client, "/en/cities/north/").first("table")

    assert [[words_of(cell) for cell in row][:3] for row in table.iter("tr")] == [
        ["Decade", "Stage", "Events"],
        ["1970s", "Friendship city (1975)", "0"],
        ["1980s", "", "1"],
        ["1990s", "", "0"],
        ["2000s", "Emeritus (2001)", "0"],
    ]
