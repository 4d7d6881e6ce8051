"""A list says of each row what is public, whose draft there is, what lacks, and who changed it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import publishing
from editorial.models import Entry
from editorial.publishing import delete as deletion
from editorial.publishing import workflow
from editorial.publishing.planned import schedule
from tests.builders import make_city, make_event, make_goal, make_page
from tests.editorial.staff.people import editor, person
from tests.selecting import page_of

pytestmark = pytest.mark.django_db

EVENTS = "/admin/cities/event/"
ALL = "/admin/editorial/entry/"


@pytest.fixture
def ann(client):
    """Ann, an editor who is signed in."""
    user = editor()
    client.force_login(user)
    return user


def draft(root, by, **texts):
    """Save a draft of English texts of a root."""
    kept = publishing.versions_of(root.entry).texts("working")["en"]["root"]
    publishing.save(root.entry, texts={"en": {"root": {**kept, **texts}}}, by=by)


def rows(client, address, query=""):
    """Read a list: for each name the words of its other cells by the names of the columns."""
    page = page_of(client.get(f"{address}{query}"))
    found = {}
    for row in page.select("#result_list tbody tr"):
        cells = {cell["class"].split()[0]: cell.get_text() for cell in row.select("td")}
        name = row.first(".field-label a") or row.first(".field-open a")
        found[name.get_text() if name else cells["field-open"]] = cells
    return found


def named(client, address, query=""):
    return sorted(rows(client, address, query))


def test_a_row_links_its_name_and_says_what_it_is(client, ann):
    event = make_event("A visit", cities=[make_city("Lima")], start="1990", cancelled=True)

    page = page_of(client.get(EVENTS))

    link = page.first("#result_list .field-label a")
    assert link["href"] == reverse("admin:cities_event_change", args=[event.pk])
    assert rows(client, EVENTS)["A visit"]["field-label"] == "A visit Visit Lima Cancelled"


def test_a_row_says_where_it_stands(client, ann):
    make_event("Public")
    off = make_event("Off")
    publishing.withdraw(off.entry, ["en"])
    make_event("New", public=False, by=ann)
    theirs = make_event("Theirs")
    draft(theirs, person(username="bob"), text="New")
    asked = make_event("Asked")
    draft(asked, ann, text="New")
    workflow.request_review(asked.entry, "en", by=ann)
    planned = make_event("Planned")
    draft(planned, ann, text="New")
    schedule.schedule(planned.entry, "en", timezone.now() + timedelta(days=3))

    states = {name: cells["field-state"] for name, cells in rows(client, EVENTS).items()}

    assert states.pop("Planned").startswith("Public Goes public ")
    assert states == {
        "Public": "Public",
        "Off": "Off the site Draft",
        "New": "Your draft",
        "Theirs": "Public Draft of bob",
        "Asked": "Public In review",
    }


def test_a_row_counts_the_languages_and_names_what_lacks(client, ann):
    spanish = {"es": {"title": "Visita"}, "ja": {"title": "訪問"}}
    event = make_event("A visit", translations=spanish)
    publishing.withdraw(event.entry, ["ja"])
    draft(event, ann, title="Another visit")
    publishing.publish(event.entry, ["en"])

    cells = rows(client, EVENTS)["Another visit"]

    assert cells["field-seven"].startswith("1 of 7")
    assert "Outdated: Spanish." in cells["field-seven"]
    assert "Off the site: Japanese." in cells["field-seven"]
    assert "Missing: Chinese" in cells["field-seven"].replace("Traditional ", "")


def test_a_row_says_who_changed_it_last(client, ann):
    make_event("Mine", by=ann, public=False)
    make_event("Theirs", by=person(username="bob"), public=False)

    who = {name: cells["field-last_change"] for name, cells in rows(client, EVENTS).items()}

    assert (who["Mine"][-3:], who["Theirs"][-3:]) == ("you", "bob")


def test_a_list_is_narrowed_by_state(client, ann):
    make_event("Public")
    publishing.withdraw(make_event("Off").entry, ["en"])
    make_event("New", public=False)
    asked = make_event("Asked")
    draft(asked, ann, text="New")
    workflow.request_review(asked.entry, "en", by=ann)

    assert {
        state: named(client, EVENTS, f"?state={state}")
        for state in ("public", "draft", "in-review", "scheduled", "off")
    } == {
        "public": ["Asked", "Public"],
        "draft": ["New", "Off"],
        "in-review": ["Asked"],
        "scheduled": [],
        "off": ["Off"],
    }


def test_a_list_is_narrowed_by_language_person_and_time(client, ann):
    make_event("Spanish", translations={"es": {"title": "Visita"}})
    make_event("English", by=ann, public=False)
    old = make_event("Old")
    Entry.objects.filter(pk=old.entry_id).update(changed_at=timezone.now() - timedelta(days=10))

    assert named(client, EVENTS, "?lacks=es") == ["English", "Old"]
    assert named(client, EVENTS, f"?by={ann.pk}") == ["English"]
    assert named(client, EVENTS, "?since=7") == ["English", "Spanish"]
    assert named(client, EVENTS, "?since=30&by=&lacks=nonsense") == ["English", "Old", "Spanish"]


def test_events_are_narrowed_by_city_goal_decade_and_kind(client, ann):
    city, goal = make_city("Lima"), make_goal("Aid")
    make_event("One", cities=[city], start="1991")
    make_event("Two", goals=[goal], start="2004", kind="gift")

    assert named(client, EVENTS, f"?cities__id__exact={city.pk}") == ["One"]
    assert named(client, EVENTS, f"?goal={goal.pk}") == ["Two"]
    assert named(client, EVENTS, "?decade=1990") == ["One"]
    assert named(client, EVENTS, "?kind__exact=gift") == ["Two"]


def test_the_search_of_a_list_finds_what_the_search_of_everything_finds_of_its_kind(client, ann):
    make_event("A concert", place="Abravanel Hall", translations={"ja": {"title": "演奏会"}})
    make_event("A visit")
    make_page("Abravanel")

    assert named(client, EVENTS, "?q=abravanel") == ["A concert"]
    assert named(client, EVENTS, "?q=演奏") == ["A concert"]
    assert named(client, "/admin/pages/page/", "?q=ABRAVANEL") == ["Abravanel"]
    assert named(client, EVENTS, "?q=nothing") == []


def test_every_filter_has_a_label(client, ann):
    make_event("One", cities=[make_city()], goals=[make_goal()], start="1991", by=ann)
    page = page_of(client.get(EVENTS))

    fields = page.select("#changelist-search select") + page.select("#searchbar")
    labels = {label["for"] for label in page.select("label")}

    assert len(fields) == 8
    assert {field["id"] for field in fields} <= labels


def test_all_content_opens_everything_and_shows_what_was_deleted(client, ann):
    event, page = make_event("A visit"), make_page("A page")
    gone = make_event("Gone")
    deletion.delete(gone.entry, by=ann)

    links = page_of(client.get(ALL)).select(".field-open a")

    assert {link["href"] for link in links} == {
        reverse("admin:cities_event_change", args=[event.pk]),
        reverse("admin:pages_page_change", args=[page.pk]),
    }
    assert named(client, ALL, "?kind=pages.page") == ["A page"]
    (deleted,) = rows(client, ALL, "?state=deleted")
    assert deleted.startswith("Gone Event deleted ")
    assert named(client, ALL, "?q=visit") == ["A visit"]


@pytest.mark.parametrize(
    ("address", "queries"),
    [(EVENTS, 22), (f"{EVENTS}?q=visit&state=draft&lacks=ja", 22), (ALL, 16)],
)
def test_a_list_asks_as_much_for_one_row_as_for_many(
    client, ann, django_assert_max_num_queries, address, queries
):
    cities, other = [make_city("Lima"), make_city("Quito")], person(username="bob")
    counts = []
    for number in range(2):
        for again in range(1 + 5 * number):
            event = make_event(f"A visit {number} {again}", cities=cities)
            draft(event, other, text="New")
        with django_assert_max_num_queries(queries) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_a_list_that_holds_nothing_leads_to_a_search_over_everything(client, ann):
    make_page("The harbor")

    empty = page_of(client.get(f"{EVENTS}?q=harbor")).first(".empty form")
    words = next(field for field in empty.select("input") if field["name"] == "words")
    found = page_of(client.post(empty["action"], {"words": words["value"]}))

    assert [link.get_text() for link in found.select(".found__title a")] == ["The harbor"]


def test_all_content_plans_publications_as_each_list_does(client, ann):
    page = make_page("One")
    draft(page, ann, title="Two")

    chosen = {"action": "plan_chosen", "_selected_action": [page.entry_id]}
    response = client.post(ALL, chosen)

    assert response.headers["Location"].startswith(reverse("admin:plan_several"))
