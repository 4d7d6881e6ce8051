"""The next meeting, as pages announce it: the one that takes place, and its notice."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.builders import make_city, make_meeting_rule, make_page, make_site
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    now = datetime(2026, 10, 10, 12, tzinfo=ZoneInfo("America/Denver"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def announced(client, path="/en/"):
    """Return the lines about meetings, up to what one can do about them."""
    lines = [line for line in read(client, path).words("ruled") if "eeting" in line]
    return [line.partition(" Add to")[0].partition(" Public notice")[0] for line in lines]


def test_a_cancelled_meeting_stands_before_the_one_that_takes_place(client):
    make_meeting_rule(exceptions=[{"day": date(2026, 11, 4), "cancelled": True}])

    assert announced(client) == [
        "Meeting Wednesday, November 4, 2026, 5:00 PM Cancelled Board meeting",
        "Next meeting Wednesday, December 2, 2026, 5:00 PM Board meeting",
    ]


def test_what_follows_the_next_meeting_is_not_announced(client):
    make_meeting_rule(exceptions=[{"day": date(2026, 12, 2), "cancelled": True}])

    assert announced(client) == ["Next meeting Wednesday, November 4, 2026, 5:00 PM Board meeting"]


def test_where_none_takes_place_the_cancelled_one_is_told(client):
    make_meeting_rule(
        valid_until=date(2026, 11, 30), exceptions=[{"day": date(2026, 11, 4), "cancelled": True}]
    )

    assert announced(client) == [
        "Meeting Wednesday, November 4, 2026, 5:00 PM Cancelled Board meeting"
    ]


# --- The way there ----------------------------------------------------------------------------

NOTICE = "https://notices.example.org/1"


def way_there(page):
    """Return the words and the address of the button that invites to the next meeting."""
    (panel,) = [part for part in page.all("section") if part.get("class") == "panel"]
    return [(words_of(link), link.get("href")) for link in panel.iter("a")]


@pytest.mark.parametrize("template", ["", "program"])
@pytest.mark.parametrize(
    ("rule", "way"),
    [
        ({"notice_url": NOTICE}, ("Public notice and agenda", NOTICE)),
        ({}, ("How to join in", "/en/events/#meeting-2026-11-04")),
        ({"public": False, "notice_url": NOTICE}, ("How to join in", "/en/take-part/")),
    ],
)
def test_the_invitation_leads_to_the_notice_itself_where_it_is_on_record(
    client, template, rule, way
):
    make_site(meeting_title="The next meeting")
    make_page(template="take_part", slug="take-part")
    page = make_page(template=template).get_absolute_url() if template else "/en/"
    make_meeting_rule(**rule)

    assert way_there(read(client, page)) == [way]


def test_the_notice_is_that_of_the_meeting_that_takes_place(client):
    make_site(meeting_title="The next meeting")
    make_meeting_rule(
        valid_until=date(2026, 11, 30),
        notice_url="https://notices.example.org/cancelled",
        exceptions=[{"day": date(2026, 11, 4), "cancelled": True}],
    )
    make_meeting_rule(valid_from=date(2026, 12, 1), notice_url=NOTICE)

    assert way_there(read(client, "/en/")) == [("Public notice and agenda", NOTICE)]


def test_the_page_of_a_city_tells_the_next_meeting_with_its_notice_and_its_file(client):
    make_city(slug="north")
    rule = make_meeting_rule(notice_url=NOTICE)

    page = read(client, "/en/cities/north/")

    assert announced(client, "/en/cities/north/") == [
        "Next meeting Wednesday, November 4, 2026, 5:00 PM Board meeting"
    ]
    file = f"http://testserver/en/calendar/{rule.entry.calendar.uid}/2026-11-04.ics"
    assert {NOTICE, file, "http://testserver/en/events/#meeting-2026-11-04"} <= set(page.links)
