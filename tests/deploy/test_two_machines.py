"""Two servers on one PostgreSQL and shared folders start together, see each other and survive."""

import subprocess
import sys
import urllib.request

import pytest

from benchmarks.server import ROOT, Server, environment
from tests.postgres import fresh_database

pytestmark = [pytest.mark.proof, pytest.mark.alone]

AN_EDIT = """
from django.core.files.storage import default_storage
from django.core.files.base import ContentFile
from tests.builders import make_goal
make_goal(name="A goal that was just published", slug="just-published")
print(default_storage.save("just-stored.txt", ContentFile(b"stored on one")))
"""
APPLICATION = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")


def started(data, *command, **shared):
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(data, **shared),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process):
    stdout, stderr = process.communicate()
    assert process.returncode == 0, stdout + stderr
    return stdout


def status_of(server, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=60) as answer:
        return answer.status


def test_two_machines_serve_one_site(tmp_path):
    homes = [tmp_path / name for name in ("one", "two", "media", "submissions", "exports")]
    for folder in homes:
        folder.mkdir(mode=0o700, exist_ok=True)
    one, two, *files = map(str, homes)
    names = ("MEDIA_DIR", "SUBMISSIONS_DIR", "EXPORTS_DIR")
    with fresh_database() as address:
        shared = {"DATABASE_URL": address, **dict(zip(names, files, strict=True))}
        # On an empty database, at the same time: one makes it, the other one waits.
        for process in [started(home, "-m", "deploy.prepare", **shared) for home in (one, two)]:
            told(process)

        with (
            Server(one, *APPLICATION, **shared) as first,
            Server(two, *APPLICATION, **shared) as second,
        ):
            for _ in range(4):  # Each process of each server has kept the page.
                assert "just published" not in first.get("/en/goals/")
                assert "just published" not in second.get("/en/goals/")

            told(started(one, "manage.py", "shell", "-v0", "-c", AN_EDIT, **shared))

            for server in (first, second):
                for _ in range(4):
                    assert "A goal that was just published" in server.get("/en/goals/")
                assert server.get("/media/just-stored.txt") == "stored on one"

            first.process.kill()
            first.process.wait()

            assert all(status_of(second, path) == 200 for path in ["/en/goals/", "/health/"])
