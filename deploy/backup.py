"""`make backup` and `make restore`: consistent copies of database and files, and the way back.

A backup is a folder `backups/TIME/` in the data folder (TIME in UTC, `2026-11-24T231500Z`) with
the database (`db.sqlite3`, or `database.dump` of a PostgreSQL), `media/` (pictures of the site),
`submissions/` (files that people sent), the secret key, with which links in mails were signed, and
`contents.json`, which says how many rows and which files it holds. It appears under its name only
when it is complete and checked.
"""

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from deploy import state
from deploy.copies import contents, elsewhere, folders
from deploy.errors import SetupError
from deploy.postgres import PostgresDatabase
from deploy.sqlite import SqliteDatabase

# The privacy notice promises that what was erased is gone from backups after so many days.
DAYS_KEPT = 30
KEY = "secret_key"
# Folders of files that rows of the database name.
FOLDERS = ("media", "submissions")
# Ends the name of a backup that is being made.
PARTIAL = ".partial"
# Why the last one failed; see `editorial.staff.backups`.
FAULT = "backup-fault.txt"


def make_backup():
    """Copy database and files while the site runs, say where the copy is, and clear old ones.

    Then copy it elsewhere, where the settings name a command for it.
    """
    state.read_env_file()
    state.require_owner()
    with _remembered():
        days = _days_kept()
        database = database_of_settings()
        with failures_told():
            database.require()
        try:
            folder = _copy(database, files=True)
        except SetupError:
            # For want of room, perhaps; and the promise holds where nothing can be copied, too.
            with contextlib.suppress(SetupError):
                _clear_older_than(days, database)
            raise
        print(f"Copied and checked: {folder}")
        _clear_older_than(days, database)
        # Last: what is promised here does not depend on another machine.
        if elsewhere.is_wanted():
            print(f"Copied elsewhere: {elsewhere.copy(folder)}")


@contextlib.contextmanager
def _remembered():
    """Keep in the data folder why the last backup failed; health and the desk tell it."""
    place = state.data_folder() / FAULT
    try:
        yield
    except SetupError as error:
        with contextlib.suppress(OSError):
            place.write_text(str(error))
        raise
    with contextlib.suppress(OSError):
        place.unlink(missing_ok=True)


def copy_before(event):
    """Copy the database alone before something changes it, and return the folder.

    `event` becomes part of the folder's name. Raises SetupError when it cannot be copied.
    """
    return _copy(database_of_settings(), files=False, suffix=f"-before-{event}")


def restore_backup(source=""):
    """Put a backup in the place of what is there, after a safety copy. The site must be stopped.

    `source` is the folder of a backup.
    """
    state.read_env_file()
    state.require_owner()
    database = database_of_settings()
    folder = named(source, database)
    state.require_folders(FOLDERS)
    hold = state.open_data_folder()
    brought = [(folder / name, state.folder_of(name)) for name in FOLDERS]
    brought = [(files, place) for files, place in brought if files.is_dir()]
    with failures_told():
        database.check(folder)
        if _is_anything_there(database):
            print(f"What was there until now is in {_safety_copy(database)}.")
        # Files first: where they cannot be replaced, the database is not either.
        with folders.replaced(brought):
            database.put_back(folder)
        if not _copy_key(folder, state.data_folder()):
            print(
                "This backup holds no secret key. Start the site with the SECRET_KEY that it had: "
                "under another one nobody's app with codes opens the desk."
            )
    os.close(hold)
    print(f"Restored from {folder}. Start the site with make run.")


def named(source, database):
    """Return the folder of a backup of such a database. Raises SetupError where there is none."""
    folder = Path(source).absolute()
    if not source or not (folder / database.file).is_file():
        raise SetupError(
            f"Name the folder of a backup: make restore FROM={_backups()}/TIME\n"
            f"There are: {', '.join(_names_of_backups(database)) or 'none'}"
        )
    return folder


def newest(database):
    """Return the folder of the newest backup with files. Raises SetupError where there is none."""
    names = [name for name in _names_of_backups(database) if "-before-" not in name]
    if not names:
        raise SetupError(f"There is no backup in {_backups()} yet. Make one: make backup")
    return _backups() / names[-1]


class _UnreadableError(SetupError):
    """The database cannot be copied as a database."""


