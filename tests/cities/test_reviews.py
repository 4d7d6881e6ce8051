"""The policy's clocks, which only staff see."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cities.models import Event
from cities.policy import Policy
from cities.reviews import last_contact, next_review
from tests.admin_client import sign_in
from tests.builders import make_city, make_event

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def review(stages, events):
    """Compute the next review from stages as `(stage, start)` and the dates of events."""
    city = make_city(stages=[{"stage": stage, "start": start} for stage, start in stages])
    for start in events:
        make_event(cities=[city], start=start)
    return next_review(city.current_stage, Event.objects.all(), TODAY, Policy())


@pytest.mark.parametrize(
    ("stages", "events", "contact", "due"),
    [
        ([("sister", "1958-11-29")], ["2001", "2024-05-01"], "2024-05-01", "2028-05-01"),
        ([("sister", "2025-06-30")], ["2024-05-01"], "2024-05-01", "2029-06-30"),
        ([("friendship", "2003")], ["2024-05-01"], "2024-05-01", "2027-05-01"),
        ([("friendship", "2003"), ("sister", "2011")], ["2024"], "2024-12-31", "2028-12-31"),
        ([("sister", "1958")], ["2020-02-29"], "2020-02-29", "2024-02-29"),
        ([("friendship", "1958")], ["2020-02-29"], "2020-02-29", "2023-02-28"),
        ([("sister", "1958")], ["2026"], "2026-11-24", "2030-11-24"),
    ],
)
def test_the_clock_runs_from_the_last_contact_or_the_stage(stages, events, contact, due):
    found = review(stages, events)

    assert (found.last_contact.isoformat(), found.due.isoformat()) == (contact, due)


def test_without_a_contact_the_clock_runs_from_the_stage():
    found = review([("sister", "2011-10")], [])

    assert (found.last_contact, found.due) == (None, date(2015, 10, 31))


@pytest.mark.parametrize(
    "stages",
    [[], [("inquiry", "2020")], [("sister", "1979"), ("emeritus", "2020")], [("ended", "")]],
)
def test_other_stages_have_no_clock(stages):
    assert review(stages, ["2024"]) is None


def test_without_any_date_there_is_nothing_to_count_from():
    assert review([("sister", "")], []) is None


@pytest.mark.parametrize(
    "event",
    [
        {"start": "2025", "kind": "status"},
        {"start": "2025", "cancelled": True},
        {"start": "2027-01-01"},
        {"start": ""},
    ],
)
def test_what_is_no_contact_moves_no_clock(event):
    make_event(start="2001-05-23")
    make_event(**event)

    assert last_contact(Event.objects.all(), TODAY) == date(2001, 5, 23)


def test_what_was_postponed_is_no_contact_and_asks_nothing_more():
    make_event(start="2001-05-23")
    make_event(start="2025", postponed_to=make_event(start="2027-01-01"))

    with CaptureQueriesContext(connection) as queries:
        assert last_contact(Event.objects.with_contact(), TODAY) == date(2001, 5, 23)

    assert len(queries) == 1


def test_a_contact_that_lasts_counts_to_its_end_but_not_into_the_future():
    make_event(start="2026-11-01", end="2026-12-31")

    assert last_contact(Event.objects.all(), TODAY) == TODAY


@pytest.mark.parametrize(("today", "is_due"), [("2028-04-30", False), ("2028-05-01", True)])
def test_a_review_is_due_on_its_day(today, is_due):
    found = review([("sister", "1958")], ["2024-05-01"])

    assert found.is_due(date.fromisoformat(today)) is is_due


@pytest.mark.parametrize(
    ("start", "words"),
    [("1999-01-31", "Due now: 2003-01-31"), ("", "No date on record to count from.")],
)
def test_staff_read_the_review_on_the_form_of_the_city(client, start, words):
    city = make_city(stages=[{"stage": "sister", "start": start}])
    sign_in(client)

    form = client.get(reverse("admin:cities_city_change", args=[city.pk]))

    assert words in form.content.decode()


def test_a_program_whose_policy_says_nothing_has_no_clock():
    city = make_city(stages=[{"stage": "sister", "start": "1958"}])

    assert next_review(city.current_stage, [], TODAY, Policy(None, None)) is None
