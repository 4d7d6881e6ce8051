"""Calendars as two programs read them: the library, and the strict reader beside this module."""

import re

import icalendar

from tests.cities.calendar.strict import parsed

ALL = "/en/calendar.ics"


def calendar(client, address=ALL):
    """Return a calendar, once both parsers agree on what its events are called."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    ours = parsed(response.content)
    theirs = icalendar.Calendar.from_ical(response.content)
    assert not theirs.errors
    assert [event.lines["SUMMARY"] for event in ours.all("VEVENT")] == [
        str(event["SUMMARY"]) for event in theirs.walk("VEVENT")
    ]
    for event in ours.all("VEVENT"):
        assert {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "URL"} <= set(event.lines)
        zone = re.search("TZID=([^;]+)", event.parameters["DTSTART"])
        if zone:
            assert zone[1] in [each.lines["TZID"] for each in ours.all("VTIMEZONE")]
    return ours


def events(client, address=ALL):
    """List the properties of each event in a calendar."""
    return [event.lines for event in calendar(client, address).all("VEVENT")]
