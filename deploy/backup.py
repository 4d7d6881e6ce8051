"""`make backup` and `make restore`: consistent copies of database and pictures, and the way back.

A backup is a folder `backups/TIME/` in the data folder (TIME in UTC, `2026-11-24T231500Z`) with
`db.sqlite3` and `media/`. It appears under its name only when it is complete and checked. The
secret key is not in it: on another machine a new one is made, and people sign in again.
"""

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from deploy import state
from deploy.errors import SetupError


def make_backup():
    """Copy database and pictures while the site runs, and say where the copy is."""
    state.read_env_file()
    database = _sqlite_database()
    if not database.is_file():
        raise SetupError(f"There is nothing to copy yet: {database} does not exist. Try make run.")
    print(f"Copied and checked: {_copy(database, media=True)}")


def copy_before(event):
    """Copy the database alone before something changes it, and return the folder.

    `event` becomes part of the folder's name. Gives None for a database that is not SQLite: its
    own tools make its backups.
    """
    database = state.database_file()
    return database and _copy(database, media=False, suffix=f"-before-{event}")


def restore_backup(source=""):
    """Put a backup in the place of what is there, after a safety copy. The site must be stopped.

    `source` is the folder of a backup.
    """
    state.read_env_file()
    database = _sqlite_database()
    folder = Path(source).absolute()
    if not source or not (folder / "db.sqlite3").is_file():
        raise SetupError(
            f"Name the folder of a backup: make restore FROM={_backups()}/TIME\n"
            f"There are: {', '.join(_names_of_backups()) or 'none'}"
        )
    hold = state.open_data_folder()
    with _failures_told():
        _check(folder / "db.sqlite3")
        if database.is_file():
            print(f"What was there until now is in {_safety_copy(database)}.")
        _put_database(folder / "db.sqlite3", database)
        if (folder / "media").is_dir():
            _put_media(folder / "media", state.data_folder() / "media")
    os.close(hold)
    print(f"Restored from {folder}. Start the site with make run.")


def _copy(database, *, media, suffix=""):
    """Make one backup folder, complete or not at all; return its path."""
    target = _new_name(suffix)
    partial = target.with_name(target.name + ".partial")
    with _failures_told():
        try:
            partial.mkdir(mode=0o700, parents=True)
            _copy_database(database, partial / "db.sqlite3")
            # After the database: a picture is stored before the row that names it.
            if media and (state.data_folder() / "media").is_dir():
                _copy_media(state.data_folder() / "media", partial / "media")
            partial.rename(target)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return target


def _copy_database(source, target):
    """Copy a database by SQLite's backup interface, which agrees with writers; check the copy."""
    with _opened(source) as live, contextlib.closing(sqlite3.connect(target)) as copy:
        # In one step under one read lock: page by page, each write would begin it again.
        live.backup(copy)
        # The live database's mode would leave a second file beside the copy.
        copy.execute("PRAGMA journal_mode=DELETE")
    target.chmod(0o600)
    _check(target)


def _check(database):
    with _opened(database) as copy:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        raise SetupError(f"The database {database} is damaged, so it was not used: {answer}")


@contextlib.contextmanager
def _opened(database):
    """Open an existing SQLite file (a missing one is an error, not a new one)."""
    address = f"file:{quote(str(database))}?mode=rw"
    with contextlib.closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
        yield connection


def _copy_media(source, target):
    """Copy the pictures; one that is deleted meanwhile is left out."""
    for folder, _, names in os.walk(source):
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                shutil.copy2(Path(folder, name), place / name)


def _safety_copy(database):
    """Copy all that a restore replaces; a damaged database too, byte by byte, as nothing runs."""
    try:
        return _copy(database, media=True, suffix="-before-restore")
    except SetupError:
        target = _new_name("-damaged-before-restore")
        target.mkdir(mode=0o700, parents=True)
        for file in database.parent.glob(f"{database.name}*"):
            shutil.copy2(file, target)
        if (state.data_folder() / "media").is_dir():
            _copy_media(state.data_folder() / "media", target / "media")
        return target


def _put_database(source, database):
    new = database.with_name(database.name + ".new")
    new.unlink(missing_ok=True)
    _copy_database(source, new)
    # Changes that the old database had not yet taken in must never be taken in by the new one.
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    new.rename(database)


def _put_media(source, media):
    new = media.with_name("media.new")
    shutil.rmtree(new, ignore_errors=True)
    _copy_media(source, new)
    shutil.rmtree(media, ignore_errors=True)
    new.rename(media)


@contextlib.contextmanager
def _failures_told():
    try:
        yield
    except sqlite3.Error as error:
        raise SetupError(f"The database could not be copied: {error}.") from error
    except OSError as error:
        raise SetupError(f"{error.filename or 'The copy'}: {error.strerror}.") from error


def _sqlite_database():
    database = state.database_file()
    if database is None:
        raise SetupError(
            "The database in DATABASE_URL is not SQLite. Use its own tools (for PostgreSQL pg_dump"
            f" and pg_restore), and copy {state.data_folder() / 'media'} beside them."
        )
    return database


def _backups():
    return state.data_folder() / "backups"


def _names_of_backups():
    return sorted(path.parent.name for path in _backups().glob("*/db.sqlite3"))


def _new_name(suffix):
    """Return a folder name for now that is not taken yet."""
    stem = f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    number = 1
    while True:
        name = _backups() / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        if not name.exists():
            return name
        number += 1
