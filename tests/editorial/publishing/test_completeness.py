"""What is not complete does not go public, unless somebody says why it may."""

import pytest

from cities.models import City, Event, Goal
from editorial import publishing
from editorial.models import AuditEntry
from editorial.publishing.completeness import findings
from editorial.revisions.working_copy import working_copy
from pages.models import Page
from tests.builders import make_city, make_event, make_goal, make_page, make_source
from tests.editorial.staff.people import editor

pytestmark = pytest.mark.django_db

SOURCE = {"headline": "A report"}


def checklist(root, language="en"):
    versions = publishing.versions_of(root.entry)
    copy = working_copy(root.entry, versions.facts("working"), versions.texts("working"))
    return [
        (finding.is_mistake, finding.part, finding.name) for finding in findings(copy, language)
    ]


def publish(root, by, *, in_spite_of="", **texts):
    facts = publishing.versions_of(root.entry).facts("working")
    publishing.publish_change(
        root.entry, facts=facts, texts=titled(**texts), by=by, in_spite_of=in_spite_of
    )


def titled(**texts):
    return {"en": {"root": texts}}


# --- The list ------------------------------------------------------------------------------------


def test_a_city_needs_a_text_and_should_have_a_stage_and_an_emblem():
    told = "origin", "profile", "shared", "origin_lede"
    stages = [{"stage": "sister", "start": "2001"}]

    assert checklist(make_city()) == [
        (True, "root", "origin"),
        (False, "root", "phrase_in"),
        (False, "root", ""),
        (False, "root", "emblem"),
    ]
    whole = {"stages": stages, "emblem": "torino", "phrase_in": "in Town"}
    for name in told:
        assert not any(checklist(make_city(**whole, **{name: "x"}))), name
    translated = make_city(translations={"ja": {"name": "市", "phrase_in": "市で"}})
    assert checklist(translated, "ja") == []


def test_an_event_needs_a_source_and_should_have_a_date():
    assert checklist(make_event()) == [(True, "root", ""), (False, "root", "start")]
    assert checklist(make_event(start="1978", sources=[SOURCE])) == []


def test_a_number_needs_the_source_that_gives_it():
    letter, rumor = make_source("A letter"), make_source("A rumor")
    guests, unknown = {"kind": "guests", "number": 5}, {"kind": "hours", "known": "unknown"}

    def found(*figures, sources=(SOURCE, {"source": letter})):
        event = make_event(start="1978", sources=sources, figures=figures)
        parts = {str(figure.pk): figure.kind for figure in event.figures.all()}
        return [(parts[part], name) for _mistake, part, name in checklist(event)]

    assert found(guests, unknown) == [("guests", "source")]
    assert found({**guests, "source": rumor}) == [("guests", "source")]
    assert found({**guests, "source": letter}) == []
    assert found(guests, sources=[SOURCE]) == []


def test_a_source_that_is_not_public_is_named():
    hidden = make_source("A diary", public=False)

    event = make_event(start="1978", sources=[{"source": hidden}])

    assert checklist(event) == [(True, str(event.citations.get().pk), "source")]


def test_the_goals_of_an_event_are_those_of_its_cities():
    aid, peace = make_goal(name="Aid"), make_goal(name="Peace")
    city = make_city(goals=[{"goal": aid}])
    event = {"start": "1978", "sources": [SOURCE]}

    assert checklist(make_event(cities=[city], goals=[aid], **event)) == []
    assert checklist(make_event(cities=[city], goals=[aid, peace], **event)) == [
        (False, "root", "goals")
    ]
    assert checklist(make_event(goals=[peace], **event)) == []


def test_a_goal_needs_words():
    assert checklist(make_goal()) == [(True, "root", "sentence")]
    assert checklist(make_goal(sentence="In one.")) == []


def test_a_page_needs_something_to_read_and_should_be_described():
    empty = {"kind": "text"}

    assert checklist(make_page(sections=[empty], public=False)) == [
        (True, "root", "lede"),
        (False, "root", "description"),
    ]
    assert checklist(make_page(description="What", sections=[{"body": "<p>Text</p>"}])) == []
    assert checklist(make_page(description="What", sections=[{"kind": "cities"}])) == []


def test_texts_are_read_for_what_makes_them_hard_to_hear():
    sections = [{"heading": "One", "body": '<h4>Deep</h4><p><a href="/en/">Read more</a></p>'}]
    page = make_page(description="What", sections=sections)
    part = str(page.sections.get().pk)

    assert checklist(page) == [(False, part, "body"), (False, part, "body")]


# --- The door ------------------------------------------------------------------------------------


def test_what_is_not_complete_stays_a_draft_until_somebody_says_why_it_may_go():
    me = editor()
    event = make_event(public=False, by=me)

    with pytest.raises(publishing.NotCompleteError) as refused:
        publish(event, me, title="A visit")
    assert [finding.is_mistake for finding in refused.value.findings] == [True]
    assert not Event.objects.visible("en").exists()

    publish(event, me, title="A visit", in_spite_of="Told by the mayor")
    assert Event.objects.visible("en").exists()
    logged = AuditEntry.objects.get(action="in_spite_of")
    assert logged.by == me
    assert "Told by the mayor" in logged.note
    assert "no source" in logged.note


@pytest.mark.parametrize("reason", ["", "   "])
def test_blanks_are_no_reason(reason):
    me = editor()
    goal = make_goal(public=False, by=me)

    with pytest.raises(publishing.NotCompleteError):
        publish(goal, me, name="Aid", in_spite_of=reason)
    assert not Goal.objects.visible("en").exists()


def test_a_comma_is_not_held_up_by_what_is_public_already():
    city = make_city(name="Northtown")

    publishing.publish_change(
        city.entry, texts=titled(name="North Town", greeting="Hello"), by=editor()
    )

    assert City.objects.get().name == "North Town"
    assert not AuditEntry.objects.filter(action="in_spite_of").exists()


def test_taking_the_last_text_away_is_a_new_mistake():
    page = make_page("Board", lede="Once")

    with pytest.raises(publishing.NotCompleteError):
        publishing.publish_change(page.entry, texts=titled(title="Board"), by=editor())

    assert Page.objects.get().lede == "Once"


def test_a_translation_is_not_held_up_by_what_its_original_lacks():
    event = make_event(translations={"ja": {"title": "訪問"}})

    publishing.publish_change(event.entry, texts={"ja": {"root": {"title": "ご訪問"}}}, by=editor())

    assert Event.objects.get().title_ja == "ご訪問"
