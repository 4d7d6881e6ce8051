"""What search engines read of events, held to what schema.org and they ask for."""

import json
import re
from datetime import datetime, time

import pytest

from tests.builders import make_city, make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

STATES = {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled"}
MODES = {"OnlineEventAttendanceMode", "OfflineEventAttendanceMode", "MixedEventAttendanceMode"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def told(client, slug):
    """Return the `Event` of a page, once it holds what validators ask for."""
    html = client.get(f"/en/events/{slug}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@context"] == "https://schema.org"
    found = [each for each in data.get("@graph", [data]) if each["@type"] == "Event"]
    for event in found:
        assert_valid(event)
    return found[0] if found else None


def assert_valid(event):
    assert event["name"]
    assert event["url"].startswith("http")
    assert event["eventStatus"].removeprefix("https://schema.org/") in STATES
    for name in ("startDate", "endDate"):
        value = event.get(name, "2000-01-01")
        assert DAY.fullmatch(value) or datetime.fromisoformat(value).utcoffset() is not None
    assert event.get("endDate", event["startDate"])[:10] >= event["startDate"][:10]
    if "eventAttendanceMode" in event:
        assert event["eventAttendanceMode"].removeprefix("https://schema.org/") in MODES
    places = event.get("location", [])
    for place in places if isinstance(places, list) else [places]:
        if place["@type"] == "VirtualLocation":
            assert place["url"].startswith("http")
        else:
            assert place["@type"] == "Place"
            assert place["name"]


def test_an_event_has_its_time_with_the_offset_of_the_place_and_its_address(client):
    make_event(
        slug="board",
        start="2031-01-08",
        start_time=time(17),
        end_time=time(18, 30),
        side="here",
        place="City Hall",
        address="1 Main Street, Room 2",
        online_url="https://example.org/live",
    )

    event = told(client, "board")

    assert event["startDate"] == "2031-01-08T17:00:00-07:00"
    assert event["endDate"] == "2031-01-08T18:30:00-07:00"
    assert event["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert event["location"][0] == {
        "@type": "Place",
        "name": "City Hall",
        "address": "1 Main Street, Room 2",
    }


def test_the_offset_follows_the_clock_of_the_partner_city(client):
    there = {"slug": "feast", "start": "2031-07-08", "start_time": time(9), "side": "there"}
    make_event(cities=[make_city()], **there)

    assert told(client, "feast")["startDate"] == "2031-07-08T09:00:00+09:00"


@pytest.mark.parametrize("start", ["about 1978", "1988-05", "by 1988-05-04", "1980s", ""])
def test_what_is_not_known_to_the_day_is_told_to_no_calendar(client, start):
    make_event(slug="vague", start=start)

    assert told(client, "vague") is None


def test_cancelled_and_postponed_are_told(client):
    later = make_event(slug="later", start="2031-06-01")
    make_event(slug="off", start="2031-05-01", cancelled=True)
    make_event(slug="moved", start="2031-05-01", postponed_to=later)

    assert told(client, "off")["eventStatus"].endswith("EventCancelled")
    assert told(client, "moved")["eventStatus"].endswith("EventPostponed")
