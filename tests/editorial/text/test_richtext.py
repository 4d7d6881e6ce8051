"""Rich text is a small, safe subset of HTML, the same wherever it is written or shown."""

from html.parser import HTMLParser

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.text import richtext
from pages.models import Page, Section

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" JaVaScRiPt:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<p lang="></p><img src=x onerror=alert(1)>">x</p>',
    '<a href="https://x/><p></p><img src=x onerror=alert(1)>">x</a>',
    "<svg><script>alert(1)</script></svg>",
    '<iframe src="https://x"></iframe><object></object><embed>',
    "<style>p{}</style><link rel=stylesheet href=x><base href=//x>",
    "<form action=//x><input name=a></form>",
    "<p><p<script>alert(1)</script>>x</p>",
    "<b/onmouseover=alert(1)>x</b>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
]
MARKUP = ["<p>", "</p>", "<p></p>", "<br>", "<b>", "</b>", "<i ", "<li>", "<ul>", "</ul>", 'lang="']
NESTING = [
    *('<a href="/x/">', '<a href="https://x.org" lang="ja">', '<a href="javascript:x">', "</a>"),
    *("<strong>", '<em lang="uk">', "</em>", '<p lang="es">', "<h3>", "<h2>", "<blockquote>"),
    *("<table><td>", "</table>", "<object>", "</object>", "<button>", "<!--", "-->"),
]
CHARACTERS = ["&nbsp;", "&#8203;", "&lt;", "&", "<", ">", '"', '">', " ", "word", "\u00a0", "\n"]
LINE_ENDS = ["&#13;", "\r", "&#10;&#10;", "\n\n", "\u2028"]
PIECES = st.sampled_from([*HOSTILE, *MARKUP, *NESTING, *CHARACTERS, *LINE_ENDS])
HTML = st.lists(PIECES, max_size=12).map("".join)
# One pass over each leaves something to do for a second one.
UNSETTLED = {
    "a link without words leaves a space": "<p>word <a href='/x/'></a></p>",
    "a forbidden link without words leaves a space": '<li>word <a href="javascript:x"></a></li>',
    "bold without words leaves a line end": "<h3>word\n<b></b></h3>",
    "a link of an empty paragraph leaves a space": 'word <em><a href="/x/"></a></em><p>next</p>',
    "a line end is written as an entity": "word &#13; word",
    "a paragraph in another, held apart by a tag that goes": "<p>a<object><p>b</p></object></p>",
    "a link in another, held apart by a tag that goes": '<a href="/x/">a<table><td><a href="/y/">b',
}


