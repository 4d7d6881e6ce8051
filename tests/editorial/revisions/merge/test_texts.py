"""The merge of texts: each row of its table, each choice, and what belongs to a picture."""

import pytest

from editorial.revisions import snapshots as contents
from editorial.revisions.merge.lay import changed, lay, says_the_same
from editorial.revisions.merge.shape import NEUTRAL, ROOT, ForPublic, Keep, Mine, Overlap
from editorial.text import languages
from tests.editorial.revisions.merge.cases import (
    SHAPE,
    fact_key,
    item,
    items,
    part,
    state,
    text_key,
)

TITLE = text_key()


def lay_titles(base, mine, onto, **options):
    """Lay one title's change: each is an item, a text, or None for no text."""
    states = [
        state(en=items(root__title=title) if title is not None else {})
        for title in (base, mine, onto)
    ]
    return lay(*states, SHAPE, **options)


def title_of(laid):
    return laid.state.items["en"].get(ROOT, {}).get("title")


def test_the_constants_are_those_of_the_modules_that_know_the_settings():
    assert (NEUTRAL, ROOT) == (languages.NEUTRAL, contents.ROOT)


# --- The rows of the table --------------------------------------------------------------------


def test_a_text_that_was_not_touched_stays_as_it_is():
    laid = lay_titles("draft", "draft", item("public", reviewed_by="a reviewer"))

    assert title_of(laid) == item("public", reviewed_by="a reviewer")
    assert not laid.overlaps


def test_a_text_goes_with_its_provenance_where_nothing_else_had_changed():
    mine = item("new", **{"from": "en:1"})

    laid = lay_titles(item("old", reviewed_by="a reviewer"), mine, item("old"))

    assert title_of(laid) == mine


def test_an_emptied_text_is_removed():
    laid = lay_titles("old", None, "old")

    assert laid.state.items == {"en": {}}


def test_the_same_text_from_both_keeps_the_provenance_that_is_there():
    laid = lay_titles("old", item("new"), item("new", reviewed_by="a reviewer"))

    assert title_of(laid) == item("new", reviewed_by="a reviewer")
    assert not laid.overlaps


def test_two_texts_for_one_place_are_asked_about():
    laid = lay_titles("draft of others", "draft of others, mine", "public")

    assert laid.overlaps == (Overlap(TITLE, "draft of others", "draft of others, mine", "public"),)
    assert title_of(laid) == item("public")


def test_emptying_what_others_wrote_anew_is_asked_about():
    laid = lay_titles("draft of others", None, "public")

    assert laid.overlaps == (Overlap(TITLE, "draft of others", "", "public"),)


def test_still_right_changes_only_what_was_said():
    base = item("a", **{"from": "en:1"})
    mine = item("a", **{"from": "en:2"})
    public = item("a", **{"from": "en:1", "reviewed_by": "a reviewer"})

    laid = lay_titles(base, mine, public)

    assert title_of(laid) == item("a", **{"from": "en:2", "reviewed_by": "a reviewer"})
    assert changed(state(en=items(root__title=base)), state(en=items(root__title=mine)), SHAPE)


def test_a_review_by_nobody_that_is_known_is_carried_as_it_was_said():
    mine = item("a", reviewed_by=None, reviewed_at="then")

    assert title_of(lay_titles(item("a"), mine, item("a"))) == mine


def test_still_right_takes_away_what_it_took_away():
    base = item("a", reviewed_by="a reviewer", reviewed_at="then")
    public = item("a", reviewed_by="a reviewer", reviewed_at="then", **{"from": "en:1"})

    laid = lay_titles(base, item("a"), public)

    assert title_of(laid) == item("a", **{"from": "en:1"})


@pytest.mark.parametrize("public", [None, item("b", **{"from": "en:1"})])
def test_still_right_is_said_of_no_other_text(public):
    laid = lay_titles(item("a", **{"from": "en:1"}), item("a", **{"from": "en:2"}), public)

    assert title_of(laid) == public
    assert not laid.overlaps


