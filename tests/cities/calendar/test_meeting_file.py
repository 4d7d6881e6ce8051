"""The file of one meeting, for who wants this date and no subscription."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cities.models import MeetingException
from tests.builders import make_meeting_rule
from tests.cities.calendar.reading import ALL, calendar, events
from tests.crawl import HOST, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    now = datetime(2026, 11, 24, 20, tzinfo=ZoneInfo("America/Denver"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def files(client, path="/en/events/"):
    """List the addresses of the files beside meetings."""
    links = read(client, path).links
    return [link.removeprefix(HOST) for link in links if "/calendar/" in link]


def address(rule, day):
    return f"/en/calendar/{rule.entry.calendar.uid}/{day}.ics"


def test_it_stands_beside_each_meeting_and_is_the_entry_of_the_calendar(client):
    rule = make_meeting_rule(place="Room 335")
    (link,) = files(client)

    (alone,) = events(client, link)

    assert link == address(rule, "2026-12-02") == files(client, "/en/")[0]
    assert alone in events(client)
    assert (alone["DTSTART"], alone["LOCATION"]) == ("20261202T170000", "Room 335")
    assert len(calendar(client, link).all("VTIMEZONE")) == 1


def test_a_moved_meeting_keeps_its_file_and_its_name(client):
    rule = make_meeting_rule()
    (before,) = events(client, address(rule, "2026-12-02"))
    day = date(2026, 12, 2)
    MeetingException.objects.create(rule=rule, day=day, new_day=date(2026, 12, 9))

    (after,) = events(client, address(rule, "2026-12-02"))

    assert after["UID"] == before["UID"]
    assert after["DTSTART"] == "20261209T170000"
    assert client.get(address(rule, "2026-12-09")).status_code == 404


def test_of_a_cancelled_meeting_none_is_offered_and_who_has_it_is_told(client):
    rule = make_meeting_rule(exceptions=[{"day": date(2026, 12, 2), "cancelled": True}])

    (alone,) = events(client, address(rule, "2026-12-02"))

    assert files(client) == []
    assert (alone["STATUS"], alone["SUMMARY"]) == ("CANCELLED", "Cancelled: Board meeting")


def test_an_unchanged_file_is_the_same_byte_for_byte(client, monkeypatch):
    rule = make_meeting_rule()
    first = client.get(address(rule, "2026-12-02")).content
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(tz=ZoneInfo("UTC")) + timedelta(1))

    assert client.get(address(rule, "2026-12-02")).content == first


def test_what_is_no_day_of_a_public_rule_has_none(client):
    rule = make_meeting_rule()
    draft = make_meeting_rule("Draft", public=False)
    nobodys = "/en/calendar/0f4cf8a6-0a0e-5d0b-8a39-6a1f1f9b6f5b/2026-12-02.ics"

    for day in ("2026-12-03", "2027-01-06", "2026-13-01", "20261202", "0000-01-01", "x"):
        assert client.get(address(rule, day)).status_code == 404
    assert client.get(nobodys).status_code == 404
    assert not hasattr(draft.entry, "calendar")
    assert "Draft" not in str(events(client, ALL))
