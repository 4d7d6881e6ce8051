"""Wrong passwords by the dozen, of many names from many networks, and a reader beside them."""

import contextlib
import http.client
import sys
import threading
import time
from urllib.parse import urlencode

import pytest

from benchmarks.server import Server, prepare
from tests.involvement.intake.many_senders import Person

pytestmark = [pytest.mark.proof, pytest.mark.alone]

SITE = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")
# As many as both processes have threads, and some.
GUESSING = 16
SECONDS = 10
# Seconds, where nothing else runs. With six times as much to do as there were processors, it took
# 1.2 and 4.5; when passwords were hashed as they came, a reader there waited for 37.
USUALLY, AT_MOST = 1, 3
TOKEN = "a" * 32
BUSY = "Many people are signing in at this moment."


def guess(port, number, answers, until):
    """Try one name after the other, each from another network, as long as there is time."""
    tried = 0
    while time.monotonic() < until:
        tried += 1
        form = {"username": f"name {number} {tried}", "password": "wrong"}
        headers = {
            "Cookie": f"csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "X-Forwarded-For": f"198.51.{number}.{tried % 250 + 1}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/admin/login/", urlencode(form), headers)
        answer = connection.getresponse()
        answers.append((answer.status, BUSY in answer.read().decode()))
        connection.close()


def test_readers_do_not_queue_behind_passwords(tmp_path, capsys):
    prepare(tmp_path)
    answers, taken = [], []

    with Server(tmp_path, *SITE) as server, contextlib.ExitStack() as stack:
        for _ in range(10):  # Both processes keep the page by then.
            Person(server.port, 1).ask_once("GET", "/en/history/")
        until = time.monotonic() + SECONDS
        for number in range(GUESSING):
            deed = threading.Thread(target=guess, args=[server.port, number, answers, until])
            deed.start()
            stack.callback(deed.join)
        while time.monotonic() < until:
            began = time.monotonic()
            Person(server.port, 1).ask_once("GET", "/en/history/")
            taken.append(time.monotonic() - began)
            time.sleep(0.1)

    middle = sorted(taken)[len(taken) // 2]
    looked_at = len([busy for _status, busy in answers if not busy])
    with capsys.disabled():
        sys.stdout.write(
            f"\n{looked_at} of {len(answers)} passwords were looked at; reading took "
            f"{middle:.2f} s, {max(taken):.2f} s at most\n"
        )
    assert {status for status, _busy in answers} == {200}
    assert 0 < looked_at < len(answers)
    assert middle < USUALLY
    assert max(taken) < AT_MOST
