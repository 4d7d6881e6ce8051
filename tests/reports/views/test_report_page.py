"""The page of a report: what it says, and that every figure leads to its events."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City, Event
from editorial.models import TakenOff
from editorial.publishing import delete as deletion
from editorial.publishing import taking_off
from editorial.publishing.taking_off import Why
from editorial.text import languages
from reports.fixing import count_anew
from reports.models import FixedFigures
from reports.shown import numbered
from tests.builders import make_city, make_event, make_goal, make_home, make_outline
from tests.crawl import read
from tests.crawl import words_of as words_in
from tests.rendering import asked_while_rendering
from tests.reports.years import make_report

pytestmark = pytest.mark.django_db

PATH = "/en/reports/2023/"


@pytest.fixture
def city(home):
    stages = [{"stage": "friendship", "start": "1986"}, {"stage": "sister", "start": "1988-05"}]
    return make_city(name="Northtown", slug="northtown", stages=stages)


def visit(city, title="A visit", start="2023-07-22", **values):
    return make_event(
        **{"title": title, "cities": [city], "side": "here", "start": start, **values}
    )


def words_of(client, path=PATH):
    html = re.sub(r"<[^>]+>", " ", client.get(path).content.decode().split("<article")[1])
    return re.sub(r"\s+", " ", html.split("</article")[0])


def test_a_report_that_is_not_public_has_no_page(client, city):
    make_report(2023, public=False)

    assert client.get(PATH).status_code == 404
    assert client.get("/en/reports/").status_code == 200
    assert "No report is public yet." in client.get("/en/reports/").content.decode()


def test_a_report_that_was_taken_off_the_site_says_so_or_leads_on(client, city):
    gone, moved = make_report(2022), make_report(2023)
    for report, target in ((gone, None), (moved, city)):
        why = Why(TakenOff.Reason.ERROR, target and target.entry)
        taking_off.take_off(report.entry, languages.codes(), why=why)

    answers = [client.get(f"/en/reports/{year}/") for year in (2022, 2023, 2021)]

    assert [answer.status_code for answer in answers] == [410, 301, 404]
    assert answers[1].headers["Location"] == "/en/cities/northtown/"


def test_a_figure_leads_to_the_events_it_was_counted_from(client, city):
    guests = {"kind": "guests", "number": 25, "young": 8}
    visit(city, "The first", "2023-02", slug="first", figures=[guests])
    visit(city, "The second", "2023-09", slug="second")
    visit(city, "Called off", "2023-10", slug="off", cancelled=True)
    visit(city, "Another year", "2022-10", slug="another")
    make_report(2023)

    page = read(client, PATH)

    listed = [each for each in page.ids if each.startswith("event-")]
    assert listed == ["event-first", "event-second"]
    for references in [["#event-first"], ["#event-first"]]:
        assert references[0] in [each.get("href") for each in page.all("a")]
    lines = page.words("report-lines")[0]
    assert "2 visits received Counted from these events: 1–2" in lines
    assert (
        "25 guests, 8 of them young, known for 1 of 2 events Counted from these events: 1" in lines
    )
    assert page.errors == []


def test_every_number_behind_a_figure_leads_to_an_event_of_the_page(client, city):
    goal = make_goal(name="Culture", slug="culture")
    other = make_city(name="Southtown", slug="southtown")
    visit(city, goals=[goal], figures=[{"kind": "hours", "number": 3}])
    make_event(title="Both", cities=[city, other], goals=[goal], start="2023")
    make_event(title="Of the program", start="2023-05-10")
    make_report(2023)

    page = read(client, PATH)

    references = [
        link.get("href")
        for element in page.document.iter()
        if element.get("class") == "references"
        for link in element.iter("a")
    ]
    assert len(references) > 6
    assert {each.removeprefix("#") for each in references} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_of_a_full_year_each_city_tells_as_many_as_fit_and_leads_to_the_others(
    client, city, monkeypatch
):
    monkeypatch.setattr(numbered, "MOST_TOLD", 7)
    cities = [city, *(make_city(name=name, slug=name.lower()) for name in ("Southtown", "Easton"))]
    for place, count in zip(cities, (1, 3, 4), strict=True):
        for n in range(count):
            visit(place, f"Visit {n} of {place.name}", f"2023-0{n + 1}")
    for n in range(3):
        make_event(title=f"Program {n}", start=f"2023-1{n}")
    make_report(2023)

    page = read(client, PATH)

    listed = [each for each in page.ids if each.startswith("event-")]
    more = "Read all of them in the history"
    leading = {link.get("href") for link in page.all("a") if words_in(link) == more}
    assert len(listed) == 7
    assert leading == {
        "/en/history/?city=southtown&year=2023&counted=events#record",
        "/en/history/?city=easton&year=2023&counted=events#record",
        "/en/history/?year=2023&counted=events#record",
    }


def test_what_is_not_known_is_said_and_is_not_zero(client, city):
    visit(city, figures=[{"kind": "guests", "number": 5, "known": "estimated"}])
    make_city(name="Southtown", slug="southtown")
    make_report(2023)

    words = words_of(client)

    assert "5 guests (estimated)" in words
    assert "who took part twice counts twice" in words
    assert "Not known: Travelers from here, People who attended" in words
    assert "The record holds no event of 2023." in words
    assert "Southtown no event" in words


def test_the_stage_is_the_one_that_it_had_when_the_year_ended(client, city):
    make_report(1987)
    make_report(2023)

    assert "Friendship city, since 1986" in words_of(client, "/en/reports/1987/")
    assert "Sister city, since May 1988" in words_of(client)


def test_the_program_brings_its_own_headings(client, city):
    make_outline(status_heading="How it stands", next_heading="Until the summer")
    texts = {"city": city, "status": "<p>Well.</p>", "avenues": "<p>Many.</p>"}
    make_report(2023, cities=[texts], next="<p>A letter.</p>")

    words = words_of(client)

    assert "How it stands Well. Avenues for connection Many." in words
    assert "Until the summer A letter." in words


def test_figures_stay_as_they_were_told_and_a_correction_says_what_it_changed(client, city):
    visit(city)
    report = make_report(2023)
    visit(city, "Found later", "2023-09")

    before = words_of(client)
    count_anew(report)
    after = words_of(client)

    assert "1 visit received" in before
    assert "2 visits received" not in before
    assert "2 visits received" in after
    assert "Northtown: 1 visit received → 2 visits received" in after


def test_what_is_no_longer_public_leaves_its_number_and_no_link(client, city):
    gone = visit(city)
    make_report(2023)
    deletion.delete(gone.entry)

    words = words_of(client)

    assert (
        "1 visit received Counted from these events: and 1 event that is not public any more"
        in (words)
    )


def test_an_event_of_two_cities_is_told_with_both_and_stands_once(client, city):
    other = make_city(name="Southtown", slug="southtown")
    make_event(title="Both", slug="both", cities=[city, other], start="2023")
    make_report(2023)

    page = read(client, PATH)

    assert page.ids.count("event-both") == 1
    assert len([each for each in page.words("report-event") if "Both" in each]) == 2


def test_a_preview_counts_the_record_as_it_stands(client, city, admin_client):
    visit(city)
    report = make_report(2023, public=False)

    html = admin_client.get(f"/admin/preview/{report.entry_id}/en/").content.decode()

    assert "The figures are fixed when the report goes public." in html
    assert "1 visit received" in html


# --- Many rows ------------------------------------------------------------------------------------


def fill(rows):
    make_home()
    goals = [make_goal(name=f"Goal {n}") for n in range(rows)]
    cities = [
        make_city(name=f"City {n}", slug=f"town-{n}", stages=[{"stage": "sister", "start": "1990"}])
        for n in range(rows)
    ]
    for n in range(rows * 2):
        make_event(
            title=f"Event {n}",
            cities=cities,
            goals=goals,
            start="2023-05",
            sources=[{"headline": f"Report {n}"} for n in range(rows)],
            figures=[{"kind": kind, "number": 5} for kind in ("guests", "hours", "in_kind")[:rows]],
        )
    make_outline()
    report = make_report(2023, lede="A year.")
    for n in range(rows):
        make_event(title=f"Later {n}", cities=cities, start="2023-06")
        count_anew(report)


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_report_needs_the_same_queries_however_much_it_tells(client, rows):
    fill(rows)

    needed = {path: queries_of(client, path) for path in ("/en/reports/", PATH)}

    assert needed == {"/en/reports/": 7, PATH: 17}


def test_no_statement_runs_while_a_report_is_rendered(client, monkeypatch):
    fill(2)

    with asked_while_rendering(monkeypatch) as asked:
        assert client.get(PATH).status_code == 200
        assert client.get("/en/reports/").status_code == 200

    assert asked == []


def test_a_figure_of_very_many_events_leads_to_all_of_them_in_the_history(client, city):
    for n in range(36):
        kind = "culture" if n % 2 else "gift"
        make_event(title=f"{kind} {n}", kind=kind, cities=[city], start=f"2023-{n // 3 + 1:02}")
    make_report(2023)

    page = read(client, PATH)

    line = next(each for each in page.words("report-lines")[0].split("]") if "18 gifts" in each)
    assert "and 2 more events" in line
    links = [each.get("href") for each in page.all("a")]
    assert "/en/history/?year=2023&counted=gift#record" in links
    assert "/en/history/?city=northtown&year=2023&counted=gift#record" in links


def fill_with_runs(city):
    """Make a year in which no figure but the count of all events has two events in a row."""
    goal = make_goal(name="Culture", slug="culture")
    other = make_city(name="Southtown", slug="southtown")
    guests, hours = ([{"kind": kind, "number": 2}] for kind in ("guests", "hours"))
    kinds = [
        {"kind": "visit", "side": "here", "figures": guests},
        {"kind": "gift", "goals": [goal]},
        {"kind": "student_exchange", "side": "there"},
        {"kind": "meeting", "cities": [other], "figures": hours},
    ]
    for n in range(72):
        values = {"cities": [city], "start": f"2023-{n // 6 + 1:02}-{n % 6 + 1:02}", **kinds[n % 4]}
        make_event(title=f"Event {n}", **values)
    # The same of the year before, of the years around, what was off, and what nobody can date.
    for values in ({"start": "2022"}, {"start": "2024"}, {"start": "about 2023"}):
        for of_kind in kinds:
            make_event(**{"title": "Not counted", "cities": [city], **values, **of_kind})
    for of_kind in kinds:
        off = {"title": "Off", "cities": [city], "start": "2023-07-30", "cancelled": True}
        make_event(**{**off, **of_kind})
        goes_on = {
            "title": f"{of_kind['kind']} goes on",
            "cities": [city],
            "start": "2022-12",
            "end": "2023-01",
        }
        make_event(**{**goes_on, **of_kind})
    return goal


@pytest.mark.proof
def test_what_stands_behind_and_more_is_what_the_figure_counts(client, city):
    goal = fill_with_runs(city)
    counted = FixedFigures.objects.of(make_report(2023)).last().counted()
    of_city = {
        row.slug: next(each for each in counted.cities if each.city == row.entry_id)
        for row in City.objects.partners()
    }
    titles = dict(Event.objects.values_list("entry_id", "title_en"))

    links = [a.get("href") for a in read(client, PATH).all("a") if is_more(a)]

    # Visits, gifts, exchanges, these by direction, meetings, guests, hours, head-count and goal: of
    # the program and of the cities that have them.
    assert len(links) == len(set(links)) == 9 + 7 + 2
    for link in links:
        query = dict(parse_qsl(urlsplit(link).query))
        counts = of_city[query["city"]] if "city" in query else counted
        figure = counts.get(f"goal:{goal.entry_id}" if "goal" in query else query["counted"])
        assert listed_behind(client, link) == sorted(titles[key] for key in figure.events), link


def is_more(link):
    return link.get("class") == "references__more"


def listed_behind(client, link):
    """List the titles of the events on the page of the history that a link leads to."""
    url = urlsplit(link)
    page = client.get(url.path, dict(parse_qsl(url.query)))
    events = [row.title.value for decade in page.context["decades"] for row in decade.items]
    assert len(events) == page.context["count"]
    return sorted(events)


def test_what_no_list_has_is_linked_one_by_one(client, city):
    for n in range(40):
        start = "about 2023" if n % 2 else "2023-01-01"
        visit(city, f"Event {n}", start)
    make_report(2023)

    words = words_of(client)

    assert "more event" not in words


def test_a_head_count_that_is_not_complete_says_so(client, city):
    visit(city, "Counted", figures=[{"kind": "guests", "number": 9}])
    visit(city, "Not counted", "2023-08")
    make_event(title="Students", kind="student_exchange", cities=[city], side="there", start="2023")
    make_report(2023)

    words = words_of(client)

    assert "For 1 of 3 visits and exchanges, the record says how many people came or went." in words
    assert "1 visit or exchange made" in words


def test_of_a_very_full_year_the_first_events_are_told_and_the_history_has_all(client, city):
    for n in range(30):
        visit(city, f"Visit {n}", f"2023-01-{n + 1:02}")
    make_report(2023)

    page = read(client, PATH)

    assert len(page.words("report-event")) == 25
    more = "/en/history/?city=northtown&year=2023&counted=events#record"
    assert more in [each.get("href") for each in page.all("a")]
    assert "30 visits received Counted from these events: 1–30" in page.words("report-lines")[0]
