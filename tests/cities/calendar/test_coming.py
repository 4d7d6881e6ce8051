"""The page of what is coming: by month, with filters, no more exact than the record."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.builders import make_city, make_event, make_goal, make_meeting_rule
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

COMING = "/en/events/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let it be the evening of November 24, 2026 at home, when it is the 25th in Greenwich."""
    now = datetime(2026, 11, 24, 20, tzinfo=ZoneInfo("America/Denver"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def told(client, query=""):
    """Return the headings of months with the titles under them."""
    months = {}
    for element in read(client, COMING + query).document.iter():
        if "decade__label" in element.get("class", ""):
            months[words_of(element)] = titles = []
        elif element.get("class") == "event__title":
            titles.append(words_of(element))
    return months


def test_what_lies_ahead_stands_under_its_month_and_what_is_coarser_after_it(client):
    make_event(title="Year", start="2026")
    make_event(title="Autumn", start="autumn 2026")
    make_event(title="December", start="2026-12")
    make_event(title="At five", start="2026-12-02", start_time=time(17))
    make_event(title="At nine", start="2026-12-02", start_time=time(9))
    make_event(title="Since October", start="2026-10-01", end="2026-11-30")
    make_event(title="This evening", start="2026-11-24", start_time=time(19))
    make_event(title="Yesterday", start="2026-11-23")
    make_event(title="Next year", start="2027-01-15")
    make_event(title="Draft", start="2026-12-03", public=False)

    assert told(client) == {
        "November 2026": ["Since October", "This evening"],
        "December 2026": ["December", "At nine", "At five"],
        "autumn 2026": ["Autumn"],
        "2026": ["Year"],
        "January 2027": ["Next year"],
    }


def test_what_a_source_reports_has_taken_place_an_announcement_proves_nothing(client):
    for title, kind in (("Reported", "report"), ("Announced", "announcement")):
        make_event(title=title, start="2026-11", sources=[{"headline": "A", "kind": kind}])

    assert told(client) == {"November 2026": ["Announced"]}


def test_the_filters_combine_and_a_wrong_value_is_told(client):
    north = make_city(slug="north")
    make_event(title="Feast", start="2026-12-02", kind="festival", cities=[north])
    make_event(title="Visit", start="2026-12-02", kind="visit", cities=[north])
    make_event(title="Elsewhere", start="2026-12-02", kind="festival")

    assert told(client, "?city=north&kind=festival") == {"December 2026": ["Feast"]}
    assert told(client, "?city=nowhere") == told(client)
    assert "“nowhere” is not one of the choices" in read(client, COMING + "?city=nowhere").html


def subscription(page):
    """Return the address to copy, and the one that opens the reader's own program."""
    link = page.first("a", **{"class": "subscribe__address"})
    hrefs = [each.get("href", "") for each in page.all("a")]
    return [link.get("href"), *(href for href in hrefs if href.startswith("webcal:"))]


def test_one_subscribes_with_one_click_or_by_the_address(client, settings):
    make_city(slug="north")

    assert subscription(read(client, COMING + "?city=north")) == [
        "http://testserver/en/cities/north/calendar.ics",
        "webcal://testserver/en/cities/north/calendar.ics",
    ]
    settings.SITE_URL = "https://sisters.example.org"
    assert subscription(read(client, COMING)) == [
        "https://sisters.example.org/en/calendar.ics",
        "webcal://sisters.example.org/en/calendar.ics",
    ]


def test_whoever_subscribes_is_told_first_how_often_programs_ask(client):
    city = make_city(name="North", slug="north")
    make_event(start="2026-12-02", cities=[city])
    panel = "http://testserver/en/events/?{}#subscribe"

    page, city_page = read(client, COMING), read(client, "/en/cities/north/")

    assert panel.format("city=north") in city_page.links
    assert not [link for link in city_page.links if link.endswith(".ics")]
    assert {panel.format("city=north"), panel.format("kind=visit")} <= set(page.links)
    for link in (panel.format("city=north"), panel.format("kind=visit")):
        shown = read(client, link.partition("#")[0].removeprefix("http://testserver"))
        (told,) = shown.words("subscribe")
        assert "Apple about every hour, Outlook every 3 to 24 hours, Google every 12" in told
        assert "subscribe" in shown.ids


@pytest.mark.parametrize(
    "query",
    ["?city=%00", "?kind=" + "x" * 5000, "?city=north&city=south", "?%FF=%FF", "?kind[]=1"],
)
def test_a_hostile_query_gets_an_answer(client, query):
    make_city(slug="north")

    assert client.get(COMING + query).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_needs_as_many_queries_however_much_there_is(client, rows):
    for n in range(rows):
        make_event(
            title=f"Event {n}",
            start=f"2026-12-0{n + 1}",
            cities=[make_city()],
            goals=[make_goal()],
            sources=[{"headline": "A", "kind": "announcement"}],
        )

    with CaptureQueriesContext(connection) as captured:
        assert client.get(COMING + "?kind=visit").status_code == 200

    assert len(captured) == 11


def test_a_rule_without_an_end_gives_dates_until_the_calendar_ends(client):
    make_meeting_rule(title="Board meeting", valid_until=date(2999, 12, 31))
    make_event(title="For ever", start="2026-01-01", end="2999-12-31")

    assert "Board meeting" in client.get("/en/events/").content.decode()
    assert b"For ever" in client.get("/en/calendar.ics").content
