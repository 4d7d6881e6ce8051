"""`make run` in a fresh clone, as the first person to try it would run it."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from deploy.environment import ROOT

pytestmark = [pytest.mark.proof, pytest.mark.alone]

OWN = ["DATA_DIR", "DATABASE_URL", "DEBUG", "HOST", "SECRET_KEY", "SITE_URL", "VIRTUAL_ENV"]
OWN += ["EMAIL_HOST", "TEST_POSTGRES_URL"]
# Set on some machines that build; with it every start compiles the whole site anew.
OWN += ["PYTHONDONTWRITEBYTECODE"]
A_MIGRATION = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("accounts", "%s")]
    operations = []
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Copy what git holds or would take, without anything that was built or is ignored."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("Only a git checkout knows which files a clone would have.")
    folder = tmp_path_factory.mktemp("clone")
    names = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True
    )
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@contextlib.contextmanager
def served(clone, port):
    """Run `make run` until the first page answers; return the seconds that took and the page."""
    env = {name: value for name, value in os.environ.items() if name not in OWN}
    began = time.monotonic()
    with (clone / "output.txt").open("w") as output:
        site = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=env | {"PORT": str(port)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            page = first_answer(f"http://127.0.0.1:{port}/", site, clone)
            yield time.monotonic() - began, page
        finally:
            os.killpg(site.pid, signal.SIGINT)  # what Ctrl-C sends
            site.wait(timeout=30)


def first_answer(address, site, clone):
    for _ in range(6000):
        assert site.poll() is None, (clone / "output.txt").read_text()
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            return urllib.request.urlopen(address, timeout=30).read().decode()
        time.sleep(0.05)
    pytest.fail("No answer within five minutes.")


def contents(clone):
    """Dump the database and list the collected files with their times.

    The worker's own rows, about whose turn it is and until when, are left out.
    """
    database = sqlite3.connect(clone / "var/db.sqlite3")
    dump = [line for line in database.iterdump() if "involvement_lease" not in line]
    database.close()
    static = clone / "var/static"
    return dump, {path: path.stat().st_mtime_ns for path in static.rglob("*")}


def holder_of_the_lease(clone):
    """Return who works at present; None before the worker has begun."""
    with contextlib.closing(sqlite3.connect(clone / "var/db.sqlite3")) as database:
        found = database.execute("SELECT holder FROM involvement_lease WHERE name = 'worker'")
        return (found.fetchone() or [None])[0]


def wait_for_the_worker(clone):
    for _ in range(300):
        if holder_of_the_lease(clone):
            return
        time.sleep(0.1)
    pytest.fail("No worker within thirty seconds.")


def test_a_fresh_clone_serves_and_starts_again_within_five_seconds(clone, free_port):
    with served(clone, free_port) as (_, page):
        assert "<h1" in page
        wait_for_the_worker(clone)
    assert holder_of_the_lease(clone) == "", "The worker did not give its lease back."
    said = (clone / "output.txt").read_text()
    assert f"The site is at http://127.0.0.1:{free_port}/" in said
    assert "make staff" in said
    assert "Traceback" not in said
    before = contents(clone)

    with served(clone, free_port) as (seconds, page):
        assert "<h1" in page

    assert seconds < 5
    assert contents(clone) == before
    assert not (clone / "var/backups").exists()

    # After an update with a migration the database is copied first.
    migrations = clone / "accounts/migrations"
    newest = max(path.stem for path in migrations.glob("0*.py"))
    (migrations / "9999_probe.py").write_text(A_MIGRATION % newest)
    with served(clone, free_port):
        pass

    (copy,) = (clone / "var/backups").iterdir()
    assert copy.name.endswith("-before-migration")
    assert (copy / "db.sqlite3").is_file()
