"""Calendars to subscribe to, read by the library's parser and by one of our own."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.dates.zone_rules import changes
from cities.models import CalendarState, City, Event
from editorial import publishing
from editorial.cache.wsgi import PageCache
from editorial.publishing import delete as deletion
from editorial.revisions import data as revisions
from editorial.revisions.versions import read as versions_of
from tests.builders import make_city, make_event, make_meeting_rule
from tests.cities.calendar.reading import ALL, calendar, events
from tests.editorial.cache.wsgi_client import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HOME = ZoneInfo("America/Denver")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    now = datetime(2026, 11, 24, 20, tzinfo=HOME)
    monkeypatch.setattr(timezone, "now", lambda: now)


def change(event, **values):
    """Publish an event with other facts."""
    facts = revisions.facts_of(versions_of(event.entry).revision("working", "zxx"))
    facts["root"] |= values
    publishing.save(event.entry, facts=facts)
    publishing.publish(event.entry, ["en"])


# --- What stands in it ------------------------------------------------------------------------


def test_a_time_is_that_of_the_place_and_a_day_ends_before_the_next(client):
    north = make_city(time_zone="Asia/Tokyo")
    make_event(start="2026-12-02", start_time=time(17), end_time=time(18, 30))
    make_event(start="2026-12-03", start_time=time(9), side="there", cities=[north])
    make_event(start="2026-12-04")
    make_event(start="2026-12-05", end="2026-12-07")

    found = calendar(client).all("VEVENT")

    told = [
        [each.parameters[name] + ":" + each.lines[name] for name in ("DTSTART", "DTEND")
         if name in each.lines]
        for each in found
    ]  # fmt: skip
    assert told == [
        [";TZID=America/Denver:20261202T170000", ";TZID=America/Denver:20261202T183000"],
        [";TZID=Asia/Tokyo:20261203T090000"],
        [";VALUE=DATE:20261204", ";VALUE=DATE:20261205"],
        [";VALUE=DATE:20261205", ";VALUE=DATE:20261208"],
    ]


def test_what_is_known_to_the_month_or_a_draft_or_long_past_stands_in_none(client):
    make_event(title="Month", start="2026-12", slug="month")
    make_event(title="About", start="about 2026-12-02")
    make_event(title="Draft", start="2026-12-02", slug="draft", public=False)
    make_event(title="Long past", start="2026-08-01")
    make_event(title="Past", start="2026-11-01")

    assert [event["SUMMARY"] for event in events(client)] == ["Past"]
    for slug in ("month", "draft", "nothing"):
        assert client.get(f"/en/events/{slug}/event.ics").status_code == 404


def test_what_began_long_ago_and_is_not_over_stands_in_it(client):
    make_event(title="Exhibition", start="2026-01-10", end="2026-12-31")
    make_event(title="Over", start="2026-01-10", end="2026-06-30")

    assert [event["SUMMARY"] for event in events(client)] == ["Exhibition"]


def test_who_subscribed_to_a_former_address_is_led_on(client):
    event, city = make_event(start="2026-12-02", slug="old"), make_city(slug="old-town")
    change(event, slug="new")
    change(city, slug="new-town")

    for old, new in [("events/old/event", "events/new/event"),
                     ("cities/old-town/calendar", "cities/new-town/calendar")]:  # fmt: skip
        answer = client.get(f"/en/{old}.ics")
        assert (answer.status_code, answer["Location"]) == (301, f"/en/{new}.ics")


def test_texts_are_escaped_and_folded_between_characters(client):
    title = "Soba, sushi; back\\slash and 松本市と塩湖城の友好の集い" * 2
    make_event(title=title, text="One\nTwo", start="2026-12-02", address="1 Main St, Room 2")

    (event,) = events(client)

    assert event["SUMMARY"] == title
    assert event["LOCATION"] == "1 Main St, Room 2"
    assert event["DESCRIPTION"].startswith("One\nTwo\nhttp://testserver/en/events/")


def test_a_lone_carriage_return_adds_no_line(client):
    make_event(title="A", start="2026-12-02")
    Event.objects.update(title_en="A\rATTENDEE:mailto:x@example.org", text_en="B\r\nEND:VEVENT")

    (event,) = events(client)

    assert "ATTENDEE" not in event


def test_what_is_cancelled_says_so_in_words_until_its_day_has_passed(client):
    make_event(title="Feast", start="2026-12-02", cancelled=True, slug="feast")
    make_event(title="Over", start="2026-11-23", cancelled=True)
    other = make_event(title="New", start="2026-12-09")
    make_event(title="Old", start="2026-12-03", postponed_to=other)

    told = {event["SUMMARY"]: (event["STATUS"], event["TRANSP"]) for event in events(client)}
    (alone,) = events(client, "/en/events/feast/event.ics")

    assert told == {
        "Cancelled: Feast": ("CONFIRMED", "TRANSPARENT"),
        "Postponed: Old": ("CONFIRMED", "TRANSPARENT"),
        "New": ("CONFIRMED", "TRANSPARENT"),
    }
    assert alone["STATUS"] == "CANCELLED"


def test_meetings_are_dates_and_no_recurrence(client):
    make_meeting_rule(
        valid_until=date(2027, 2, 28),
        exceptions=[{"day": date(2027, 1, 6), "new_day": date(2027, 1, 13)}],
    )

    found = [event for event in events(client) if event["DTSTART"] > "20261124"]

    assert [event["DTSTART"] for event in found] == [
        "20261202T170000", "20270113T170000", "20270203T170000",
    ]  # fmt: skip
    assert len({event["UID"] for event in found}) == 3
    assert not {"RRULE", "EXDATE", "RECURRENCE-ID"} & set().union(*found)


WHERE = [
    ({"place": "Room 335", "address": "451 State Street"}, "Room 335, 451 State Street"),
    ({"place": "Room 335"}, "Room 335"),
    ({"address": "451 State Street", "online_url": "https://m.example.org/"}, "451 State Street"),
    ({"online_url": "https://m.example.org/"}, "https://m.example.org/"),
]


@pytest.mark.parametrize(("where", "location"), WHERE)
def test_the_place_is_the_room_and_the_street_of_events_and_meetings_alike(client, where, location):
    make_event(start="2026-12-02", **where)
    make_meeting_rule(valid_from=date(2026, 12, 1), **where)

    assert [event["LOCATION"] for event in events(client)] == [location, location]


def test_there_is_one_for_each_city_each_kind_and_each_language(client):
    north = make_city(name="North", slug="north")
    texts = {"ja": {"title": "祭り"}}
    make_event(title="Feast", start="2026-12-02", kind="festival", cities=[north],
               translations=texts)  # fmt: skip
    make_event(title="Visit", start="2026-12-03", kind="visit")
    make_meeting_rule("Meeting")

    def titles(address):
        return [event["SUMMARY"] for event in events(client, address)]

    assert titles("/en/cities/north/calendar.ics") == ["Feast"]
    assert titles("/en/calendar/visit.ics") == ["Visit"]
    assert set(titles("/en/calendar/meeting.ics")) == {"Meeting"}
    assert titles("/ja/cities/north/calendar.ics") == ["祭り"]
    for nowhere in ("/en/cities/nowhere/calendar.ics", "/en/calendar/nothing.ics"):
        assert client.get(nowhere).status_code == 404


@pytest.mark.parametrize("zone", ["America/Denver", "Africa/Casablanca"])
def test_a_calendar_of_nothing_is_one_all_the_same(client, home, zone):
    City.objects.update(time_zone=zone)
    make_event(start="2026-12-02", kind="visit")

    found = calendar(client, "/en/calendar/agreement.ics")

    written = "UTC" if zone == "Africa/Casablanca" else zone
    assert [(each.name, each.lines["TZID"]) for each in found.inner] == [("VTIMEZONE", written)]


# --- Names and numbers for ever ---------------------------------------------------------------


def test_the_name_is_the_same_in_every_language_under_any_address_and_site(client, settings):
    event = make_event(slug="one", start="2026-12-02", translations={"ja": {"title": "一"}})
    (english,), (japanese,) = events(client), events(client, "/ja/calendar.ics")
    change(event, slug="two")
    settings.SITE_URL = "https://elsewhere.example.org"
    (moved,) = events(client)

    assert english["UID"] == japanese["UID"] == moved["UID"]
    assert moved["URL"] == "https://elsewhere.example.org/en/events/two/"


def test_the_name_outlives_deletion(client):
    event = make_event(start="2026-12-02")
    (before,) = events(client)
    deletion.delete(event.entry)
    assert events(client) == []
    deletion.recover(event.entry)

    assert events(client)[0]["UID"] == before["UID"]


def test_the_number_rises_with_date_place_and_state_and_never_falls(client):
    event = make_event(start="2026-12-02", address="Room 1")

    def sequence():
        return int(events(client)[0]["SEQUENCE"])

    numbers = [sequence()]
    for values in (
        {"kind": "festival"},
        {"address": "Room 2"},
        {"start": "2026-12-03"},
        {"start": "2026-12-02", "address": "Room 1"},
        {"cancelled": True},
        {"cancelled": False},
    ):
        change(event, **values)
        numbers.append(sequence())

    assert numbers == [0, 0, 1, 2, 3, 4, 5]


def test_a_draft_tells_calendars_nothing():
    make_event(start="2026-12-02", public=False)

    assert not CalendarState.objects.exists()


@pytest.mark.parametrize("cities", ["changes", "goes"])
def test_the_number_rises_when_the_clock_of_the_place_changes(client, cities):
    city = make_city(time_zone="Asia/Tokyo")
    there = {"side": "there", "cities": [city]}
    make_event(start="2026-12-02", start_time=time(17), **there)
    make_event(title="All day", start="2026-12-03", **there)
    make_event(title="Draft", start="2026-12-04", start_time=time(17), public=False, **there)

    if cities == "changes":
        change(city, slug="elsewhere")
        assert [event["SEQUENCE"] for event in events(client)] == ["0", "0"]
        change(city, time_zone="Asia/Taipei")
    else:
        deletion.delete(city.entry)

    assert [event["SEQUENCE"] for event in events(client)] == ["1", "0"]
    assert CalendarState.objects.count() == 2


def test_to_publish_a_city_costs_as_much_however_many_events_it_has():
    city = make_city(time_zone="Asia/Tokyo")
    counts = []
    for number in (1, 4):
        for day in range(number):
            make_event(start=f"2026-12-0{day + 1}", start_time=time(17), cities=[city])
        with CaptureQueriesContext(connection) as queries:
            change(city, slug=f"north-{number}")
        counts.append(len(queries))

    # The first one reads what is kept for the next.
    assert counts[1] <= counts[0]


def test_the_number_rises_when_what_took_its_place_is_deleted(client):
    other = make_event(title="New", start="2026-12-09")
    make_event(title="Old", start="2026-12-03", postponed_to=other)

    deletion.delete(other.entry)

    (old,) = events(client)
    assert (old["SUMMARY"], old["SEQUENCE"]) == ("Old", "1")


# --- Time zones -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("America/Denver", ["2SU", "1SU"]),
        ("Europe/Rome", ["-1SU", "-1SU"]),
        ("Europe/Kyiv", ["-1SU", "-1SU"]),
        ("Asia/Tokyo", []),
        ("America/Lima", []),
    ],
)
def test_zones_change_their_clocks_by_a_rule(zone, days):
    assert [change.day for change in changes(ZoneInfo(zone))] == days


def test_a_city_that_is_not_public_gives_its_clock_all_the_same(client):
    hidden = make_city(time_zone="Asia/Tokyo", public=False)
    make_event(start="2026-12-02", start_time=time(9), side="there", cities=[hidden])
    both = [make_city(time_zone="Europe/Rome"), hidden]
    make_event(start="2026-12-03", start_time=time(9), side="there", cities=both)

    zones = [event.parameters["DTSTART"] for event in calendar(client).all("VEVENT")]

    assert zones == [";TZID=Asia/Tokyo", ";TZID=America/Denver"]


def test_a_zone_without_a_rule_is_written_in_utc(client):
    south = make_city(time_zone="Africa/Casablanca")
    make_event(start="2026-12-02", start_time=time(12), side="there", cities=[south])

    found = calendar(client)

    assert found.all("VTIMEZONE") == []
    assert found.all("VEVENT")[0].lines["DTSTART"] == "20261202T110000Z"


@pytest.mark.parametrize("zone", ["America/Denver", "Europe/Rome", "Asia/Tokyo"])
def test_the_rule_that_is_written_gives_the_offsets_of_the_zone(client, zone):
    city = make_city(time_zone=zone)
    make_event(start="2026-12-02", start_time=time(12), side="there", cities=[city])

    written = icalendar.Calendar.from_ical(client.get(ALL).content).walk("VTIMEZONE")[0].to_tz()

    for day in range(0, 365 * 3, 5):
        moment = datetime(2026, 1, 1, 12) + timedelta(days=day)
        assert moment.replace(tzinfo=written).utcoffset() == moment.replace(
            tzinfo=ZoneInfo(zone)
        ).utcoffset()  # fmt: skip


# --- How it is asked for ----------------------------------------------------------------------


def test_an_unchanged_calendar_is_the_same_byte_for_byte(client, monkeypatch):
    make_event(start="2026-12-02", start_time=time(17))
    make_meeting_rule()
    first = client.get(ALL).content
    later = datetime(2026, 11, 24, 23, tzinfo=UTC) + timedelta(minutes=30)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert client.get(ALL).content == first


def test_it_answers_with_a_tag_without_cookie_or_redirect(settings, open_connection):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["example.org", "testserver"], False
    make_event(start="2026-12-02")
    site = PageCache(WSGIHandler(), clock=lambda: timezone.now().timestamp())

    first = ask(site, ALL)
    head = ask(site, ALL, method="HEAD")
    again = ask(site, ALL, HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert (first.status, head.status, again.status) == ("200 OK", "200 OK", "304 Not Modified")
    assert "Set-Cookie" not in first.headers
    assert head.body == b""


def test_a_hostile_query_gets_an_answer(client):
    for query in ("?city=%00", "?x=" + "y" * 5000, "?%FF=%FF"):
        assert client.get(ALL + query).status_code == 200
    assert client.post(ALL).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_it_needs_as_many_queries_however_much_there_is(client, rows):
    for n in range(rows):
        make_event(start=f"2026-12-0{n + 1}", cities=[make_city()])
        make_meeting_rule(f"Meeting {n}")

    with CaptureQueriesContext(connection) as captured:
        client.get(ALL)

    assert len(captured) == 7
