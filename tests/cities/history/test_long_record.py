"""A long record: no page grows with it, nothing is lost, and nothing is claimed."""

import re
from datetime import date

import pytest
from django.utils import timezone

from benchmarks.many_events import add_events
from cities.history import record
from cities.history.newest import MOST_PRINTED, newest
from cities.history.pages import place_of
from cities.models import Event
from editorial.previews.draft import NO_DRAFT
from tests.builders import make_city, make_event, make_goal, make_home, make_site
from tests.crawl import named_paths, read, words_of
from tests.programs.kept_rows import made_once
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db

HISTORY = "/en/history/"
MANY = record.MOST_ROWS * 2 + 5


def make_program(cities, goals):
    """Make the home city, partners and the goals that all of them share."""
    make_site()
    make_home(slug="hometown", phrase_in="in Hometown")
    goals = [make_goal(name=f"Goal {n}", slug=f"goal-{n}") for n in range(goals)]
    for n in range(cities):
        make_city(
            name=f"City {n}",
            slug=f"city-{n}",
            stages=[{"stage": "sister", "start": str(1958 + n)}],
            goals=[{"goal": goal, "start": "1990"} for goal in goals],
        )


@pytest.fixture
def site():
    make_program(cities=2, goals=1)


@pytest.fixture
def many(db):
    made_once(make_long_record)


def make_long_record():
    """Make the program with more events than two pages hold; nobody asks for a row by itself."""
    make_program(cities=2, goals=1)
    add_events(MANY, until=date(2026, 1, 1))
    return {}


def titles(page):
    return page.words("event__title")


# --- What is past and what is coming ----------------------------------------------------------

TODAY = date(2026, 5, 15)


@pytest.mark.usefixtures("home")
def test_the_database_and_a_row_agree_on_what_is_coming():
    days = ["2026-05-14", "2026-05-15", "2026-05-16"]
    starts = ["", *days, "2026-05", "2026-06", "2026", "2027", "2020s", "about 2026-05-15"]
    for start in starts:
        make_event(title=start or "Undated", start=start)
        for end in ["2026-05-14", "2026-05-15", "2026-06-01"]:
            if start in days and start <= end:
                make_event(title=f"{start} to {end}", start=start, end=end)

    coming = {event.title for event in Event.objects.coming(TODAY)}
    past = {event.title for event in Event.objects.past(TODAY)}

    assert coming == {event.title for event in Event.objects.all() if event.is_coming(TODAY)}
    assert past == {event.title for event in Event.objects.all()} - coming
    assert coming
    assert past


# --- Pages ------------------------------------------------------------------------------------


def test_every_event_stands_on_one_page_of_the_history(client, many):
    pages = [read(client, HISTORY, {"page": number}) for number in (1, 2, 3)]

    told = [title for page in pages for title in titles(page)]
    assert len(told) == len(set(told)) == MANY
    assert [len(titles(page)) for page in pages] == [record.MOST_ROWS, record.MOST_ROWS, 5]
    assert {words_of(page.all("h2")[0]) for page in pages} == {f"{MANY} events"}


def test_pages_lead_to_each_other_and_keep_the_filters(client, many):
    page = read(client, HISTORY, {"side": "x", "page": 2})

    links = [element for element in page.all("a") if element.get("rel") in ("prev", "next")]
    assert [link.get("href") for link in links] == [
        "/en/history/?side=x&page=1#record",
        "/en/history/?side=x&page=3#record",
    ]
    assert "Page 2 of 3" in page.words("page-links")[0]


@pytest.mark.proof
def test_a_number_that_no_page_has_breaks_nothing(client, many):
    for number in ["0", "-1", "x", "99", "1e3", "٣", ""]:
        assert titles(read(client, HISTORY, {"page": number}))


def test_a_link_to_an_event_leads_to_the_page_on_which_it_stands(client, many):
    for event in Event.objects.in_order()[:: record.MOST_ROWS - 1]:
        page = read(client, place_of(event).partition("#")[0])

        assert event.anchor in page.ids


def test_a_link_to_what_is_coming_leads_to_the_end_of_the_record(client, many):
    event = make_event(title="A festival to come", start="2190-05-01")

    assert event.anchor in read(client, HISTORY, {"event": event.slug}).ids


@pytest.mark.proof
def test_a_link_to_an_event_that_is_not_there_shows_the_first_page(client, many):
    first = read(client, HISTORY).ids

    for event in ["0", "x", "99999999999999999999", "-1", "٣"]:
        assert read(client, HISTORY, {"event": event}).ids == first


@pytest.mark.proof
def test_each_page_is_known_by_its_own_address(client, many):
    addresses = {
        path: read(client, path).first("link", rel="canonical").get("href")
        for path in (
            "/en/history/",
            "/en/history/?page=2",
            "/en/history/?page=2&utm=x",
            "/en/history/1990s/",
            "/en/history/?decade=1990s",
            "/en/history/?city=city-0",
        )
    }

    assert addresses == {
        "/en/history/": "http://testserver/en/history/",
        "/en/history/?page=2": "http://testserver/en/history/?page=2",
        "/en/history/?page=2&utm=x": "http://testserver/en/history/?page=2",
        "/en/history/1990s/": "http://testserver/en/history/1990s/",
        "/en/history/?decade=1990s": "http://testserver/en/history/1990s/",
        "/en/history/?city=city-0": "http://testserver/en/history/",
    }


