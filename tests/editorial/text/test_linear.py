"""What people type is read in a time that grows with its length and no faster, however odd it is.

Ten times the length may take fifteen times as long; the rest is what a busy machine costs.
"""

import time
from functools import partial

import pytest

from editorial.links import own, references
from editorial.text import (
    diff,
    folding,
    languages,
    pasted,
    placeholders,
    reading,
    richtext,
)
from editorial.text.fingerprints import normalize
from pages import tables

SHORT = 200
PIECES = {
    "brackets": "<",
    "tags without an end": "<a ",
    "quotes without an end": "<a x='",
    "quotes in quotes": "<a x=\"'",
    "comments": "<!--",
    "declarations": "<!",
    "closing tags": "</a",
    "scripts": "<script>",
    "drawings": "<svg>a",
    "entities": "&#",
    "paragraphs": "<p>",
    "bold": "<b>",
    "bold that closes nothing": "</b>",
    "languages in each other": '<em lang="ja">a',
    "links in links": '<a href="/x/">a',
    "lists": "<ul><li>",
    "quotations": "<blockquote>",
    "tables": "<table><tr><td>",
    "cells": "<td>a",
    "spaces": " ",
    "line ends": "\n ",
    "breaks": "a<br>",
    "empty blocks": "<p> </p>",
    "markers": "<p class=MsoListParagraph>· ",
    "equal signs": "<a =",
    "headings": "<h1>a",
    "invisible": "\u00ad",
    "words": "word ",
    "dots": ". ",
    "marks above": "\u0301",
    "braces": "{a",
}


def seconds(function, text):
    """Measure the fastest of three, in processor time."""
    times = []
    for _ in range(3):
        start = time.process_time()
        function(text)
        times.append(time.process_time() - start)
    return min(times)


def assert_linear(function, piece):
    short = seconds(function, piece * SHORT)
    long = seconds(function, piece * SHORT * 10)

    assert long < 15 * short + 0.1


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_rich_text_is_cleaned_in_linear_time(piece):
    assert_linear(richtext.clean_foreign, piece)


@pytest.mark.proof
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize(
    "function",
    [
        languages.count_words,
        normalize,
        richtext.from_paragraphs,
        diff.words_of,
        richtext.with_site_links,
        richtext.plain_to_html,
        own.hrefs,
        tables.tidy,
        pasted.address,
        placeholders.check,
        folding.fold,
        # It reads what is stored, which is clean: Python's own reader is slow with open tags.
        lambda text: reading.problems(richtext.sanitize(text), "en"),
        partial(folding.marked, wanted=folding.needles("word a")),
        partial(folding.excerpt, wanted=folding.needles("word a")),
        lambda text: references.follow(f'<a href="/en/go/1/">{text}', "en"),
    ],
)
def test_texts_are_read_in_linear_time(function, piece):
    assert_linear(function, piece)


@pytest.mark.proof
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_comparing_two_texts_ends_soon(piece):
    text = piece * SHORT

    assert seconds(lambda new: diff.changes(text, new), f"{text}{piece}a") < 1
