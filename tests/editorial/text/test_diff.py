"""The word-by-word view of a change: nothing is lost in it, and it reads well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.text import diff
from editorial.text.diff import ADDED, REMOVED, SAME

# Few pieces, so that texts share words; and of every script.
PIECES = ["one", "two", "don’t", "松", "本", "です", "Київ", " ", "\n", ".", "。", "’", "e\u0301"]
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def shown(old, new, **options):
    return [(change.kind, change.text) for change in diff.changes(old, new, **options)]


@given(texts, texts)
def test_both_texts_can_be_read_out_of_it(old, new):
    found = diff.changes(old, new)

    assert "".join(change.text for change in found if change.kind != ADDED) == old
    assert "".join(change.text for change in found if change.kind != REMOVED) == new
    assert all(change.text for change in found)
    assert diff.is_changed(found) == (old != new)


@given(texts)
def test_a_text_is_the_same_as_itself(text):
    assert not diff.is_changed(diff.changes(text, text))


def test_words_are_compared_as_words():
    assert shown("The city is old.", "The town is old.") == [
        (SAME, "The "),
        (REMOVED, "city"),
        (ADDED, "town"),
        (SAME, " is old."),
    ]


def test_words_with_an_apostrophe_or_a_hyphen_are_one_word():
    assert shown("сім’я here", "сім’ї here")[:2] == [(REMOVED, "сім’я"), (ADDED, "сім’ї")]
    assert shown("by-law", "by-laws") == [(REMOVED, "by-law"), (ADDED, "by-laws")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("市は県の中央", "市は県のほぼ中央", [(SAME, "市は県の"), (ADDED, "ほぼ"), (SAME, "中央")]),
        ("兩個城市", "兩座城市", [(SAME, "兩"), (REMOVED, "個"), (ADDED, "座"), (SAME, "城市")]),
    ],
)
def test_japanese_and_chinese_are_compared_by_character(old, new, expected):
    assert shown(old, new) == expected


def test_latin_words_in_japanese_stay_whole():
    assert shown("Moabは町", "Moonは町") == [(REMOVED, "Moab"), (ADDED, "Moon"), (SAME, "は町")]


def test_neighboring_changes_are_one_change():
    assert shown("a quick brown fox", "a slow red fox") == [
        (SAME, "a "),
        (REMOVED, "quick brown"),
        (ADDED, "slow red"),
        (SAME, " fox"),
    ]


def test_rich_texts_are_compared_by_their_words():
    old = "<p>One <strong>two</strong> &amp; three</p>"

    assert not diff.is_changed(diff.changes(old, "<p>One two &amp; three</p>", rich=True))
    assert shown(old, "<p>One two</p>", rich=True)[-1] == (REMOVED, " & three")


def test_blocks_of_rich_text_are_lines():
    assert diff.words_of("<h3>A</h3><p>b<br>c</p><ul><li>d</li></ul>") == "A\nb\nc\n• d"


def test_what_looks_like_markup_stays_a_text():
    assert diff.words_of("<p>&lt;b&gt; 1 &lt; 2</p>") == "<b> 1 < 2"


def test_long_texts_are_compared_by_sentence():
    old = "".join(f"Sentence {number} is here. " for number in range(1000))
    new = old.replace("Sentence 0", "Another", 1) + "More of it."

    assert shown(old, new)[:2] == [
        (REMOVED, "Sentence 0 is here. "),
        (ADDED, "Another is here. "),
    ]


def test_long_stretches_that_stayed_are_shortened():
    middle = "a word " * 100
    found = diff.condensed(diff.changes(f"One {middle}end", f"Two {middle}stop"))

    kept = found[2].text
    assert found[2].kind == SAME
    assert kept.startswith(" a word")
    assert kept.endswith("a word ")
    assert " … " in kept
    assert len(kept) < 200


def test_what_did_not_change_at_all_is_not_shortened():
    text = "a word " * 100

    assert [change.text for change in diff.condensed(diff.changes(text, text))] == [text]
