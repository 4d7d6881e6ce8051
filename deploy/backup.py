"""`make backup` and `make restore`: consistent copies of database and pictures, and the way back.

A backup is a folder `backups/TIME/` in the data folder (TIME in UTC, `2026-11-24T231500Z`) with
the database (`db.sqlite3`, or `database.dump` of a PostgreSQL), `media/` and the secret key, with
which links in mails were signed. It appears under its name only when it is complete and checked.
"""

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from deploy import state
from deploy.errors import SetupError
from deploy.postgres import PostgresDatabase
from deploy.sqlite import SqliteDatabase

# The privacy notice promises that what was erased is gone from backups after so many days.
DAYS_KEPT = 30
KEY = "secret_key"


def make_backup():
    """Copy database and pictures while the site runs, say where the copy is, and clear old ones."""
    state.read_env_file()
    days = _days_kept()
    database = _database()
    database.require()
    print(f"Copied and checked: {_copy(database, media=True)}")
    gone = _clear(datetime.now(UTC) - timedelta(days=days))
    if gone:
        print(f"Deleted, older than {days} days: {', '.join(gone)}")


def copy_before(event):
    """Copy the database alone before something changes it, and return the folder.

    `event` becomes part of the folder's name. Raises SetupError when it cannot be copied.
    """
    return _copy(_database(), media=False, suffix=f"-before-{event}")


def restore_backup(source=""):
    """Put a backup in the place of what is there, after a safety copy. The site must be stopped.

    `source` is the folder of a backup.
    """
    state.read_env_file()
    database = _database()
    folder = Path(source).absolute()
    if not source or not (folder / database.file).is_file():
        raise SetupError(
            f"Name the folder of a backup: make restore FROM={_backups()}/TIME\n"
            f"There are: {', '.join(_names_of_backups(database)) or 'none'}"
        )
    hold = state.open_data_folder()
    with _failures_told():
        database.check(folder)
        if database.is_there:
            print(f"What was there until now is in {_safety_copy(database)}.")
        database.put_back(folder)
        if (folder / "media").is_dir():
            _put_media(folder / "media", state.data_folder() / "media")
        if (folder / KEY).is_file():
            shutil.copy(folder / KEY, state.data_folder() / KEY)
            (state.data_folder() / KEY).chmod(0o600)
    os.close(hold)
    print(f"Restored from {folder}. Start the site with make run.")


def _copy(database, *, media, suffix=""):
    """Make one backup folder, complete or not at all; return its path."""
    target = _new_name(suffix)
    partial = target.with_name(target.name + ".partial")
    with _failures_told():
        try:
            partial.mkdir(mode=0o700, parents=True)
            database.copy_to(partial)
            # After the database: a picture is stored before the row that names it.
            if media and (state.data_folder() / "media").is_dir():
                _copy_media(state.data_folder() / "media", partial / "media")
            if media and (state.data_folder() / KEY).is_file():
                shutil.copy(state.data_folder() / KEY, partial / KEY)
                (partial / KEY).chmod(0o600)
            partial.rename(target)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return target


def _copy_media(source, target):
    """Copy the pictures; one that is deleted meanwhile is left out."""
    for folder, _, names in os.walk(source):
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                shutil.copy2(Path(folder, name), place / name)


def _safety_copy(database):
    """Copy all that a restore replaces; a damaged database too, as far as it goes."""
    try:
        return _copy(database, media=True, suffix="-before-restore")
    except SetupError:
        target = _new_name("-damaged-before-restore")
        target.mkdir(mode=0o700, parents=True)
        database.keep_damaged(target)
        if (state.data_folder() / "media").is_dir():
            _copy_media(state.data_folder() / "media", target / "media")
        return target


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


def _database():
    """Return the database that the settings name."""
    file = state.database_file()
    if file is not None:
        return SqliteDatabase(file)
    address = os.environ["DATABASE_URL"]
    if urlsplit(address).scheme in {"postgres", "postgresql"}:
        return PostgresDatabase(address)
    raise SetupError(
        "The database in DATABASE_URL is neither SQLite nor PostgreSQL: copy it with its own tools,"
        f" and {state.data_folder() / 'media'} beside it."
    )


def _days_kept():
    days = os.environ.get("BACKUP_DAYS") or str(DAYS_KEPT)
    if not days.isdecimal() or not int(days):
        raise SetupError(f"BACKUP_DAYS must be a number of days, not {days!r}.")
    return int(days)


def _clear(moment):
    """Delete backups made before a moment, of every kind; return their names."""
    gone = []
    for folder in _backups().iterdir():
        try:
            made = datetime.strptime(folder.name[:18], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            continue  # Somebody else put it there.
        if made < moment:
            shutil.rmtree(folder)
            gone.append(folder.name)
    return sorted(gone)


def _backups():
    return state.data_folder() / "backups"


def _names_of_backups(database):
    return sorted(path.parent.name for path in _backups().glob(f"*/{database.file}"))


def _new_name(suffix):
    """Return a folder name for now that is not taken yet."""
    stem = f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    number = 1
    while True:
        name = _backups() / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        if not name.exists():
            return name
        number += 1
