"""Folders of files are in a backup whole or not at all, and are replaced together or stay."""

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from deploy import __main__ as command
from deploy import backup, state
from deploy.copies import folders
from deploy.errors import SetupError


@pytest.fixture
def shared(data, monkeypatch, tmp_path):
    """The pictures in a folder elsewhere that MEDIA_DIR names."""
    (data / "media").rename(tmp_path / "shared")
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "shared"))
    return tmp_path / "shared"


def made(data):
    backup.make_backup()
    return next((data / "backups").iterdir())


def change(data, pictures):
    """Change the database and the pictures; return how to see whether both are so still."""
    with sqlite3.connect(data / "db.sqlite3") as database:
        database.execute("UPDATE account SET amount = 7")
    database.close()
    (pictures / "pictures/castle.jpg").write_bytes(b"newer")
    return {"amount": 7, "picture": b"newer"}


def state_of(data, pictures):
    database = sqlite3.connect(data / "db.sqlite3")
    amount = database.execute("SELECT amount FROM account").fetchone()[0]
    database.close()
    return {"amount": amount, "picture": (pictures / "pictures/castle.jpg").read_bytes()}


def test_without_the_shared_folder_there_is_no_backup(data, shared):
    shared.rename(shared.with_name("unplugged"))

    with pytest.raises(SetupError, match=r"MEDIA_DIR names .*mounted"):
        backup.make_backup()

    assert list((data / "backups").iterdir()) == []


def test_nothing_is_restored_without_the_shared_folder(data, shared):
    folder = made(data)
    shared.rename(shared.with_name("unplugged"))

    with pytest.raises(SetupError, match=r"MEDIA_DIR names .*mounted"):
        backup.restore_backup(str(folder))

    assert list((data / "backups").iterdir()) == [folder]
    assert not shared.exists()


def test_a_link_that_leads_nowhere_is_no_folder_without_files(data, tmp_path):
    (data / "media").rename(tmp_path / "unplugged")
    (data / "media").symlink_to(tmp_path / "shared")

    with pytest.raises(SetupError, match="mounted"):
        backup.make_backup()


def test_a_folder_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        folders.copy(tmp_path / "nowhere", tmp_path / "copy")


def test_what_a_disk_has_of_its_own_is_neither_copied_nor_moved(data, shared):
    (shared / "lost+found").mkdir()
    folder = made(data)

    backup.restore_backup(str(folder))

    assert not (folder / "media/lost+found").exists()
    assert sorted(path.name for path in shared.iterdir()) == ["lost+found", "pictures"]


def test_a_folder_behind_a_link_is_filled_there(data, tmp_path):
    (data / "media").rename(tmp_path / "disk")
    (data / "media").symlink_to(tmp_path / "disk")
    folder = made(data)
    change(data, tmp_path / "disk")

    backup.restore_backup(str(folder))

    assert (data / "media").is_symlink()
    assert state_of(data, tmp_path / "disk") == {"amount": 0, "picture": b"picture"}
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["pictures"]


def test_where_the_files_cannot_be_replaced_the_database_is_not_either(data):
    folder = made(data)
    changed = change(data, data / "media")
    (folder / "submissions/away").symlink_to("nowhere")

    with pytest.raises(SetupError, match="away: No such file"):
        backup.restore_backup(str(folder))

    assert state_of(data, data / "media") == changed
    assert [path.name for path in (data / "media").iterdir()] == ["pictures"]


def test_where_the_database_cannot_be_replaced_the_files_are_again_the_old_ones(data):
    folder = made(data)
    changed = change(data, data / "media")
    (data / "db.sqlite3.new").mkdir()

    with pytest.raises(SetupError, match=r"db\.sqlite3\.new"):
        backup.restore_backup(str(folder))

    assert state_of(data, data / "media") == changed
    assert [path.name for path in (data / "media").iterdir()] == ["pictures"]
    assert (data / "submissions/sent.jpg").read_bytes() == b"sent"


NAMES = ["media", "submissions"]


@pytest.fixture
def pairs(tmp_path):
    """Two folders with a file and a folder each, and what is to come in their place."""
    for name in ("new", "live"):
        for folder in NAMES:
            (tmp_path / name / folder / "pictures").mkdir(parents=True)
            (tmp_path / name / folder / "pictures/castle.jpg").write_text(name)
            (tmp_path / name / folder / f"of {name}.txt").write_text(name)
    return [(tmp_path / "new" / name, tmp_path / "live" / name) for name in NAMES]


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


