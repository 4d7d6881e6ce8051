"""The report of what is left to translate, the check for CI, and the other commands."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from editorial import publishing
from editorial.models import LanguageVersion
from editorial.publishing.planned import schedule
from editorial.revisions import data as revisions
from editorial.revisions.data import MACHINE
from editorial.text import languages
from editorial.translations import report
from tests.builders import make_page

pytestmark = pytest.mark.django_db


def printed(capsys, *arguments, name="translation_report"):
    call_command(name, *arguments)
    return capsys.readouterr().out


def complete(page):
    """Return every language a translation of the title, public."""
    codes = [code for code in languages.codes() if code != page.entry.original_language]
    texts = {code: {"root": {"title": f"{code} title"}} for code in codes}
    publishing.save(page.entry, texts=texts, origin=MACHINE)
    publishing.publish(page.entry, codes)


# --- Figures ----------------------------------------------------------------------------------


def test_it_prints_the_figures_of_the_desk(capsys):
    make_page(title="One two", lede="Three", translations={"ja": {"title": "一二"}})
    complete(make_page(title="Four"))

    lines = printed(capsys).splitlines()

    assert lines[0].split() == [
        "language",
        "texts",
        "missing",
        "outdated",
        "ahead",
        "machine",
        "unreviewed",
        "words",
    ]
    figures = {line.split()[0]: [int(word) for word in line.split()[1:]] for line in lines[1:]}
    assert list(figures) == languages.codes()
    assert figures["ja"] == [3, 1, 0, 0, 1, 2, 1]
    for total in report.totals():
        assert figures[total.language][0] == total.texts
        assert figures[total.language][-1] == total.words


# --- The check --------------------------------------------------------------------------------


def test_it_passes_when_everything_public_is_translated_and_public():
    complete(make_page(title="Welcome"))
    make_page(title="A draft", public=False)

    call_command("translation_report", "--check", verbosity=0)


def test_it_fails_for_a_missing_text_and_names_it():
    complete(make_page(title="Welcome"))
    make_page(title="Lonely")

    with pytest.raises(CommandError, match=r"ja: 1 public things .*: Lonely"):
        call_command("translation_report", "--check", verbosity=0)


def test_it_fails_for_a_translation_that_is_not_public():
    page = make_page(title="Welcome")
    complete(page)
    publishing.withdraw(page.entry, ["ru"])

    with pytest.raises(CommandError, match=r"^ru: 1 public things") as failure:
        call_command("translation_report", "--check", verbosity=0)
    assert "ja:" not in str(failure.value)


def test_it_fails_for_a_text_that_was_added_to_the_original():
    page = make_page(title="Welcome")
    complete(page)
    publishing.save(page.entry, texts={"en": {"root": {"title": "Welcome", "lede": "All"}}})
    publishing.publish(page.entry, ["en"])

    with pytest.raises(CommandError, match=r"es: 1 public things"):
        call_command("translation_report", "--check", verbosity=0)


def test_a_language_without_a_version_is_a_hole():
    page = make_page(title="Welcome")
    complete(page)
    LanguageVersion.objects.filter(language="it").delete()

    with pytest.raises(CommandError, match=r"^it: 1 public"):
        call_command("translation_report", "--check", verbosity=0)


def test_without_the_check_holes_are_no_failure(capsys):
    make_page(title="Lonely")

    assert "ja" in printed(capsys)


# --- Other commands ---------------------------------------------------------------------------


def test_counting_again_changes_nothing(capsys):
    page = make_page(title="One two", lede="Three", translations={"ja": {"title": "一二"}})
    complete(page)
    publishing.save(page.entry, texts={"en": {"root": {"title": "One"}}})
    publishing.publish(page.entry, ["en"])

    assert (
        printed(capsys, name="recount_translations")
        == "0 language versions added, 0 figures changed.\n"
    )


def test_counting_again_mends_figures_and_adds_what_a_new_language_lacks(capsys):
    page = make_page(title="Welcome")
    LanguageVersion.objects.filter(language="ja").update(n_missing=99)
    LanguageVersion.objects.filter(language="it").delete()

    assert (
        printed(capsys, name="recount_translations")
        == "1 language versions added, 2 figures changed.\n"
    )
    version = publishing.versions_of(page.entry)["it"]
    assert (version.source_language, version.n_missing) == ("en", 1)


def test_what_is_due_is_published_and_withdrawn(capsys, monkeypatch):
    page = make_page(
        title="Welcome", lede="Words", translations={"ja": {"title": "歓迎"}}, public=False
    )
    soon = timezone.now() + datetime.timedelta(hours=1)
    schedule.schedule(page.entry, "en", soon)
    assert printed(capsys, name="publish_scheduled") == "0 published, 0 withdrawn.\n"

    monkeypatch.setattr(timezone, "now", lambda: soon)

    assert printed(capsys, name="publish_scheduled") == "1 published, 0 withdrawn.\n"
    page.refresh_from_db()
    assert (page.title_en, page.title_ja) == ("Welcome", None)
    assert revisions.texts_of(publishing.versions_of(page.entry)["en"].live_revision)
