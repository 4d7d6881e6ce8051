"""Backups are consistent whoever writes meanwhile; a restore loses nothing of what was there."""

import os
import re
import signal
import sqlite3
import stat
import sys
import threading
import time

import pytest

from deploy import backup, state
from deploy.errors import SetupError
from deploy.postgres import PostgresDatabase


def read(path, query="SELECT amount FROM account ORDER BY name"):
    database = sqlite3.connect(path)
    try:
        return [row[0] for row in database.execute(query)]
    finally:
        database.close()


def write(path, amount):
    database = sqlite3.connect(path)
    with database:
        database.execute("UPDATE account SET amount = ?", [amount])
    database.close()


def backups(data):
    return sorted((data / "backups").iterdir())


def test_a_backup_taken_while_a_writer_writes_is_consistent(data):
    stop = threading.Event()
    written = []

    def keep_writing():
        database = sqlite3.connect(data / "db.sqlite3", timeout=30)
        while not stop.is_set():
            # Both sides and a growing log change together or not at all.
            with database:
                database.execute("UPDATE account SET amount = amount + 1 WHERE name = 'left'")
                database.execute("INSERT INTO account VALUES ('log', length(randomblob(4000)))")
                database.execute("UPDATE account SET amount = amount + 1 WHERE name = 'right'")
            written.append(1)
        database.close()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for _ in range(5):
            seen = len(written)
            backup.make_backup()
            while len(written) == seen:
                stop.wait(0.01)
    finally:
        stop.set()
        writer.join()

    copies = [folder / "db.sqlite3" for folder in backups(data)]
    assert len(copies) == 5
    for copy in copies:
        left, right = read(copy, "SELECT amount FROM account WHERE name != 'log' ORDER BY name")
        logged = read(copy, "SELECT count(*) FROM account WHERE name = 'log'")
        assert left == right == logged[0]
        assert read(copy, "PRAGMA integrity_check") == ["ok"]


def test_a_backup_has_database_pictures_and_key_for_their_owner(data, capsys):
    backup.make_backup()

    (folder,) = backups(data)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d{6}Z", folder.name)
    assert capsys.readouterr().out == f"Copied and checked: {folder}\n"
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()) == [
        "contents.json",
        "db.sqlite3",
        "media/pictures/castle.jpg",
        "secret_key",
        "submissions/sent.jpg",
    ]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "db.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_two_backups_in_one_second_get_two_names(data):
    backup.make_backup()
    backup.make_backup()

    assert len(backups(data)) == 2


def test_a_damaged_database_is_told_and_leaves_no_backup(data):
    damage(data / "db.sqlite3")

    with pytest.raises(SetupError, match="database"):
        backup.make_backup()

    assert backups(data) == []


def test_a_database_of_another_kind_is_left_to_its_own_tools(data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "oracle://user:word@host/name")

    with pytest.raises(SetupError, match="its own tools"):
        backup.make_backup()
    with pytest.raises(SetupError, match="its own tools"):
        backup.copy_before("migration")


def test_without_the_tools_of_postgresql_it_is_said_how_to_get_them(data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://user:word@host/name")
    monkeypatch.setenv("PATH", str(data))

    with pytest.raises(SetupError, match="postgresql-client") as error:
        backup.make_backup()

    assert "word" not in str(error.value)


def test_a_program_of_postgresql_does_not_go_on_when_a_restore_is_ended(monkeypatch, tmp_path):
    (tmp_path / "psql").write_text("#!/bin/sh\nexec sleep 5\n")
    (tmp_path / "psql").chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    before = signal.signal(signal.SIGALRM, lambda *_: sys.exit(143))
    began = time.monotonic()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(SystemExit):
            PostgresDatabase("postgres://user:word@host/name").rows()
    finally:
        signal.signal(signal.SIGALRM, before)

    assert time.monotonic() - began < 4


def test_before_there_is_a_site_there_is_nothing_to_copy(data):
    (data / "db.sqlite3").unlink()

    with pytest.raises(SetupError, match="There is nothing to copy yet"):
        backup.make_backup()

    assert not (data / "db.sqlite3").exists()


def test_a_restore_brings_the_backup_back_and_keeps_what_was_there(data, capsys):
    write(data / "db.sqlite3", 1)
    backup.make_backup()
    (folder,) = backups(data)
    write(data / "db.sqlite3", 2)
    (data / "media/pictures/castle.jpg").unlink()
    (data / "submissions/sent.jpg").unlink()
    (data / "media/pictures/later.jpg").write_bytes(b"later")
    (data / "secret_key").write_text("of another machine")

    backup.restore_backup(str(folder))

    assert read(data / "db.sqlite3") == [1, 1]
    assert [path.name for path in (data / "media/pictures").iterdir()] == ["castle.jpg"]
    assert (data / "submissions/sent.jpg").read_bytes() == b"sent"
    assert stat.S_IMODE((data / "submissions").stat().st_mode) == 0o700
    # With it the links were signed that were mailed until then.
    assert (data / "secret_key").read_text() == "secret"
    (safety,) = (path for path in backups(data) if path.name.endswith("-before-restore"))
    assert read(safety / "db.sqlite3") == [2, 2]
    assert (safety / "media/pictures/later.jpg").read_bytes() == b"later"
    assert f"What was there until now is in {safety}." in capsys.readouterr().out


def test_pictures_in_a_shared_folder_are_copied_and_put_back_there(data, monkeypatch, tmp_path):
    (data / "media").rename(tmp_path / "shared")
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "shared"))
    backup.make_backup()
    (folder,) = backups(data)
    (tmp_path / "shared/pictures/castle.jpg").unlink()

    backup.restore_backup(str(folder))

    assert (folder / "media/pictures/castle.jpg").read_bytes() == b"picture"
    assert (tmp_path / "shared/pictures/castle.jpg").read_bytes() == b"picture"
    assert not (data / "media").exists()