def _copy(database, *, files, suffix="", readable=True):
    """Make one backup folder, complete or not at all; return its path.

    A database that is not readable is kept byte by byte, as far as it is there.
    """
    target = _new_name(suffix)
    partial = target.with_name(target.name + PARTIAL)
    with failures_told():
        try:
            partial.mkdir(mode=0o700, parents=True)
            if readable:
                _copy_database(database, partial)
            else:
                database.keep_damaged(partial)
            # After the database: a file is stored before the row that names it.
            if files:
                _copy_folders(partial)
            _copy_key(state.data_folder(), partial)
            if files and readable:
                contents.write(partial, database, FOLDERS)
            partial.rename(target)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return target


def _copy_database(database, target):
    try:
        with failures_told():
            database.copy_to(target)
    except SetupError as error:
        raise _UnreadableError(*error.args) from error


def _copy_folders(target):
    """Copy what there is of `FOLDERS`. Raises SetupError for one that is not mounted."""
    state.require_folders(FOLDERS)
    for name in FOLDERS:
        if state.folder_of(name).is_dir():
            folders.copy(state.folder_of(name), target / name)


def _copy_key(source, target):
    """Copy the secret key, for its owner alone; return whether there is one."""
    if not (source / KEY).is_file():
        return False
    shutil.copy(source / KEY, target / KEY)
    (target / KEY).chmod(0o600)
    return True


def _is_anything_there(database):
    """Tell whether there is anything that a restore would replace."""
    key = state.data_folder() / KEY
    return database.is_there or key.is_file() or any(state.folder_of(f).is_dir() for f in FOLDERS)


def _safety_copy(database):
    """Copy all that a restore replaces; a damaged database too, as far as it goes."""
    suffix = "-before-restore"
    if database.is_there:
        try:
            return _copy(database, files=True, suffix=suffix)
        except _UnreadableError:
            suffix = "-damaged-before-restore"
    return _copy(database, files=True, suffix=suffix, readable=False)


@contextlib.contextmanager
def failures_told():
    """Tell what goes wrong with files and databases as one sentence, a SetupError."""
    try:
        yield
    except sqlite3.Error as error:
        raise SetupError(f"The database could not be copied: {error}.") from error
    except OSError as error:
        raise SetupError(f"{error.filename or 'The copy'}: {error.strerror}.") from error


def database_of_settings():
    """Return the database that the settings name."""
    file = state.database_file()
    if file is not None:
        return SqliteDatabase(file)
    address = os.environ["DATABASE_URL"]
    if urlsplit(address).scheme in {"postgres", "postgresql"}:
        return PostgresDatabase(address)
    folders = " and ".join(str(state.folder_of(name)) for name in FOLDERS)
    raise SetupError(
        "The database in DATABASE_URL is neither SQLite nor PostgreSQL: copy it with its own tools,"
        f" and the folders {folders} beside it."
    )


def _days_kept():
    days = os.environ.get("BACKUP_DAYS") or str(DAYS_KEPT)
    if not days.isdecimal() or not int(days):
        raise SetupError(f"BACKUP_DAYS must be a number of days, not {days!r}.")
    return int(days)


def _clear_older_than(days, database):
    """Delete what was made before so many days, of every kind, packed ones too; say what.

    The newest whole backup stays until there is a newer one. Raises SetupError for what could not
    be deleted, when the rest is gone.
    """
    moment = datetime.now(UTC) - timedelta(days=days)
    whole = [name for name in _names_of_backups(database) if "-before-" not in name]
    gone, failed = [], []
    for path in sorted(_backups().iterdir()) if _backups().is_dir() else []:
        made = _time_in(path.name)
        if made is None or made >= moment or path.name in whole[-1:]:
            continue
        try:
            path.unlink() if path.is_symlink() or not path.is_dir() else shutil.rmtree(path)
            gone.append(path.name)
        except OSError as error:
            failed.append(f"{error.filename or path} ({error.strerror})")
    if gone:
        print(f"Deleted, older than {days} days: {', '.join(gone)}")
    if failed:
        raise SetupError(f"Older than {days} days, and not to be deleted: {', '.join(failed)}.")


def _time_in(name):
    """Return when a backup was made, by its name; None for what somebody else put there."""
    try:
        # A dot stands before what is packed for another place.
        stem = name.removeprefix(".")[:18]
        return datetime.strptime(stem, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _backups():
    return state.data_folder() / "backups"


def _names_of_backups(database):
    found = (path.parent.name for path in _backups().glob(f"*/{database.file}"))
    return sorted(name for name in found if not name.endswith(PARTIAL))


def _new_name(suffix):
    """Return a folder name for now that is not taken yet."""
    stem = f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    number = 1
    while True:
        name = _backups() / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        if not name.exists():
            return name
        number += 1
