"""Meetings by a rule: their dates, what is otherwise, and the warning before they run out."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.calendar import schedules
from cities.calendar.meetings import meetings
from cities.dates.meeting_days import LAST, meeting_days
from cities.models import MeetingException, MeetingRule
from editorial.previews.draft import NO_DRAFT
from tests.admin_client import filled_in, sign_in
from tests.builders import make_meeting_rule
from tests.crawl import read, words_of

pytestmark = pytest.mark.django_db

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def at(monkeypatch):
    """Set the clock, in the home city's time of 2026."""

    def set_to(moment):
        now = datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=ZoneInfo("America/Denver"))
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to


def told(home, first=YEAR[0], last=YEAR[1]):
    found = meetings(NO_DRAFT, home, first, last)
    return [(f"{meeting.start:%m-%d %H:%M}", meeting.cancelled) for meeting in found]


# --- The days ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nth", "weekday", "days"),
    [
        (1, 2, ["01-07", "02-04", "03-04", "04-01"]),
        (4, 3, ["01-22", "02-26", "03-26", "04-23"]),
        (LAST, 4, ["01-30", "02-27", "03-27", "04-24"]),
        (LAST, 5, ["01-31", "02-28", "03-28", "04-25"]),
    ],
)
def test_a_rule_gives_one_day_a_month(nth, weekday, days):
    found = meeting_days(nth, weekday, date(2026, 1, 1), date(2026, 4, 30))

    assert [f"{day:%m-%d}" for day in found] == days


def test_a_rule_says_nothing_before_and_after_its_time():
    rule = MeetingRule(nth=1, weekday=2, valid_from=date(2026, 2, 4), valid_until=date(2026, 3, 3))

    assert rule.days(date.min, date.max) == [date(2026, 2, 4)]


def test_the_time_is_that_of_the_home_city_in_summer_and_winter(home):
    make_meeting_rule()

    found = meetings(NO_DRAFT, home, *YEAR)

    assert len(found) == 12
    assert [found[n].start.isoformat() for n in (2, 3, 9, 10)] == [
        "2026-03-04T17:00:00-07:00",
        "2026-04-01T17:00:00-06:00",
        "2026-10-07T17:00:00-06:00",
        "2026-11-04T17:00:00-07:00",
    ]


def test_exceptions_cancel_and_move_and_the_order_is_that_of_the_days_held(home):
    make_meeting_rule(
        exceptions=[
            {"day": date(2026, 1, 7), "cancelled": True},
            {"day": date(2026, 2, 4), "new_day": date(2026, 3, 10)},
            {"day": date(2026, 4, 1), "new_time": time(18, 30)},
        ]
    )

    assert told(home, YEAR[0], date(2026, 4, 30)) == [
        ("01-07 17:00", True),
        ("03-04 17:00", False),
        ("03-10 17:00", False),
        ("04-01 18:30", False),
    ]


def test_a_meeting_keeps_its_name_where_it_is_moved(home):
    rule = make_meeting_rule()
    before = meetings(NO_DRAFT, home, *YEAR)[1]
    MeetingException.objects.create(rule=rule, day=before.day, new_day=date(2026, 2, 11))

    after = meetings(NO_DRAFT, home, *YEAR)[1]

    assert after.start.date() == date(2026, 2, 11)
    assert after.uid == before.uid


@pytest.mark.parametrize(
    "values",
    [
        {"nth": 5},
        {"weekday": 7},
        {"end_time": time(16)},
        {"valid_until": date(2025, 12, 31)},
    ],
)
def test_the_database_refuses_a_rule_that_is_none(values):
    rule = make_meeting_rule()

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingRule.objects.filter(pk=rule.pk).update(**values)


def test_the_database_refuses_an_exception_that_says_nothing():
    rule = make_meeting_rule()

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingException.objects.create(rule=rule, day=date(2026, 1, 7))


# --- What readers see -------------------------------------------------------------------------


def test_home_and_coming_name_the_next_meeting_with_its_notice(client, home, at):
    at("11-29T12:00")
    make_meeting_rule(
        place="Room 335",
        notice_url="https://notices.example.org/1",
        exceptions=[{"day": date(2026, 12, 2), "new_day": date(2026, 12, 9)}],
    )
    make_meeting_rule("Draft meeting", public=False)

    home_page, page = read(client, "/en/"), read(client, "/en/events/")

    text = words_of(page.first("main", id="content")).replace("\u00a0", " ")
    assert "Wednesday, December 9, 2026, 5:00 PM" in text
    assert "First planned for December 2, 2026." in text
    assert "Room 335" in text
    assert "https://notices.example.org/1" in page.links
    assert "meeting-2026-12-02" in page.ids
    assert "http://testserver/en/events/#meeting-2026-12-02" in home_page.links
    assert "Draft meeting" not in page.html + home_page.html


