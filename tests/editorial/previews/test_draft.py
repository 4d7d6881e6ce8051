"""Public pages with one draft on them: what is shown, and that the public sees none of it."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from cities import goals
from editorial import publishing
from editorial.previews.draft import newest_draft
from editorial.previews.drawing import Bar, draw
from editorial.previews.places import places_of
from editorial.revisions.versions import read
from pages.models import SiteSettings
from tests.builders import (
    contents_of,
    make_city,
    make_event,
    make_goal,
    make_page,
    make_privacy,
    make_site,
    make_source,
)
from tests.rendering import asked_while_rendering
from tests.saltlake_sister.admin_rows import make_rows
from tests.submissions import make_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(home):
    make_site()


def save(row, **values):
    """Save a draft of a thing with these facts and English texts alone."""
    own = {"slug": row.slug} if hasattr(row, "slug") else {}
    facts, texts = contents_of(type(row), **{**own, **values})
    publishing.save(row.entry, facts=facts, texts=texts)


def drawn(row, place=None, language="en"):
    """Return the page of a place with the newest draft, as text."""
    draft = newest_draft(read(row.entry))
    path = places_of(draft)[0].path if place is None else place
    request = RequestFactory().get("/")
    return draw(request, draft, language, path, Bar("en"), {}).content.decode()


def test_a_page_shows_its_draft_with_the_sections_of_the_draft(client):
    page = make_page(title="As it was", slug="one", sections=[{"heading": "Old"}])
    save(page, title="As it will be", sections=[{"heading": "New"}, {"heading": "Newer"}])

    shown = drawn(page)

    public = client.get("/en/one/").content.decode()
    assert "As it will be" in shown
    assert shown.index(">New<") < shown.index(">Newer<")
    assert "As it was" in public
    assert "New" not in public


def test_a_page_that_was_never_public_stands_in_the_menu_of_its_preview_alone(client):
    page = make_page(title="To come", slug="to-come", menu="header", public=False)

    shown = drawn(page)

    assert '<a class="menu__link" href="/en/to-come/"' in shown
    assert client.get("/en/to-come/").status_code == 404
    assert "To come" not in client.get("/en/").content.decode()


def test_a_new_address_is_that_of_the_preview(client):
    page = make_page(title="One", slug="one")
    save(page, title="One", slug="two")

    assert "<h1" in drawn(page, "two/")
    with pytest.raises(Http404):
        drawn(page, "one/")


def test_a_city_shows_its_draft_on_its_page_and_in_lists(client):
    goal = make_goal(name="Aid", slug="aid")
    city = make_city(name="Northtown", slug="northtown", stages=[{"stage": "sister"}])
    make_event(title="A visit", cities=[city], start="1990-05-01")
    facts = {"country": "JP", "latitude": "36", "longitude": "137", "time_zone": "Asia/Tokyo"}
    goals = [{"goal": goal, "reason": "Because of the flood."}]
    stages = [{"stage": "sister", "start": "1958"}]
    save(city, name="Newtown", greeting="Hello", stages=stages, goals=goals, **facts)

    pages = {place: drawn(city, place) for place in ("cities/northtown/", "cities/", "history/")}

    assert "Because of the flood." in pages["cities/northtown/"]
    assert "since 1958" in pages["cities/"]
    assert {place for place, page in pages.items() if "Northtown" in page} == set()
    assert {place for place, page in pages.items() if "Newtown" in page} == set(pages)
    assert "Because of the flood." in drawn(city, "goals/aid/")
    assert "Newtown" not in client.get("/en/cities/").content.decode()


def test_an_event_stands_where_its_draft_belongs(client):
    north, south = make_city(name="North", slug="north"), make_city(name="South", slug="south")
    aid, peace = make_goal(name="Aid", slug="aid"), make_goal(name="Peace", slug="peace")
    event = make_event(title="It was", cities=[north], goals=[aid], start="1990")
    make_event(title="Another", cities=[north, south], goals=[aid, peace], start="1995")
    sources = [{"source": make_source("A report")}]
    save(
        event,
        title="It is",
        kind="visit",
        cities=[south],
        goals=[peace],
        start="2000",
        sources=sources,
    )

    own, history = drawn(event), drawn(event, "history/")

    assert [place.path for place in places_of(newest_draft(read(event.entry)))] == [
        f"events/{event.slug}/",
        "history/",
        "cities/south/",
        "goals/peace/",
        "sources/",
    ]
    assert history.index("Another") < history.index("It is")
    assert "It is" in own
    assert "A report" in own
    assert "A report" in history
    assert "It is" in drawn(event, "cities/south/")
    assert "It is" not in drawn(event, "cities/north/")
    assert "It is" in drawn(event, "goals/peace/")
    assert "It is" not in drawn(event, "goals/aid/")
    assert "It is" in drawn(event, "sources/")
    assert "It was" in client.get("/en/history/").content.decode()


def test_lists_of_goals_count_the_draft_of_an_event_and_none_twice():
    aid, peace = make_goal(name="Aid", rank=1), make_goal(name="Peace", rank=2)
    event = make_event(title="One", goals=[aid], start="1990")
    make_event(title="Two", goals=[aid], start="1991")
    save(event, title="One", kind="visit", goals=[aid, peace], start="1990")
    draft = newest_draft(read(event.entry))
    counts = {goal.name: goal.event_count for goal in goals.with_event_counts(draft)}

    assert counts == {"Aid": 2, "Peace": 1}


def test_a_goal_shows_its_draft_on_its_page_and_with_its_events():
    goal = make_goal(name="Aid", slug="aid", rank=2)
    make_goal(name="Peace", slug="peace", rank=1)
    make_event(title="A visit", goals=[goal], start="1990")
    save(goal, name="Help", sentence="In a flood.", rank=0)

    own, listed = drawn(goal), drawn(goal, "goals/")

    assert "In a flood." in own
    assert "A visit" in own
    assert listed.index("Help") < listed.index("Peace")
    assert "Aid" not in listed


def test_what_exists_once_shows_its_draft():
    site, privacy, form = SiteSettings.objects.get(), make_privacy(), make_form()
    save(site, program_name="Friends", home_title="Hello all")
    save(privacy, title="Your data", lede="All of it.")

    assert "Hello all" in drawn(site)
    assert "All of it." in drawn(privacy)
    assert "<form" in drawn(form)


def test_a_language_without_a_text_is_shown_as_to_its_readers():
    page = make_page(title="Only English", slug="one")

    shown = drawn(page, language="ja")

    assert '<html lang="ja">' in shown
    assert 'lang="en">Only English<' in shown


def test_a_draft_without_a_title_is_drawn_all_the_same():
    page = make_page(title="One", slug="one", public=False, sections=[{"heading": "A heading"}])
    facts, texts = contents_of(type(page), slug="one", title="", sections=[{"heading": "Later"}])
    publishing.save(page.entry, facts=facts, texts=texts)

    assert "Later" in drawn(page)


def test_a_preview_is_named_to_nobody_and_kept_by_nothing():
    page = make_page(title="One", slug="one")
    draft = newest_draft(read(page.entry))

    response = draw(RequestFactory().get("/"), draft, "en", "one/", Bar("en"), {})

    text = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in text
    assert "canonical" not in text
    assert "ld+json" not in text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert "X-Public-Until" not in response
    assert response.cookies == {}


def test_no_statement_runs_while_a_preview_is_rendered(monkeypatch):
    rows = make_rows()
    labels = ["cities.City", "cities.Event", "cities.Goal", "pages.Page", "pages.SiteSettings"]
    labels += ["pages.PrivacyNotice", "involvement.InterestForm"]

    asked = {}
    for label in labels:
        for place in places_of(newest_draft(read(rows[label].entry))):
            with asked_while_rendering(monkeypatch) as statements:
                drawn(rows[label], place.path)
            asked[label, place.path] = list(statements)

    assert len(asked) >= 12
    assert {page: statements for page, statements in asked.items() if statements} == {}
