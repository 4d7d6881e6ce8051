"""The proposal of a text for the public: my edits laid onto the public text, nothing of a draft."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.revisions.merge.proposal import propose
from tests.editorial.revisions.merge.proposing import (
    check_proposal,
    edited,
    edits,
    words_of_public,
)

DRAFT = "The red house stands on the big hill. It is very old."
PUBLIC = "The red house stands on the hill. It is old."


@pytest.mark.parametrize(
    ("mine", "proposed"),
    [
        (
            "The red house stands, on the big hill. It is very old.",
            "The red house stands, on the hill. It is old.",
        ),
        (
            "The white house stands on the big hill. It is very old.",
            "The white house stands on the hill. It is old.",
        ),
        (
            "Look: the red house stands on the big hill. It is very old.",
            "Look: the red house stands on the hill. It is old.",
        ),
        (
            "The house stands on the big hill. It is very old. Go there.",
            "The house stands on the hill. It is old. Go there.",
        ),
    ],
    ids=["a comma", "a word", "the beginning", "two edits, one at the end"],
)
def test_edits_are_laid_where_both_texts_are_the_same(mine, proposed):
    assert propose(DRAFT, PUBLIC, mine) == proposed


@pytest.mark.parametrize(
    "mine",
    [
        "The red house stands on the large hill. It is very old.",
        "The red house stands on the big mountain. It is very old.",
        "The white house stands on the big hill. It is too old.",
        "The very red house stands on the big hill. It is old.",
        "",
    ],
    ids=[
        "a word of the draft changed",
        "beside a word of the draft",
        "one of two has no place",
        "a word of the draft moved",
        "emptied",
    ],
)
def test_the_public_text_is_proposed_where_an_edit_has_no_place(mine):
    assert propose(DRAFT, PUBLIC, mine) == PUBLIC


def test_words_in_a_row_that_only_the_draft_has_are_not_proposed():
    public = "The mayor speaks today. We will see. Some people resign."
    draft = f"The mayor will resign. {public}"
    mine = f"{public} So: the mayor will resign."

    assert propose(draft, public, mine) == public


@pytest.mark.parametrize(("draft", "public"), [("", "a b c"), ("a b c", "")])
def test_without_common_words_the_public_text_is_proposed(draft, public):
    assert propose(draft, public, "x y z") == public


def test_japanese_is_compared_sign_by_sign():
    assert propose(
        "赤い家は大きな丘に立つ。", "赤い家は丘に立つ。", "白い家は大きな丘に立つ。"
    ) == ("白い家は丘に立つ。")


# --- Rich text --------------------------------------------------------------------------------


def test_words_of_rich_text_are_laid_and_its_markup_stays():
    draft = "<p>The <strong>red</strong> house.</p><p>It is very old.</p>"
    public = "<p>The <strong>red</strong> house.</p><p>It is old.</p>"
    mine = "<p>The <strong>white</strong> house.</p><p>It is very old.</p>"

    assert propose(draft, public, mine, rich=True) == (
        "<p>The <strong>white</strong> house.</p><p>It is old.</p>"
    )


@pytest.mark.parametrize(
    "mine",
    [
        "<p>The red house <strong>stands</strong> here.</p><p>It is very old.</p>",
        "<p>The red house</p><p>stands here.</p><p>It is very old.</p>",
        "<p>The red house &amp; stands here.</p><p>It is very old.</p>",
    ],
    ids=["emphasis", "a paragraph", "an entity"],
)
def test_edits_of_markup_are_not_proposed(mine):
    draft = "<p>The red house stands here.</p><p>It is very old.</p>"
    public = "<p>The red house stands here.</p><p>It is old.</p>"

    assert propose(draft, public, mine, rich=True) == public


def test_a_very_long_text_is_not_compared():
    public = "word " * 3000

    assert propose(f"{public}more", public, f"Now {public}more") == public


# --- Properties -------------------------------------------------------------------------------


@settings(max_examples=80)
@given(words_of_public, edits, edits, st.integers(0, 14))
def test_a_proposal_holds_no_word_of_a_draft_and_loses_none_of_the_public(
    public, theirs, ours, turned
):
    check_proposal(public, theirs, ours, turned)


@settings(max_examples=40)
@given(words_of_public, edits)
def test_without_a_draft_of_others_what_was_sent_is_proposed(public, ours):
    mine = edited(public, ours, "mine")

    assert propose(" ".join(public), " ".join(public), " ".join(mine)) == " ".join(mine)
