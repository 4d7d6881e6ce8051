"""The record as files that anybody may take: what stands in them, and what never does."""

import csv
import io
import json
import re
from datetime import time, timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.dates.honest_date import HonestDate
from cities.models import Memory
from cities.open_data import datasets
from editorial.cache.wsgi import PageCache
from tests.builders import make_city, make_event, make_goal, make_page, make_site, make_source
from tests.editorial.cache.wsgi_client import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

FILES = [
    f"/data/v1/{name}.{extension}"
    for name in datasets.DATASETS
    for extension in ("json", "csv", "jsonld")
]


def rows(client, name, query=""):
    response = client.get(f"/data/v1/{name}.json{query}")
    assert response.status_code == 200
    return json.loads(response.content)["rows"]


def lines(client, name):
    text = client.get(f"/data/v1/{name}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def make_record(number=1):
    """Make cities, goals and events with parts of every kind."""
    goals = [make_goal(name=f"Goal {n}") for n in range(number)]
    cities = [
        make_city(
            name=f"City {n}",
            local_names=[{"language": "ja", "name": "市"}],
            reasons=[{"reason": "culture"}],
            stages=[{"stage": "sister", "start": "by 1988-05", "legal_basis": "A resolution"}],
            goals=[{"goal": goal, "reason": "So."} for goal in goals],
        )
        for n in range(number)
    ]
    return [
        make_event(
            title=f"Event {n}",
            cities=cities,
            goals=goals,
            start="1990-05-01",
            sources=[{"headline": "A report"}, {"headline": "Another"}],
            figures=[{"kind": "guests", "number": 5}, {"kind": "hours", "known": "unknown"}],
        )
        for n in range(number)
    ]


# --- What stands in them ------------------------------------------------------------------------


def test_a_text_stands_in_every_language_in_which_it_is_public(client):
    make_event(title="Feast", translations={"ja": {"title": "祭り"}, "zh-hant": {"title": "節慶"}})

    (row,) = rows(client, "events")
    (line,) = lines(client, "events")

    assert row["title"] == {"en": "Feast", "ja": "祭り", "zh-Hant": "節慶"}
    assert (line["title_en"], line["title_zh-Hant"], line["title_uk"]) == ("Feast", "節慶", "")


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("about 1978", "", ("1978~", "1978~", None)),
        ("by 1988-05", "1990", (None, "[..1988-05]", "1990")),
        ("1992", "1993", ("1992/1993", "1992", "1993")),
        ("", "", (None, None, None)),
    ],
)
def test_a_date_says_no_more_than_the_record(client, start, end, written):
    make_event(start=start, end=end)

    (row,) = rows(client, "events")

    assert (row["date"], row["start"], row["end"]) == written


def test_both_records_can_be_compared(client):
    make_event(slug="signing", start="1958-11-29", partner_date="1958-11-27")

    (row,) = rows(client, "events")

    assert (row["start"], row["partner_date"]) == ("1958-11-29", "1958-11-27")
    assert row["id"].startswith("urn:uuid:")
    assert row["url"] == "http://testserver/en/events/signing/"


def test_a_number_that_is_not_known_is_never_zero(client):
    make_record()

    (row,) = rows(client, "events")

    assert [(each["kind"], each["number"]) for each in row["figures"]] == [
        ("guests", 5),
        ("hours", None),
    ]


def test_a_relationship_tells_its_stages_reasons_and_goals(client):
    make_record()

    (row,) = rows(client, "relationships")

    assert (row["stage"], row["since"], row["reasons"]) == ("sister", "[..1988-05]", ["culture"])
    assert row["stages"][0]["legal_basis"] == {"en": "A resolution"}
    assert row["goals"][0]["why"] == {"en": "So."}
    assert [goal["cities"] for goal in rows(client, "goals")] == [[row["city"]]]


def test_a_source_of_which_only_a_page_makes_use_is_one_of_the_sources(client):
    make_page(sources=[make_source("A law")])
    make_page(sources=[make_source("A plan")], public=False)

    told = [(row["headline"], row["events"]) for row in rows(client, "sources")]

    assert told == [("A law", [])]


def test_a_source_that_an_event_cites_twice_names_it_once(client):
    article = make_source()
    twice = [{"source": article, "kind": kind} for kind in ("announcement", "report")]
    event = make_event(sources=twice)

    assert [row["events"] for row in rows(client, "sources")] == [[event.slug]]


def test_the_home_city_is_a_city_and_no_relationship(client):
    make_city(name="North")

    assert sorted(row["is_home"] for row in rows(client, "cities")) == [False, True]
    assert [row["name"]["en"] for row in rows(client, "relationships")] == ["North"]


