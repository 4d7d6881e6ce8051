"""What makes a text hard to read or to hear."""

import pytest

from editorial.text.reading import Problem, problems


@pytest.mark.parametrize(
    ("html", "language", "found"),
    [
        ("Only words, 1 < 2", "en", []),
        ("<h3>One</h3><p>Text</p><h4>Two</h4><h3>Three</h3>", "en", []),
        ("<h4>One</h4>", "en", [(Problem.SKIPPED_HEADING, "One")]),
        ("<h3>One</h3><h5>Two</h5><h6>Three</h6>", "en", [(Problem.SKIPPED_HEADING, "Two")]),
        (
            '<p><a href="/en/">Click <em>here</em></a>.</p>',
            "en",
            [(Problem.VAGUE_LINK, "Click here")],
        ),
        ('<a href="/ja/">こちら。</a>', "ja", [(Problem.VAGUE_LINK, "こちら。")]),
        ('<a href="/ja/">「更多」</a>', "zh-hant", [(Problem.VAGUE_LINK, "「更多」")]),
        ('<a href="/uk/">Тут</a>', "uk", [(Problem.VAGUE_LINK, "Тут")]),
        ('<a href="/it/">Qui</a>', "it", [(Problem.VAGUE_LINK, "Qui")]),
        ('<a href="/es/">Leer más…</a>', "es", [(Problem.VAGUE_LINK, "Leer más…")]),
        ('<a href="/ru/">Read more</a>', "ru", [(Problem.VAGUE_LINK, "Read more")]),
        ('<a href="/en/">The board and how to join it</a>', "en", []),
        ("<table><tr><td>1</td></tr></table>", "en", [(Problem.TABLE_WITHOUT_HEADERS, "")]),
        ("<table><tr><th>Year</th></tr><tr><td>1</td></tr></table>", "en", []),
        (
            "<table><tr><th>A</th><td><table><tr><td>1</td></tr></table></td></tr></table>",
            "en",
            [(Problem.TABLE_WITHOUT_HEADERS, "")],
        ),
        ("<h3>Never closed <a href='/x/'>here", "en", []),
    ],
)
def test_problems_are_found_and_nothing_else(html, language, found):
    assert problems(html, language) == found


def test_each_is_told_once():
    assert problems('<a href="/a/">here</a> <a href="/b/">here</a>', "en") == [
        (Problem.VAGUE_LINK, "here")
    ]


def test_a_text_may_stand_under_a_deeper_heading():
    assert problems("<h4>One</h4>", "en", above=3) == []


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        ("It is the second largest port.", ["largest"]),
        ("In 2023 it was the second largest port.", []),
        ("By 1990 it was small. Now it ranks third.", ["ranks"]),
        ("We are interested in the oldest bridge", ["oldest"]),
        ("The largest</p><p>since 1990", ["largest"]),
    ],
)
def test_a_rank_carries_a_year(sentence, ranks):
    html = f"<p>{sentence}</p>"

    assert problems(html, "en") == [(Problem.RANK_WITHOUT_YEAR, rank) for rank in ranks]
    # Other languages follow the English.
    assert problems(html, "it") == []
