"""What was read back is known by its words: once these change, it was not."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from editorial import publishing
from editorial.admin.translations import badges
from editorial.publishing import sources
from editorial.seed import checking, reading_back
from editorial.translations import progress, read_back
from pages.models import Page
from tests.editorial.seed.seed_folder import ABOUT, SeedFolder, load

pytestmark = pytest.mark.django_db

ABOUT_JA = "pages/pages.ja.toml"
TITLE, HEADING = "pages/about-us title", "pages/about-us sections.one.heading"
DAY = date(2026, 12, 1)


@pytest.fixture
def content(tmp_path, settings):
    folder = SeedFolder(tmp_path / "content")
    folder.write(
        ABOUT_JA,
        """
        [about-us]
        title = "私たちについて"
        [about-us.sections.one]
        heading = "一"
        """,
    )
    settings.CONTENT_DIR = folder.path
    read_back._days.cache_clear()
    yield folder
    read_back._days.cache_clear()


def names_left(content):
    return sorted(text.name for text in reading_back.left(content.path, "ja"))


def words_beside_the_title():
    page = Page.objects.get(slug="about-us")
    state = progress.state_of(sources.versions_with(page.entry, "ja"))
    (title,) = (one for one in state.fields_of("ja") if one.field == "title")
    return [str(badge) for badge in badges.of_text(title)]


def test_a_text_is_left_until_it_is_recorded_and_again_when_it_changes(content):
    assert names_left(content) == [HEADING, TITLE]

    assert reading_back.record(content.path, "ja", [TITLE, HEADING], DAY) == 2
    assert names_left(content) == []

    content.replace(ABOUT_JA, "一", "第一")
    assert names_left(content) == [HEADING]

    content.replace(ABOUT, "About us", "About our work")
    assert names_left(content) == [HEADING, TITLE]


def test_the_record_keeps_earlier_days_and_forgets_what_changed(content):
    reading_back.record(content.path, "ja", [TITLE, HEADING], date(2026, 11, 1))
    content.replace(ABOUT_JA, "一", "第一")

    assert reading_back.record(content.path, "ja", [HEADING, "pages/gone title"], DAY) == 1

    days = read_back.lines_of(read_back.file_of(content.path, "ja"))
    assert {day: list(lines) for day, lines in days.items()} == {
        date(2026, 11, 1): [TITLE],
        DAY: [HEADING],
    }


def test_translators_see_when_a_machines_words_were_read_back(content):
    load(content)
    assert words_beside_the_title() == ["Up to date", "Machine-made"]

    reading_back.record(content.path, "ja", [TITLE], DAY)
    read_back._days.cache_clear()

    assert words_beside_the_title() == [
        "Up to date",
        "Machine-made",
        "Read back (December 1, 2026)",
    ]

    page = Page.objects.get(slug="about-us")
    publishing.save(page.entry, texts={"ja": {"root": {"title": "当会について"}}})
    assert words_beside_the_title() == ["Up to date", "Not reviewed"]


def call(*arguments):
    output, errors = StringIO(), StringIO()
    call_command("read_back", *arguments, stdout=output, stderr=errors)
    return output.getvalue(), errors.getvalue()


def test_the_command_hands_out_without_the_original_compares_and_keeps(content, tmp_path):
    handed_out, _ = call("ja")
    assert json.loads(handed_out) == {TITLE: "私たちについて", HEADING: "一"}

    back = tmp_path / "back.json"
    back.write_text(json.dumps({TITLE: "About ourselves", "pages/gone title": "?"}))
    compared, _ = call("ja", "--compare", str(back))
    assert compared == f"{TITLE}\nAbout us\n私たちについて\nAbout ourselves\n"

    said, complained = call("ja", "--record", str(back))
    assert said == "1 texts are kept as read back.\n"
    assert complained == "1 names are of no text of the seed.\n"
    assert names_left(content) == [HEADING]


@pytest.mark.parametrize("said", ["", "[1]", "not json"])
def test_a_file_that_says_nothing_is_refused(content, tmp_path, said):
    back = tmp_path / "back.json"
    back.write_text(said)

    with pytest.raises(CommandError, match=r"back\.json"):
        call("ja", "--record", str(back))


def test_a_language_that_is_none_is_refused(content):
    with pytest.raises(CommandError, match="'xx'"):
        call("xx")


@pytest.mark.parametrize("said", ["[today]\n", "day = 1", "<<<<<<< ours"])
def test_a_record_that_cannot_be_read_takes_no_page_down_and_is_complained_of(content, said):
    load(content)
    content.write("read-back/ja.toml", said)

    assert words_beside_the_title() == ["Up to date", "Machine-made"]
    faults, _advice = checking.check(content.path)
    assert any("read-back/ja.toml" in fault for fault in faults)
