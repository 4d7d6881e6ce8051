"""The list of goals, and what was done for each, city by city."""

import pytest

from tests.builders import make_city, make_event, make_goal
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def goal_page(client, slug="aid"):
    return read(client, f"/en/goals/{slug}/")


def test_the_list_follows_the_rank_and_counts_events(client):
    last = make_goal(name="Last", rank=2, sentence="The last one.")
    first = make_goal(name="First", rank=1)
    make_event(goals=[first], start="1990")
    make_event(goals=[first, last], start="1991")
    make_event(goals=[last], public=False)

    page = read(client, "/en/goals/")

    assert page.words("goal-list__entry") == ["First 2 events", "Last The last one. 1 event"]


def test_a_goal_that_is_not_public_is_neither_listed_nor_shown(client):
    make_goal(slug="draft", public=False)

    assert read(client, "/en/goals/").words("goal-list__entry") == []
    assert client.get("/en/goals/draft/").status_code == 404


def test_an_unknown_goal_has_no_page(client):
    assert client.get("/en/goals/nothing/").status_code == 404


def test_a_goal_tells_what_was_done_city_by_city(client):
    aid, other = make_goal(name="Aid", slug="aid"), make_goal(name="Trade")
    own = {"goal": aid, "reason": "A flood.", "measure": "Help given."}
    north = make_city(name="North", goals=[own], stages=[{"stage": "sister", "start": "1958"}])
    make_city(name="South", stages=[{"stage": "sister", "start": "1979"}])
    make_event(title="Blankets", cities=[north], goals=[aid], start="1990")
    make_event(title="A fair", cities=[north], goals=[other], start="1991")

    page = goal_page(client)

    assert page.words("goal-here") == [
        "A flood. What we count: Help given. In the record, 1990: 1 visit, direction not known"
    ]
    assert page.words("decade__head") == ["North 1 event"]
    assert page.words("event") == ["1990 Blankets Visit"]


def test_only_cities_that_share_the_goal_are_asked_about_it(client):
    own = {"goal": make_goal(slug="aid")}
    make_city(name="North", goals=[own])
    make_city(name="South")

    page = goal_page(client)

    assert page.words("decade__city") == ["North"]
    assert page.words("silence") == ["No dated event for this goal here yet."]
    assert page.words("measure") == ["Shared with North."]


def test_an_event_stands_under_the_cities_that_share_the_goal_else_under_all(client):
    aid = make_goal(slug="aid")
    north, south = make_city(name="North", goals=[{"goal": aid}]), make_city(name="South")
    make_event(title="Blankets", cities=[north, south], goals=[aid], start="1990")
    make_event(title="Tents", cities=[south], goals=[aid], start="1991")

    page = goal_page(client)

    assert page.words("decade__city") == ["North", "South"]
    assert page.words("event__title") == ["Blankets", "Tents"]


def test_an_event_of_two_cities_stands_under_both_with_anchors_of_their_own(client):
    aid = make_goal(slug="aid")
    cities = [make_city(name="North", slug="north"), make_city(name="South", slug="south")]
    event = make_event(title="Blankets", cities=cities, goals=[aid], start="1990")

    page = goal_page(client)

    assert page.words("event__title") == ["Blankets", "Blankets"]
    anchors = [name for name in page.ids if "event" in name]
    assert anchors == [f"north-{event.anchor}", f"south-{event.anchor}"]


def test_what_the_program_did_as_a_whole_is_told_too(client):
    aid = make_goal(slug="aid")
    make_event(title="A fund", goals=[aid], start="1990")

    page = goal_page(client)

    assert page.words("event__title") == ["A fund"]
    assert page.words("decade__city") == ["The program as a whole"]


def test_coming_events_stand_apart_from_what_was_done(client):
    aid = make_goal(name="Aid", slug="aid")
    city = make_city(name="North")
    make_event(title="Done", cities=[city], goals=[aid], start="1990")
    make_event(title="Planned", cities=[city], goals=[aid], start="2999-01-01")

    page = goal_page(client)

    assert page.words("event__title") == ["Done", "Planned"]
    assert page.words("decade--coming") == [
        "Coming 1 event January 1, 2999 Planned North Visit Aid"
    ]
    assert page.words("hero__more") == ["2 events on record"]


def test_a_goal_links_to_the_other_goals(client):
    for rank, name in enumerate(["Aid", "Trade", "School"]):
        make_goal(name=name, slug=name.lower(), rank=rank)

    page = goal_page(client, "trade")

    assert page.words("link-list__with-icon") == ["Aid", "School"]


def test_the_goal_itself_is_not_repeated_beside_its_events(client):
    aid, trade = make_goal(name="Aid", slug="aid"), make_goal(name="Trade", slug="trade")
    make_event(cities=[make_city()], goals=[aid, trade], start="1990")

    assert goal_page(client).words("event__goal") == ["Trade"]


def test_its_sentence_and_description_are_shown(client):
    make_goal(name="Aid", slug="aid", sentence="Help in need.", description="All about aid.")

    page = goal_page(client)

    assert page.words("salute__sentence") == ["Help in need."]
    assert page.meta(name="description") == "All about aid."
    assert words_of(page.first("title")) == "Aid"