def test_linked_data_have_real_times_and_the_datatype_of_their_dates(client):
    make_event(title="Vague", start="about 1978")
    make_event(title="Exact", start="2031-01-05", start_time=time(17), end_time=time(18))

    vague, exact = json.loads(client.get("/data/v1/events.jsonld").content)["hasPart"]

    assert vague["startDate"] == {
        "@value": "1978~",
        "@type": "http://id.loc.gov/datatypes/edtf/EDTF",
    }
    assert exact["startDate"] == "2031-01-05T17:00:00-07:00"
    assert exact["endDate"] == "2031-01-05T18:00:00-07:00"


def test_times_go_by_the_clock_of_the_place_whether_its_city_is_public_or_not(client):
    far = make_city(name="Far", slug="far", time_zone="Asia/Tokyo", public=False)
    make_event(start="2031-01-05", start_time=time(17), side="there", cities=[far])
    make_event(start="2031-01-06", start_time=time(17), side="here", cities=[far])
    make_event(start="2031-01-07")

    zones = [row["time_zone"] for row in rows(client, "events")]

    assert zones == ["Asia/Tokyo", "America/Denver", None]
    there, _here, _day = json.loads(client.get("/data/v1/events.jsonld").content)["hasPart"]
    assert there["startDate"] == "2031-01-05T17:00:00+09:00"


def test_a_role_begins_with_the_stage_that_it_names(client):
    stages = [{"stage": "sister", "start": "1958"}, {"stage": "emeritus", "start": "2004"}]
    make_city(stages=stages)
    make_city()

    roles = json.loads(client.get("/data/v1/relationships.jsonld").content)["hasPart"]

    told = [(role.get("roleName"), role.get("startDate", {}).get("@value")) for role in roles]
    assert told == [("emeritus", "2004"), (None, None)]


# --- What never does ----------------------------------------------------------------------------


def test_no_draft_no_memory_and_nothing_for_staff(client):
    make_city(name="Open", doubt_note="SECRET", attestation_note="SECRET")
    make_city(name="SECRET", public=False)
    make_goal(name="SECRET", public=False)
    make_event(title="SECRET", public=False, sources=[{"headline": "SECRET"}])
    event = make_event(title="Open", sources=[{"headline": "Open"}])
    Memory.objects.create(
        event=event.entry,
        original_language="en",
        told_year=2026,
        told_by="SECRET",
        text_en="SECRET",
        is_public=True,
    )

    answers = {address: client.get(address) for address in FILES}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert [address for address, answer in answers.items() if b"SECRET" in answer.content] == []


def test_an_event_made_of_a_memory_is_a_memory(client):
    told = {"kind": "memory", "words": "Memory of SECRET", "language": "en"}
    sources = [told, {"headline": "A report"}]
    memory = make_event(title="SECRET", slug="secret", start="2031-05-01", sources=sources)
    make_event(title="Open", postponed_to=memory)

    answers = {address: client.get(address).content.lower() for address in FILES}

    assert [address for address, content in answers.items() if b"secret" in content] == []
    assert [row["postponed_to"] for row in rows(client, "events")] == [None]


def test_a_cell_is_no_formula_and_a_number_stays_one(client):
    make_event(title='=HYPERLINK("https://example.org")')
    make_city(name="West", longitude="-111.8910")

    assert lines(client, "events")[0]["title_en"].startswith("'=")
    assert {line["longitude"] for line in lines(client, "cities")} == {"-111.891"}


