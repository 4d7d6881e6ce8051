"""What differs between two states: facts, parts and texts as plain data."""

import pytest

from editorial.revisions.comparing.differences import (
    FactChange,
    Move,
    PartChange,
    TextChange,
    moves,
    of_facts,
    of_texts,
)
from editorial.revisions.merge.shape import Shape

SHAPE = Shape(
    "page",
    part_kinds=("section",),
    defaults={"page": {"slug": "", "start": None, "unit": 0}},
    units={"page": (("start", "unit"),)},
)


def facts(*parts, **root):
    return {
        "root": root,
        "parts": [{"kind": "section", "id": part, "facts": {}} for part in parts],
    }


def test_facts_that_stand_together_are_one_change():
    before, after = facts(start="1989-06-01", unit=4), facts(start="1989-06-20", unit=5)

    (change,) = of_facts(before, after, SHAPE)

    assert change == FactChange(
        "root",
        "page",
        ("start", "unit"),
        {"start": "1989-06-01", "unit": 4},
        {"start": "1989-06-20", "unit": 5},
    )


def test_a_fact_that_an_old_revision_lacks_counts_as_its_default():
    assert of_facts(facts(), facts(slug="", unit=0), SHAPE) == []


def test_parts_come_and_go():
    assert of_facts(facts("a", "b"), facts("b", "c"), SHAPE) == [
        PartChange("c", "section", Move.ADDED),
        PartChange("a", "section", Move.REMOVED),
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("abc", "abc", []),
        ("ab", "ba", [("b", Move.UP)]),
        ("abcd", "bcda", [("a", Move.DOWN)]),
        ("abcd", "dabc", [("d", Move.UP)]),
        ("abc", "xabc", []),
        ("abcd", "acd", []),
        ("abc", "cba", [("c", Move.UP), ("b", Move.UP)]),
    ],
)
def test_as_few_parts_as_possible_are_told_to_have_moved(old, new, found):
    assert moves(list(old), list(new)) == found


def test_texts_that_came_went_or_read_otherwise():
    before = {"root": {"title": "One", "lede": "Gone"}, "p": {"body": "Same"}}
    after = {"root": {"title": "Two"}, "p": {"body": "Same", "heading": "New"}}

    assert of_texts(before, after, "en") == [
        TextChange("en", "root", "title", "One", "Two"),
        TextChange("en", "root", "lede", "Gone", ""),
        TextChange("en", "p", "heading", "", "New"),
    ]