# --- Decades ----------------------------------------------------------------------------------


def test_a_decade_has_a_page_that_is_linked_and_in_the_site_map(client, many):
    history, decade = read(client, HISTORY), read(client, "/en/history/1990s/")

    link = history.first("a", href="/en/history/1990s/")
    assert words_of(link) == f"1990s ({len(titles(decade))})"
    assert decade.words("decade__label") == ["1990s"]
    assert titles(decade) == titles(read(client, HISTORY, {"decade": "1990s"}))
    assert "/ja/history/1990s/" in named_paths(client)


def test_the_filter_that_an_address_stands_for_can_be_taken_off(client, many):
    page = read(client, "/en/history/1990s/", {"city": "city-0"})

    removed = [link.get("href") for link in page.all("a") if words_of(link).startswith("Remove")]
    assert removed == ["/en/history/?decade=1990s", "/en/history/?city=city-0"]


def test_a_decade_without_events_has_no_page(client, many):
    for decade in ["1890s", "1995s", "1990", "banana", "٢٠٢٠s"]:
        assert client.get(f"/en/history/{decade}/").status_code == 404


def test_a_short_history_has_one_page_and_no_more_addresses(client, site):
    make_event(start="1994")

    page = read(client, HISTORY)

    assert page.words("decade-links") == page.words("page-links") == []
    assert "/en/history/1990s/" not in named_paths(client)
    assert client.get("/en/history/1990s/").status_code == 200


def test_what_lies_far_ahead_is_counted(client, home):
    for n in range(record.MOST_COMING + 2):
        make_event(title=f"Coming {n}", start=f"{2900 + n}-01-01")

    page = read(client, HISTORY)

    assert titles(page) == [f"Coming {n}" for n in range(record.MOST_COMING)]
    assert "2 more events lie further ahead" in page.html


# --- Lines, cities, goals ---------------------------------------------------------------------


def test_lines_draw_all_of_a_short_record_and_some_of_a_long_one(site, monkeypatch):
    add_events(200, until=date(2026, 1, 1))
    assert len(record.at_a_glance(NO_DRAFT, TODAY).marks) == 200

    monkeypatch.setattr(record, "MOST_MARKS", 100)
    glance = record.at_a_glance(NO_DRAFT, TODAY)

    first = Event.objects.in_order().first()
    assert glance.marks[0] == first
    assert 50 < len(glance.marks) < 200
    assert glance.years.dated == 200


def test_a_page_prints_the_newest_and_counts_and_weighs_all(client, site):
    add_events(400, until=date(2026, 1, 1))
    city = Event.objects.in_order().first().cities.get()
    every = Event.objects.of_city(city).in_order()

    events = newest(NO_DRAFT, TODAY, city=city)
    page = read(client, city.get_absolute_url())

    assert events.past == list(every)[-MOST_PRINTED:]
    assert [event.pk for event in events.all_past] == [event.pk for event in every]
    assert titles(page) == [event.title for event in events.past]
    assert f"newest {MOST_PRINTED} of {len(every)} events" in page.html
    assert page.first("a", href=f"/en/history/?city={city.slug}#record") is not None


def test_a_goal_counts_the_events_that_it_does_not_print(client, site):
    add_events(400, until=date(2026, 1, 1))
    every = Event.objects.filter(goals__slug="goal-0")

    page = read(client, "/en/goals/goal-0/")

    assert page.words("hero__more") == [f"{len(every)} events on record"]
    assert len(titles(page)) == MOST_PRINTED
    assert page.words("silence") == []
    assert page.first("a", href="/en/history/?goal=goal-0#record") is not None


# --- Ten thousand -----------------------------------------------------------------------------


def named_parts(client):
    """List the site map and of its many parts of events every hundredth."""
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall("<loc>http://testserver(.*?)</loc>", index)
    events = [path for path in parts if "events" in path]
    return ["/sitemap.xml", *(path for path in parts if path not in events), *events[::100]]


@pytest.mark.proof
def test_with_ten_thousand_events_no_page_is_heavy_and_none_asks_more(client):
    make_program(cities=6, goals=5)
    add_events(10_000, until=timezone.localdate())
    paths = [
        "/en/",
        "/en/history/",
        "/en/history/?page=70",
        "/en/history/?city=city-0",
        "/en/history/?city=city-0&goal=goal-0",
        "/en/history/?kind=visit&decade=1990s",
        "/en/history/1990s/",
        "/en/history/1990s/?goal=goal-0&page=3",
        "/en/cities/",
        "/en/cities/city-0/",
        "/en/goals/",
        "/en/goals/goal-0/",
        "/en/site-map/",
        "/en/cities/city-0/brief/",
        "/en/events/",
        "/en/sources/",
        "/en/sources/?page=9",
        "/uk/history/",
        "/uk/history/?city=city-0&goal=goal-0",
        "/ja/cities/city-0/",
        "/uk/goals/goal-0/",
        "/en/calendar.ics",
        "/data/v1/figures.json",
        "/data/v1/figures.csv",
        *named_parts(client),
    ]

    weights = {path: len(client.get(path).content) for path in paths}
    queries = {path: queries_of(client, path) for path in paths}

    assert {path: weight for path, weight in weights.items() if weight > 200_000} == {}
    # A city whose older events are not printed counts and draws them from a second, narrow list.
    assert {path: count for path, count in queries.items() if count > 20} == {}