# --- How they answer ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/data/v1/", FILES[0], "/data/v1/events.csv"])
def test_other_origins_may_read_and_the_cache_keeps_it(settings, open_connection, address):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["example.org"], False
    make_record()
    site = PageCache(WSGIHandler(), max_bytes=1_000_000)

    first = ask(site, address, HTTP_ACCEPT_LANGUAGE="ja")
    again = ask(site, address, HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert first.status == "200 OK"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Content-Language"] == "en"
    assert again.status == "304 Not Modified"
    (kept,) = site.pages.values()
    assert kept.valid_until > (timezone.now() + timedelta(days=1)).timestamp()


@pytest.mark.parametrize("address", ["/data/v1/", *FILES, "/data/v1/figures.json"])
def test_a_page_of_another_origin_may_ask_with_the_tag_that_it_has(client, address):
    answer = client.options(address, headers={"Access-Control-Request-Headers": "if-none-match"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "if-none-match" in answer["Access-Control-Allow-Headers"].lower()
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert client.post(address).status_code == 405


def queries(client):
    counts = {}
    for address in FILES:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts[address] = len(captured)
    return counts


def test_they_need_the_same_queries_however_much_they_hold(client):
    make_record(1)
    few = queries(client)
    make_record(2)

    assert queries(client) == few
    assert max(few.values()) <= 11


def test_a_long_record_comes_page_by_page(client, monkeypatch):
    monkeypatch.setattr(datasets, "MOST_ROWS", 2)
    for n in range(3):
        make_event(title=f"Event {n}", start=f"199{n}")

    first = client.get("/data/v1/events.json")
    data = json.loads(first.content)

    assert (data["total"], data["pages"], len(data["rows"])) == (3, 2, 2)
    assert first["Link"] == f'<{data["next"]}>; rel="next"'
    assert [row["start"] for row in rows(client, "events", "?page=2")] == ["1992"]


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=2", "page=x", "page=%00", "page=٣", "page=" + "9" * 5000, "page="],
)
def test_a_page_that_there_is_none_of_is_not_found(client, query):
    response = client.get(f"/data/v1/events.json?{query}")

    assert response.status_code == 404
    assert json.loads(response.content) == {"error": "There is no such page."}
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "bare"),
    [
        ("x=1", ""),
        ("page=1", ""),
        ("page=1&page=1", ""),
        ("page=01&x=1", ""),
        ("%ff=%fe", ""),
        ("page[]=1", ""),
        ("callback=alert(1)", ""),
    ],
)
def test_other_queries_lead_to_the_one_address_of_a_file(client, query, bare):
    response = client.get(f"/data/v1/events.json?{query}")

    assert (response.status_code, response["Location"]) == (302, f"/data/v1/events.json{bare}")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("address", ["/data/v1/people.json", "/data/v1/events.xml", "/data/v2/"])
def test_what_there_is_not_is_not_found(client, address):
    assert client.get(address).status_code == 404


# --- The page for people and the index ----------------------------------------------------------


@pytest.mark.parametrize("url", ["", "https://creativecommons.org/licenses/by/4.0/"])
def test_until_the_office_decides_people_are_asked_to_write_first(client, url):
    make_site(email="office@example.org", data_license_url=url)

    page = client.get("/en/data/").content.decode()
    index = json.loads(client.get("/data/v1/").content)

    assert "has not decided yet under which license" in page
    assert (index["license"], index["rights"][:35]) == (None, "The office has not decided yet unde")


def test_a_license_of_the_office_stands_on_the_page_and_in_every_file(client):
    url = "https://creativecommons.org/licenses/by/4.0/"
    make_site(data_license="CC BY 4.0", data_license_url=url)

    page = client.get("/en/data/").content.decode()
    data = json.loads(client.get("/data/v1/goals.json").content)

    assert "CC BY 4.0" in page
    assert "not decided" not in page
    assert (data["license"], data["rights"]) == (url, None)


def test_the_index_and_the_page_name_every_file_and_every_column(client):
    page = client.get("/en/data/").content.decode()
    index = json.loads(client.get("/data/v1/").content)

    named = [url for each in index["datasets"] for url in each["files"].values()]
    figures = ["/data/v1/figures.csv", "/data/v1/figures.json"]
    assert named == [f"http://testserver{path}" for path in [*FILES, *figures]]
    for each in index["datasets"]:
        columns = [column["name"] for column in each["columns"]]
        given = rows(client, each["name"])
        assert all(list(row) == columns for row in given)
        assert all(f"<code>{name}</code>" in page for name in columns)
    assert HonestDate.parse("about 1978").text("en") in page


@pytest.mark.parametrize("license_name", ["", "CC BY 4.0"])
def test_search_engines_are_told_of_the_data_and_of_each_file(client, license_name):
    url = "https://creativecommons.org/licenses/by/4.0/"
    make_site(data_license=license_name, data_license_url=url)

    html = client.get("/en/data/").content.decode()
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]
    (data,) = [e for e in json.loads(told)["@graph"] if e["@type"] == "Dataset"]

    files = [file["contentUrl"] for part in data["hasPart"] for file in part["distribution"]]
    assert set(FILES) < {file.removeprefix("http://testserver") for file in files}
    assert data["url"] == "http://testserver/en/data/"
    assert {each.get("license") for each in [data, *data["hasPart"]]} == {
        url if license_name else None
    }
    kinds = {f["encodingFormat"] for part in data["hasPart"] for f in part["distribution"]}
    assert kinds == {"application/json", "text/csv", "application/ld+json"}


def test_the_address_without_a_language_leads_to_the_readers_own(client):
    response = client.get("/data/", headers={"Accept-Language": "ja"})

    assert (response.status_code, response["Location"]) == (302, "/ja/data/")
