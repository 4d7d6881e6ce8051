"""The merge of parts: added, removed, moved, kind by kind."""

import pytest

from editorial.revisions.merge.facts import changed_facts, lay_facts
from editorial.revisions.merge.lay import lay
from editorial.revisions.merge.shape import Keep, Mine, Overlap
from tests.editorial.revisions.merge.cases import (
    SECTION,
    SHAPE,
    STAGE,
    facts,
    items,
    names,
    order_key,
    part,
    presence_key,
    state,
)


def lay_order(base, mine, onto):
    """Lay a change of sections, each named by one letter; give the order and who moved."""
    laid = lay_facts(facts(*base), facts(*mine), facts(*onto), SHAPE)
    assert not laid.overlaps
    return "".join(names(laid.facts)), laid.moved


# --- Order ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "mine", "onto", "expected"),
    [
        ("ab", "ab", "ba", "ba"),
        ("ab", "axb", "ab", "axb"),
        ("ab", "xab", "ab", "xab"),
        ("ab", "xyab", "ba", "xyba"),
        ("ab", "axyb", "ba", "baxy"),
        ("adb", "adxb", "ab", "axb"),
        ("ab", "axb", "acb", "axcb"),
        ("ab", "b", "abc", "bc"),
        ("bac", "cba", "ab", "ab"),
        ("bac", "cba", "cab", "cab"),
    ],
    ids=[
        "nothing moved",
        "added between",
        "added in front",
        "two added in front",
        "two added behind one that others moved",
        "added behind one that is not public",
        "added beside one that others added",
        "removed",
        "moved only one that is not public",
        "moved only what others moved alike",
    ],
)
def test_who_moved_nothing_leaves_the_order_as_it_is(base, mine, onto, expected):
    assert lay_order(base, mine, onto) == (expected, frozenset())


@pytest.mark.parametrize(
    ("base", "mine", "onto", "expected"),
    [
        ("abc", "cab", "abc", "cab"),
        ("abc", "cab", "abdc", "cabd"),
        ("abc", "cab", "xabc", "xcab"),
        ("abc", "cxab", "abc", "cxab"),
        ("abc", "cb", "abc", "cb"),
    ],
    ids=[
        "moved",
        "one that others added stays behind its predecessor",
        "one that others put in front stays in front",
        "moved and added",
        "moved and removed",
    ],
)
def test_who_moved_something_is_followed(base, mine, onto, expected):
    assert lay_order(base, mine, onto) == (expected, frozenset())


def test_where_both_moved_the_change_counts_and_is_told():
    assert lay_order("abc", "cab", "bac") == ("cab", {SECTION})


def test_where_both_moved_alike_there_is_nothing_to_tell():
    assert lay_order("abc", "cab", "cab") == ("cab", frozenset())


def test_each_kind_has_an_order_of_its_own():
    base = facts("a", "b", part("x", STAGE), part("y", STAGE))
    mine = facts("b", "a", part("x", STAGE), part("y", STAGE))
    onto = facts("a", "b", part("y", STAGE), part("x", STAGE))

    laid = lay_facts(base, mine, onto, SHAPE)

    assert (names(laid.facts), names(laid.facts, STAGE)) == (["b", "a"], ["y", "x"])
    assert changed_facts(base, mine, SHAPE) == {order_key()}
    assert laid.moved == frozenset()


def test_parts_that_come_kind_by_kind_or_mixed_are_the_same():
    mixed = facts("a", part("x", STAGE), "b")
    sorted_by_kind = facts("a", "b", part("x", STAGE))

    assert changed_facts(mixed, sorted_by_kind, SHAPE) == frozenset()
    assert SHAPE.normal(mixed) == sorted_by_kind


def test_a_part_added_to_the_first_kind_stands_before_those_of_the_second():
    base = facts("a", part("x", STAGE))
    mine = facts("a", part("x", STAGE), "b")

    assert lay_facts(base, mine, base, SHAPE).facts == facts("a", "b", part("x", STAGE))


# --- Added and removed ------------------------------------------------------------------------


