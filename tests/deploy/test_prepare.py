"""Preparing the site: what a person is told when settings or content are wrong."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command

from cities.models import Goal
from deploy import prepare as prepare_module
from deploy.environment import ROOT
from deploy.errors import SetupError
from deploy.prepare import collect_static_files
from editorial.publishing import delete as deletion
from editorial.seed import faults
from saltlake_sister.checks import FOREIGN_DATABASE
from tests.builders import make_city

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


@pytest.mark.parametrize("key", ["abc", pytest.param("x" * 60, marks=pytest.mark.proof)])
def test_a_key_that_can_be_guessed_is_refused(tmp_path, key):
    done = prepare(tmp_path, SECRET_KEY=key)

    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY must be at least 50 random characters.")


def test_what_django_says_of_the_settings_is_asked_at_start(settings):
    prepare_module.require_sound_settings()

    settings.LANGUAGE_CODE = "xx"
    with pytest.raises(SetupError, match="LANGUAGE_CODE"):
        prepare_module.require_sound_settings()


@pytest.mark.proof
def test_a_missing_content_folder_is_told_in_one_sentence(tmp_path):
    missing = tmp_path / "content"

    done = prepare(tmp_path, CONTENT_DIR=str(missing))

    assert done.returncode == 1
    assert done.stderr == f"There is no content folder at {missing}.\n"


@pytest.mark.proof
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


@pytest.mark.proof
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


@pytest.fixture
def content_that_fails(monkeypatch):
    """Give what is raised while the seed content of a site with content is loaded."""

    def fail(error):
        def call(name, **_options):
            if name == "load_content":
                raise error

        monkeypatch.setattr(prepare_module, "call_command", call)

    return fail


@pytest.mark.django_db
@pytest.mark.parametrize("error", [CommandError("line"), PermissionError(13, "no"), KeyError("x")])
def test_whatever_is_wrong_with_the_seed_the_old_content_stays(
    content_that_fails, settings, tmp_path, monkeypatch, capsys, error
):
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    content_that_fails(error)
    with pytest.raises(type(error)):  # There is nothing yet that could stay.
        prepare_module.load_content()
    make_city()

    prepare_module.load_content()

    assert str(error) in faults.last()
    assert "the old one stays" in capsys.readouterr().err


@pytest.fixture
def loads(settings, tmp_path, monkeypatch):
    """Count how often the start loads the seed: two goals in a folder of the test's own."""
    settings.DATA_DIR, settings.CONTENT_DIR = tmp_path, tmp_path / "content"
    settings.PROGRAM_KEPT = tmp_path / "program.json"
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    shutil.copytree(ROOT / "content/goals", settings.CONTENT_DIR / "goals")
    counted = []

    def call(name, **options):
        counted.append(name)
        call_command(name, **options)

    monkeypatch.setattr(prepare_module, "call_command", call)
    return counted


@pytest.mark.django_db
def test_a_seed_that_has_not_changed_is_not_read_again(loads):
    prepare_module.load_content()
    faults.keep("of a seed that was put back since")
    prepare_module.load_content()

    assert loads == ["load_content"]
    assert faults.last() == ""


def change_a_text(content):
    file = content / "goals/goals.en.toml"
    status = file.stat()
    file.write_text(file.read_text().replace('= "', '= "A ', 1))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def edit_at_the_desk(content):
    deletion.delete(Goal.objects.first().entry)


def write_something_of_their_own(content):
    make_city()


def lose_the_note(content):
    (content.parent / "seed-loaded.txt").unlink()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "happening",
    [change_a_text, edit_at_the_desk, write_something_of_their_own, lose_the_note],
)
def test_whatever_a_load_depends_on_has_the_seed_read_again(loads, settings, happening):
    prepare_module.load_content()

    happening(settings.CONTENT_DIR)
    prepare_module.load_content()

    assert loads == ["load_content"] * 2


