"""Whose draft it is: the people behind each key, and what goes out as one person's own."""

import pytest

from editorial.revisions.merge.authorship import (
    Step,
    as_live,
    authors,
    line,
    mine_alone,
    without_own_drafts,
)
from editorial.revisions.merge.lay import lay
from editorial.revisions.merge.shape import NEUTRAL
from tests.editorial.revisions.merge.cases import (
    SHAPE,
    STAGE,
    fact_key,
    item,
    items,
    order_key,
    part,
    presence_key,
    state,
    text_key,
)

ME, OTHER = "me", "other"
TITLE = text_key()


def steps_of(first, *later):
    """Steps from a first state through `(state, who)`, each laid on the one before."""
    steps = []
    base = first
    for made, by in later:
        steps.append(Step(NEUTRAL, base.facts, made.facts, by))
        steps += [
            Step(language, base.items.get(language, {}), items, by)
            for language, items in made.items.items()
        ]
        base = made
    return steps


def authors_of(first, *later):
    return authors(first, later[-1][0], steps_of(first, *later), SHAPE)


def alone(first, *later, live=None):
    """The keys of the last state that I alone changed."""
    live = live or first
    return mine_alone(live, later[-1][0], steps_of(first, *later), ME, SHAPE)


def titled(title):
    return state(en=items(root__title=title))


# --- The line of revisions --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("live", "expected"),
    [(2, [3, 4]), (4, []), (5, [3, 4]), (None, [1, 2, 3, 4])],
    ids=["public before", "public as it is", "only mine was published", "never public"],
)
def test_a_draft_begins_where_it_left_the_public_line(live, expected):
    base_of = {1: None, 2: 1, 3: 2, 4: 3, 5: 2}

    assert line(4, live, base_of) == expected


def test_without_a_draft_there_is_no_line():
    assert line(None, None, {}) == []


# --- Who changed what -------------------------------------------------------------------------


def test_everybody_who_changed_the_words_of_a_text_is_its_author():
    later = [(titled("b"), ME), (titled("c"), OTHER), (titled("d"), ME)]

    assert authors_of(titled("a"), *later) == {TITLE: {ME, OTHER}}


def test_what_was_released_or_given_up_since_makes_nobody_an_author():
    public = titled("theirs")

    assert alone(titled("a"), (public, OTHER), (titled("mine"), ME), live=public) == {TITLE}
    assert alone(titled("a"), (public, OTHER), (titled("a"), OTHER), (titled("b"), ME)) == {TITLE}


def test_the_languages_have_authors_of_their_own():
    public = state(en=items(root__title="a"), ja={})
    theirs = state(en=items(root__title="b"), ja={})
    newest = state(en=items(root__title="b"), ja=items(root__title="あ"))

    assert authors_of(public, (theirs, OTHER), (newest, ME)) == {
        TITLE: {OTHER},
        text_key(language="ja"): {ME},
    }


def test_what_one_person_alone_changed_is_theirs():
    public = state(rank=1, en=items(root__title="a"))
    mine = state(rank=1, en=items(root__title="b"))
    both = state(rank=2, en=items(root__title="b"))

    assert alone(public, (mine, ME), (both, OTHER)) == {TITLE}


def test_a_text_that_others_changed_too_is_theirs_too():
    assert alone(titled("a"), (titled("b"), ME), (titled("c"), OTHER)) == frozenset()


def test_the_author_of_the_newest_draft_owns_nothing_by_that():
    theirs = titled("b")
    newest = state(rank=1, en=items(root__title="b"))

    assert alone(titled("a"), (theirs, OTHER), (newest, ME)) == {fact_key("rank")}


def test_a_review_makes_nobody_an_author():
    reviewed = titled(item("b", reviewed_by=OTHER))

    assert alone(titled("a"), (titled("b"), ME), (reviewed, OTHER)) == {TITLE}


def test_whoever_said_still_right_is_the_author_of_that():
    said = titled(item("a", **{"from": "en:2"}))

    assert alone(titled("a"), (said, ME)) == {TITLE}
    assert alone(titled("a"), (said, OTHER)) == frozenset()


def test_what_is_as_it_is_public_is_nobodys_draft():
    assert alone(titled("a"), (titled("b"), ME), (titled("a"), ME)) == frozenset()


def test_a_key_without_a_known_author_is_not_mine():
    assert mine_alone(titled("a"), titled("b"), [], ME, SHAPE) == frozenset()


def test_a_part_of_mine_with_a_fact_of_others_is_theirs_too():
    added = state(part("new", layout="text"))
    changed = state(part("new", layout="wide"))

    assert alone(state(), (added, ME)) == {presence_key("new")}
    assert alone(state(), (added, ME), (changed, OTHER)) == frozenset()


def test_a_part_that_i_brought_back_otherwise_is_theirs_too():
    public = state(part("one", layout="text"))
    brought_back = state(part("one", layout="wide"))

    assert alone(public, (state(), OTHER), (brought_back, ME)) == frozenset()


def test_an_order_belongs_to_whoever_moved():
    assert alone(state("a", "b"), (state("b", "a"), ME)) == {order_key()}
    assert (
        alone(state("a", "b", "c"), (state("b", "a", "c"), ME), (state("c", "b", "a"), OTHER))
        == frozenset()
    )


# --- What goes out with a change --------------------------------------------------------------


def test_a_base_with_each_kind_of_key_as_it_is_public():
    live = state("gone", "a", "b", part("x", STAGE), rank=1, en=items(root__title="a"))
    base = state("b", "a", "new", part("x", STAGE), rank=2, en=items(root__heading="h"))
    keys = {
        TITLE,
        text_key("heading"),
        fact_key("rank"),
        presence_key("gone"),
        presence_key("new"),
        order_key(),
    }

    assert as_live(base, live, keys, SHAPE) == live


def test_only_the_keys_that_are_named_are_as_they_are_public():
    live = state("a", "b", rank=1, en=items(root__title="a"))
    base = state("b", "a", "new", rank=2, en=items(root__title="b"))

    assert as_live(base, live, set(), SHAPE) == base
    assert as_live(base, live, {fact_key("rank")}, SHAPE) == state(
        "b", "a", "new", rank=1, en=items(root__title="b")
    )


def test_my_earlier_draft_goes_out_with_what_i_change_now():
    live = state(rank=1, en=items(root__title="public", root__lede="public"))
    drafted = state(rank=1, en=items(root__title="mine", root__lede="public"))
    base = state(rank=2, en=items(root__title="mine", root__lede="theirs"))
    steps = steps_of(live, (drafted, ME), (base, OTHER))
    mine = state(rank=2, en=items(root__title="mine", root__lede="theirs", root__note="now"))

    laid = lay(without_own_drafts(base, live, steps, ME, SHAPE), mine, live, SHAPE)

    assert laid.state == state(
        rank=1, en=items(root__title="mine", root__lede="public", root__note="now")
    )
    assert not laid.overlaps


def test_my_earlier_draft_over_theirs_is_asked_about_when_i_change_it_again():
    live, theirs, base = titled("public"), titled("theirs"), titled("theirs, mine")
    steps = steps_of(live, (theirs, OTHER), (base, ME))

    laid = lay(
        without_own_drafts(base, live, steps, ME, SHAPE), titled("theirs, mine!"), live, SHAPE
    )

    assert [overlap.key for overlap in laid.overlaps] == [TITLE]