class Elements(HTMLParser):
    """Collects what a browser would build from a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@given(HTML)
@example("".join(HOSTILE))
def test_whatever_comes_in_only_the_allowed_subset_goes_out(html):
    clean = richtext.sanitize(html)

    for tag, attributes in Elements(clean).found:
        assert tag in richtext.TAGS
        assert set(attributes) <= richtext.ATTRIBUTES.get(tag, set())
        href = (attributes.get("href") or "/").strip().lower()
        assert not href.startswith(("javascript:", "data:", "vbscript:"))
    assert richtext.sanitize(clean) == clean


@pytest.mark.parametrize("html", UNSETTLED.values(), ids=UNSETTLED)
def test_sanitizing_twice_is_sanitizing_once(html):
    clean = richtext.sanitize(html)

    assert richtext.sanitize(clean) == clean


@given(HTML)
@example("<p>word</p></p>&amp;")
@example("word <i></i>")
@example("one&#10;&#10;two")
def test_paragraphs_made_twice_are_paragraphs_made_once(text):
    html = richtext.from_paragraphs(text)

    assert richtext.from_paragraphs(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <b>bold</b> <i>word</i></p>", "<p>a <strong>bold</strong> <em>word</em></p>"),
        ("<B>a</B> <I>b</I>", "<strong>a</strong> <em>b</em>"),
        ("<p>a</p>\n\n<p> b </p>", "<p>a</p><p>b</p>"),
        ("<h2>Too large</h2>", "<h3>Too large</h3>"),
        ("<h3>Fits</h3>", "<h3>Fits</h3>"),
        ("a & b < c", "a &amp; b &lt; c"),
        ('<p>a <a href="/x/"></a></p>', "<p>a</p>"),
        ("a&#13;b", "a b"),
        ('<p lang="ja" dir="rtl">x</p>', '<p><span lang="ja">x</span></p>'),
        ("<p>a</p>b", "<p>a</p><p>b</p>"),
        ("<ul><li><p>one</p></li></ul>", "<ul><li>one</li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<p>a<br><br>b</p>", "<p>a</p><p>b</p>"),
        ("<h1>a</h1><h2>b</h2><h3>c</h3>", "<h3>a</h3><h4>b</h4><h4>c</h4>"),
        ("<h3>a</h3><h5>b</h5>", "<h3>a</h3><h4>b</h4>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
        ("<em><strong>a</strong></em>", "<strong><em>a</em></strong>"),
        ("a <unknown>b</unknown> <", "a b &lt;"),
        (
            '<a href="mailto:a@example.org" target="_blank">x</a>',
            '<a href="mailto:a@example.org">x</a>',
        ),
    ],
)
def test_what_an_editor_pastes_is_brought_to_one_form(html, expected):
    assert richtext.sanitize(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p></p>",
        "<p> &nbsp; <br></p>",
        "<ul><li></li></ul>",
        "<blockquote><p></p></blockquote>",
        "<p><strong></strong></p>",
        '<p><a href="/x/"></a></p>',
    ],
)
def test_nothing_to_read_is_nothing(html):
    assert richtext.sanitize(html) == ""


def test_a_space_in_bold_still_parts_two_words():
    assert richtext.sanitize("<p>a<strong> </strong>b</p>") == "<p>a<strong> </strong>b</p>"


def test_paragraphs_of_a_seed_file_become_blocks():
    text = """
    First line
    goes on, with <em>one</em> & another.

    <h3>A heading</h3>

    <ul><li>one</li>
    <li>two</li></ul>
    """

    assert richtext.from_paragraphs(text) == (
        "<p>First line goes on, with <em>one</em> &amp; another.</p>"
        "<h3>A heading</h3><ul><li>one</li><li>two</li></ul>"
    )
    assert richtext.from_paragraphs(" \n\n ") == ""


def test_plain_text_becomes_one_escaped_paragraph_a_line():
    assert richtext.plain_to_html("1 < 2\n\n<b>&") == "<p>1 &lt; 2</p><p>&lt;b&gt;&amp;</p>"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/about-us/", "/ja/about-us/"),
        ("/", "/ja/"),
        ("/cities/keelung/?a=1#b", "/ja/cities/keelung/?a=1#b"),
        ("/en/about-us/", "/ja/about-us/"),
        ("/ja/about-us/", "/ja/about-us/"),
        ("/zh-hant/", "/ja/"),
        ("/it", "/ja/"),
        ("/italy/", "/ja/italy/"),
        ("/media/pictures/a.jpg", "/media/pictures/a.jpg"),
        ("//example.org/", "//example.org/"),
        ("https://example.org/about-us/", "https://example.org/about-us/"),
        ("#part", "#part"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_our_own_page_leads_to_it_in_the_readers_language(href, expected):
    with translation.override("ja"):
        assert richtext.with_site_links(f'<a href="{href}">x</a>') == f'<a href="{expected}">x</a>'


def test_words_that_look_like_a_link_are_left_alone():
    html = richtext.sanitize('<p>Write href="/x/" there.</p>')

    assert richtext.with_site_links(html) == html


def test_outside_a_request_site_links_lead_to_the_sites_language():
    with translation.override(None):
        assert richtext.with_site_links('<a href="/x/">x</a>') == '<a href="/en/x/">x</a>'


def test_a_form_field_and_a_model_both_sanitize():
    field = Section._meta.get_field("body_en").formfield()
    section = Section(body_en="<p>ok</p><script>x</script>", page=Page())

    section.body_en = section._meta.get_field("body_en").clean(section.body_en, section)

    assert field.clean("<p>ok</p><script>x</script>") == "<p>ok</p>"
    assert section.body_en == "<p>ok</p>"
