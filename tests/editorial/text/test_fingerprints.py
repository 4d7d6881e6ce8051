"""A fingerprint changes when, and only when, a translator would see a change."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.text.fingerprints import fingerprint, normalize

TRICKY = st.text(
    alphabet="ae\u0301\u0300\u0338\u00ad\u200b\ufeff \u00a0\u3000\r\n<p>&;", max_size=12
)


@given(TRICKY, st.booleans())
@example("<p>a&#8203;</p>", True)
@example("<p>&#173;</p>", True)
@example("<p>e&#769;</p>", True)
@example("<ul>word\u3000<i>&#173;", True)
@example("<blockquote>&#173;\r\n\u0338", True)
@example('<p lang="es"><em>&#8203;</em>\u2028word</p>', True)
@example("one\r\r\ntwo", False)
def test_normalizing_twice_is_normalizing_once(text, rich):
    normal = normalize(text, rich=rich)

    assert normalize(normal, rich=rich) == normal


@given(TRICKY)
def test_a_normal_text_is_composed_trimmed_and_all_visible(text):
    normal = normalize(text)

    assert unicodedata.is_normalized("NFC", normal)
    assert normal == normal.strip()
    assert not set(normal) & set("\u00ad\u200b\ufeff")
    assert "\r" not in normal


def test_a_stroke_that_begins_a_word_leaves_the_tag_before_it_whole():
    assert normalize("<p>\u0338word</p>", rich=True) == "<p>\u0338word</p>"


def test_the_line_ends_that_part_paragraphs_stay():
    assert normalize(" one\r\n\r\ntwo ") == "one\n\ntwo"
    assert normalize(None) == ""


@pytest.mark.parametrize("text", ["", None, "   ", "\u200b", "\n"])
def test_no_text_has_no_fingerprint(text):
    assert fingerprint("en", text) == ""


@pytest.mark.parametrize("html", ["", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<p>\u200b</p>"])
def test_rich_text_without_words_has_no_fingerprint(html):
    assert fingerprint("en", html, rich=True) == ""


def test_a_name_written_the_same_in_two_languages_is_no_translation_of_itself():
    assert fingerprint("it", "Torino") != fingerprint("en", "Torino")
    assert fingerprint("it", "Torino").startswith("it:")


@pytest.mark.parametrize(
    "variant",
    [
        "Caf\u00e9 in town",
        "Cafe\u0301 in town",
        "  Café  in\ntown ",
        "Café\u00a0in town",
        "Ca\u00adfé in\u200b town",
        "Café in\r\ntown",
    ],
)
def test_plain_texts_that_read_the_same_have_one_fingerprint(variant):
    assert fingerprint("en", variant) == fingerprint("en", "Café in town")


@pytest.mark.parametrize("other", ["Café in Town", "Café in town.", "Café intown", "Cafe in town"])
def test_plain_texts_that_read_differently_have_two(other):
    assert fingerprint("en", other) != fingerprint("en", "Café in town")


RICH = '<p>One <strong>two</strong></p><p><a href="/x/">three</a></p>'


@pytest.mark.parametrize(
    "variant",
    [
        '<p>One <b>two</b></p><p><a href="/x/">three</a></p>',
        '<p class="x" style="a:b">One <strong>two</strong></p><p><a href="/x/">three</a></p>',
        '<p>One <strong>two</strong></p><p><a href="/x/" rel="a" target="b">three</a></p>',
        '<p>One  <strong>two</strong></p>\n\n <p><a href="/x/">three</a></p><p><br></p>',
        '<p>One&nbsp;<strong>two</strong></p><p></p><p><a href="/x/">three</a></p>',
        '<p>One\u00a0<strong>two</strong></p><p><a href="/x/">three</a></p>',
        '<p>O&shy;ne <strong>two</strong></p><p><a href="/x/">three</a></p>',
    ],
)
def test_cosmetic_variants_of_rich_text_have_one_fingerprint(variant):
    assert fingerprint("en", variant, rich=True) == fingerprint("en", RICH, rich=True)


@pytest.mark.parametrize(
    "other",
    [
        '<p>One two</p><p><a href="/x/">three</a></p>',
        '<p>One <em>two</em></p><p><a href="/x/">three</a></p>',
        '<p>One <strong>two</strong></p><p><a href="/y/">three</a></p>',
        '<p>One <strong>two</strong> <a href="/x/">three</a></p>',
        '<ul><li>One <strong>two</strong></li></ul><p><a href="/x/">three</a></p>',
        '<p lang="it">One <strong>two</strong></p><p><a href="/x/">three</a></p>',
    ],
)
def test_a_lost_emphasis_another_link_or_another_block_is_a_change(other):
    assert fingerprint("en", other, rich=True) != fingerprint("en", RICH, rich=True)


def test_a_fingerprint_fits_its_column():
    assert len(fingerprint("zh-hant", "文")) == len("zh-hant:") + 16 <= 32