def test_a_meeting_of_this_evening_is_coming_though_greenwich_is_a_day_ahead(client, home, at):
    make_meeting_rule()
    at("12-02T22:00")
    assert "December 2, 2026" in read(client, "/en/events/").html
    at("12-03T00:00")
    assert "December 2, 2026" not in read(client, "/en/events/").html


def test_nothing_is_told_beyond_the_schedule(client, home, at):
    make_meeting_rule()
    at("12-03T12:00")

    assert "Nothing is planned so far." in read(client, "/en/events/").html


# --- At the desk ------------------------------------------------------------------------------


def test_today_warns_before_the_schedule_runs_out_until_another_follows(client, home, at):
    make_meeting_rule()
    sign_in(client)
    words = "“Board meeting”: no dates after"

    at("11-18T12:00")
    assert words not in client.get("/admin/").content.decode()
    at("11-19T12:00")
    assert words in client.get("/admin/").content.decode()
    make_meeting_rule("Next year", valid_from=date(2027, 1, 1), valid_until=date(2027, 12, 31))
    assert words not in client.get("/admin/").content.decode()


THIS_YEAR = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}
NEXT_YEAR = {"valid_from": date(2027, 1, 1), "valid_until": date(2027, 12, 31)}


def warned_of(rules):
    for title, values in rules:
        make_meeting_rule(title, **values)
    return [rule.title for rule in schedules.ending(date(2026, 12, 31))]


@pytest.mark.parametrize(
    ("others", "warned"),
    [
        ([("Board", NEXT_YEAR)], []),
        ([("Board 2027", NEXT_YEAR)], []),
        ([("Called otherwise now", NEXT_YEAR)], []),
        ([("Board", NEXT_YEAR | {"public": False})], ["Board"]),
        # Another body, which meets all the time.
        ([("Friends", THIS_YEAR | {"valid_until": date(2028, 12, 31)})], ["Board"]),
        # Two bodies, of which one has announced its next year.
        ([("Friends", THIS_YEAR), ("Friends", NEXT_YEAR)], ["Board"]),
        ([("Friends", THIS_YEAR), ("Board", NEXT_YEAR)], ["Friends"]),
        ([("Friends", THIS_YEAR)], ["Board", "Friends"]),
    ],
)
def test_each_public_schedule_that_no_public_one_follows_is_warned_of(others, warned):
    assert warned_of([("Board", THIS_YEAR), *others]) == warned


def test_a_draft_is_no_schedule_that_ends():
    assert warned_of([("Board", THIS_YEAR | {"public": False})]) == []


def test_a_schedule_is_followed_however_many_came_before_and_warned_of_once():
    years = [{"valid_from": date(year, 1, 1), "valid_until": date(year, 12, 31)}
             for year in (2024, 2025, 2026)]  # fmt: skip

    assert warned_of([("One", years[0]), ("Two", years[1]), ("Three", years[2])]) == ["Three"]


def test_a_rule_is_typed_in_words_of_people(client, home):
    sign_in(client)
    add = "/admin/cities/meetingrule/add/"
    typed = {"title_en": "Meeting", "nth": "1", "weekday": "2", "_draft": "on"}
    when = {"start_time": "5 PM", "valid_from": "1/1/2027", "valid_until": "12/31/2027"}

    client.post(add, filled_in(client.get(add)) | typed | when)

    rule = MeetingRule.objects.get()
    assert (rule.start_time, rule.valid_until) == (time(17), date(2027, 12, 31))


def test_an_error_of_a_rule_stands_beside_its_field(client, home):
    sign_in(client)
    add = "/admin/cities/meetingrule/add/"
    typed = filled_in(client.get(add)) | {"title_en": "M", "nth": "1", "weekday": "2"}
    right = {"start_time": "5 PM", "valid_from": "1/1/2027", "valid_until": "12/31/2027"}
    for wrong in (
        {"end_time": "4 PM"},
        {"valid_until": "12/31/2026"},
        {"start_time": ""},
        {"valid_from": ""},
    ):
        shown = client.post(add, typed | right | wrong | {"_draft": "on"})
        assert list(shown.context["adminform"].form.errors) == list(wrong)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_needs_as_many_queries_however_many_rules(client, home, at, rows):
    at("06-01T12:00")
    for n in range(rows):
        make_meeting_rule(f"Meeting {n}", exceptions=[{"day": date(2026, 7, 1), "cancelled": True}])

    with CaptureQueriesContext(connection) as captured:
        assert client.get("/en/events/").status_code == 200

    assert len(captured) == 8


def test_a_rule_that_says_no_time_yet_gives_no_day():
    rule = MeetingRule(nth=1, weekday=2)

    assert rule.days(rule.valid_from, rule.valid_until) == []
