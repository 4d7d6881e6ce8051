"""A number leads to the events that it was counted from, and to no others."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from cities.history import counted
from cities.history.figures import tally
from cities.history.filters import HistoryFilter
from cities.models import Event, Figure
from tests.builders import make_city, make_event, make_goal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

GUESTS = [{"kind": "guests", "number": 30}]


def make_record():
    """Make events of every kind, some of which count for nothing."""
    city, goal = make_city(slug="northtown"), make_goal(slug="aid")
    related = {"cities": [city], "goals": [goal], "start": "2020"}
    for kind in Event.Kind.values:
        make_event(kind=kind, **related)
    make_event(side="here", figures=GUESTS, **related)
    make_event(side="there", figures=[{"kind": "guests", "known": "unknown"}], **related)
    make_event(side="here", cancelled=True, figures=GUESTS, **related)
    make_event(side="here", sources=[{"kind": "announcement"}], figures=GUESTS, **related)
    make_event(side="here", figures=GUESTS, start="2020")
    make_event(side="here", figures=GUESTS, start="2019-12-30", end="2020-01-03")
    make_event(side="here", figures=GUESTS, start="about 2020")
    make_event(side="here", kind="teacher_exchange", start="2020-05")


def read():
    return list(Event.objects.visible("en").with_details("en"))


def numbers(phrases):
    return {phrase.url: int(re.match(r"\d+", phrase.text)[0]) for phrase in phrases}


def test_each_number_leads_to_as_many_events_as_it_counts(client):
    make_record()
    of_goal = [event for event in read() if event.shown_goals]

    phrases = tally(of_goal, city="northtown", goal="aid").phrases

    assert len(phrases) == len(Event.Kind) + 3
    for phrase in phrases:
        url = urlsplit(phrase.url)
        query = dict(parse_qsl(url.query))
        assert query["city"], query["goal"] == ("northtown", "aid")
        page = client.get(url.path, query)
        expected = 1 if query["counted"] == "guests" else numbers([phrase])[phrase.url]
        assert page.context["count"] == expected, phrase


@pytest.mark.parametrize("year", ["", "2019", "2020"])
def test_rows_and_events_that_were_read_are_chosen_alike(year):
    make_record()
    events = read()

    for key, _label in counted.choices():
        data = {"counted": key, "year": year}
        form = HistoryFilter(data, partners=[], goals=[], decades=[])
        chosen = set(form.narrow(Event.objects.visible("en")))
        assert chosen == {event for event in events if form.matches(event)}, key


def test_every_kind_of_event_and_figure_can_be_chosen():
    keys = {key for key, _label in counted.choices()}

    assert {*Event.Kind.values, *Figure.Kind.values} - {"visit"} < keys


def test_what_was_counted_is_said_above_the_list_and_can_be_removed(client):
    make_record()

    page = client.get("/en/history/", {"counted": "guests", "city": "northtown"})
    text = page.content.decode()

    assert "1 event: " in text
    assert "Guests from the partner <a" in text
    assert '<input type="hidden" name="counted" value="guests"' in text
    assert "counted" not in client.get("/en/history/").content.decode().partition("</form>")[0]


def test_a_year_is_said_above_the_list_and_stays_with_other_choices(client):
    make_record()

    text = client.get("/en/history/", {"year": "2019"}).content.decode()

    assert "1 event: 2019" in text
    assert '<input type="hidden" name="year" value="2019"' in text


def test_what_lies_ahead_was_not_counted(client):
    make_event(title="Next week", start="2999-12-31", kind="gift")

    assert "Next week" in client.get("/en/history/", {"kind": "gift"}).content.decode()
    assert "Next week" not in client.get("/en/history/", {"counted": "gift"}).content.decode()


@pytest.mark.parametrize(
    "unknown", [{"counted": "nonsense"}, {"year": "nonsense"}, {"year": "999"}]
)
def test_an_unknown_value_narrows_nothing(client, unknown):
    make_record()

    page = client.get("/en/history/", unknown)

    assert page.context["count"] == len(read())
    assert not page.context["problems"]
    assert f'name="{next(iter(unknown))}"' not in page.content.decode()
