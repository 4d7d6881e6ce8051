"""Codes, tags, columns and the order in which a reader's languages are tried."""

import pytest
from django.utils import translation

from editorial.text import languages


def test_the_content_has_seven_languages_whatever_readers_are_offered():
    assert languages.codes() == ["en", "es", "ja", "zh-hant", "uk", "ru", "it"]
    assert [code for code, _name in languages.choices()] == languages.codes()


def test_staff_see_what_is_offered_and_what_is_prepared(settings):
    settings.LANGUAGES, settings.PREPARED_LANGUAGES = [("ja", "日本語")], ["uk"]

    assert languages.at_desk() == ["ja", "uk"]


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("en", "en"),
        ("zh-hant", "zh-Hant"),
        ("pt-br", "pt-BR"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("udm", "udm"),
    ],
)
def test_a_tag_is_written_as_browsers_expect_it(code, tag):
    assert languages.tag(code) == tag


def test_a_column_bears_the_language_behind_the_field():
    assert languages.column("name", "en") == "name_en"
    assert languages.column("name", "zh-hant") == "name_zh_hant"


def test_a_language_is_called_by_its_own_name():
    assert languages.own_name("ja") == "日本語"
    assert languages.own_name("tlh") == "tlh"


@pytest.mark.parametrize(
    ("reader", "original", "expected"),
    [
        ("en", None, ["en"]),
        ("en", "en", ["en"]),
        ("en", "ja", ["en", "ja"]),
        ("ja", "en", ["ja", "en"]),
        ("ja", "ja", ["ja", "en"]),
        ("uk", "it", ["uk", "en", "it"]),
    ],
)
def test_a_text_is_looked_for_in_the_readers_language_english_and_the_original(
    reader, original, expected
):
    assert languages.chain(reader, original) == expected


def test_ukrainian_never_falls_back_to_russian():
    assert "ru" not in languages.chain("uk", "en")
    assert "uk" not in languages.chain("ru", "en")


def test_outside_a_request_the_reader_reads_the_sites_language():
    with translation.override(None):
        assert languages.current() == "en"
    with translation.override("ja"):
        assert languages.current() == "ja"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two-part word’s end.", 4),
        ("<p>Arts &amp;&nbsp;crafts</p><p>here</p>", 3),
        ("1958年、松本", 4),
    ],
)
def test_words_are_counted_without_markup_and_han_by_character(text, count):
    assert languages.count_words(text) == count


@pytest.mark.parametrize(
    "path",
    ["/sitemap.xml", "/robots.txt", "/admin/", "/admin", "/admin/cities/city/?q=x", "/media/a.jpg"],
)
def test_an_address_that_has_no_language_gets_none(path):
    assert languages.localized_path(path) == path


@pytest.mark.parametrize(
    "path", ["/about-us/", "/en/about-us/", "/EN/about-us/", "/zh-TW/about-us/"]
)
def test_a_page_gets_the_language_of_its_reader(path):
    with translation.override("ja"):
        assert languages.localized_path(path) == "/ja/about-us/"
