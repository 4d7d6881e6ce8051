"""An earlier version becomes the draft again, and a publication is undone where that is safe."""

import datetime

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.publishing import delete as deletion
from editorial.publishing import going_back
from editorial.publishing.errors import CannotUndoError
from editorial.publishing.planned import schedule
from editorial.registry import kind_of
from editorial.revisions import data as revisions
from tests.builders import make_city, make_goal, make_page
from tests.editorial.publishing.forms import opened, part_ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaflet():
    return make_page(title="About", slug="about", translations={"ja": {"title": "概要"}})


def publish(root, ann, **texts):
    publishing.publish_change(root.entry, texts={"en": {"root": texts}}, by=ann)
    return root.entry.acts.first()


def live_title(root, language="en"):
    root.refresh_from_db()
    return getattr(root, f"title_{language}")


def test_facts_and_texts_come_back_together_as_one_draft(about, ann, bea):
    first = about.entry.acts.order_by("pk").first()
    old = [action.revision for action in first.actions.all() if action.language in {"zxx", "en"}]
    opened(about).write(title="Two").remove(part_ids(about)[0]).publish(ann)

    going_back.restore_together(about.entry, old, by=bea, about=first)

    versions = publishing.versions_of(about.entry)
    assert len(versions.facts("working")["parts"]) == 2
    assert versions.texts("working")["en"]["root"]["title"] == "One"
    assert len(versions.facts("live")["parts"]) == 1
    act = about.entry.acts.first()
    assert (act.by, act.about) == (bea, first)
    assert {action.language for action in act.actions.all()} == {"zxx", "en"}


def test_nothing_is_laid_on_what_was_saved_since_it_was_looked_at(about, ann, bea):
    (old,) = about.entry.revisions.filter(language="en")
    opened(about).write(title="Two").draft(ann)

    with pytest.raises(publishing.ConflictError):
        going_back.restore_together(about.entry, [old], by=bea, bases={"en": 1, "ja": 0})

    working = publishing.versions_of(about.entry).texts("working")
    assert working["en"]["root"]["title"] == "Two"
    going_back.restore_together(about.entry, [old], by=bea, bases={"en": 2})


def test_what_the_facts_refer_to_and_is_gone_is_named(ann):
    goal, other = make_goal(name="Education"), make_goal(name="Trade")
    city = make_city(goals=[{"goal": goal}, {"goal": other}])
    facts = publishing.versions_of(city.entry).facts("live")
    publishing.save(city.entry, facts={**facts, "parts": facts["parts"][1:]}, by=ann)
    publishing.publish(city.entry, ["zxx"], by=ann)
    deletion.delete(goal.entry, by=ann)

    (gone,) = going_back.gone_targets(kind_of(city), facts)

    assert (gone.part, gone.field.name, gone.key) == (facts["parts"][0]["id"], "goal", goal.pk)


def test_undoing_a_publication_shows_the_former_text_and_keeps_the_new_one_as_a_draft(leaflet, ann):
    since = publishing.versions_of(leaflet.entry)["en"].last_published_at
    act = publish(leaflet, ann, title="About us")

    assert going_back.undo_publication(act, by=ann) == ["en"]

    version = publishing.versions_of(leaflet.entry)["en"]
    assert live_title(leaflet) == "About"
    assert revisions.texts_of(version.working_revision)["root"]["title"] == "About us"
    assert (version.work_state, version.public_state) == ("draft", "published")
    assert abs(version.last_published_at - since) < datetime.timedelta(seconds=1)


def test_undoing_the_first_publication_takes_the_language_off_the_site(leaflet, ann):
    publishing.save(leaflet.entry, texts={"uk": {"root": {"title": "Про нас"}}}, by=ann)
    publishing.publish(leaflet.entry, ["uk"], by=ann)
    act = leaflet.entry.acts.first()

    going_back.undo_publication(act, by=ann)

    assert live_title(leaflet, "uk") is None
    assert live_title(leaflet) == "About"
    assert publishing.versions_of(leaflet.entry)["uk"].public_state == "withdrawn"


def test_it_is_not_undone_when_something_was_published_since(leaflet, ann, bea):
    act = publish(leaflet, ann, title="About us")
    publish(leaflet, bea, title="About all of us")

    with pytest.raises(CannotUndoError, match="published or taken off the site since"):
        going_back.undo_publication(act, by=ann)

    assert live_title(leaflet) == "About all of us"


def test_another_language_published_since_does_not_stand_in_the_way(leaflet, ann):
    act = publish(leaflet, ann, title="About us")
    publishing.save(leaflet.entry, texts={"ja": {"root": {"title": "新"}}}, by=ann)
    publishing.publish(leaflet.entry, ["ja"], by=ann)

    going_back.undo_publication(act, by=ann)

    assert (live_title(leaflet), live_title(leaflet, "ja")) == ("About", "新")


def test_it_is_not_undone_twice_nor_when_it_was_taken_off_or_deleted(leaflet, ann):
    act = publish(leaflet, ann, title="About us")
    going_back.undo_publication(act, by=ann)
    with pytest.raises(CannotUndoError):
        going_back.undo_publication(act, by=ann)
    again = publish(leaflet, ann, title="About us")
    publishing.withdraw(leaflet.entry, ["en"], by=ann)
    with pytest.raises(CannotUndoError):
        going_back.undo_publication(again, by=ann)
    deletion.delete(leaflet.entry, by=ann)
    with pytest.raises(CannotUndoError, match="deleted"):
        going_back.undo_publication(again, by=ann)


def test_a_former_address_that_was_given_away_keeps_it_from_coming_back(leaflet, ann):
    opened(leaflet).set(slug="about-us").publish(ann)
    act = leaflet.entry.acts.first()
    make_page(title="Other", slug="about")

    with pytest.raises(CannotUndoError):
        going_back.undo_publication(act, by=ann)

    leaflet.refresh_from_db()
    assert leaflet.slug == "about-us"


def test_what_had_been_off_the_site_is_taken_off_again_not_undone(ann):
    leaflet = make_page(title="About")
    publishing.withdraw(leaflet.entry, ["en"], by=ann)
    publishing.publish(leaflet.entry, ["en"], by=ann)

    with pytest.raises(CannotUndoError, match="Take it off again instead"):
        going_back.undo_publication(leaflet.entry.acts.first(), by=ann)

    assert live_title(leaflet) == "About"


def test_what_went_public_by_itself_can_be_undone_too(leaflet, ann):
    publishing.save(leaflet.entry, texts={"en": {"root": {"title": "Later"}}}, by=ann)
    at = timezone.now() + datetime.timedelta(hours=1)
    schedule.schedule(leaflet.entry, "en", at, by=ann)
    schedule.run_due(at)
    assert live_title(leaflet) == "Later"

    going_back.undo_publication(leaflet.entry.acts.first(), by=ann)

    assert live_title(leaflet) == "About"
