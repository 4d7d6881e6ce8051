"""Copying an SQLite database while the site writes into it, and putting a copy in its place."""

import contextlib
import shutil
import sqlite3
from urllib.parse import quote

from deploy.errors import SetupError


class SqliteDatabase:
    """The database in one file; `path` is where it lies."""

    # Its name in the folder of a backup.
    file = "db.sqlite3"

    def __init__(self, path):
        self.path = path

    def require(self):
        """Raise SetupError where there is nothing to copy."""
        if not self.path.is_file():
            raise SetupError(
                f"There is nothing to copy yet: {self.path} does not exist. Try make run."
            )

    @property
    def is_there(self):
        """Tell whether there is anything that a restore would replace."""
        return self.path.is_file()

    def copy_to(self, folder):
        """Copy it into a folder by SQLite's backup interface, which agrees with writers."""
        _copy(self.path, folder / self.file)

    def keep_damaged(self, folder):
        """Copy a database that cannot be read byte by byte, as nothing else is possible."""
        for file in self.path.parent.glob(f"{self.path.name}*"):
            shutil.copy2(file, folder)

    def check(self, folder):
        """Raise SetupError for a backup that is damaged."""
        _check(folder / self.file)

    def rows_of_copy(self, folder):
        """Return the number of rows by table of the copy in a folder."""
        return _rows(folder / self.file)

    def rows(self):
        """Return the number of rows by table."""
        return _rows(self.path)

    def put_back(self, folder):
        """Put the copy in a folder in the place of the database."""
        new = self.path.with_name(self.path.name + ".new")
        new.unlink(missing_ok=True)
        _copy(folder / self.file, new)
        # Changes that the old database had not yet taken in must never be taken in by the new one.
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        new.rename(self.path)


def _copy(source, target):
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


def _rows(database):
    with _opened(database) as found:
        names = found.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        # The names are those of tables of ours.
        counts = {name: f'SELECT count(*) FROM "{name}"' for (name,) in names}  # noqa: S608
        return {name: found.execute(query).fetchone()[0] for name, query in counts.items()}


@contextlib.contextmanager
def _opened(database):
    """Open an existing SQLite file (a missing one is an error, not a new one)."""
    address = f"file:{quote(str(database))}?mode=rw"
    with contextlib.closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
        yield connection
