"""Tokens are cut here, so that every database finds the same: words, and pairs of characters."""

import pytest

from editorial.search.tokens import LONGEST, tokens, wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mayor’s visit", ["the", "mayors", "visit"]),
        ("CERNĂUȚI Łódź", ["cernauti", "lodz"]),
        ("й ї парк", ["й", "ї", "парк"]),
        ("地震と津波", ["地震", "震と", "と津", "津波", "波"]),
        ("2024年", ["2024", "年"]),
        ("市", ["市"]),
        ("snow_peak 🙂 \0", ["snow_peak"]),
    ],
)
def test_a_text_is_cut_into_words_and_pairs_of_characters(text, expected):
    assert tokens(text) == expected


def test_a_word_without_end_is_cut_off():
    assert tokens("a" * 5000) == ["a" * LONGEST]


@pytest.mark.parametrize(
    ("query", "in_fts5", "in_tsquery"),
    [
        ("Tsunami", '(("tsunami" *))', "(('tsunami':*))"),
        ("津波", '(("津波"))', "(('津波'))"),
        ("波", '(("波" *))', "(('波':*))"),
        (
            "大津波 1960",
            '(("大津" AND "津波")) AND (("1960" *))',
            "(('大津' & '津波')) & (('1960':*))",
        ),
    ],
)
def test_a_query_asks_each_database_for_the_same(query, in_fts5, in_tsquery):
    asked = wanted(query)

    assert (asked.in_fts5(), asked.in_tsquery()) == (in_fts5, in_tsquery)


@pytest.mark.parametrize("query", ["", " \0 ", '"*^()-:|&!', "🙂", "—", "\ud800"])
def test_there_may_be_no_word_in_a_query(query):
    assert not wanted(query)


def test_no_query_asks_for_more_than_eight_words():
    assert len(wanted(" ".join(f"word{n}" for n in range(5000))).terms) == 8