def test_a_text_changed_in_a_section_that_only_the_draft_has_waits():
    base = state("new", en=items(new__heading="draft of others"))
    mine = state("new", en=items(new__heading="mine"))

    laid = lay(base, mine, state(en={}), SHAPE)

    assert laid.waiting == {text_key("heading", "new")}
    assert laid.state == state(en={})


def test_a_first_text_in_a_section_that_only_the_draft_has_is_told_to_wait():
    base, mine = state("new", en={}), state("new", en=items(new__heading="mine"))

    laid = lay(base, mine, state(en={}), SHAPE)

    assert laid.waiting == {text_key("heading", "new")}
    assert not laid.overlaps


def test_a_text_stays_that_was_typed_into_a_section_removed_in_between():
    base, mine = state("one", en={}), state("one", en=items(one__heading="mine"))

    laid = lay(base, mine, state(en={}), SHAPE, unseen=True)

    assert laid.state.items["en"] == items(one__heading="mine")
    assert laid.waiting == {text_key("heading", "one")}


def test_a_text_is_asked_about_where_the_section_was_rewritten_and_removed_in_between():
    base = state("one", en=items(one__heading="old"))
    mine = state("one", en=items(one__heading="mine"))

    laid = lay(base, mine, state(en=items(one__heading="theirs")), SHAPE, unseen=True)

    assert laid.overlaps == (Overlap(text_key("heading", "one"), "old", "mine", "theirs"),)


def test_what_is_not_on_the_form_was_not_emptied():
    base = state(en=items(root__title="a", gone__heading="kept"))

    laid = lay(base, state(en=items(root__title="b")), base, SHAPE)

    assert laid.state.items["en"] == items(root__title="b", gone__heading="kept")


def test_a_language_that_was_not_open_stays_as_it_is():
    onto = state(en=items(root__title="a"), ja=items(root__title="あ"))

    laid = lay(state(en=items(root__title="a")), state(en=items(root__title="b")), onto, SHAPE)

    assert laid.state == state(en=items(root__title="b"), ja=items(root__title="あ"))


def test_a_draft_put_back_to_the_public_text_says_what_is_public():
    public = state("one", en=items(root__title=item("public", reviewed_at="then")))
    base = state("one", en=items(root__title="draft of others"))
    mine = state("one", en=items(root__title="public"))

    draft, live = lay(base, mine, base, SHAPE), lay(base, mine, public, SHAPE)

    assert says_the_same(draft.state, live.state, SHAPE)
    assert says_the_same(live.state, public, SHAPE)
    assert not says_the_same(base, public, SHAPE)
    assert not says_the_same(mine, state("two", en=items(root__title="public")), SHAPE)


# --- Choices ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Keep(), item("public", **{"from": "en:1"})),
        (ForPublic("public, mine"), item("public, mine", **{"from": "en:1"})),
        (ForPublic("public"), item("public", **{"from": "en:1"})),
        (ForPublic(""), None),
        (Mine(), item("draft, mine", **{"from": "en:2"})),
    ],
    ids=["keep", "for the public", "for the public as it is", "nothing for the public", "mine"],
)
def test_each_choice_yields_its_text(choice, expected):
    states = (
        item("draft", **{"from": "en:2"}),
        item("draft, mine", **{"from": "en:2"}),
        item("public", **{"from": "en:1"}),
    )

    laid = lay_titles(*states, choices={TITLE: choice})

    assert title_of(laid) == expected
    assert not laid.overlaps


def test_a_text_for_the_public_loses_the_review_of_the_one_before():
    public = item("public", reviewed_by="a reviewer")

    laid = lay_titles("draft", "mine", public, choices={TITLE: ForPublic("other")})

    assert title_of(laid) == item("other")


