"""`make drill`: whether a backup can be restored, tried in a place that is gone afterwards.

An SQLite database comes into a temporary folder, a PostgreSQL into a database beside, which the
user of DATABASE_URL must be allowed to make. It is started as after a real restore, but without
the worker: the mail that waits in it must not be sent twice. The live site goes on meanwhile.
"""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from deploy import backup, environment, state
from deploy.copies import contents
from deploy.errors import SetupError
from deploy.sqlite import SqliteDatabase

# Seconds in which the server must answer, and for each answer.
PATIENCE = 60
# What would lead a site that is only tried to other machines, other folders or another name.
LEFT_OUT = ["ALLOWED_HOSTS", "EMAIL_HOST", "ERROR_EMAIL", "SITE_URL", "STATIC_URL"]
LEFT_OUT += ["MEDIA_DIR", "SUBMISSIONS_DIR", "EXPORTS_DIR"]


def try_backup(source=""):
    """Restore a backup (a folder; the newest, if none is named) elsewhere, compare, and report.

    Raises SetupError when there is no such backup, and SystemExit with 1 when it is no good.
    """
    state.read_env_file()
    state.require_owner()
    python = environment.ensure()
    live = backup.database_of_settings()
    folder = backup.named(source, live) if source else backup.newest(live)
    print(f"Trying the backup {folder}; the site is not touched.", flush=True)
    report = _Report()
    with tempfile.TemporaryDirectory(prefix="drill-") as place:
        home = Path(place)
        with _beside(live, home) as (database, address), report.going_on():
            with backup.failures_told():
                _restore(folder, database, home)
                _compare(folder, database, home, report)
            start(python, _environment(home, address), home, report)
    if not report.is_well:
        raise SystemExit(1)
    print("It can be restored. Nothing of the trial is left.")


class _Report:
    """Prints a line for each thing that was looked at, and remembers whether all were well."""

    def __init__(self):
        self.is_well = True

    def add(self, is_well, line):
        """Print one finding."""
        self.is_well = self.is_well and is_well
        print(f"{'well' if is_well else 'WRONG'}  {line}", flush=True)

    @contextlib.contextmanager
    def going_on(self):
        """Take what ends the trial as one finding more."""
        try:
            yield
        except SetupError as error:
            self.add(False, f"restore: {error}")


@contextlib.contextmanager
def _beside(live, home):
    """Give an empty database of the same kind and its address for the environment, for a while."""
    if isinstance(live, SqliteDatabase):
        yield SqliteDatabase(home / live.file), ""
    else:
        with live.another(f"drill_{secrets.token_hex(6)}") as database:
            yield database, database.address


def _restore(folder, database, home):
    database.check(folder)
    database.put_back(folder)
    for name in backup.FOLDERS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, home / name)
    if (folder / backup.KEY).is_file():
        shutil.copy(folder / backup.KEY, home / backup.KEY)


def _compare(folder, database, home, report):
    """Hold what is there now against what was written down when the backup was made."""
    rows, files = database.rows(), contents.digests(home, backup.FOLDERS)
    written = contents.read(folder)
    amount = f"{len(rows)} tables with {sum(rows.values()):,} rows"
    if written is None:
        report.add(bool(rows), f"database: {amount}; an older backup, which does not say how many")
        report.add(True, f"files: {len(files)}; an older backup, which does not say which")
        return
    differing = _differences(written["tables"], rows)
    report.add(not differing, f"database: {amount}, {_told(differing)}")
    differing = _differences(written["files"], files)
    report.add(not differing, f"files: {len(files)}, {_told(differing)}")


def _differences(written, found):
    names = sorted(written.keys() | found.keys())
    return [name for name in names if written.get(name) != found.get(name)]


def _told(differing):
    if not differing:
        return "all as they were copied"
    more = f" and {len(differing) - 5} more" if len(differing) > 5 else ""
    return f"not as they were copied: {', '.join(differing[:5])}{more}"


def _environment(home, address):
    """Return the environment of the site that is tried."""
    # Empty, not left out: the server would read it from .env again.
    own = os.environ | dict.fromkeys(LEFT_OUT, "")
    own |= {"DATA_DIR": str(home), "DATABASE_URL": address, "DEBUG": "false"}
    if (home / backup.KEY).is_file():
        own["SECRET_KEY"] = ""
    elif not own.get("SECRET_KEY"):
        own["SECRET_KEY"] = secrets.token_urlsafe(50)
    return own


def start(python, settings, home, report):
    """Bring the restored site up to date as a start does, and ask what it serves."""
    done = subprocess.run(
        [python, "-m", "deploy.prepare"],
        cwd=environment.ROOT,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        report.add(False, f"start: {done.stderr.strip()}")
        return
    report.add(True, "start: brought up to date, as after a restore")
    with _served(python, settings, home) as address:
        report.add(*_health(address))
        report.add(*_home(address))


@contextlib.contextmanager
def _served(python, settings, home):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (home / "server.txt").open("w") as said:
        server = subprocess.Popen(
            [
                *(python, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
                "saltlake_sister.wsgi:application",
            ],
            cwd=environment.ROOT,
            env=settings | {"HOST": "127.0.0.1", "PORT": str(port)},
            stdout=said,
            stderr=said,
        )
    try:
        _wait_for(server, port, home)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait_for(server, port, home):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.1)
    last = (home / "server.txt").read_text().strip().splitlines() or ["it said nothing"]
    raise SetupError(f"the server did not start: {last[-1]}")


def _health(address):
    status, text = _asked(f"{address}/health/")
    parts = json.loads(text) if status in {200, 503} else {}
    bad = [name for name, level in parts.items() if level == "critical" and name != "status"]
    return status == 200, f"/health/: {status}{' ' if bad else ''}{', '.join(bad)}"


def _home(address):
    status, text = _asked(f"{address}/")
    return status == 200 and "<h1" in text, f"home page: {status}"


def _asked(address):
    """Return the status and text of an answer, 0 and nothing where none comes."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - ours
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError:
        return 0, ""
