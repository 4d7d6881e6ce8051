"""What the first draft of a report says of the program, from the calendar and the record."""

from datetime import date

import pytest

from editorial import publishing
from editorial.revisions.snapshots import ROOT
from reports import drafting
from tests.builders import make_city, make_event, make_home, make_meeting_rule

pytestmark = pytest.mark.django_db


def said(year):
    """Return what the first draft says of meetings and of the next year."""
    report = drafting.first_draft(year)
    texts = publishing.versions_of(report.entry).texts("working")["en"][ROOT]
    return texts.get("board_and_meetings", ""), texts.get("next", "")


def test_the_meetings_of_the_year_stand_in_it_without_those_that_were_called_off(home):
    make_meeting_rule(
        title="Board",
        nth=2,
        weekday=2,
        valid_from=date(2026, 11, 1),
        valid_until=date(2027, 2, 28),
        exceptions=[
            {"day": date(2026, 12, 9), "new_day": date(2026, 12, 10)},
            {"day": date(2027, 1, 13), "cancelled": True},
        ],
    )

    meetings, _next = said(2026)

    assert meetings == (
        "<p>Meetings in the calendar of 2026:</p><ul><li>November 11, 2026: Board</li>"
        "<li>December 10, 2026: Board</li></ul>"
    )
    assert said(2027)[0] == (
        "<p>Meetings in the calendar of 2027:</p><ul><li>February 10, 2027: Board</li></ul>"
    )


def test_the_next_year_brings_round_anniversaries_and_what_is_announced(home):
    make_city(name="Northtown", stages=[{"stage": "sister", "start": "1967-11-29"}])
    make_city(name="Southtown", stages=[{"stage": "sister", "start": "2007-01"}])
    make_city(name="Not round", stages=[{"stage": "sister", "start": "1968-11-29"}])
    make_city(name="Vague", stages=[{"stage": "sister", "start": "about 1967"}])
    ended = [{"stage": "sister", "start": "1967"}, {"stage": "ended", "start": "2000"}]
    make_city(name="Ended", stages=ended)
    make_city(name="Friend", stages=[{"stage": "friendship", "start": "1967"}])
    later = make_event(title="A <festival>", start="2027-05")
    make_event(title="Called off", start="2027-04", cancelled=True)
    make_event(title="Put off", start="2027-03", postponed_to=later)
    make_event(title="Long past", start="2026-03")
    make_event(title="A draft", start="2027-06", public=False)

    _meetings, following = said(2026)

    assert following == (
        "<ul><li>January 2027: 20 years with Southtown</li>"
        "<li>May 2027: A &lt;festival&gt;</li>"
        "<li>November 29, 2027: 60 years with Northtown</li></ul>"
    )


def test_where_nothing_is_known_nothing_is_said():
    assert said(1990) == ("", "")
    make_home()
    assert said(1991) == ("", "")
