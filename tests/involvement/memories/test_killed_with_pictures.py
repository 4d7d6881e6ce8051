"""Pictures while processes are killed: what was acknowledged is there, and nothing lies about."""

import contextlib
import http.client
import json
import random
import signal
import subprocess
import sys
import time

import pytest
from django.urls import reverse

from benchmarks.server import ROOT, Server, environment, prepare
from tests.involvement.intake.many_senders import BROKEN, PATIENCE, all_at_once
from tests.involvement.intake.test_killed_web_workers import (
    killed_now_and_then,
    on_postgres,
    on_sqlite,
)
from tests.involvement.sent_pictures import ANSWERS, photo

pytestmark = pytest.mark.proof

PEOPLE = 8
FILES = 5
MEMORIES = 4
BOUNDARY = "a-boundary-that-no-photograph-holds"


@pytest.fixture(params=[on_sqlite, on_postgres])
def site(request, tmp_path):
    """Return the environment of a site that is ready; its folder is `tmp_path`."""
    with contextlib.ExitStack() as stack:
        variables, _opened = stack.enter_context(request.param(tmp_path))
        prepare(tmp_path, **variables)
        yield variables


@pytest.fixture(params=[on_sqlite, on_postgres])
def tables(request, tmp_path):
    """Return the environment of a database that has its tables, and nothing else."""
    for folder in ("media", "submissions"):
        (tmp_path / folder).mkdir()
    with request.param(tmp_path) as (variables, _opened):
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment(tmp_path, **variables), check=True)
        yield variables


def begin(tmp_path, variables, what, number=0):
    command = [sys.executable, "-m", "tests.involvement.memories.killed_with_pictures"]
    return subprocess.Popen(
        [*command, what, str(number)],
        cwd=ROOT,
        env=environment(tmp_path, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def done(tmp_path, variables, what, number=0):
    """Do something in a process of its own, undisturbed; return what it printed."""
    process = begin(tmp_path, variables, what, number)
    said, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(said)


def _seconds_to_start(tmp_path, variables):
    begun = time.monotonic()
    done(tmp_path, variables, "look")
    # Half of it: measured while other work went on, it may be longer than a whole handover is.
    return (time.monotonic() - begun) / 2


class Sender:
    """Somebody who adds photographs one by one, each until the site has said that it is stored."""

    def __init__(self, port, number, token):
        self.port, self.number = port, number
        self.path = reverse("involvement:pictures", args=[token])
        self.broken = 0
        self.acknowledged = []

    def send(self):
        """Add all of them."""
        for number in range(FILES):
            caption = f"{self.number} {number}"
            content = photo((self.number * 9, number * 30, 90))
            until = time.monotonic() + PATIENCE
            while not self._add(caption, content):
                assert time.monotonic() < until
            self.acknowledged.append([f"Person {self.number}", caption])

    def _add(self, caption, content):
        body, headers = _form(caption, content)
        headers["X-Forwarded-For"] = f"198.18.7.{self.number + 1}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", self.path, body, headers)
            status = connection.getresponse().status
        except BROKEN:
            self.broken += 1
            return False
        finally:
            connection.close()
        assert status in {303, 503}, status
        return status == 303


def _form(caption, content):
    values = {name: value or "" for name, value in ANSWERS.items()}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {**values, "caption": caption, "action": "add"}.items()
    ]
    head = 'Content-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    parts.append(f"--{BOUNDARY}\r\n{head}Content-Type: image/jpeg\r\n\r\n")
    body = "".join(parts).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def test_every_file_that_was_acknowledged_is_there_once(site, tmp_path):
    tokens = done(tmp_path, site, "tell", PEOPLE)
    with (tmp_path / "said.txt").open("w") as said:
        application, settings = "saltlake_sister.wsgi:application", "saltlake_sister.settings"
        with Server(tmp_path, application, settings, stderr=said, **site) as server:
            people = [Sender(server.port, *each) for each in enumerate(tokens)]
            with killed_now_and_then(server) as killed:
                all_at_once(6, people, Sender.send)

    found = done(tmp_path, site, "look")
    assert killed
    assert sum(person.broken for person in people) >= 1
    # Sent again after a broken answer, a file is there once all the same.
    assert found["files"] == sorted(each for person in people for each in person.acknowledged)
    assert (found["missing"], found["orphans"]) == ([], [])


def test_a_handover_that_is_killed_brings_all_of_a_memory_into_the_library_once(tables, tmp_path):
    done(tmp_path, tables, "tell_with_pictures", MEMORIES)
    chance, killed = random.Random(8), 0
    deadline = time.monotonic() + PATIENCE
    # One that is killed while it starts has done nothing; so each gets a little longer.
    patience = _seconds_to_start(tmp_path, tables)
    step = patience / 10
    while time.monotonic() < deadline:
        process = begin(tmp_path, tables, "hand_over")
        try:
            process.wait(timeout=patience + step * chance.random())
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            killed += 1
            patience += step
        process.communicate()
        if process.returncode == 0:
            break

    found = done(tmp_path, tables, "look")
    assert killed >= 1
    assert (found["uses"], found["of_memories"]) == (MEMORIES, MEMORIES)
    assert (found["pictures"], found["sent"]) == (FILES * MEMORIES, FILES * MEMORIES)
    assert (found["missing"], found["orphans"]) == ([], [])
