"""Publishing the facts that one person changed: whole units, and nothing that breaks a rule."""

import pytest

from cities.models import Reason
from editorial.models import Revision
from editorial.publishing import delete as deletion
from editorial.publishing.errors import CannotStandError, ConflictError, OverlapError
from editorial.revisions.merge.shape import Keep, Mine
from editorial.text.languages import NEUTRAL
from tests.builders import make_city, make_event, make_page
from tests.editorial.publishing.forms import (
    drafted_facts,
    everything,
    fact_key,
    is_draft,
    keys_of,
    opened,
    parts_of,
    public,
    public_fact,
    public_texts,
    refused,
    require_sound,
    version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(db):
    """A public event of three days in June 1989."""
    return make_event(title="A visit", start="1989-06-10", end="1989-06-12")


# --- Whose facts go out -------------------------------------------------------------------------


def test_a_changed_fact_publishes_no_drafted_fact_of_somebody_else(visit, ann, bea):
    opened(visit).set(side="here").draft(ann)

    outcome = opened(visit).set(kind="gift").publish(bea)

    assert (outcome.public, outcome.drafts) == ([NEUTRAL], [NEUTRAL])
    assert (public_fact(visit, "kind"), public_fact(visit, "side")) == ("gift", "unknown")
    assert (drafted_facts(visit)["kind"], drafted_facts(visit)["side"]) == ("gift", "here")
    require_sound(visit)


def test_a_changed_text_publishes_no_drafted_fact(visit, ann, bea):
    opened(visit).set(side="here").draft(ann)

    opened(visit).write(title="A visit, in short").publish(bea)

    assert public_texts(visit)["title"] == "A visit, in short"
    assert public_fact(visit, "side") == "unknown"
    assert is_draft(visit, NEUTRAL)
    assert not is_draft(visit, "en")


def test_a_draft_of_a_fact_says_that_it_is_one(visit, ann):
    opened(visit).set(start="1989-06-11").draft(ann)

    found = version(visit, NEUTRAL)
    assert (found.work_state, is_draft(visit, NEUTRAL)) == ("draft", True)
    assert public_fact(visit, "start") == "1989-06-10"


def test_all_publishes_the_facts_of_the_draft_too(visit, ann, bea):
    opened(visit).set(side="here").draft(ann)

    opened(visit).set(kind="gift").publish(bea, whole=True)

    assert (public_fact(visit, "kind"), public_fact(visit, "side")) == ("gift", "here")
    assert not is_draft(visit, NEUTRAL)


def test_texts_alone_published_whole_leave_the_facts_as_they_are(visit, ann, bea):
    opened(visit).write(title="Two").set(side="here").draft(ann)

    outcome = opened(visit).publish(bea, facts=False, whole=True)

    assert outcome.public == ["en"]
    assert (public_texts(visit)["title"], public_fact(visit, "side")) == ("Two", "unknown")
    assert is_draft(visit, NEUTRAL)


def test_facts_that_i_drafted_before_go_out_with_mine(visit, ann, bea):
    opened(visit).set(side="here").draft(ann)
    opened(visit).set(cancelled=True).draft(bea)

    opened(visit).set(kind="gift").publish(ann)

    found = [public_fact(visit, name) for name in ("side", "kind", "cancelled")]
    assert found == ["here", "gift", False]


def test_facts_that_i_drafted_do_not_go_out_with_a_translation(visit, ann):
    """On the page of a translation nobody sees them."""
    opened(visit).set(side="here").draft(ann)

    outcome = opened(visit, "ja").write(language="ja", title="訪問").publish(ann, facts=False)

    assert (outcome.public, public_fact(visit, "side")) == (["ja"], "unknown")
    assert is_draft(visit, NEUTRAL)


# --- Units --------------------------------------------------------------------------------------


def test_a_date_is_one_field_in_all_its_columns(visit, ann, bea):
    """Column by column, "1989" and "June 20" would become a date that nobody wrote."""
    opened(visit).set(start="1989-01-01", start_unit=1).draft(ann)
    form = opened(visit).set(start="1989-06-09")

    error = refused(OverlapError, form, bea)

    (overlap,) = error.value.overlaps
    assert overlap.key == fact_key("start")
    assert (overlap.base["start_unit"], overlap.onto["start"]) == (1, "1989-06-10")


@pytest.mark.parametrize("choice", [Keep(), Mine()])
def test_a_date_goes_out_whole_or_stays_whole(visit, ann, bea, choice):
    unit = public_fact(visit, "start_unit")
    opened(visit).set(start="1989-01-01", start_unit=1).draft(ann)
    form = opened(visit).set(start="1988-01-01")

    form.publish(bea, choices={fact_key("start"): choice})

    expected = ("1988-01-01", 1) if choice == Mine() else ("1989-06-10", unit)
    assert (public_fact(visit, "start"), public_fact(visit, "start_unit")) == expected
    facts = drafted_facts(visit)
    assert (facts["start"], facts["start_unit"]) == ("1988-01-01", 1)
    assert is_draft(visit, NEUTRAL) == (choice == Keep())


def test_of_cities_that_are_listed_only_mine_comes_in(ann, bea):
    one, other, third = (make_city(name=name) for name in ("One", "Other", "Third"))
    visit = make_event(cities=[one])
    opened(visit).set(cities=sorted([one.pk, other.pk])).draft(ann)

    opened(visit).set(cities=sorted([other.pk, third.pk])).publish(bea)

    assert public_fact(visit, "cities") == [third.pk]
    assert drafted_facts(visit)["cities"] == sorted([other.pk, third.pk])
    require_sound(visit)


# --- Somebody saved in between ------------------------------------------------------------------


def test_the_same_date_saved_in_between_is_a_conflict(visit, ann, bea):
    form = opened(visit).set(start="1989-06-09")
    opened(visit).set(start_unit=1, start="1989-01-01").draft(ann)

    error = refused(ConflictError, form, bea)

    assert keys_of(error) == {fact_key("start")}
    assert error.value.languages == [NEUTRAL]


def test_another_fact_saved_in_between_stays_what_it_is(visit, ann, bea):
    form = opened(visit).set(kind="gift")
    opened(visit).set(side="here").draft(ann)

    form.publish(bea)

    assert (public_fact(visit, "kind"), public_fact(visit, "side")) == ("gift", "unknown")
    assert (drafted_facts(visit)["kind"], drafted_facts(visit)["side"]) == ("gift", "here")


def test_a_city_deleted_in_between_stays_in_the_list_of_the_draft(ann, bea):
    one, other = make_city(name="One"), make_city(name="Other")
    visit = make_event(cities=[one, other])
    deletion.delete(other.entry)
    form = opened(visit).set(cities=[one.pk], kind="aid")

    form.publish(bea)

    assert public_fact(visit, "cities") == [one.pk]
    deletion.recover(other.entry)
    opened(visit).set(kind="gift").publish(bea)
    assert public_fact(visit, "cities") == sorted([one.pk, other.pk])


# --- What must stand together -------------------------------------------------------------------


def test_an_end_before_the_public_start_cannot_stand_alone(visit, ann, bea):
    opened(visit).set(start="1989-06-01").draft(ann)
    form = opened(visit).set(end="1989-06-05")

    error = refused(CannotStandError, form, bea)

    assert error.value.messages == [
        "last date: The last date, June 5, 1989, is before the first, June 10, 1989."
    ]
    form.publish(bea, whole=True)
    assert (public_fact(visit, "start"), public_fact(visit, "end")) == ("1989-06-01", "1989-06-05")


def test_a_reason_that_only_the_draft_dropped_cannot_be_added_alone(ann, bea):
    city = make_city(reasons=[{"reason": "culture"}, {"reason": "aid"}])
    form = opened(city)
    culture, _aid = parts_of(form.facts)
    form.remove(culture).draft(ann)
    form = opened(city)
    form.add(Reason, reason="culture")

    error = refused(CannotStandError, form, bea)

    assert "reason" in str(error.value)
    form.publish(bea, whole=True)
    reasons = [row["facts"]["reason"] for row in public(city)[0]["parts"]]
    assert sorted(reasons) == ["aid", "culture"]
    assert culture not in parts_of(public(city)[0])


def test_a_parent_and_the_header_cannot_stand_together(ann, bea):
    parent, child = make_page(title="Parent"), make_page(title="Child", menu="header")
    opened(child).set(menu="").draft(ann)
    form = opened(child).set(parent=parent.pk)

    error = refused(CannotStandError, form, bea)

    assert "header" in str(error.value)
    form.publish(bea, whole=True)
    assert (public_fact(child, "parent"), public_fact(child, "menu")) == (parent.pk, "")


def test_an_address_that_is_taken_is_refused_before_anything_is_written(ann):
    make_page(slug="taken")
    form = opened(make_page(slug="free")).set(slug="taken")

    refused(CannotStandError, form, ann)


def test_a_rule_broken_by_the_draft_alone_holds_up_nobody(visit, ann, bea):
    opened(visit).set(start="1989-06-11", end="1989-06-11").draft(ann)

    opened(visit).set(kind="gift").publish(bea)

    assert public_fact(visit, "kind") == "gift"


# --- Revisions ----------------------------------------------------------------------------------


def test_text_and_fact_of_one_click_share_its_number(visit, ann):
    opened(visit).write(title="Two").set(kind="gift").publish(ann)

    newest = Revision.objects.filter(entry=visit.entry).order_by("-pk")[:2]
    assert {revision.language for revision in newest} == {"en", NEUTRAL}
    assert len({revision.batch for revision in newest}) == 1
    assert {revision.base.number for revision in newest} == {1}


def test_a_fact_that_an_old_revision_lacks_was_not_changed(visit, ann, bea):
    """A migration must not make everybody change the new field."""
    newest = version(visit, NEUTRAL).working_revision
    data = {**newest.data, "root": {**newest.data["root"]}}
    del data["root"]["cancelled"]
    Revision.objects.filter(pk=newest.pk).update(data=data)
    before = Revision.objects.count()
    form = opened(visit).set(cancelled=False)

    outcome = form.publish(bea)

    assert (outcome.saved, Revision.objects.count()) == ([], before)


def test_facts_sent_again_change_nothing(visit, ann, bea):
    opened(visit).set(side="here").draft(ann)
    form = opened(visit).set(kind="gift")
    form.publish(bea)
    before = everything(visit)

    form.publish(bea)

    assert everything(visit) == before
