"""Dates and numbers as the reader's language writes them."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils import translation

from editorial.text import formats
from editorial.text.localized import Text


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "March 1, 2026"), ("es", "1 de marzo de 2026"), ("ja", "2026年3月1日")],
)
def test_a_day_is_written_as_the_language_does(language, written):
    with translation.override(language):
        assert formats.day(date(2026, 3, 1)) == written


def test_a_moment_lies_on_the_day_that_it_is_here(settings):
    settings.TIME_ZONE = "America/Denver"

    # Eight in the evening there, three in the morning of the next day in Greenwich.
    assert formats.day(datetime(2026, 3, 2, 3, tzinfo=UTC)) == "March 1, 2026"


@pytest.mark.parametrize("language", ["en", "es", "ja", "zh-hant", "uk", "ru", "it"])
def test_no_line_ends_within_a_date(language):
    with translation.override(language):
        shown, plain = formats.whole_day(date(2026, 3, 1)), formats.day(date(2026, 3, 1))

    assert not {" ", "\u202f"} & set(shown)
    assert shown.replace("\u00a0", " ").replace("\u2060", "") == plain.replace("\u202f", " ")
    assert ("\u2060" in shown) == (language in {"ja", "zh-hant"})


def test_a_moment_without_a_zone_is_no_moment():
    with pytest.raises(ValueError, match="naive"):
        formats.day(datetime(2026, 3, 2))


def test_thousands_are_grouped_as_the_language_does():
    with translation.override("it"):
        assert formats.number(12345) == "12.345"


def test_a_text_in_another_language_says_so_and_is_escaped():
    assert formats.with_lang(Text("Київ & Lviv", "uk")) == '<span lang="uk">Київ &amp; Lviv</span>'
    assert formats.with_lang("A & B") == "A &amp; B"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "March 1, 2026, 8:05\u202fPM"),
        ("es", "1 de marzo de 2026, 20:05"),
        ("uk", "1 березня 2026\u202fр., 20:05"),
    ],
)
def test_a_moment_is_written_as_it_was_here_and_ends_without_a_dot(settings, language, written):
    settings.TIME_ZONE = "America/Denver"

    with translation.override(language):
        assert formats.moment(datetime(2026, 3, 2, 3, 5, tzinfo=UTC)) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "Sunday, March 1, 2026"), ("ja", "2026年3月1日日曜日")],
)
def test_a_day_with_that_of_the_week_is_written_as_the_language_does(language, written):
    with translation.override(language):
        assert formats.full_day(date(2026, 3, 1)) == written


def test_the_desk_writes_dates_in_one_way():
    """Django's formats stand for other ones: "11/30/2026" beside "Nov. 30, 2026"."""
    templates = (settings.BASE_DIR / "templates" / "admin").rglob("*.html")

    assert [path for path in templates if "_FORMAT" in path.read_text(encoding="utf-8")] == []
