"""A backup is tried beside the site: restored, compared with what was copied, started and asked."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from deploy import backup, environment, state
from deploy.copies import drill
from deploy.environment import ROOT
from deploy.errors import SetupError


@pytest.fixture
def copied(data, monkeypatch, tmp_path):
    """A backup of the data folder; its database is no site, so it is not started."""
    monkeypatch.setattr(environment, "ensure", lambda: sys.executable)
    monkeypatch.setattr(drill, "start", lambda *_: None)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    backup.make_backup()
    (folder,) = (data / "backups").iterdir()
    return folder


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_good_backup_is_told_and_nothing_is_touched_or_left(copied, data, capsys, tmp_path):
    before = everything_in(data)

    drill.try_backup()

    said = capsys.readouterr().out
    assert f"Trying the backup {copied}" in said
    assert "well  database: 1 tables with 2 rows, all as they were copied" in said
    assert "well  files: 2, all as they were copied" in said
    assert everything_in(data) == before
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_row_or_a_file_that_is_not_as_it_was_copied_is_named(copied, capsys):
    with sqlite3.connect(copied / "db.sqlite3") as database:
        database.execute("DELETE FROM account WHERE name = 'left'")
    database.close()
    (copied / "media/pictures/castle.jpg").write_bytes(b"rotten")

    with pytest.raises(SystemExit) as ended:
        drill.try_backup(str(copied))

    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert "WRONG  database: 1 tables with 1 rows, not as they were copied: account" in said
    assert "WRONG  files: 2, not as they were copied: media/pictures/castle.jpg" in said


def test_a_damaged_backup_is_told(copied, capsys):
    content = bytearray((copied / "db.sqlite3").read_bytes())
    content[100:-100] = b"\xff" * (len(content) - 200)
    (copied / "db.sqlite3").write_bytes(bytes(content))

    with pytest.raises(SystemExit):
        drill.try_backup()

    assert "WRONG  restore: " in capsys.readouterr().out


def test_a_backup_of_before_is_looked_at_without_its_list(copied, capsys):
    (copied / "contents.json").unlink()

    drill.try_backup()

    assert "an older backup, which does not say how many" in capsys.readouterr().out


def test_the_newest_one_with_files_is_tried(copied, data, capsys):
    backup.copy_before("migration")

    drill.try_backup()

    assert f"Trying the backup {copied};" in capsys.readouterr().out


def test_what_the_env_file_says_of_the_live_site_does_not_reach_the_trial(monkeypatch, tmp_path):
    for name in drill.LEFT_OUT:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("".join(f"{name}=live\n" for name in drill.LEFT_OUT))

    monkeypatch.setattr(os, "environ", drill._environment(tmp_path, ""))
    state.read_env_file(tmp_path / ".env")

    assert {os.environ[name] for name in drill.LEFT_OUT} == {""}


def test_without_a_backup_it_is_said_how_to_make_one(data, monkeypatch):
    monkeypatch.setattr(environment, "ensure", lambda: sys.executable)

    with pytest.raises(SetupError, match="make backup"):
        drill.try_backup()


def run(data, *command):
    bare = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=bare | {"DATA_DIR": str(data), "SECRET_KEY": "0123456789" * 5},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.proof
def test_a_whole_site_is_restored_started_and_asked(tmp_path):
    data = tmp_path / "var"
    data.mkdir(mode=0o700)
    assert run(data, "-m", "deploy.prepare").returncode == 0
    assert run(data, "-m", "deploy", "backup").returncode == 0

    done = run(data, "-m", "deploy", "drill")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "well  start: " in done.stdout
    assert "well  /health/: 200" in done.stdout
    assert "well  home page: 200" in done.stdout
    (folder,) = (data / "backups").iterdir()
    assert json.loads((folder / "contents.json").read_text())["tables"]["cities_city"] > 1
