"""The merge of facts: units, sets of keys, old revisions, and what is unknown today."""

import pytest

from editorial.revisions.merge.facts import changed_facts, lay_facts
from editorial.revisions.merge.shape import ROOT, Keep, Key, Mine, Overlap
from tests.editorial.revisions.merge.cases import SHAPE, fact_key, facts, part

RANK = fact_key("rank")
START = fact_key("start")


def test_a_fact_goes_where_nothing_else_had_changed():
    laid = lay_facts(facts(rank=1), facts(rank=2), facts(rank=1, cities=[7]), SHAPE)

    assert laid.facts == facts(rank=2, cities=[7])
    assert not laid.overlaps


def test_a_fact_that_was_not_touched_stays_public_as_it_is():
    laid = lay_facts(facts(rank=2), facts(rank=2, cities=[7]), facts(rank=1), SHAPE)

    assert laid.facts == facts(rank=1, cities=[7])


def test_two_values_for_one_fact_are_asked_about():
    laid = lay_facts(facts(rank=2), facts(rank=3), facts(rank=1), SHAPE)

    assert laid.overlaps == (Overlap(RANK, {"rank": 2}, {"rank": 3}, {"rank": 1}),)
    assert laid.facts == facts(rank=1)


def test_the_same_value_from_both_is_no_question():
    laid = lay_facts(facts(rank=2), facts(rank=1), facts(rank=1), SHAPE)

    assert laid.facts == facts(rank=1)
    assert not laid.overlaps


@pytest.mark.parametrize(("choice", "rank"), [(Keep(), 1), (Mine(), 3)])
def test_a_choice_decides(choice, rank):
    laid = lay_facts(facts(rank=2), facts(rank=3), facts(rank=1), SHAPE, choices={RANK: choice})

    assert laid.facts == facts(rank=rank)
    assert not laid.overlaps


def test_a_choice_counts_before_any_rule():
    laid = lay_facts(facts(rank=2), facts(rank=3), facts(rank=2), SHAPE, choices={RANK: Keep()})

    assert laid.facts == facts(rank=2)


# --- Units ------------------------------------------------------------------------------------


def test_the_columns_of_a_date_are_one_question():
    base = facts(start="1989-01-01", start_unit="day")
    mine = facts(start="1989-06-20", start_unit="day")
    public = facts(start="1989-01-01", start_unit="year")

    laid = lay_facts(base, mine, public, SHAPE)

    assert [overlap.key for overlap in laid.overlaps] == [START]
    assert laid.overlaps[0].mine == {"start": "1989-06-20", "start_unit": "day"}
    assert laid.facts == public


def test_the_columns_of_a_date_go_together():
    base = facts(start="1989-01-01", start_unit="year", rank=2)
    mine = facts(start="1989-01-01", start_unit="day", rank=2)
    public = facts(start="1989-01-01", start_unit="year")

    assert changed_facts(base, mine, SHAPE) == {START}
    assert lay_facts(base, mine, public, SHAPE).facts == facts(start="1989-01-01", start_unit="day")


# --- Sets of keys -----------------------------------------------------------------------------


def test_keys_are_added_and_removed_and_never_asked_about():
    laid = lay_facts(facts(cities=[1, 2]), facts(cities=[2, 9]), facts(cities=[1, 3]), SHAPE)

    assert laid.facts == facts(cities=[3, 9])
    assert not laid.overlaps


def test_keys_removed_by_both_are_gone():
    laid = lay_facts(facts(cities=[1, 2]), facts(cities=[1]), facts(cities=[1]), SHAPE)

    assert laid.facts == facts(cities=[1])


# --- Parts ------------------------------------------------------------------------------------


def test_facts_of_a_part_go_one_by_one():
    base = facts(part("one", picture=2, layout="text"))
    mine = facts(part("one", picture=2, layout="wide"))
    public = facts(part("one", picture=1, layout="text"))

    laid = lay_facts(base, mine, public, SHAPE)

    assert laid.facts == facts(part("one", picture=1, layout="wide"))


def test_a_fact_of_a_part_that_only_the_draft_has_waits():
    base, mine = facts(part("new", layout="text")), facts(part("new", layout="wide"))

    laid = lay_facts(base, mine, facts(), SHAPE)

    assert laid.facts == facts()
    assert laid.waiting == {fact_key("layout", "new")}
    assert not laid.overlaps


def test_a_part_added_by_both_is_compared_fact_by_fact():
    mine, onto = facts(part("new", layout="wide")), facts(part("new", layout="text"))

    laid = lay_facts(facts(), mine, onto, SHAPE)

    assert laid.facts == onto
    assert laid.overlaps == (
        Overlap(fact_key("layout", "new"), None, {"layout": "wide"}, {"layout": "text"}),
    )


# --- Old revisions ----------------------------------------------------------------------------


def test_a_fact_that_an_old_revision_lacks_counts_as_its_default():
    old = {"root": {"rank": 1}, "parts": []}

    assert changed_facts(old, facts(rank=1), SHAPE) == frozenset()
    assert changed_facts(old, facts(rank=1, start="1989-01-01"), SHAPE) == {START}


def test_a_fact_that_the_public_revision_lacks_is_no_draft_of_others():
    old = {"root": {"rank": 1}, "parts": []}

    laid = lay_facts(facts(rank=1), facts(rank=1, start="1989-01-01"), old, SHAPE)

    assert laid.facts == facts(rank=1, start="1989-01-01")
    assert not laid.overlaps


def test_no_revision_at_all_counts_as_defaults():
    nothing = {"root": {}, "parts": []}

    assert lay_facts(nothing, facts(rank=1), nothing, SHAPE).facts == facts(rank=1)
    assert changed_facts(nothing, facts(), SHAPE) == frozenset()


def test_a_fact_that_no_model_has_any_longer_is_nobodys_change():
    old = facts(rank=1)
    old["root"]["motto"] = "of old"

    laid = lay_facts(old, facts(rank=2), old, SHAPE)

    assert laid.facts["root"]["motto"] == "of old"
    assert laid.facts["root"]["rank"] == 2
    assert changed_facts(old, facts(rank=1), SHAPE) == frozenset()


def test_a_fact_that_the_shape_forgot_is_merged_all_the_same():
    base, mine = facts(), facts()
    base["root"]["motto"], mine["root"]["motto"] = "old", "new"

    assert changed_facts(base, mine, SHAPE) == {Key("zxx", ROOT, "motto")}
    assert lay_facts(base, mine, base, SHAPE).facts == mine


def test_nothing_that_was_handed_in_is_changed():
    base, mine = facts(part("one", layout="text")), facts(part("one", layout="wide"), rank=2)
    onto = facts(part("one", layout="text"), cities=[1])

    lay_facts(base, mine, onto, SHAPE)

    assert base == facts(part("one", layout="text"))
    assert mine == facts(part("one", layout="wide"), rank=2)
    assert onto == facts(part("one", layout="text"), cities=[1])