@pytest.mark.django_db
def test_what_is_changed_while_it_is_loaded_is_read_at_the_next_start(loads, settings, monkeypatch):
    def call(name, **options):
        loads.append(name)
        call_command(name, **options)
        if len(loads) == 1:
            change_a_text(settings.CONTENT_DIR)

    monkeypatch.setattr(prepare_module, "call_command", call)

    for _ in range(3):
        prepare_module.load_content()

    assert loads == ["load_content"] * 2


@pytest.mark.django_db
def test_a_linked_folder_is_looked_into_as_well(loads, settings, tmp_path):
    goals = settings.CONTENT_DIR / "goals"
    shutil.move(goals, tmp_path / "shared")
    goals.symlink_to(tmp_path / "shared")
    prepare_module.load_content()

    change_a_text(settings.CONTENT_DIR)
    prepare_module.load_content()

    assert loads == ["load_content"] * 2


@pytest.mark.django_db
def test_new_code_reads_the_seed_again(loads, settings, tmp_path, monkeypatch):
    prepare_module.load_content()
    code = tmp_path / "site"
    (code / "saltlake_sister").mkdir(parents=True)
    (code / "requirements.txt").write_text("django==5.2.9\n")
    settings.BASE_DIR = code

    prepare_module.load_content()
    prepare_module.load_content()

    assert loads == ["load_content"] * 2


@pytest.fixture
def source(settings, tmp_path, monkeypatch):
    """A folder of static files, collected by `collect_static_files` into another."""
    folder = tmp_path / "source"
    folder.mkdir()
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


def collected(settings, name):
    """Return the name under which pages ask for a file now."""
    collect_static_files()
    paths = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    return paths[name]


def test_static_files_of_earlier_versions_are_served_for_a_month(
    settings, source, tmp_path, monkeypatch
):
    names = []
    for words in ("a{}", "b{}", "c{}"):
        (source / "page.css").write_text(words)
        names.append(collected(settings, "page.css"))
    assert all((settings.STATIC_ROOT / name).exists() for name in names)

    later = time.time() + 31 * 24 * 3600
    monkeypatch.setattr(prepare_module.time, "time", lambda: later)
    (source / "page.css").write_text("d{}")
    names.append(collected(settings, "page.css"))

    # The third one was asked for until now.
    assert [(settings.STATIC_ROOT / name).exists() for name in names] == [False, False, True, True]
    assert [path.name for path in tmp_path.iterdir() if "before" in path.name] == []


def test_where_static_files_cannot_be_collected_those_of_before_stay(settings, source):
    (source / "page.css").write_text("a{}")
    name = collected(settings, "page.css")
    (source / "page.css").write_text('a{background:url("none.png")}')

    with pytest.raises(ValueError, match=r"none\.png"):
        collect_static_files()

    assert (settings.STATIC_ROOT / name).exists()
    (source / "page.css").write_text("b{}")
    assert collected(settings, "page.css") != name
    assert (settings.STATIC_ROOT / name).exists()


@pytest.mark.parametrize("fault", ["a style sheet", "a link"])
def test_a_fault_in_the_static_files_of_the_program_takes_no_site_down(
    settings, source, tmp_path, capsys, fault
):
    settings.CONTENT_DIR = tmp_path / "content"
    own = settings.CONTENT_DIR / "static"
    own.mkdir(parents=True)
    settings.STATICFILES_DIRS = [own, source]
    (source / "icon.svg").write_text("ours")
    (own / "icon.svg").write_text("theirs")
    if fault == "a link":
        (own / "logo.svg").symlink_to("not-there.svg")
    else:
        (own / "own.css").write_text('a{background:url("none.png")}')

    name = collected(settings, "icon.svg")

    assert (settings.STATIC_ROOT / name).read_text() == "ours"
    assert f"The files in {own} were left out" in capsys.readouterr().err
    assert str(own) in faults.last()
    for path in own.glob("[lo]*"):
        path.unlink()
    assert (settings.STATIC_ROOT / collected(settings, "icon.svg")).read_text() == "theirs"