LIVE = {"pictures/castle.jpg": "live", "of live.txt": "live"}


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("is_done", [True, False])
def test_a_move_that_is_disturbed_loses_nothing(pairs, monkeypatch, number, is_done):
    rename, calls = Path.rename, []

    def disturbed(path, other):
        calls.append(path)
        if len(calls) == number + 1:
            if is_done:
                rename(path, other)
            raise KeyboardInterrupt
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", disturbed)

    with pytest.raises(KeyboardInterrupt), folders.replaced(pairs):
        pytest.fail("It was disturbed before.")

    assert [texts(target) for _source, target in pairs] == [LIVE, LIVE]
    assert not list(pairs[0][1].glob(".re*"))


def test_what_cannot_be_moved_back_is_told_and_kept_and_the_rest_is_moved(
    pairs, monkeypatch, capsys
):
    rename = Path.rename

    def refusing(path, other):
        if path.name == "of live.txt" and path.parent.name == folders.OLD:
            raise OSError(5, "Input/output error")
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", refusing)

    with pytest.raises(ValueError, match="database"), folders.replaced(pairs):
        raise ValueError("database")

    for _source, target in pairs:
        assert (target / "pictures/castle.jpg").read_text() == "live"
        assert (target / folders.OLD / "of live.txt").read_text() == "live"
    assert "of live.txt could not be moved back: Input/output error." in capsys.readouterr().err


def test_what_another_restore_left_does_not_come_along(pairs):
    (pairs[1][1] / folders.NEW).mkdir()
    (pairs[1][1] / folders.NEW / "erased.jpg").write_text("stale")

    with pytest.raises(FileExistsError), folders.replaced(pairs):
        pytest.fail("It was not refused.")

    assert texts(pairs[0][1]) == LIVE
    assert texts(pairs[1][1]) == LIVE | {f"{folders.NEW}/erased.jpg": "stale"}


def test_what_cannot_be_cleared_is_told(pairs, monkeypatch, capsys):
    def refusing(folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("shutil.rmtree", refusing)

    with folders.replaced(pairs):
        pass

    assert f"{folders.OLD} could not be deleted (Permission denied)" in capsys.readouterr().err


@pytest.mark.parametrize("left", [folders.NEW, folders.OLD])
def test_a_restore_that_did_not_end_is_told_and_what_it_left_is_kept(data, left):
    folder = made(data)
    (data / "media" / left).mkdir()
    (data / "media" / left / "castle.jpg").write_text("the only one")

    for command_of_ours in (backup.make_backup, state.require_folders):
        with pytest.raises(SetupError, match=rf"has not ended.*move \{left} out"):
            command_of_ours()
    with pytest.raises(SetupError, match="has not ended"):
        backup.restore_backup(str(folder))

    assert (data / "media" / left / "castle.jpg").read_text() == "the only one"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_restore_that_is_ended_by_a_signal_puts_everything_back(data, monkeypatch, number):
    folder = made(data)
    changed = change(data, data / "media")
    # None that ends the tests, nor one that is ignored, as nohup has it.
    endings = (signal.SIGTERM, signal.SIGHUP)
    before = {one: signal.signal(one, lambda *_: None) for one in endings}

    def ended(*_):
        os.kill(os.getpid(), number)
        time.sleep(0.1)

    monkeypatch.setattr("deploy.sqlite.SqliteDatabase.put_back", ended)
    umask = os.umask(0o077)
    try:
        with pytest.raises(SystemExit) as end:
            command.main("restore", str(folder))
    finally:
        os.umask(umask)
        for one, handler in before.items():
            signal.signal(one, handler)

    assert end.value.code == 128 + number
    assert state_of(data, data / "media") == changed
    assert [path.name for path in (data / "media").iterdir()] == ["pictures"]


def test_a_link_to_a_folder_is_not_left_out_in_silence(data, tmp_path):
    (data / "media/pictures").rename(tmp_path / "disk")
    (data / "media/pictures").symlink_to(tmp_path / "disk")

    with pytest.raises(SetupError, match="pictures is a link to a folder"):
        backup.make_backup()

    (data / "media/pictures").unlink()
    (data / "media/pictures").symlink_to(tmp_path / "nowhere")
    with pytest.raises(SetupError, match="pictures: No such file"):
        backup.make_backup()
    assert list((data / "backups").iterdir()) == []
