"""Preparing the site: what a person is told when settings or content are wrong."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from django.contrib.staticfiles import finders

from deploy.environment import ROOT
from deploy.prepare import collect_static_files
from saltlake_sister.checks import FOREIGN_DATABASE

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def prepare(data, command=("-m", "deploy.prepare"), **variables):
    data.mkdir(exist_ok=True)
    names = ("DATABASE_URL", "SITE_URL", "CONTENT_DIR")
    bare = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=bare | {"DATA_DIR": str(data), "SECRET_KEY": "0123456789" * 5} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_setting_is_told_in_one_sentence(tmp_path):
    done = prepare(tmp_path, SITE_URL="www.example.org")

    assert done.returncode == 1
    assert done.stderr == "SITE_URL must look like https://www.example.org, without a path.\n"


@pytest.mark.parametrize("key", ["abc", "x" * 60])
def test_a_key_that_can_be_guessed_is_refused(tmp_path, key):
    done = prepare(tmp_path, SECRET_KEY=key)

    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY must be at least 50 random characters.")


@pytest.mark.proof
def test_a_missing_content_folder_is_told_in_one_sentence(tmp_path):
    missing = tmp_path / "content"

    done = prepare(tmp_path, CONTENT_DIR=str(missing))

    assert done.returncode == 1
    assert done.stderr == f"There is no content folder at {missing}.\n"


def test_a_file_that_is_no_database_is_told_with_the_place_of_the_whole_story(tmp_path):
    (tmp_path / "db.sqlite3").write_text("This is not a database, but long enough to look at." * 9)

    done = prepare(tmp_path)

    story = tmp_path / "last-failure.txt"
    assert done.returncode == 1
    assert done.stderr == (
        f"The database failed: file is not a database (the whole story is in {story})\n"
    )
    assert "Traceback" in story.read_text()


def database_of_an_earlier_commit(folder):
    folder.mkdir(exist_ok=True)
    with sqlite3.connect(folder / "db.sqlite3") as database:
        database.execute(
            "CREATE TABLE django_migrations"
            " (id integer PRIMARY KEY, app text, name text, applied text)"
        )
        rows = [("accounts", "0001_initial"), ("editorial", "0002_auditentry")]
        database.executemany(
            "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-11-01')", rows
        )
    database.close()


def test_a_database_of_an_earlier_commit_is_refused_in_one_sentence(tmp_path):
    database_of_an_earlier_commit(tmp_path)

    done = prepare(tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{FOREIGN_DATABASE}\n"
    assert not (tmp_path / "last-failure.txt").exists()


def test_migrate_by_hand_refuses_it_as_well(tmp_path):
    database_of_an_earlier_commit(tmp_path)

    done = prepare(tmp_path, command=["manage.py", "migrate"])

    assert done.returncode == 1
    assert FOREIGN_DATABASE in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.proof
def test_a_fault_in_the_seed_takes_no_site_down_that_has_content(tmp_path):
    data, content = tmp_path / "data", tmp_path / "content"
    data.mkdir(mode=0o700)
    shutil.copytree(ROOT / "content", content)
    assert prepare(data, CONTENT_DIR=str(content)).returncode == 0
    cities = content / "cities/matsumoto.toml"
    cities.write_text(cities.read_text().replace("Asia/Tokyo", "Asia/Tokio"))

    broken = prepare(data, CONTENT_DIR=str(content))
    fault = (data / "seed-fault.txt").read_text()
    mended = prepare(data)

    assert broken.returncode == 0
    assert broken.stderr == f"The seed content was not loaded, the old one stays: {fault}\n"
    assert "Tokio" in fault or "time_zone" in fault
    assert (mended.returncode, mended.stderr) == (0, "")
    assert not (data / "seed-fault.txt").exists()


def test_static_files_of_the_version_before_are_still_served(settings, tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    finders.get_finder.cache_clear()
    names = []
    for words in ("a{}", "b{}", "c{}"):
        (source / "page.css").write_text(words)
        collect_static_files()
        paths = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
        names.append(paths["page.css"])

    finders.get_finder.cache_clear()
    assert [(settings.STATIC_ROOT / name).exists() for name in names] == [False, True, True]
    assert [path.name for path in tmp_path.iterdir() if "before" in path.name] == []
