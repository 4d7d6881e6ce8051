"""What comes from a word processor or a browser keeps its headings, lists and links."""

from pathlib import Path

import pytest

from editorial.text import richtext

SAMPLES = Path(__file__).parent / "pasted"

KEPT = {
    "word": (
        "<h3>Our visit to Matsumoto</h3>"
        "<p><strong>The first day</strong> began <em>early</em>. "
        'We met the <a href="https://example.org/board">board</a>.</p>'
        "<h4>What we brought</h4>"
        "<ul><li>First item<ul><li>Part of the first</li></ul></li><li>Second item</li></ul>"
        "<p>In this order:</p>"
        "<ol><li>Letters</li><li>Gifts</li></ol>"
        "<p>City; Since</p><p>Matsumoto; 1958</p>"
        "<p>A red word and one with a line.</p>"
    ),
    "google_docs": (
        "<h3>A report</h3>"
        "<p><strong>Bold</strong> and <em>slanted</em>, with a "
        '<a href="https://example.org/news">link</a>.</p>'
        "<ul><li>One<ul><li>One and a half</li></ul></li><li>Two</li></ul>"
    ),
    "libreoffice": (
        "<h3>Title</h3>"
        '<p>The name is <span lang="ja-JP">松本</span>, and <strong>bold</strong>.</p>'
        "<ol><li>First</li><li>Second</li></ol>"
        '<p><a href="https://example.org/">A link</a><br>a second line</p>'
    ),
    "outlook": (
        "<p>Dear all,</p>"
        "<ul><li>Bring the letters</li><li>Answer by Friday</li></ul>"
        '<p>Write to <a href="mailto:office@example.org">office@example.org</a>.</p>'
        "<p>Sent from the office</p>"
    ),
    "browser": (
        '<p><a href="https://example.org/">Home</a></p>'
        "<h3>News of the week</h3>"
        "<p>A <strong>delegation</strong> came. <em>All</em> were glad.1</p>"
        "<p>The group</p>"
        "<blockquote><p>We will come again.</p></blockquote>"
        "<p>Year; Guests</p><p>2019; 12</p>"
    ),
}
DROPPED = {
    "word": {"picture": 1, "table": 1, "color": 1, "underlined": 1},
    "google_docs": {"picture": 1},
    "libreoffice": {},
    "outlook": {},
    "browser": {"picture": 1, "embedded": 1, "line": 1, "table": 1, "raised": 1},
}


def is_foreign(tag):
    return not tag.lower().startswith("en")


@pytest.mark.parametrize("name", KEPT)
def test_pasted_text_keeps_its_meaning_and_says_what_was_left_out(name):
    source = (SAMPLES / f"{name}.html").read_text(encoding="utf-8")

    html, dropped = richtext.clean_foreign(source, is_foreign)

    assert html == KEPT[name]
    assert dict(dropped) == DROPPED[name]
    assert richtext.sanitize(html) == html


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("//example.org/a", ""),
        ("java\nscript:alert(1)", ""),
        ("file:///C:/letter.docx", ""),
        ("/about-us/#s-1", "/about-us/#s-1"),
    ],
)
def test_a_link_is_brought_to_one_form_or_leaves_its_words(href, expected):
    expected = f'<a href="{expected}">x</a>' if expected else "x"

    assert richtext.sanitize(f'<a href="{href}">x</a>') == expected


def test_a_pasted_picture_alone_leaves_nothing_and_is_named():
    html, dropped = richtext.cleaned('<p><img src="data:image/png;base64,AAAA"></p>')

    assert (html, dict(dropped)) == ("", {"picture": 1})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<ruby>松本<rt>まつもと</rt></ruby>市", "松本(まつもと)市"),
        ("<ruby>松本<rt>まつもと</ruby>市", "松本(まつもと)市"),
        ("<ruby>松本<rp>(</rp><rt>まつもと</rt><rp>)</rp></ruby>市", "松本(まつもと)市"),
        ("<ruby>松<rt>まつ</rt>本<rt>もと</rt></ruby>", "松(まつ)本(もと)"),
        ("She said <q>come <b>again</b></q>.", "She said “come <strong>again</strong>”."),
        ("An end without a beginning</q></rt>", "An end without a beginning"),
    ],
)
def test_what_others_print_around_words_stands_in_the_text(typed, expected):
    assert richtext.sanitize(f"<p>{typed}</p>") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "href", ["#_ftn1", "#_ftnref1", "#_Toc123", "#ftnt1", "#sdfootnote1sym", "#cite_note-2"]
)
def test_a_link_into_the_document_that_it_was_copied_from_leaves_its_words(href):
    assert richtext.sanitize(f'<p>So<a href="{href}">[1]</a></p>') == "<p>So[1]</p>"


def test_a_list_that_does_not_begin_with_one_is_told():
    html, dropped = richtext.clean_foreign('<ol start="5"><li>Five</li></ol><ol start="1"></ol>')

    assert html == "<ol><li>Five</li></ol>"
    assert dict(dropped) == {"numbering": 1}
