"""What all years come to, on the page about the program; each number leads to its events."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_city, make_event, make_goal, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def program():
    return make_page("Our program", slug="our-program", template="program")


def make_record():
    city, goal = make_city("Northtown", slug="northtown"), make_goal("Aid", slug="aid")
    figures = [{"kind": "guests", "number": 30}]
    related = {"cities": [city], "goals": [goal]}
    make_event(start="1958-11-29", side="here", figures=figures, **related)
    make_event(start="1980s", kind="gift", **related)
    make_event(start="2020", kind="meeting")
    make_event(start="2021", side="here", cancelled=True, **related)


def shown(client):
    return client.get("/en/our-program/").context["all_years"]


def test_the_record_is_counted_with_its_period_and_what_is_not_known(client, program):
    make_record()

    found = shown(client)

    assert found.period == "1958 to 2020"
    assert [phrase.text for phrase in found.phrases] == [
        "3 events",
        "1 visit received",
        "1 gift",
        "1 meeting",
        "30 guests, known for 1 of 3 events",
    ]
    assert "Travelers from here" in found.unknown
    assert found.head_count.startswith("For 1 of 1 visit")


def test_the_table_tells_the_program_and_each_city(client, program):
    make_record()

    found = shown(client)
    rows = {head: [cell.text for cell in cells] for head, cells in found.rows}

    assert [str(name) for name in found.columns] == ["", "Northtown"]
    assert rows["Events"] == ["3", "2"]
    assert rows["Meeting"] == ["1", "–"]
    assert rows["Guests from the partner"] == ["30", "30"]
    assert rows["Events for the goal “Aid”"] == ["2", "2"]


@pytest.mark.proof
def test_each_number_leads_to_its_events(client, program):
    make_record()
    page = client.get("/en/our-program/").content.decode()
    links = re.findall(r'href="([^"]*counted=[^"]*)">(\d+)', page)

    assert len(links) == 16
    for url, number in links:
        query = dict(parse_qsl(urlsplit(unescape(url)).query))
        count = client.get("/en/history/", query).context["count"]
        assert count == (1 if query["counted"] == "guests" else int(number)), url


def test_without_events_nothing_is_told(client, program):
    assert shown(client) is None
    assert "What the record comes to" not in client.get("/en/our-program/").content.decode()


def test_no_other_page_tells_it(client):
    make_record()
    make_page(slug="another")

    assert "all_years" not in client.get("/en/another/").context


def test_it_takes_as_many_queries_for_many_events(client, program):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/our-program/")
        return len(captured)

    make_record()
    few = asked()
    for _number in range(4):
        make_event(start="2023", cities=[make_city()], goals=[make_goal()])

    assert asked() == few
