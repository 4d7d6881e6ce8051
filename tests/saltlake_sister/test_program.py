"""What a content folder says before there is a database, and what holds while it has a fault."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from saltlake_sister import program
from saltlake_sister.program import Program

CODES = ["en", "es", "ja", "it"]
KEPT = Program("Asia/Tokyo", ["ja", "en"])

HOME = '[north]\nis_home = true\ntime_zone = "Asia/Tokyo"\n'
SITE = '[program]\noriginal_language = "ja"\n'


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "cities/a.toml": '[south]\ntime_zone = "Europe/Rome"\n',
        "cities/home.toml": HOME,
        "site/program.toml": SITE,
        "site/program.en.toml": "",
        "site/program.ja.toml": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def known(folder):
    return program.known(folder, folder / "program.json", CODES)


def test_the_home_city_gives_the_clock_and_the_site_its_languages(folder):
    assert known(folder) == Program("Asia/Tokyo", ["ja", "en"])


def test_a_folder_with_nothing_in_it_is_offered_in_all_languages(tmp_path):
    assert known(tmp_path) == Program("UTC", CODES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cities/home.toml", "[north\n"),
        ("cities/home.toml", '[north]\nis_home = true\ntime_zone = "Asia/Tokio"\n'),
        ("cities/home.toml", "[north]\nis_home = true\n"),
        ("cities/home.toml", "north = 3\n"),
        ("site/program.toml", "original_language = 'ja'\n"),
    ],
)
def test_a_fault_changes_nothing_for_a_site_that_was_loaded(folder, name, text):
    program.keep(KEPT, folder / "program.json")
    (folder / name).write_text(text)

    assert known(folder) == KEPT


def test_a_fault_before_the_first_load_stops_no_command(folder):
    (folder / "cities/home.toml").write_text("[north\n")

    assert known(folder).time_zone == "UTC"


def settings_of(folder, **environment):
    """Return what a process with this content folder has in its settings."""
    names = ["TIME_ZONE", "LANGUAGE_CODE", "OFFERED_LANGUAGES", "STATICFILES_DIRS"]
    code = (
        f"from django.conf import settings\nfor name in {names}: print(getattr(settings, name))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"CONTENT_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "saltlake_sister.settings"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines(), done.stderr


def test_the_settings_follow_the_folder(folder):
    (folder / "static").mkdir(exist_ok=True)

    (zone, language, offered, static), _errors = settings_of(folder)

    assert (zone, language, offered) == ("Asia/Tokyo", "ja", "['ja', 'en']")
    assert static.index(str(folder / "static")) < static.index(str(settings.BASE_DIR / "static"))


def test_the_environment_may_offer_other_languages(folder):
    (zone, language, offered, _static), _errors = settings_of(folder, OFFERED_LANGUAGES="it, ja")

    assert (zone, language, offered) == ("Asia/Tokyo", "it", "['it', 'ja']")


def test_a_language_that_there_is_not_is_named(folder):
    _lines, errors = settings_of(folder, OFFERED_LANGUAGES="ja,fr")

    assert "OFFERED_LANGUAGES may name en, es, ja" in errors
    assert "'fr' is none of them" in errors


def test_a_folder_that_cannot_be_read_changes_nothing_either(folder, monkeypatch):
    program.keep(KEPT, folder / "program.json")

    def closed(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(type(folder), "iterdir", closed)

    assert known(folder) == KEPT