def test_sent_again_after_a_text_for_the_public_equal_to_the_draft_nothing_goes_out():
    choices = {TITLE: ForPublic("draft")}
    once = lay_titles("draft", "draft, mine", "public", choices=choices)

    twice = lay_titles("draft", "draft, mine", title_of(once), choices=choices)

    assert title_of(once)["text"] == "draft"
    assert twice.state == once.state


def test_a_choice_counts_before_still_right():
    base, mine = item("a"), item("a", **{"from": "en:1"})

    laid = lay_titles(base, mine, base, choices={TITLE: ForPublic("a")})

    assert title_of(laid) == base


def test_a_choice_for_what_was_not_changed_counts_for_nothing():
    laid = lay_titles("draft", "draft", "public", choices={TITLE: Mine()})

    assert title_of(laid) == item("public")


# --- Texts that belong to a picture -----------------------------------------------------------

ALT = text_key("alt", "one")
PICTURE = fact_key("picture", "one")


def pictured(picture, alt, ja=None):
    return state(
        part("one", picture=picture),
        en=items(one__alt=alt) if alt else {},
        ja=items(one__alt=ja) if ja else {},
    )


def test_an_alternative_text_for_the_picture_of_a_draft_is_asked_about():
    laid = lay(pictured(2, ""), pictured(2, "two"), pictured(1, ""), SHAPE)

    assert laid.overlaps == (Overlap(ALT, "", "two", ""),)
    assert laid.state == pictured(1, "")


def test_an_alternative_text_chosen_as_sent_takes_its_picture_along():
    base, mine = pictured(2, ""), pictured(2, "two")

    laid = lay(base, mine, pictured(1, "one"), SHAPE, choices={ALT: Mine()})

    assert laid.state == mine


def test_a_text_for_the_public_describes_the_public_picture():
    base, mine = pictured(2, "two"), pictured(2, "two!")

    laid = lay(base, mine, pictured(1, "one"), SHAPE, choices={ALT: ForPublic("one!")})

    assert laid.state == pictured(1, "one!")


def test_a_picture_and_its_alternative_text_go_together():
    laid = lay(pictured(1, "one"), pictured(3, "three"), pictured(1, "one"), SHAPE)

    assert laid.state == pictured(3, "three")
    assert not laid.overlaps


def test_a_picture_and_its_alternative_text_are_one_question():
    base, mine, public = pictured(2, "two"), pictured(3, "three"), pictured(1, "one")

    asked = lay(base, mine, public, SHAPE)
    kept = lay(base, mine, public, SHAPE, choices={PICTURE: Keep()})
    taken = lay(base, mine, public, SHAPE, choices={PICTURE: Mine()})

    assert [overlap.key for overlap in asked.overlaps] == [PICTURE]
    assert (asked.state, asked.waiting) == (public, {ALT})
    assert (kept.state, kept.overlaps, kept.waiting) == (public, (), {ALT})
    assert (taken.state, taken.overlaps, taken.waiting) == (mine, (), frozenset())


def test_a_picture_chosen_as_sent_brings_the_words_that_it_is_built_on():
    base, mine = pictured(1, "ours", ja="私"), pictured(3, "ours", ja="私")
    public = pictured(1, "public", ja="公")

    asked = lay(base, mine, public, SHAPE)
    taken = lay(base, mine, public, SHAPE, choices={PICTURE: Mine()})

    assert [overlap.key for overlap in asked.overlaps] == [PICTURE]
    assert taken.state == mine


def test_an_alternative_text_in_a_translation_is_asked_about_too():
    base, mine = pictured(2, ""), pictured(2, "", ja="二")

    laid = lay(base, mine, pictured(1, ""), SHAPE)

    assert [overlap.key for overlap in laid.overlaps] == [text_key("alt", "one", "ja")]


def test_other_texts_of_the_section_do_not_wait_for_its_picture():
    def named(picture, heading):
        return state(part("one", picture=picture), en=items(one__heading=heading))

    laid = lay(named(2, "a"), named(2, "b"), named(1, "a"), SHAPE)

    assert laid.state == named(1, "b")
