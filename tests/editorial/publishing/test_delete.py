"""What is deleted leaves a tombstone, from which it comes back whole."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import User
from cities.models import City, Goal, RelationshipGoal
from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import Entry, LanguageVersion, Revision
from editorial.publishing import delete as deletion
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from pages.models import Page, Section
from tests.builders import make_city, make_event, make_goal, make_page

pytestmark = pytest.mark.django_db


def page_with_everything():
    return make_page(
        title="One",
        menu="footer",
        sections=[
            {"heading": "A", "translations": {"ja": {"heading": "一"}}},
            {"heading": "B", "kind": "facts", "facts": "Name: value"},
        ],
        translations={"ja": {"title": "題"}},
    )


def test_the_row_goes_and_everything_else_stays():
    by = User.objects.create_user("editor")
    page = page_with_everything()
    revisions = list(Revision.objects.filter(entry=page.entry))
    versions = list(LanguageVersion.objects.filter(entry=page.entry).values())

    deletion.delete(page.entry, by=by)

    assert not Page.objects.exists()
    assert not Section.objects.exists()
    entry = Entry.objects.get(pk=page.entry.pk)
    assert (entry.label, entry.object_pk, entry.deleted_by) == ("One", page.pk, by)
    assert entry.deleted_at is not None
    assert list(Revision.objects.filter(entry=entry)) == revisions
    assert list(LanguageVersion.objects.filter(entry=entry).values()) == versions
    with pytest.raises(Page.DoesNotExist):
        _ = entry.root


def test_it_comes_back_with_its_key_its_parts_their_order_and_all_languages():
    page = page_with_everything()
    publishing.save(page.entry, texts={"en": {ROOT: {"title": "A draft"}}})
    before = snapshots.read(page), page.live_at_en, page.live_at_ja
    keys = [section.pk for section in page.sections.all()]

    deletion.delete(page.entry)
    recovered = deletion.recover(page.entry)

    assert recovered.pk == page.pk
    stored = Page.objects.get(pk=page.pk)
    for row in (recovered, stored):
        assert (snapshots.read(row), row.live_at_en, row.live_at_ja) == before
    assert [section.pk for section in stored.sections.all()] == keys
    entry = Entry.objects.get(pk=page.entry.pk)
    assert (entry.deleted_at, entry.deleted_by, entry.label) == (None, None, "A draft")


def test_a_draft_and_what_was_withdrawn_come_back_unseen():
    draft = make_page(public=False, sections=[{"heading": "A"}])
    withdrawn = make_page()
    publishing.withdraw(withdrawn.entry, ["en"])

    for page in (draft, withdrawn):
        deletion.delete(page.entry)
        deletion.recover(page.entry)

    assert Page.objects.count() == 2
    assert not Page.objects.visible("en").exists()
    assert draft.sections.count() == 1


def test_an_event_names_a_city_again_that_came_back():
    city, other = make_city(), make_city()
    event = make_event(cities=[city, other])

    deletion.delete(city.entry)
    assert list(event.cities.all()) == [other]

    deletion.recover(city.entry)
    assert set(event.cities.all()) == {city, other}


def test_an_event_that_came_back_before_its_city_names_it_when_that_comes_back():
    city, goal = make_city(), make_goal()
    event = make_event(cities=[city], goals=[goal])
    for entry in (city.entry, goal.entry, event.entry):
        deletion.delete(entry)

    recovered = deletion.recover(event.entry)
    assert not recovered.cities.exists()

    deletion.recover(goal.entry)
    deletion.recover(city.entry)
    assert (list(recovered.cities.all()), list(recovered.goals.all())) == ([city], [goal])


def test_an_event_that_was_moved_to_another_city_stays_there():
    city, other = make_city(), make_city()
    event = make_event(cities=[city])
    facts, _texts = snapshots.read(event)
    facts["root"]["cities"] = [other.pk]
    publishing.save(event.entry, facts=facts)
    publishing.publish(event.entry, ["zxx"])

    deletion.delete(city.entry)
    deletion.recover(city.entry)

    assert list(event.cities.all()) == [other]


def test_an_address_that_was_given_away_keeps_it_from_coming_back():
    page = page_with_everything()
    deletion.delete(page.entry)
    other = make_page(slug=page.slug)

    with pytest.raises(IntegrityError), transaction.atomic():
        deletion.recover(page.entry)

    assert list(Page.objects.all()) == [other]
    assert Entry.objects.get(pk=page.entry.pk).deleted_at is not None


def test_what_something_else_needs_cannot_be_deleted():
    parent = make_page()
    child = make_page(parent=parent)
    goal = make_goal()
    make_city(goals=[{"goal": goal}])

    for needed in (parent, goal):
        with pytest.raises(ProtectedError), transaction.atomic():
            deletion.delete(needed.entry)
        assert Entry.objects.get(pk=needed.entry.pk).deleted_at is None

    deletion.delete(child.entry)
    deletion.delete(parent.entry)
    assert not Page.objects.exists()


def test_a_child_that_came_back_first_finds_its_parent_again():
    parent = make_page()
    child = make_page(parent=parent, menu="footer")
    deletion.delete(child.entry)
    deletion.delete(parent.entry)

    recovered = deletion.recover(child.entry)
    assert recovered.parent is None

    deletion.recover(parent.entry)
    recovered.refresh_from_db()
    assert recovered.parent == parent


def test_a_city_that_came_back_first_finds_its_goal_again():
    goal = make_goal()
    city = make_city(goals=[{"goal": goal, "reason": "Why"}])
    deletion.delete(city.entry)
    deletion.delete(goal.entry)

    deletion.recover(city.entry)
    assert not RelationshipGoal.objects.exists()

    deletion.recover(goal.entry)
    found = City.objects.get().relationshipgoals.get()
    assert (found.goal, found.reason_en) == (goal, "Why")


def test_a_new_thing_never_takes_the_key_of_a_deleted_one():
    goal = make_goal()
    deletion.delete(goal.entry)

    assert make_goal().pk != goal.pk
    deletion.recover(goal.entry)
    assert Goal.objects.count() == 2


def test_the_public_learns_of_it_at_once_but_not_of_drafts():
    page, draft = make_page(), make_page(public=False)
    number = content_version.current()

    deletion.delete(draft.entry)
    deletion.recover(draft.entry)
    assert content_version.current() == number

    deletion.delete(page.entry)
    assert content_version.current() == number + 1
    deletion.recover(page.entry)
    assert content_version.current() == number + 2


def test_deleting_or_recovering_twice_is_once():
    page = make_page(title="One")
    number = content_version.current()

    assert deletion.recover(page.entry) == page
    assert content_version.current() == number

    deletion.delete(page.entry)
    deletion.delete(page.entry)
    assert content_version.current() == number + 1