def test_a_part_added_brings_its_facts():
    mine = facts(part("one", picture=3))

    laid = lay_facts(facts(), mine, facts(), SHAPE)

    assert laid.facts == mine
    assert changed_facts(facts(), mine, SHAPE) == {presence_key("one")}


def test_a_part_that_a_draft_changed_is_removed_unasked_for_it_was_seen():
    base, public = facts(part("one", layout="wide")), facts(part("one", layout="text"))

    laid = lay_facts(base, facts(), public, SHAPE)

    assert laid.facts == facts()
    assert not laid.overlaps


def test_a_part_that_only_the_draft_has_is_not_public_afterwards_either():
    laid = lay_facts(facts("a", "d"), facts("a"), facts("a"), SHAPE)

    assert laid.facts == facts("a")
    assert not laid.waiting


def test_a_part_whose_facts_somebody_changed_in_between_is_not_removed_unasked():
    base, newest = facts(part("one", layout="text")), facts(part("one", layout="wide"))

    laid = lay_facts(base, facts(), newest, SHAPE, unseen=True)

    shown = (base["parts"][0]["facts"], None, newest["parts"][0]["facts"])
    assert laid.overlaps == (Overlap(presence_key("one"), *shown),)
    assert laid.facts == newest


def test_a_part_whose_words_somebody_changed_in_between_is_not_removed_unasked():
    base, mine = state("one", en=items(one__heading="a")), state(en={})
    newest = state("one", en=items(one__heading="b"))

    seen, unseen = (lay(base, mine, newest, SHAPE, unseen=unseen) for unseen in (False, True))

    assert not seen.overlaps
    assert [overlap.key for overlap in unseen.overlaps] == [presence_key("one")]
    assert unseen.state == newest


def test_words_changed_in_a_language_that_was_not_open_protect_their_part_too():
    base = state("one", en={}, ja=items(one__heading="あ"))
    newest = state("one", en={}, ja=items(one__heading="い"))

    laid = lay(base, state(en={}), newest, SHAPE, unseen=True)

    assert [overlap.key for overlap in laid.overlaps] == [presence_key("one")]


def test_a_part_that_nobody_touched_in_between_is_removed():
    laid = lay_facts(facts("a", "b"), facts("a"), facts("b", "a"), SHAPE, unseen=True)

    assert laid.facts == facts("a")


def test_a_part_removed_in_between_is_asked_about_where_its_facts_changed():
    base, mine = facts(part("one", layout="text")), facts(part("one", layout="wide"))

    laid = lay_facts(base, mine, facts(), SHAPE, unseen=True)
    kept, taken = (
        lay_facts(base, mine, facts(), SHAPE, unseen=True, choices={presence_key("one"): choice})
        for choice in (Keep(), Mine())
    )

    assert [overlap.key for overlap in laid.overlaps] == [presence_key("one")]
    assert (kept.facts, taken.facts) == (facts(), mine)
    assert not kept.overlaps
    assert not taken.overlaps


@pytest.mark.parametrize(("choice", "expected"), [(Keep(), facts("one")), (Mine(), facts())])
def test_a_choice_decides_whether_a_part_is_removed(choice, expected):
    options = {"choices": {presence_key("one"): choice}, "unseen": True}

    assert lay_facts(facts("one"), facts(), facts("one"), SHAPE, **options).facts == expected


def test_parts_of_kinds_unknown_today_are_kept():
    old = facts("a", part("relic", "pages.banner", words="of old"))

    laid = lay_facts(old, facts("b"), old, SHAPE)

    assert laid.facts == facts("b", part("relic", "pages.banner", words="of old"))
    assert changed_facts(old, facts("a"), SHAPE) == frozenset()


def test_a_removed_part_that_was_changed_comes_back_by_choice_with_its_texts():
    base, mine = (
        state(part("one", layout=layout), en=items(one__heading="a")) for layout in ("text", "wide")
    )
    onto = state(en=items(one__heading="a"))

    laid = lay(base, mine, onto, SHAPE, unseen=True, choices={presence_key("one"): Mine()})

    assert not laid.overlaps
    assert names(laid.state.facts) == ["one"]
    assert laid.state.items["en"] == items(one__heading="a")
