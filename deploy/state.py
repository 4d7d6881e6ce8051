"""The data folder: everything that must survive an update, in one place that git ignores.

It holds `db.sqlite3`, `media/`, `static/` (collected, can be made again), `secret_key` and
`backups/`. `DATA_DIR` names it; the default is `var/` beside the code.
"""

import difflib
import fcntl
import functools
import os
import pwd
import re
import secrets
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.copies import folders
from deploy.environment import ROOT
from deploy.errors import SetupError

# Folders of files, and the settings that put them elsewhere than into the data folder.
FILES = {"media": "MEDIA_DIR", "submissions": "SUBMISSIONS_DIR", "exports": "EXPORTS_DIR"}
# Those of them that hold what people sent.
PRIVATE = {"submissions", "exports"}
# Commands that need no database and write into the code, if anything.
OF_DEVELOPERS = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "help",
    "makemessages",
    "makemigrations",
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
    for name in filter(str.isupper, os.environ):
        if meant := _meant_by(name, 0.85):
            raise SetupError(f"The environment has {name}, which is none; is it {meant}?")
    for number, line in enumerate(lines_of(path), start=1):
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not name or name.startswith("#"):
            continue
        if not equals or not name.strip().isidentifier():
            raise SetupError(f"{path.name}, line {number} must be NAME=value.")
        if meant := _meant_by(name.strip(), 0.8):
            raise SetupError(f"{path.name}, line {number}: {name.strip()} is none; is it {meant}?")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        os.environ.setdefault(name.strip(), value)


def lines_of(path):
    """Return the lines of the file; none where there is no such file. Raises SetupError."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, IsADirectoryError):
        return []
    except UnicodeDecodeError as error:
        raise SetupError(f"{path} is not in UTF-8.") from error
    except OSError as error:
        raise SetupError(
            f"{path} cannot be read ({error.strerror}), and the settings of the site stand in it:"
            " give it to the user of the site."
        ) from error


def _meant_by(name, likeness):
    """Return the setting that was probably meant by a name that is none; "" for any other name.

    `likeness` is between 0 and 1. Programs of other people read the file and the environment as
    well, so a name of theirs is no mistake.
    """
    known, upper = _known_settings(), name.upper()
    if name in known:
        return ""
    swapped = [each for each in known if sorted(each) == sorted(upper)]
    return next(iter(swapped or difflib.get_close_matches(upper, known, n=1, cutoff=likeness)), "")


@functools.cache
def _known_settings():
    """List the names of the settings."""
    example = ROOT / ".env.example"
    text = example.read_text(encoding="utf-8") if example.is_file() else ""
    return re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)


def data_folder():
    """Return the absolute path of the data folder, from DATA_DIR, seen from the code's folder."""
    return ROOT / (os.environ.get("DATA_DIR") or "var")


def require_owner():
    """Refuse a data folder of another user: what this one wrote there, the site could not use.

    Raises SetupError.
    """
    folder = data_folder()
    try:
        owner = folder.stat().st_uid
    except OSError:
        return  # There is none, or whoever needs it says what is wrong.
    if owner == os.geteuid():
        return
    try:
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        name = f"#{owner}"
    raise SetupError(
        f"The data folder {folder} (DATA_DIR) belongs to {name}: give the command as that user,"
        f" with sudo -u '{name}' before it."
    )


def folder_of(name):
    """Return the absolute path of a folder of files, one of `FILES`."""
    return ROOT / (os.environ.get(FILES[name]) or data_folder() / name)


def require_folders(names=tuple(FILES)):
    """Refuse folders that settings or links name and that are not there or cannot be written.

    A shared folder that is missing is probably not mounted; one made in its place would take what
    is lost later. Refuse folders inside each other as well, and those in which a restore has not
    ended. Raises SetupError.
    """
    for name in names:
        variable, folder = FILES[name], folder_of(name)
        is_elsewhere = os.environ.get(variable) or folder.is_symlink()
        # Access is asked first: it is false, and no error, where a disk has gone.
        if is_elsewhere and not (os.access(folder, os.W_OK | os.X_OK) and folder.is_dir()):
            raise SetupError(
                f"{variable} names {folder}, which is no folder that this user can write. Is it"
                " mounted? Make it once, on the disk that all machines share."
            )
        if is_elsewhere and name in PRIVATE and folder.stat().st_mode & 0o077:
            raise SetupError(
                f"Others on this machine may open {folder} ({variable}), and it holds personal"
                f" data. Close it first: chmod 700 {folder}"
            )
        _require_restored(folder)
    inside = {FILES[name]: folder_of(name) for name in names} | {"DATA_DIR": data_folder()}
    for name in names:
        variable, outer = FILES[name], folder_of(name).resolve()
        for other, inner in inside.items():
            if other != variable and inner.resolve().is_relative_to(outer):
                raise SetupError(
                    f"{other} names {inner}, and {variable} the same folder or one around it:"
                    f" {outer}. Give each a folder of its own; a restore replaces all that is in"
                    " it, and everybody may see what is in MEDIA_DIR."
                )


def make_folders():
    """Make the folders of files that lie in the data folder; a running site makes none.

    What others may see is decided by the data folder around them.
    """
    for name in FILES:
        folder_of(name).mkdir(mode=0o700, exist_ok=True)


def _require_restored(folder):
    """Refuse a folder with what a restore has inside while it is going on."""
    left = [name for name in (folders.NEW, folders.OLD) if os.path.lexists(folder / name)]
    if left:
        raise SetupError(
            f"A restore into {folder} has not ended. If none is going on, move {' and '.join(left)}"
            " out of it to where you keep them, and restore once more; what was there before the"
            " restore is also in backups/TIME-before-restore."
        )


def database_file():
    """Return the path of the SQLite database, or None when DATABASE_URL names another kind."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        return data_folder() / "db.sqlite3"
    parts = urlsplit(address)
    return ROOT / unquote(parts.path[1:]) if parts.scheme == "sqlite" else None


def require_database(command, *options):
    """Refuse a command of `manage.py` that would make a second, empty database in silence.

    SQLite makes whatever file it is told to open, and a search in it finds nobody. Commands that
    need none get one in memory where there is none. Raises SetupError.
    """
    file = database_file()
    try:
        is_there = file is None or file.exists()
    except OSError as error:
        raise SetupError(
            f"The database {file} cannot be read ({error.strerror}): give the command as the user"
            " of the site, with sudo -u before it."
        ) from error
    asks_for_one = command == "check" and any(each.startswith("--database") for each in options)
    if is_there:
        return
    if command == "migrate":
        print(f"There is no database at {file} yet; a new one is made.", file=sys.stderr)
        return
    if command in OF_DEVELOPERS and not asks_for_one:
        os.environ["DATABASE_URL"] = "sqlite://:memory:"
        return
    raise SetupError(
        f"There is no database at {file}. Is DATABASE_URL or DATA_DIR another one where the site"
        " runs? A new database is made by make run, or by manage.py migrate."
    )


def open_data_folder():
    """Make the data folder if need be, hold it for this process, and return the hold.

    The hold is a file descriptor with a lock that the system frees when the last process that
    inherited it has ended. So one server at a time uses a folder, and none runs during a restore.
    Raises SetupError when the folder cannot be written, is another user's or can be read by
    others, FolderInUseError when a site runs on it.
    """
    folder = data_folder()
    require_owner()
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
