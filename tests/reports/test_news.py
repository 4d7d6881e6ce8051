"""What the Atom feed tells of yearly reports."""

import xml.etree.ElementTree as ET

import pytest

from reports import fixing
from tests.builders import make_city, make_event, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ATOM = "{http://www.w3.org/2005/Atom}"


def told(client):
    found = ET.fromstring(client.get("/en/news.atom").content).findall(f"{ATOM}entry")
    return [(each.findtext(f"{ATOM}title"), each.findtext(f"{ATOM}summary")) for each in found]


def test_a_public_report_is_news_and_a_draft_is_none(client):
    make_report(2022, title="The year 2022", public=False)
    make_report(2023, title="The year 2023", lede="It was a good one.")

    assert told(client) == [("The year 2023", "It was a good one.")]


def test_a_report_that_was_counted_anew_is_news_again_and_says_so(client):
    report = make_report(2023, title="The year 2023", lede="It was a good one.")
    make_event(title="Visit", start="2023-05-01", cities=[make_city(name="North")])
    row = fixing.count_anew(report)

    (title, text), *others = told(client)

    assert title == "The year 2023"
    assert text.startswith("Counted anew on ")
    assert text.endswith(f", {row.fixed_at.year}. It was a good one.")
    assert {name for name, _text in others} == {"Visit", "North"}
