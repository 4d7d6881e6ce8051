"""Texts as paragraphs of words, and words put back where links and emphasis stay in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.readers.paragraphs import paragraphs, replaced, tidied
from editorial.text import richtext

RICH = (
    '<h3>一</h3><p>The <a href="/one/">first <em>line</em></a>,<br>and &lt;more&gt;.</p>'
    "<ul><li>Item</li><li><p>Two</p><p>Three</p></li></ul>"
)


def test_a_rich_text_is_read_paragraph_by_paragraph_in_bare_words():
    assert paragraphs(RICH, rich=True) == [
        *("一", "The first line,\nand <more>.", "Item", "Two", "Three")
    ]
    assert paragraphs("<p> & plain\nlines", rich=False) == ["<p> & plain\nlines"]
    assert paragraphs("", rich=False) == paragraphs("", rich=True) == []


@pytest.mark.parametrize(
    ("html", "words", "expected"),
    [
        ("<p>One two</p>", "One <b> two & more", "<p>One &lt;b&gt; two &amp; more</p>"),
        # Words beside a link stand outside it, words inside it stay inside.
        (
            '<p>See <a href="/x/">our page</a> now</p>',
            "Please see our new page right now",
            '<p>Please see <a href="/x/">our new page</a> right now</p>',
        ),
        # A word for a word, also where it is all that a link holds.
        (
            '<p>In <a href="/x/">Matsumoto</a>.</p>',
            "In Torino.",
            '<p>In <a href="/x/">Torino</a>.</p>',
        ),
        (
            "<p>訪れた<em>『ユタ日報』</em>を</p>",
            "訪ねた『ユタ日報』を",
            "<p>訪ねた<em>『ユタ日報』</em>を</p>",
        ),
        ("<p>Один <strong>два</strong></p>", "Один", "<p>Один</p>"),
        ("<p>One<br>two</p>", "One\n2", "<p>One<br>2</p>"),
    ],
)
def test_words_are_put_back_into_their_markup(html, words, expected):
    (before,) = paragraphs(html, rich=True)

    assert richtext.sanitize(replaced(html, before, words, rich=True)) == expected


def test_only_the_paragraph_that_was_seen_is_replaced():
    assert replaced(RICH, "Two", "2", rich=True) == RICH.replace("Two", "2")
    assert replaced(RICH, "Four", "4", rich=True) is None
    assert replaced("One", "Two", "2", rich=False) is None
    assert replaced("One", "One", "1", rich=False) == "1"


def test_what_was_typed_is_brought_into_the_form_in_which_it_is_stored():
    assert tidied(" a  b \r\n c ", has_lines=False) == "a b c"
    assert tidied(" a  b \r\n\r\n c ", has_lines=True) == "a b\n\nc"
    assert tidied("\u200b \r\n", has_lines=True) == ""


@given(st.text(alphabet="ab &<>\u00a0'日本", min_size=1, max_size=30))
def test_the_words_that_come_out_are_those_that_were_typed(typed):
    words = tidied(typed, has_lines=False)
    html = '<p>ab <a href="/x/">b <em>日</em></a> a</p><p>Other</p>'
    (before, other) = paragraphs(html, rich=True)

    stored = richtext.sanitize(replaced(html, before, words, rich=True))

    expected = [words, other] if words else [other]
    assert [tidied(p, has_lines=False) for p in paragraphs(stored, rich=True)] == expected
