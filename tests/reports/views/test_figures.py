"""The figures as files: of a year as its report told them, and of all years."""

import csv
import io
import json
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.models import Event
from reports.counting import files
from reports.models import FixedFigures
from tests.builders import make_city, make_event, make_goal, make_report
from tests.submissions import make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def rows(client, path="/data/v1/figures/2023.json"):
    """Map the rows of a file by city and figure."""
    response = client.get(path)
    assert response.status_code == 200
    if path.endswith("json"):
        found = json.loads(response.content)["rows"]
    else:
        found = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    return {(row["city"] or None, row["figure"]): row for row in found}


def make_record():
    city, goal = make_city(slug="northtown"), make_goal(slug="aid")
    numbers = [
        {"kind": "guests", "number": 30, "young": 12},
        {"kind": "in_kind", "number": 700, "known": "estimated"},
    ]
    shared = {"cities": [city], "goals": [goal]}
    make_event(slug="visit", start="2023-05", side="here", figures=numbers, **shared)
    make_event(slug="gift", start="2023-08-01", kind="gift", **shared)
    make_event(slug="maybe", start="about 2023", **shared)
    return city


def test_a_file_tells_each_figure_with_its_events(client):
    make_record()
    make_report()

    found = rows(client)

    guests = found["northtown", "guests"]
    assert guests == {
        "year": 2023,
        "city": "northtown",
        "figure": "guests",
        "number": 30,
        "young": 12,
        "known": "counted",
        "known_for": 1,
        "total": 2,
        "shared": 0,
        "currency": None,
        "date": None,
        "events": ["visit"],
    }
    assert found[None, "guests"] == guests | {"city": None}
    assert found[None, "goal:aid"]["events"] == ["visit", "gift"]
    assert found[None, "in_kind"]["currency"] == "USD"
    assert found[None, "hours"]["number"] is None
    assert found["northtown", "undated"]["events"] == ["maybe"]
    assert found["northtown", "last_contact"]["date"] == "2023-08-01"


def test_in_csv_stands_the_same(client):
    make_record()
    make_report()

    found = rows(client, "/data/v1/figures/2023.csv")

    assert found.keys() == rows(client).keys()
    assert found[None, "events"]["events"] == "visit | gift"
    assert (found[None, "hours"]["number"], found[None, "hours"]["known"]) == ("", "unknown")


def test_a_file_tells_what_was_fixed_until_it_is_counted_anew(client):
    make_record()
    report = make_report()
    make_event(start="2023-09", slug="late")

    before = rows(client)[None, "events"]["number"]
    FixedFigures.objects.fix(report)

    assert (before, rows(client)[None, "events"]["number"]) == (2, 3)


def test_only_a_year_with_a_public_report_has_a_file(client):
    make_record()
    make_report(year=2022, public=False)

    assert client.get("/data/v1/figures/2022.json").status_code == 404
    assert client.get("/data/v1/figures/2021.json").status_code == 404


def test_the_file_of_all_years_follows_the_record(client):
    make_record()
    make_event(slug="old", start="1958")

    assert rows(client, "/data/v1/figures.json")[None, "events"]["number"] == 4


def test_a_file_without_room_for_all_events_leaves_out_the_longest_lists(client, monkeypatch):
    make_record()
    make_report()
    path = "/data/v1/figures/2023.json"
    before = rows(client, path)
    lists = sorted(len(row["events"]) for row in before.values())

    monkeypatch.setattr(files, "MOST_SLUGS", sum(lists) - 1)
    after = rows(client, path)

    longest = {key for key, row in before.items() if len(row["events"]) == lists[-1]}
    assert {key for key, row in after.items() if row["events"] is None} == longest
    assert after.keys() == before.keys()
    assert {key: row["number"] for key, row in after.items()} == {
        key: row["number"] for key, row in before.items()
    }
    cells = rows(client, path.replace("json", "csv"))
    assert {cells[key]["events"] for key in longest} == {""}


def test_events_of_memories_are_counted_but_not_named(client):
    told = [{"kind": "memory", "words": "So I was told", "language": "en"}]
    make_event(slug="told", start="2023-05", sources=told)
    make_report()

    for path in ("/data/v1/figures/2023.json", "/data/v1/figures.json"):
        events = rows(client, path)[None, "events"]
        assert (events["number"], events["events"]) == (1, [])


def test_what_is_not_public_any_more_is_not_named(client):
    make_record()
    make_report()
    Event.objects.filter(slug="gift").update(live_at=None, live_at_en=None, title_en=None)

    assert rows(client)[None, "goal:aid"]["events"] == ["visit"]


def test_what_came_in_is_told_as_in_public(client):
    city = make_city(slug="northtown")
    received = timezone.make_aware(datetime(2023, 5, 1))
    for _number in range(6):
        make_submission(received_at=received, city=city.entry)
    make_submission(received_at=received, kind="idea", language="uk")
    make_report()

    found = rows(client)

    assert found[None, "submissions"]["number"] == 7
    # One alone would follow from the total, so nothing is told of kinds, languages and cities.
    assert [key for key in found if key[1].startswith("submissions")] == [(None, "submissions")]


def test_of_a_few_not_even_the_number_is_told(client):
    make_submission(received_at=timezone.make_aware(datetime(2023, 5, 1)))
    make_report()

    assert rows(client)[None, "submissions"]["number"] is None


def test_the_files_say_by_whom_they_are_and_may_be_read_from_everywhere(client):
    make_report()

    response = client.get("/data/v1/figures/2023.json")
    data = json.loads(response.content)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert data["url"] == "http://testserver/data/v1/figures/2023.json"
    assert data["rights"]
    assert data["counted"].endswith("Z")


def test_a_long_year_takes_as_many_queries_as_a_short_one(client):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get("/data/v1/figures/2023.json")
        return len(captured)

    make_record()
    report = make_report()
    few = asked()
    for _number in range(4):
        make_event(start="2023", cities=[make_city()], goals=[make_goal()])
    FixedFigures.objects.fix(report)

    assert asked() == few