def test_changes_left_in_the_old_journal_never_reach_the_restored_database(data):
    backup.make_backup()
    (folder,) = backups(data)
    database = sqlite3.connect(data / "db.sqlite3")
    with database:
        database.execute("UPDATE account SET amount = 7")
    # As after a power cut: the change is in the journal alone, and nobody closed the database.
    saved = {path.name: path.read_bytes() for path in data.glob("db.sqlite3*")}
    database.close()
    for name, content in saved.items():
        (data / name).write_bytes(content)
    assert len(saved["db.sqlite3-wal"]) > 0

    backup.restore_backup(str(folder))

    assert read(data / "db.sqlite3") == [0, 0]
    (safety,) = (path for path in backups(data) if path.name.endswith("-before-restore"))
    assert read(safety / "db.sqlite3") == [7, 7]


def test_a_damaged_database_is_kept_byte_by_byte_and_replaced(data):
    backup.make_backup()
    (folder,) = backups(data)
    damage(data / "db.sqlite3")
    damaged = (data / "db.sqlite3").read_bytes()
    (data / "secret_key").write_text("of another machine")

    backup.restore_backup(str(folder))

    assert read(data / "db.sqlite3") == [0, 0]
    (safety,) = (path for path in backups(data) if "damaged" in path.name)
    assert (safety / "db.sqlite3").read_bytes() == damaged
    assert (safety / "secret_key").read_text() == "of another machine"


def test_files_that_cannot_be_read_are_no_damaged_database(data):
    backup.make_backup()
    (folder,) = backups(data)
    (data / "media/elsewhere").symlink_to("pictures")

    with pytest.raises(SetupError, match="elsewhere"):
        backup.restore_backup(str(folder))

    assert backups(data) == [folder]


def test_of_a_damaged_database_a_copy_is_complete_or_not_there(data):
    backup.make_backup()
    (folder,) = backups(data)
    damage(data / "db.sqlite3")
    (data / "media/elsewhere").symlink_to("pictures")

    with pytest.raises(SetupError, match="elsewhere"):
        backup.restore_backup(str(folder))

    assert backups(data) == [folder]


def test_where_the_database_is_missing_the_files_are_copied_before_a_restore(data):
    backup.make_backup()
    (folder,) = backups(data)
    (data / "db.sqlite3").unlink()
    (data / "media/pictures/later.jpg").write_bytes(b"later")

    backup.restore_backup(str(folder))

    (safety,) = (path for path in backups(data) if path.name.endswith("-before-restore"))
    assert (safety / "media/pictures/later.jpg").read_bytes() == b"later"
    assert (safety / "secret_key").read_text() == "secret"
    assert read(data / "db.sqlite3") == [0, 0]


def test_on_a_new_machine_nothing_is_copied_before_a_restore(data, tmp_path, monkeypatch):
    backup.make_backup()
    (folder,) = backups(data)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "new"))

    backup.restore_backup(str(folder))

    assert read(tmp_path / "new/db.sqlite3") == [0, 0]
    assert not (tmp_path / "new/backups").exists()


def test_a_damaged_backup_is_refused_and_changes_nothing(data):
    backup.make_backup()
    (folder,) = backups(data)
    write(data / "db.sqlite3", 2)
    damage(folder / "db.sqlite3")

    with pytest.raises(SetupError):
        backup.restore_backup(str(folder))

    assert read(data / "db.sqlite3") == [2, 2]
    assert backups(data) == [folder]


def test_a_backup_made_before_a_migration_leaves_the_pictures(data):
    folder = backup.copy_before("migration")

    backup.restore_backup(str(folder))

    assert folder.name.endswith("-before-migration")
    assert (data / "media/pictures/castle.jpg").exists()


def test_nothing_is_restored_under_a_running_site(data):
    backup.make_backup()
    (folder,) = backups(data)
    hold = state.open_data_folder()

    with pytest.raises(state.FolderInUseError, match="Stop it first"):
        backup.restore_backup(str(folder))

    os.close(hold)


def test_without_a_name_the_backups_are_listed(place):
    (place.data / "backups/2026-11-24T231500Z").mkdir(parents=True)
    (place.data / "backups/2026-11-24T231500Z/db.sqlite3").touch()

    done = place.command("restore", "")

    assert done.returncode == 1
    assert done.stderr == (
        f"Name the folder of a backup: make restore FROM={place.data}/backups/TIME\n"
        "There are: 2026-11-24T231500Z\n"
    )


def damage(path):
    """Overwrite the middle of a database file, as a failing disk would."""
    content = bytearray(path.read_bytes())
    content[100 : len(content) - 100] = b"\xff" * (len(content) - 200)
    path.write_bytes(bytes(content))
