"""The page of an event: an address that lasts, everything about it, and what stands beside it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import Event, Memory
from cities.models.event_address import MOST_LETTERS
from editorial import publishing
from editorial.revisions import data as revisions
from editorial.revisions.versions import read as versions_of
from tests.admin_client import filled_in, sign_in
from tests.builders import make_city, make_event, make_goal, make_site
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def facts_of(event):
    return revisions.facts_of(versions_of(event.entry).revision("working", "zxx"))


def move(event, **values):
    """Publish an event with other facts."""
    facts = facts_of(event)
    facts["root"] |= values
    publishing.save(event.entry, facts=facts)
    publishing.publish(event.entry, ["en"])


def test_an_event_has_a_page_with_everything_about_it(client):
    make_site(program_name="The Program")
    north, aid = make_city(name="North", slug="north"), make_goal(name="Aid", slug="aid")
    make_event(
        title="A tree was planted",
        text="It was a cherry.",
        slug="1958-tree",
        start="1958-11",
        partner_date="1959",
        cities=[north],
        goals=[aid],
        place="Garden",
        side="here",
        sources=[{"headline": "A report", "publisher": "The Paper"}],
        figures=[{"kind": "guests", "number": 34}],
    )

    page = read(client, "/en/events/1958-tree/")

    text = words_of(page.first("main", id="content"))
    assert [words_of(heading) for heading in page.all("h1")] == ["A tree was planted"]
    for told in ("It was a cherry.", "November 1958", "1959", "Garden", "in Hometown", "A report",
                 "The Paper", "34 guests", "North", "Aid"):  # fmt: skip
        assert told in text
    hrefs = {link.get("href") for link in page.all("a")}
    assert {"/en/cities/north/", "/en/goals/aid/"} <= hrefs
    assert "/en/history/?event=1958-tree#event-1958-tree" in hrefs


def test_memories_stand_on_it_as_they_do_on_the_timeline(client):
    event = make_event(title="A visit", start="1990")
    told = {"event": event.entry, "original_language": "en", "told_year": 2026}
    Memory.objects.create(text_en="We sang.", told_by="Ann", is_public=True, **told)
    Memory.objects.create(text_en="It rained.", is_public=True, **told)
    Memory.objects.create(text_en="Not for all.", **told)

    on_its_page = read(client, event.get_absolute_url()).words("memory")

    assert on_its_page == [
        "We sang. Remembered by Ann, told in 2026",
        "It rained. Remembered by a resident, told in 2026",
    ]
    assert on_its_page == read(client, "/en/history/").words("memory")


def test_it_says_how_to_cite_it(client):
    make_site(program_name="The Program")
    event = make_event(title="A visit", slug="visit", start="1990")

    cited = words_of(read(client, event.get_absolute_url()).first("p", id="cite"))

    assert cited.startswith("“A visit”. The Program (as of ")
    assert cited.endswith("). http://testserver/en/events/visit/")


def test_its_description_is_short_and_begins_with_its_date_and_title(client):
    event = make_event(title="A visit", text="word " * 500, start="1990")

    description = read(client, event.get_absolute_url()).meta(name="description")

    assert description.startswith("1990: A visit. word word")
    assert len(description) <= 300


def test_it_leads_to_the_events_before_and_after_it(client):
    titles = ["1958", "1958-11-29", "1980s", "1990-05-01", "", ""]
    events = [make_event(title=start or "Undated", start=start) for start in titles]
    make_event(title="Draft", start="1960", public=False)

    beside = [
        [
            link.get("href")
            for link in read(client, event.get_absolute_url()).all("a")
            if link.get("rel") in ("prev", "next")
        ]
        for event in events
    ]

    urls = [event.get_absolute_url() for event in events]
    assert beside == [[urls[1]], [urls[0], urls[2]], [urls[1], urls[3]], [urls[2], urls[4]],
                      [urls[3], urls[5]], [urls[4]]]  # fmt: skip


def test_a_renamed_event_leads_on_and_a_draft_is_nowhere(client):
    event = make_event(slug="old-name")
    draft = make_event(slug="draft", public=False)
    move(event, slug="new-name")

    answer = client.get("/en/events/old-name/")

    assert (answer.status_code, answer["Location"]) == (301, "/en/events/new-name/")
    assert client.get("/en/events/new-name/").status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 404
    for nowhere in ("nothing", "0", "a" * 300):
        assert client.get(f"/en/events/{nowhere}/").status_code == 404


def test_it_is_linked_from_the_history_its_cities_its_goals_and_their_marks(client):
    city, goal = make_city(slug="north"), make_goal(slug="aid")
    events = [
        make_event(title=f"Visit {n}", start=f"199{n}", cities=[city], goals=[goal])
        for n in range(5)
    ]

    for path in ("/en/history/", "/en/cities/north/", "/en/goals/aid/", "/en/"):
        page = read(client, path)
        marks = [words_of(link) for link in page.all("a") if link.get("class") == "mark-link"]
        if path != "/en/":
            assert events[0].get_absolute_url() in {link.get("href") for link in page.all("a")}
        if "goals" not in path:
            assert marks[0] == "1990: Visit 0"


def test_marks_and_links_to_what_is_off_say_so(client):
    city = make_city(slug="north")
    events = [make_event(title=f"Visit {n}", start=f"199{n}", cities=[city]) for n in range(5)]
    Event.objects.filter(pk=events[0].pk).update(cancelled=True)
    Event.objects.filter(pk=events[2].pk).update(postponed_to=events[4])
    Event.objects.filter(pk=events[4].pk).update(cancelled=True)

    for path in ("/en/history/", "/en/cities/north/", "/en/"):
        page = read(client, path)
        marks = [words_of(link) for link in page.all("a") if link.get("class") == "mark-link"]
        assert marks == [
            "Cancelled – 1990: Visit 0",
            "1991: Visit 1",
            "Postponed – 1992: Visit 2",
            "1993: Visit 3",
            "Cancelled – 1994: Visit 4",
        ]
    beside = read(client, events[1].get_absolute_url()).words("neighbors__event")
    assert beside == ["Cancelled Visit 0", "Postponed Visit 2"]
    postponed = read(client, events[2].get_absolute_url())
    assert "In its place: Cancelled Visit 4 1994" in words_of(postponed.first("main", id="content"))


def test_its_page_is_in_the_site_map_in_the_languages_that_show_it(client):
    make_event(slug="tree", translations={"ja": {"title": "木"}})
    make_event(slug="draft", public=False)

    sitemap = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://testserver/en/events/tree/</loc>" in sitemap
    assert "<loc>http://testserver/ja/events/tree/</loc>" in sitemap
    assert "/it/events/tree/</loc>" not in sitemap
    assert "/events/draft/" not in sitemap


@pytest.mark.parametrize("rows", [1, 3])
def test_its_page_needs_as_many_queries_however_much_there_is(client, rows):
    cities, goals = [make_city() for _n in range(rows)], [make_goal() for _n in range(rows)]
    for n in range(rows * 2 + 1):
        make_event(
            slug=f"visit-{n}",
            start=f"199{n}",
            cities=cities,
            goals=goals,
            sources=[{"headline": "A report"} for _source in range(rows)],
        )

    with CaptureQueriesContext(connection) as captured:
        assert client.get("/en/events/visit-1/").status_code == 200

    assert len(captured) == 13


# --- Its address at the desk ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ({"title_en": "The Mayor’s visit", "start": "May 2031"}, "2031-the-mayors-visit"),
        ({"title_en": "The Mayor’s visit", "slug": "Mayor"}, "mayor"),
        ({"title_en": "松本市長の訪問", "start": "2031"}, "2031-visit"),
    ],
)
def test_who_types_no_address_gets_one(client, typed, address):
    sign_in(client)
    add = "/admin/cities/event/add/"

    client.post(add, filled_in(client.get(add)) | {"kind": "visit"} | typed | {"_draft": "on"})

    assert [event.slug for event in Event.objects.all()] == [address]


def test_an_address_that_is_taken_gets_a_number_and_a_long_one_is_cut(client):
    sign_in(client)
    add = "/admin/cities/event/add/"
    title = "A delegation of twenty came for the festival of the lanterns in the park"
    for _time in range(2):
        form = filled_in(client.get(add)) | {"kind": "visit", "title_en": title, "_draft": "on"}
        client.post(add, form)

    first, second = (event.slug for event in Event.objects.order_by("pk"))
    assert len(first) <= MOST_LETTERS
    assert second == f"{first}-2"
