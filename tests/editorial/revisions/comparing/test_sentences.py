"""Differences in words: no key, code or place is ever shown."""

import pytest

from cities.models import City, Event
from editorial.models import Picture
from editorial.publishing import delete as deletion
from editorial.registry import kind_of
from editorial.revisions.comparing import differences, sentences
from editorial.revisions.comparing.differences import TextChange
from editorial.revisions.comparing.names import Names, Related
from editorial.revisions.data import part_models
from editorial.revisions.shapes import shape_of
from pages.models import Page
from tests.builders import make_city, make_goal, make_page

ID = "6a1f7c1e-0000-4000-8000-000000000001"


def said(model, before, after, *, parts=((), ()), texts=None):
    """Say what differs between two states of facts."""
    kind = kind_of(model)
    both = zip((before, after), parts, strict=True)
    states = [{"root": root, "parts": list(rows)} for root, rows in both]
    rows = [(model, state["root"]) for state in states]
    for state in states:
        models = part_models(kind, state)
        rows += [(models[part["id"]], part["facts"]) for part in state["parts"]]
    names = Names(kind, states[::-1], [texts or {}], Related(rows))
    changes = differences.of_facts(*states, shape_of(kind))
    return [sentences.of_fact(names, change) for change in changes]


def text_said(before, after, name="lede"):
    names = Names(kind_of(Page), [], [], Related([]))
    return sentences.of_text(names, TextChange("en", "root", name, before, after))


def test_a_date_is_told_as_visitors_read_it():
    month = {"start": "1989-06-01", "start_unit": 4, "start_qualifier": "exact"}
    day = {"start": "1989-06-20", "start_unit": 5, "start_qualifier": "exact"}

    assert said(Event, month, day) == ["Date: June 1989 → June 20, 1989"]
    assert said(Event, {}, day) == ["Date: empty → June 20, 1989"]


def test_choices_flags_countries_and_words():
    assert said(Event, {"side": "here"}, {"side": "there"}) == [
        "Took place: here → in the partner city"
    ]
    assert said(Event, {"cancelled": False}, {"cancelled": True}) == ["Cancelled: no → yes"]
    assert said(City, {"country": "JP"}, {"country": "UA"}) == ["Country: Japan → Ukraine"]
    assert said(City, {"website": ""}, {"website": "https://example.org/"}) == [
        "Official website: empty → “https://example.org/”"
    ]
    assert said(City, {"attested_on": None}, {"attested_on": "2026-11-03"}) == [
        "Attested on: empty → November 3, 2026"
    ]


@pytest.mark.django_db
def test_other_things_are_told_by_their_names_also_deleted_ones():
    goal, city = make_goal(name="Education"), make_city(name="Torino")
    deletion.delete(goal.entry)

    assert said(Event, {"cities": [], "goals": [goal.pk]}, {"cities": [city.pk], "goals": []}) == [
        "Cities: “Torino” added",
        "Goals served: “Education” taken out",
    ]


@pytest.mark.django_db
def test_a_link_is_told_by_the_name_of_what_it_leads_to():
    target = make_page("Our program")
    part = {"kind": "pages.section", "id": ID, "facts": {"kind": "text", "link": "/history/"}}
    leading = {**part, "facts": {**part["facts"], "link": f"/go/{target.entry_id}/#s-1"}}
    heading = {ID: {"heading": "One"}}

    assert said(Page, {}, {}, parts=([part], [leading]), texts=heading) == [
        "Section “One”, link: “/history/” → “Our program”"
    ]


@pytest.mark.django_db
def test_what_is_gone_for_good_is_told_to_be_gone():
    assert said(Event, {"picture": 77}, {"picture": None}) == [
        "Picture: picture that is gone → empty"
    ]
    assert not Picture.objects.exists()


def test_parts_are_named_by_what_they_say():
    part = {"kind": "pages.section", "id": ID, "facts": {"kind": "text"}}
    heading = {ID: {"heading": "What the program is"}}
    body = {ID: {"body": "<p>Six cities and one home.</p>"}}

    assert said(Page, {}, {}, parts=([], [part]), texts=heading) == [
        "Section “What the program is” added"
    ]
    assert said(Page, {}, {}, parts=([part], []), texts=body) == [
        "Section “Six cities and one home.” removed"
    ]
    assert said(Page, {}, {}, parts=([part], [])) == ["Section “Text” removed"]


@pytest.mark.django_db
def test_a_goal_of_a_city_is_named_by_the_goal_and_a_fact_of_it_by_both():
    goal = make_goal(name="Education")
    before = {"kind": "cities.relationshipgoal", "id": ID, "facts": {"goal": goal.pk}}
    after = {**before, "facts": {**before["facts"], "measure_proposed": True}}

    assert said(City, {}, {}, parts=([before], [after])) == [
        "Goal of the relationship “Education”, measure is a proposal: no → yes"
    ]


def test_short_changes_of_a_text_are_quoted_and_long_ones_counted():
    long = " ".join(f"word{number}" for number in range(20))

    assert text_said("", "Some words") == "First sentences: new"
    assert text_said("Some words", "") == "First sentences: emptied"
    assert text_said("at 5:00 PM, Room 335", "at 5:30 PM, Room 335") == (
        "First sentences: “5:00” → “5:30”"
    )
    assert text_said("One", f"One {long}") == "First sentences: 20 words added"
    assert text_said(f"A {long}", f"B {long} end") == (
        "First sentences: 2 words added, 1 word taken out"
    )


@pytest.mark.django_db
def test_a_tick_beside_other_facts_is_told_by_its_name():
    assert said(Event, {"picture": None}, {"picture": 77, "decorative": True}) == [
        "Picture: empty → picture that is gone, decorative"
    ]


def test_japanese_is_quoted_by_its_signs():
    assert text_said("六つの姉妹都市", "七つの姉妹都市") == "First sentences: “六” → “七”"


def test_a_change_of_markup_alone_is_named():
    names = Names(kind_of(City), [], [], Related([]))
    change = TextChange("en", "root", "origin", "<p>Words</p>", "<p><strong>Words</strong></p>")

    assert "the words are the same" in sentences.of_text(names, change)


def test_a_long_text_is_compared_in_linear_time():
    before = " ".join(f"a{n}" for n in range(40_000))
    after = " ".join(f"b{n}" for n in range(40_000))

    assert text_said(before, after) == ("First sentences: 40000 words added, 40000 words taken out")
