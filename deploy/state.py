"""The data folder: everything that must survive an update, in one place that git ignores.

It holds `db.sqlite3`, `media/`, `static/` (collected, can be made again), `secret_key` and
`backups/`. `DATA_DIR` names it; the default is `var/` beside the code.
"""

import difflib
import fcntl
import os
import re
import secrets
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.environment import ROOT
from deploy.errors import SetupError

# Commands that need no database, and the one that makes it.
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "help",
    "makemessages",
    "makemigrations",
    "migrate",
    "version",
    "--help",
    "--version",
    "-h",
}


class FolderInUseError(SetupError):
    """Another process of the site works on the data folder."""


def read_env_file(path=ROOT / ".env"):
    """Put the variables of an `.env` file into the environment; what is set already wins.

    Lines are `NAME=value`, the value in quotes or bare; `#` begins a comment line.
    """
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not name or name.startswith("#"):
            continue
        if not equals or not name.strip().isidentifier():
            raise SetupError(f"{path.name}, line {number} must be NAME=value.")
        if meant := _meant_by(name.strip()):
            raise SetupError(f"{path.name}, line {number}: {name.strip()} is none; is it {meant}?")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        os.environ.setdefault(name.strip(), value)


def _meant_by(name):
    """Return the setting that was probably meant by a name that is none; "" for any other name.

    Programs of other people read this file as well, so a name of theirs is no mistake.
    """
    example = ROOT / ".env.example"
    text = example.read_text() if example.is_file() else ""
    known = re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)
    if name in known:
        return ""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.85)), "")


def data_folder():
    """Return the absolute path of the data folder, from DATA_DIR."""
    return Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute()


def database_file():
    """Return the path of the SQLite database, or None when DATABASE_URL names another kind."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        return data_folder() / "db.sqlite3"
    parts = urlsplit(address)
    return Path(unquote(parts.path[1:])).absolute() if parts.scheme == "sqlite" else None


def require_database(command):
    """Refuse a command of `manage.py` that would make a second, empty database in silence.

    SQLite makes whatever file it is told to open, and a search in it finds nobody. Raises
    SetupError.
    """
    file = database_file()
    if command in WITHOUT_DATABASE or file is None or file.exists():
        return
    raise SetupError(
        f"There is no database at {file}. Is DATABASE_URL or DATA_DIR another one where the site"
        " runs? A new database is made by make run, or by manage.py migrate."
    )


def open_data_folder():
    """Make the data folder if need be, hold it for this process, and return the hold.

    The hold is a file descriptor with a lock that the system frees when the last process that
    inherited it has ended. So one server at a time uses a folder, and none runs during a restore.
    Raises SetupError when the folder cannot be written or others can read it, FolderInUseError
    when a site runs on it.
    """
    folder = data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
        hold = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise SetupError(
            f"The data folder {folder} cannot be written ({error.strerror}). Make it writable for"
            " this user, or name another folder with DATA_DIR."
        ) from error
    _require_private(folder, hold)
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(hold)
        raise FolderInUseError(
            f"The site is already running on the data folder {folder}. Stop it first (Ctrl-C"
            " where it was started), or name another folder with DATA_DIR."
        ) from error
    return hold


def _require_private(folder, hold):
    """Refuse a folder that others of this machine may enter: it holds personal data."""
    mode = os.fstat(hold).st_mode & 0o777
    if mode & 0o077:
        os.close(hold)
        raise SetupError(
            f"Others on this machine may open the data folder {folder} (its mode is {mode:o}), and"
            f" it holds personal data. Close it first: chmod 700 {folder}"
        )


def ensure_secret_key():
    """Make the secret key on the first start; only its owner may read it.

    A key in the environment (SECRET_KEY) is used instead, and none is made.
    """
    path = data_folder() / "secret_key"
    if os.environ.get("SECRET_KEY"):
        return
    if path.is_file() and path.stat().st_size:
        path.chmod(0o600)
        return
    handle, name = tempfile.mkstemp(dir=path.parent)  # mode 0600
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(handle)
    Path(name).rename(path)
