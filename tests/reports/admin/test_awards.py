"""The sheet for awards: every number leads to its events, nothing unknown is zero."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_goal, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

SHEET = "/admin/reports/report/awards/"


def make_record():
    city = make_city("Northtown")
    numbers = [
        {"kind": "guests", "number": 30, "young": 12},
        {"kind": "in_kind", "number": 700, "known": "estimated"},
    ]
    make_event("A visit", cities=[city], start="2022-05", side="here", figures=numbers)
    make_event("Another visit", cities=[city], start="2023-08-01", side="here")
    make_event("A meeting", start="2023", kind="meeting")
    return city


def cells(response):
    """Map the labels of the rows to their cells, in words."""
    return {
        row["label"]: [cell.text for cell, _anchor in row["cells"]]
        for group in response.context["groups"]
        for row in group["rows"]
    }


def test_the_sheet_tells_what_awards_ask_for(client):
    sign_in(client)
    make_record()

    found = cells(client.get(SHEET, {"first": 2022, "last": 2023}))

    assert found["Visits and exchanges received"] == ["2", "2"]
    assert found["Guests from the partner"] == ["30", "30"]
    assert found["Events"] == ["3", "2"]
    assert found["Value of gifts in kind"] == ["$700 (estimated)"] * 2
    assert found["Hours of volunteers"] == ["not known"] * 2
    assert found["Visits and exchanges made"] == ["", ""]


def test_young_people_stand_below_those_of_whom_they_are_some(client):
    sign_in(client)
    make_record()

    page = client.get(SHEET, {"first": 2022, "last": 2022}).content.decode()

    assert re.search(r"Guests from the partner.*?of them young people.*?>12<", page, re.DOTALL)


def test_every_number_leads_to_its_events(client):
    sign_in(client)
    make_record()

    page = client.get(SHEET, {"first": 2022, "last": 2023}).content.decode()

    targets = set(re.findall(r'<td><a href="#([^"]+)"', page))
    assert targets
    assert targets == set(re.findall(r'class="awards__events" id="([^"]+)"', page))
    assert reverse("admin:cities_event_changelist") in page


def test_the_file_says_the_same(client):
    sign_in(client)
    make_record()

    response = client.get(f"{SHEET}file/", {"first": 2022, "last": 2023})
    text = response.content.decode("utf-8-sig")
    found = {(row["Figure"], row["City"]): row for row in csv.DictReader(io.StringIO(text))}

    assert response["Content-Disposition"] == 'attachment; filename="awards-2022-2023.csv"'
    guests = found["Guests from the partner", "Northtown"]
    assert (guests["number"], guests["of them young people"], guests["Known for"]) == (
        "30",
        "12",
        "1",
    )
    assert found["Hours of volunteers", "The program as a whole"]["number"] == ""


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"first": "2023", "last": "2022"}, "last", "before the first"),
        ({"first": "soon", "last": "2022"}, "first", "four digits"),
        ({"first": "2023"}, "last", "Write a year"),
        ({"first": "2023", "last": "2999"}, "last", "nothing to report"),
    ],
)
def test_what_is_no_span_of_years_is_refused_at_its_field(client, asked, field, words):
    sign_in(client)

    for path in (SHEET, f"{SHEET}file/"):
        response = client.get(path, asked)
        assert response.status_code == 422
        assert words in response.context["form"].errors[field][0]


def test_a_sheet_of_nothing_and_of_last_year_is_one_too(client):
    sign_in(client)
    make_site()

    assert client.get(SHEET).status_code == 200


def test_only_who_sees_reports_sees_the_sheet(client):
    person = User.objects.create_user("new", "new@example.org", "secret", is_staff=True)
    client.force_login(person)

    assert client.get(SHEET).status_code == 403
    assert client.get(f"{SHEET}file/").status_code == 403


def test_a_long_record_takes_as_many_queries_as_a_short_one(client):
    sign_in(client)
    make_site()

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(SHEET, {"first": 2022, "last": 2023})
        return len(captured)

    make_record()
    few = asked()
    for _number in range(4):
        make_event(start="2023", cities=[make_city()], goals=[make_goal()])

    assert asked() == few
