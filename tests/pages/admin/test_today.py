"""The calendar on the admin's first page, a line from the history, and facts that grew old."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.admin.today import coming, line_of_the_week, old_facts
from tests.builders import make_city, make_event, make_home, make_meeting_rule, make_page
from tests.editorial.staff.people import editor, translator

pytestmark = pytest.mark.django_db


class Asked:
    """A request of somebody."""

    def __init__(self, user):
        self.user = user


@pytest.fixture(autouse=True)
def home():
    return make_home()


def day(days, years=0):
    date = timezone.localdate() + timedelta(days=days)
    return date.replace(year=date.year - years, day=min(date.day, 28))


def test_what_comes_is_told_without_what_was_cancelled():
    make_event(title="A visit", start=day(40).isoformat())
    make_event(title="Called off", start=day(50).isoformat(), cancelled=True)
    make_event(title="Over", start=day(-40).isoformat())

    found = coming(Asked(editor()))

    assert [item.title for item in found] == ["A visit"]


def test_what_goes_on_and_the_next_meeting_are_coming_as_visitors_see_them(home):
    today = home.today()
    make_event(
        title="Going on",
        start=(today - timedelta(days=1)).isoformat(),
        end=(today + timedelta(days=1)).isoformat(),
    )
    for number in range(7):
        make_event(title="Called off", start=day(3 + number).isoformat(), cancelled=True)
    make_meeting_rule(
        "Board meeting",
        valid_from=today.replace(day=1),
        valid_until=today + timedelta(days=200),
    )

    titles = [item.title for item in coming(Asked(editor()))]

    assert titles[0] == "Going on"
    assert "Board meeting" in titles
    assert "Called off" not in titles


def test_a_round_anniversary_is_told_within_a_year():
    make_city(
        name="Northtown", stages=[{"stage": "sister", "start": day(60, years=20).isoformat()}]
    )
    make_city(name="Later", stages=[{"stage": "sister", "start": day(60, years=18).isoformat()}])

    found = coming(Asked(editor()))

    assert [item.title for item in found] == ["20 years with Northtown"]


def test_a_day_of_the_history_comes_round_within_a_week(home):
    today = home.today()
    make_event(title="Long ago", start=today.replace(year=today.year - 8, day=1).isoformat())

    found = line_of_the_week()

    assert (found is not None) == (today.day == 1)
    make_event(title="This week", start=today.replace(year=2004).isoformat())
    assert line_of_the_week().title in {"This week", "Long ago"}


def test_facts_that_were_good_until_a_day_are_told_when_it_has_passed():
    make_page(
        "Board",
        sections=[
            {
                "kind": "facts",
                "heading": "Officials",
                "facts": "Mayor: N.",
                "valid_until": day(-30),
            },
            _facts("Hours", day(30)),
        ],
    )

    (item,) = old_facts(Asked(editor()))

    assert item.title.startswith("“Officials” was good until ")
    assert "On the page “Board”." in item.text
    assert old_facts(Asked(translator("ja"))) == []


def _facts(heading, valid_until):
    return {"kind": "facts", "heading": heading, "facts": "One: 1", "valid_until": valid_until}


def test_what_is_coming_and_a_draft_is_called_as_its_draft_is():
    make_event(title="Dinner of friends", start="2999-05-01", public=False)

    assert [item.title for item in coming(Asked(editor()))] == ["Dinner of friends"]
