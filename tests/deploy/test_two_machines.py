"""Two servers on one PostgreSQL and shared folders, nginx before them: neither is missed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from contextlib import contextmanager
from html import unescape

import psycopg
import pytest

from benchmarks.server import HERE, ROOT, Checkout, Server, environment, free_port
from benchmarks.taking_part import filled_in
from tests.deploy.serving.nginx import HOST, NEEDS_NGINX, Nginx
from tests.postgres import fresh_database

pytestmark = [pytest.mark.proof, pytest.mark.alone]

AN_EDIT = """
from django.core.files.storage import default_storage
from django.core.files.base import ContentFile
from tests.builders import make_goal
make_goal(name="A goal that was just published", slug="just-published")
print(default_storage.save("just-stored.txt", ContentFile(b"stored on one")))
"""
# What a version may do to the database while the one before still works on it.
AN_ADDITION = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("involvement", "{last}")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE involvement_submission ADD COLUMN mood text NOT NULL DEFAULT ''"
        )
    ]
"""
APPLICATION = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")
# What nginx keeps for a while, and what it asks of a machine each time.
PAGES = ["/ja/", "/en/goals/", "/en/history/", "/ja/take-part/", "/en/take-part/"]
FORM = "/ja/take-part/write/"


class Machine:
    """A data folder of its own and a place in nginx, with whatever serves there at present."""

    def __init__(self, home, shared):
        self.home, self.shared = home, shared
        self.port = free_port()
        self.checkout, self.server = HERE, None

    def command(self, *arguments):
        """Start Python here."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.checkout.path,
            env=environment(self.home, **self.shared),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def serve(self):
        """Serve what was prepared, unless it does already."""
        if self.server is None or self.server.process.poll() is not None:
            self.server = Server(
                self.home, *APPLICATION, checkout=self.checkout, port=self.port, **self.shared
            ).__enter__()

    def update(self, checkout):
        """Stop, and serve another version, as the steps of the manual have it."""
        self.stop()
        self.checkout = checkout
        told(self.command("-m", "deploy.prepare"))
        self.serve()

    def stop(self):
        """End as a service is ended."""
        if self.server:
            self.server.__exit__()

    def lose(self):
        """Lose all processes at once, as with the power."""
        for pid in [*self.server.workers(), self.server.process.pid]:
            os.kill(int(pid), signal.SIGKILL)
        self.server.process.wait()

    def ask(self, path):
        """Return the text of a page, as this machine alone tells it to nginx."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            headers={"Host": HOST, "X-Forwarded-Proto": "https"},
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.read().decode()


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    """Two machines that were started together on an empty database: one made it."""
    place = tmp_path_factory.mktemp("machines")
    homes = [place / name for name in ("one", "two", "media", "submissions", "exports")]
    for folder in homes:
        folder.mkdir(mode=0o700)
    names = ("MEDIA_DIR", "SUBMISSIONS_DIR", "EXPORTS_DIR")
    with fresh_database() as address:
        shared = dict(zip(names, map(str, homes[2:]), strict=True))
        # A program with less to load than ours.
        shared |= {"CONTENT_DIR": str(ROOT / "tests/programs/matsumoto")}
        shared |= {"DATABASE_URL": address, "SITE_URL": f"https://{HOST}"}
        both = [Machine(home, shared) for home in homes[:2]]
        for process in [each.command("-m", "deploy.prepare") for each in both]:
            told(process)
        yield both
        for machine in both:
            machine.stop()


@pytest.fixture
def served(machines):
    for machine in machines:
        machine.serve()
    return machines


@pytest.fixture
def nginx(tmp_path, served):
    running = Nginx(tmp_path, served)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    """A later version: another style sheet, and a column more."""
    folder = tmp_path_factory.mktemp("newer") / "site"
    left_out = shutil.ignore_patterns(".*", "var", "tests", "docs")
    shutil.copytree(ROOT, folder, ignore=left_out)
    with (folder / "static/css/site.css").open("a") as sheet:
        sheet.write(".newer { color: red }\n")
    migrations = folder / "involvement/migrations"
    last = max(path.stem for path in migrations.glob("0*.py"))
    (migrations / "9999_mood.py").write_text(AN_ADDITION.format(last=last))
    return Checkout(folder)


def told(process):
    stdout, stderr = process.communicate()
    assert process.returncode == 0, stdout + stderr
    return stdout


class Visitors:
    """What happened to those who read, and to who sends forms, all the while."""

    def __init__(self):
        self.read, self.sent = Counter(), Counter()

    @contextmanager
    def coming(self, nginx, *, with_forms=False):
        """Let them come and go while the body runs."""
        over = threading.Event()
        threads = [
            threading.Thread(target=self._read, args=(nginx, number, over)) for number in range(3)
        ]
        if with_forms:
            threads.append(threading.Thread(target=self._send, args=(nginx, over)))
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def _read(self, nginx, number, over):
        while not over.is_set():
            number += 1
            try:
                self.read[nginx.ask(PAGES[number % len(PAGES)]).status] += 1
            except OSError as error:
                self.read[repr(error)] += 1
            time.sleep(0.02)

    def _send(self, nginx, over):
        number = 0
        while not over.is_set():
            number += 1
            try:
                chosen = {"step": "choose", "kind": "question", "age_band": "adult"}
                _status, page = nginx.send(FORM, chosen)
                (token,) = re.findall('name="token" value="([^"]+)"', page)
                fields = filled_in(unescape(token), number) | {"language": "ja"}
                self.sent[nginx.send(FORM, fields)[0]] += 1
            except (OSError, ValueError) as error:
                self.sent[repr(error)] += 1
            time.sleep(1)  # A hundred an hour come from one network.


def stored(machine):
    with psycopg.connect(machine.shared["DATABASE_URL"]) as connection:
        return connection.execute("SELECT count(*) FROM involvement_submission").fetchone()[0]


def test_two_machines_see_what_was_published_on_one(served):
    for _ in range(4):  # Each process of each server has kept the page.
        assert all("just published" not in machine.ask("/en/goals/") for machine in served)

    told(served[0].command("manage.py", "shell", "-v0", "-c", AN_EDIT))

    for machine in served:
        for _ in range(4):
            assert "A goal that was just published" in machine.ask("/en/goals/")
        assert machine.ask("/media/just-stored.txt") == "stored on one"


@NEEDS_NGINX
def test_no_reader_notices_that_a_machine_dies(nginx, served):
    with Visitors().coming(nginx) as visitors:
        time.sleep(1)
        served[0].lose()
        time.sleep(2)

    assert set(visitors.read) == {200}
    assert visitors.read[200] > 50


@NEEDS_NGINX
def test_an_update_from_one_to_the_next_loses_no_request(nginx, served, newer):
    before = stored(served[0])

    with Visitors().coming(nginx, with_forms=True) as visitors:
        time.sleep(1)
        for machine in served:
            nginx.take_out(machine)
            machine.update(newer)
            nginx.take_out()  # both work: the older one on the database of the newer, at first
            time.sleep(2)

    assert (set(visitors.read), set(visitors.sent)) == ({200}, {303})
    assert stored(served[0]) == before + visitors.sent[303] > before
    for machine in served:
        (sheet,) = re.findall(r'href="(/static/css/site\.\w+\.css)"', machine.ask("/en/"))
        assert ".newer" in machine.ask(sheet)
