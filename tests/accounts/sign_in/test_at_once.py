"""Many tries at the same time: none passes a limit, and few passwords are hashed at once."""

import threading
import time

import pytest
from django.db import connection
from django.test import RequestFactory

from accounts.models import Attempt
from accounts.sign_in import attempts, hashing
from editorial.models import AuditEntry
from tests.accounts.hashers import SlowHasher
from tests.accounts.people import OFFICE, browser, is_in, make_account, sign_in, told

MANY = 12
BUSY = "Many people are signing in at this moment."


def at_once(deeds):
    """Do everything at the same moment, each in a thread of its own; return what came of it."""
    start, came = threading.Barrier(len(deeds)), []

    def do(deed):
        start.wait(10)
        try:
            came.append(deed())
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.fixture
def slow(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.SlowHasher"]
    SlowHasher.now = SlowHasher.most = 0
    return SlowHasher


def turn(*, is_known=False, seconds=0.2):
    """Take a turn; return whether there was room."""
    try:
        with hashing.turn(is_known=is_known):
            time.sleep(seconds)
    except hashing.BusyError:
        return False
    return True


def test_one_hashes_two_wait_and_the_others_are_told_at_once():
    began = time.monotonic()

    came = at_once([turn] * MANY)

    assert came.count(True) == hashing.AT_ONCE + hashing.WAITING
    assert came[0] is False
    assert time.monotonic() - began < 5


def test_a_known_device_waits_its_turn_however_many_there_are():
    came = at_once([turn] * MANY + [lambda: turn(is_known=True, seconds=0.05)] * MANY)

    assert came.count(True) >= hashing.AT_ONCE + hashing.WAITING + MANY


def test_room_is_given_back_also_by_what_fails():
    for _time in range(MANY):
        with pytest.raises(ZeroDivisionError), hashing.turn():
            raise ZeroDivisionError

    assert turn(seconds=0)


def no_room(number):
    return f"held back, {number} in a day, because too many came at once"


@pytest.mark.django_db(transaction=True)
def test_many_names_from_many_networks_are_hashed_one_after_the_other(slow):
    make_account()
    slow.most = 0
    guesses = [
        lambda number=number: sign_in(browser(f"192.0.2.{number}"), f"name{number}", "wrong")
        for number in range(MANY)
    ]

    answers = [answer.content.decode() for answer in at_once(guesses)]

    assert slow.most == 1
    assert any(BUSY in answer for answer in answers)
    refused = [note for *_rest, note in told(AuditEntry.Action.REFUSED)]
    assert set(refused) == {no_room(1), "no such account"}
    assert len(refused) == MANY


@pytest.mark.django_db
def test_what_found_no_room_counts_for_no_limit(monkeypatch):
    make_account()
    client = browser()
    monkeypatch.setattr(hashing, "_room", threading.BoundedSemaphore(1))
    with hashing.turn():
        answers = [sign_in(client) for _time in range(12)]

    assert all(BUSY in answer.content.decode() for answer in answers)
    assert not Attempt.objects.exists()
    sign_in(client)
    assert is_in(client)
    attempts.forget(attempts.timezone.now() + 2 * attempts.DAY)
    refused = [note for *_rest, note in told(AuditEntry.Action.REFUSED)]
    assert refused == [no_room(1), no_room(10), no_room(12)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", ["of one", "of the network"])
def test_tries_at_the_same_time_pass_no_limit(limit, monkeypatch):
    account = make_account()
    if limit == "of the network":
        monkeypatch.setattr(attempts, "OF_NETWORK", attempts.OF_ONE)

    def begin(number):
        request = RequestFactory().get("/", REMOTE_ADDR=OFFICE)
        whose = account if limit == "of one" else None
        try:
            attempts.Tries(request, whose, typed=f"name{number}").begin()
        except attempts.TooManyError:
            return False
        return True

    came = at_once([lambda number=number: begin(number) for number in range(MANY)])

    assert came.count(True) == attempts.OF_ONE.free


@pytest.mark.django_db(transaction=True)
def test_a_code_is_used_once_also_at_the_same_time():
    account = make_account()

    came = at_once([lambda: attempts.use_once(account, "123456")] * MANY)

    assert came.count(True) == 1
