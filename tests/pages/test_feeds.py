"""What is new, as Atom."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_city, make_event, make_page, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, language="en"):
    response = client.get(f"/{language}/news.atom")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content).findall(f"{ATOM}entry")


def told(client, language="en"):
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, language)]


def test_the_newest_publication_stands_first_and_no_draft_in_it(client):
    make_site(program_name="The Program")
    make_city(name="North")
    make_page(title="About")
    make_event(title="Feast", start="2031-05-01", cancelled=True)
    make_event(title="Draft", public=False)

    assert told(client) == ["Cancelled: Feast", "About", "North"]
    assert "The Program: what is new" in client.get("/en/news.atom").content.decode()


def test_each_language_has_its_own(client):
    make_event(title="Feast", translations={"ja": {"title": "祭り"}})
    make_event(title="Only English")

    assert told(client, "ja") == ["祭り"]


def test_an_entry_is_known_by_the_same_name_in_every_language(client):
    make_event(title="Feast", slug="feast", translations={"ja": {"title": "祭り"}})

    (english,), (japanese,) = entries(client), entries(client, "ja")

    assert english.findtext(f"{ATOM}id") == japanese.findtext(f"{ATOM}id")
    assert english.find(f"{ATOM}link").get("href") == "http://testserver/en/events/feast/"


def test_addresses_stand_on_the_sites_own_address(client, settings):
    settings.SITE_URL = "https://www.example.org"
    make_event(title="Feast")

    assert "testserver" not in client.get("/en/news.atom").content.decode()


def test_unchanged_it_is_the_same_byte_for_byte_and_needs_few_queries(client):
    for n in range(40):
        make_event(title=f"Event {n}")
    first = client.get("/en/news.atom").content

    with CaptureQueriesContext(connection) as captured:
        assert client.get("/en/news.atom").content == first

    assert len(entries(client)) == 30
    assert len(captured) <= 9


def test_what_is_postponed_or_moved_says_so_and_says_when(client):
    later = make_event(title="Feast again", start="2031-06-01")
    make_event(title="Feast", start="2031-05-01", postponed_to=later)
    make_event(title="Walk", start="2031-07-02", moved_from=date(2031, 7, 1))

    found = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}summary") for e in entries(client)}

    assert found["Postponed: Feast"] == "May 1, 2031. Now: June 1, 2031"
    assert found["Walk"] == "July 2, 2031. First planned for July 1, 2031"


def test_a_draft_in_the_place_of_an_event_is_not_told(client):
    draft = make_event(title="Secret", start="2031-06-01", public=False)
    make_event(title="Feast", start="2031-05-01", postponed_to=draft)

    (entry,) = entries(client)

    assert entry.findtext(f"{ATOM}summary") == "May 1, 2031"
