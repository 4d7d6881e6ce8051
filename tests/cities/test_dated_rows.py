"""The database refuses events, meetings and memories that cannot be."""

import datetime

import pytest
from django.db import models

from cities.models import MeetingException, Memory
from tests.builders import make_event, make_meeting_rule
from tests.editorial.models.test_constraints import refused, set_on

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 4)
NOON = datetime.time(12)
AT_NOON = {"start": TODAY, "start_unit": 5, "start_time": NOON}


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("event_kind_is_known", {"kind": "party"}),
        ("event_side_is_known", {"side": "left"}),
        ("event_start_is_whole", {"start": TODAY}),
        ("event_end_is_whole", {"end": TODAY}),
        ("event_partner_date_is_whole", {"partner_date_unit": 3}),
        ("event_start_either_has_two", {"start_other": TODAY}),
        ("event_end_either_has_two", {"end_qualifier": "either"}),
        (
            "event_ends_after_it_starts",
            {"start": TODAY, "start_unit": 5, "end": datetime.date(2026, 10, 31), "end_unit": 5},
        ),
        ("cities_event_decorative_has_picture", {"decorative": True}),
        ("event_has_an_address", {"slug": ""}),
        ("event_time_needs_a_day", {"start_time": NOON}),
        ("event_time_needs_a_day", {"start": TODAY, "start_unit": 4, "start_time": NOON}),
        ("event_end_time_needs_a_beginning", {"end_time": NOON}),
        ("event_ends_later_that_day", {**AT_NOON, "end_time": NOON}),
        ("event_ends_later_that_day", {**AT_NOON, "end_time": datetime.time(11, 59)}),
        ("event_not_postponed_to_itself", {"postponed_to": models.F("pk")}),
    ],
)
def test_an_event_that_cannot_be(constraint, values):
    refused(constraint, set_on, make_event(), **values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("meeting_rule_nth_is_known", {"nth": 5}),
        ("meeting_rule_nth_is_known", {"nth": 0}),
        ("meeting_rule_weekday_is_known", {"weekday": 7}),
        ("meeting_rule_ends_after_it_begins", {"end_time": datetime.time(17)}),
        ("meeting_rule_holds_for_a_time", {"valid_until": datetime.date(2025, 12, 31)}),
    ],
)
def test_a_rule_of_meetings_that_cannot_be(constraint, values):
    refused(constraint, set_on, make_meeting_rule(), **values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("meeting_exception_once_a_day", {"day": TODAY, "cancelled": True}),
        ("meeting_exception_says_something", {}),
        ("meeting_exception_says_something", {"cancelled": True, "new_time": NOON}),
    ],
)
def test_a_special_day_that_cannot_be(constraint, values):
    rule = make_meeting_rule()
    MeetingException.objects.create(rule=rule, day=TODAY, cancelled=True)
    other = MeetingException(**{"rule": rule, "day": datetime.date(2026, 5, 6), **values})

    refused(constraint, MeetingException.objects.bulk_create, [other])


@pytest.mark.parametrize("year", [0, 1899, 9999])
def test_a_memory_is_told_in_a_likely_year(year):
    told = {"original_language": "en", "text": "It rained.", "told_year": year}
    memory = Memory(event=make_event().entry, **told)

    refused("memory_told_in_a_likely_year", Memory.objects.bulk_create, [memory])
