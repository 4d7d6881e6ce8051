"""The table of statuses: a pure function of what was translated and what the source says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.revisions import data as revisions
from editorial.translations.freshness import Source, means_the_same, status

A, B, C, D = (f"en:{letter * 16}" for letter in "abcd")


def made_from(print_, **item):
    return {"text": "題", "from": print_, "origin": "person", **item}


@pytest.mark.parametrize("target", [None, {"text": "", "from": A}])
@pytest.mark.parametrize(
    ("live", "working", "expected"),
    [
        ("", "", "empty"),
        (A, A, "missing"),
        (A, B, "missing"),
        ("", A, "missing"),
        (A, "", "missing"),
    ],
)
def test_without_a_translation_it_is_missing_wherever_there_is_a_source(
    live, working, expected, target
):
    assert status(Source(live, working), target) == expected


@pytest.mark.parametrize(
    ("live", "working", "expected"),
    [
        (A, A, "up_to_date"),
        (A, B, "up_to_date"),
        (A, "", "up_to_date"),
        (B, A, "ahead"),
        ("", A, "ahead"),
        (B, B, "outdated"),
        (B, C, "outdated"),
        (B, "", "outdated"),
        ("", B, "outdated"),
        ("", "", "outdated"),
    ],
)
def test_the_public_text_comes_first_then_the_draft_and_all_else_is_outdated(
    live, working, expected
):
    assert status(Source(live, working), made_from(A)) == expected


@pytest.mark.parametrize(
    ("live", "working", "expected"),
    [
        (B, B, "up_to_date"),
        (B, C, "up_to_date"),
        (C, B, "ahead"),
        ("", B, "ahead"),
        (C, C, "outdated"),
    ],
)
def test_what_was_declared_the_same_counts_as_the_text_itself(live, working, expected):
    assert status(Source(live, working), made_from(A), [(A, B)]) == expected


@pytest.mark.parametrize("source", [Source(A, A), Source("", A), Source(A, ""), Source("", "")])
@pytest.mark.parametrize("target", [{"text": "題"}, made_from("")])
def test_a_translation_of_nothing_is_outdated_whatever_the_source_says(source, target):
    assert status(source, target, [(A, B)]) == "outdated"


@pytest.mark.parametrize("source", [Source(A, A), Source(B, A), Source(B, B), Source("", "")])
def test_neither_author_nor_review_makes_a_text_fresh(source):
    bare = status(source, made_from(A))

    assert status(source, made_from(A, origin="machine")) == bare
    assert status(source, made_from(A, reviewed_by=1, reviewed_at="2026-11-01")) == bare


prints = st.sampled_from(["", A, B, C, D])
pairs_of_prints = st.lists(st.tuples(prints, prints).filter(all), max_size=6)


@given(prints, prints, pairs_of_prints)
def test_meaning_the_same_is_symmetric_and_depends_on_no_order(one, other, pairs):
    answer = means_the_same(one, other, pairs)

    assert means_the_same(other, one, pairs) == answer
    assert means_the_same(one, other, pairs[::-1]) == answer
    assert means_the_same(one, other, [(b, a) for a, b in pairs]) == answer


@given(prints, prints, prints, pairs_of_prints)
def test_meaning_the_same_is_transitive(one, middle, other, pairs):
    if means_the_same(one, middle, pairs) and means_the_same(middle, other, pairs):
        assert means_the_same(one, other, pairs)


@given(prints, prints, pairs_of_prints)
def test_two_texts_mean_the_same_exactly_when_they_stand_in_one_group(one, other, pairs):
    groups = [{print_} for print_ in (A, B, C, D)]
    for pair in pairs:
        joined = set().union(*(group for group in groups if group & set(pair)))
        groups = [group for group in groups if not group & joined] + [joined]

    expected = any({one, other} <= group for group in groups)
    assert means_the_same(one, other, pairs) == expected


@given(prints, pairs_of_prints)
def test_no_text_means_the_same_as_no_text(other, pairs):
    assert not means_the_same("", other, pairs)


@pytest.mark.parametrize(
    ("item", "machine_translated", "reviewed"),
    [
        (None, False, False),
        ({}, False, False),
        ({"origin": "person"}, False, False),
        ({"origin": "machine"}, True, False),
        ({"origin": "machine", "reviewed_at": None}, True, False),
        ({"origin": "machine", "reviewed_at": "2026-11-01"}, False, True),
        ({"origin": "person", "reviewed_at": "2026-11-01"}, False, True),
    ],
)
def test_machine_translated_is_shown_until_somebody_reviewed_it(item, machine_translated, reviewed):
    assert revisions.is_machine_translated(item) == machine_translated
    assert revisions.is_reviewed(item) == reviewed
