"""Readers of the real site do not wait: not for silent connections, exports, or pictures."""

import contextlib
import http.client
import io
import json
import socket
import subprocess
import sys
import threading
import time

import pytest
from PIL import Image

from benchmarks.server import ROOT, Server, environment, prepare
from tests.involvement.form_client import signed_token
from tests.involvement.intake.many_senders import Person

pytestmark = [pytest.mark.proof, pytest.mark.alone]

SITE = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")
ROWS = 20_000
# Of each kind, many times more than there are threads.
STOPPED = 60
# Seconds. On two processors that do nothing else a page takes 0.1 and a form 0.9; who waited for
# one of the stopped connections would wait for 20. A reader waits for nobody. A form also waits for
# whoever writes into an SQLite just then, pictures and exports, and gets room for a busy machine;
# that two pictures alone keep it below one second is held by `test_two_at_once`.
READING, SENDING = 1, 3
TOKEN = "a" * 32

# Fills the database, and prints the sessions of two people who may do everything.
FILL = f"""
import django, json
django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from accounts.models import User
from cities.models import City, Goal
from tests.involvement.admin.inbox.test_large_list import fill
keys = []
for name in ("olena", "taras"):
    user = User.objects.create_superuser(name)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    keys.append(session.session_key)
fill({ROWS}, list(City.objects.filter(is_home=False)), list(Goal.objects.all()), user)
print(json.dumps(keys))
"""


def run(folder, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(folder) | {"DJANGO_SETTINGS_MODULE": "saltlake_sister.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def large_picture():
    """Return a PNG of 40 megapixels; most of the work is in its pixels."""
    file = io.BytesIO()
    small = Image.effect_noise((800, 500), 60).convert("RGB")
    small.resize((8000, 5000), Image.Resampling.NEAREST).save(file, "PNG", compress_level=1)
    return file.getvalue()


def as_staff(port, session, path, kind, body):
    """Send a form of the admin; return the status and the address that it leads to."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
    connection.request("POST", path, body, headers | {"Content-Type": kind})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers["Location"]


def export(port, session):
    path = "/admin/involvement/submission/?state=all"
    form = b"which=all&export=xlsx"
    return as_staff(port, session, path, "application/x-www-form-urlencoded", form)


def upload(port, session, picture):
    head = 'Content-Disposition: form-data; name="file"; filename="a.png"'
    body = f"--x\r\n{head}\r\nContent-Type: image/png\r\n\r\n".encode() + picture + b"\r\n--x--\r\n"
    return as_staff(
        port, session, "/admin/editorial/picture/add/", "multipart/form-data; boundary=x", body
    )


def taken(deed):
    began = time.monotonic()
    deed()
    return time.monotonic() - began


def test_nobody_waits_for_stopped_connections_exports_and_pictures(tmp_path, settings, capsys):
    prepare(tmp_path)
    sessions = json.loads(run(tmp_path, "-c", FILL).splitlines()[-1])
    settings.SECRET_KEY = environment(tmp_path)["SECRET_KEY"]
    picture, came = large_picture(), []

    with contextlib.ExitStack() as stack:
        server = stack.enter_context(Server(tmp_path, *SITE))
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker"],
            cwd=ROOT,
            env=environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "saltlake_sister.settings"},
        )
        stack.callback(worker.wait)
        stack.callback(worker.kill)
        for _ in range(10):  # Both processes keep the page by then.
            Person(server.port, 1).ask_once("GET", "/en/history/")
        for number in range(3 * STOPPED):
            connection = socket.create_connection(("127.0.0.1", server.port))
            stack.enter_context(connection)
            head = b"POST /en/take-part/write/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            connection.sendall([b"", head, head + b"Content-Length: 99\r\n\r\na"][number % 3])
        for session in sessions:
            for deed in (
                lambda session=session: came.append(export(server.port, session)),
                lambda session=session: came.append(upload(server.port, session, picture)),
            ):
                thread = threading.Thread(target=deed)
                thread.start()
                stack.callback(thread.join)
        reading, sending = [], []
        for number in range(25):
            person = Person(server.port, number)
            person.token = signed_token()
            reading.append(taken(lambda person=person: person.ask_once("GET", "/en/history/")))
            sending.append(taken(person.send))
            time.sleep(0.2)

    with capsys.disabled():
        sys.stdout.write(f"\nreading {max(reading):.2f} s at most, sending {max(sending):.2f} s\n")
    assert (302, "/admin/involvement/exports/") in came
    assert {status for status, _address in came} <= {200, 302, 422}
    assert len(came) == 4
    assert max(reading) < READING
    assert max(sending) < SENDING
