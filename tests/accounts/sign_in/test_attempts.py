"""Guessing is slow, costs the public nothing, and locks nobody out of the house."""

from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.utils import timezone

from accounts.models import Attempt
from accounts.sign_in import attempts
from editorial.models import AuditEntry
from tests.accounts.people import (
    ELSEWHERE,
    OFFICE,
    browser,
    is_in,
    make_account,
    sign_in,
    told,
)

pytestmark = pytest.mark.django_db

WAIT = "That was tried too often. Try again in"


class CountingHasher(hashers.MD5PasswordHasher):
    """A quick hasher that counts how often it is asked."""

    asked = 0

    def encode(self, password, salt):
        CountingHasher.asked += 1
        return super().encode(password, salt)


@pytest.fixture
def hashed(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.asked = 0
    return lambda: CountingHasher.asked


@pytest.fixture
def later(monkeypatch):
    """Let time pass for the limits."""
    passed = timedelta(0)

    def let_pass(**duration):
        nonlocal passed
        passed += timedelta(**duration)

    now = timezone.now
    monkeypatch.setattr(attempts.timezone, "now", lambda: now() + passed)
    return let_pass


def guess(client, number, name="ann"):
    return [sign_in(client, name, f"wrong {n}") for n in range(number)]


def test_a_hundred_wrong_passwords_cost_five_looks_and_keep_nobody_else_out(hashed):
    make_account()
    before = hashed()

    answers = guess(browser(), 100)

    assert hashed() - before == 5
    assert WAIT in answers[-1].content.decode()
    assert "30 seconds" in answers[5].content.decode()
    colleague, outside = browser(OFFICE), browser(ELSEWHERE)
    make_account("ben")
    assert sign_in(colleague, "ben").status_code == 302
    assert sign_in(outside).status_code == 302
    assert is_in(colleague)
    assert is_in(outside)


def test_all_of_it_stands_in_the_audit_log():
    make_account()
    client = browser()

    guess(client, 100)
    sign_in(browser(ELSEWHERE))

    refused = told(AuditEntry.Action.REFUSED)
    assert [note for _action, _about, note in refused] == [
        *["wrong password"] * 5,
        "held back, 1 since the last try that was looked at",
        "held back, 10 since the last try that was looked at",
    ]
    assert told(AuditEntry.Action.SIGNED_IN) == [("signed_in", ["ann"], "")]
    assert not AuditEntry.objects.filter(references__icontains=OFFICE).exists()


def test_the_wait_grows_and_passes(later):
    make_account()
    client = browser()
    guess(client, 5)

    later(seconds=31)
    assert WAIT not in guess(client, 1)[0].content.decode()
    assert "1 minute" in guess(client, 1)[0].content.decode()
    later(seconds=61)

    assert sign_in(client).status_code == 302


def test_the_right_password_waits_like_a_wrong_one():
    make_account()
    client = browser()
    guess(client, 5)

    assert sign_in(client).status_code == 200


def test_a_device_that_signed_in_before_gets_in_from_the_hammered_network():
    make_account()
    known = browser()
    sign_in(known)
    known.post("/admin/logout/")
    guess(browser(), 20)

    assert sign_in(known).status_code == 302
    assert sign_in(browser()).status_code == 200


def test_while_an_account_is_tried_from_everywhere_a_new_network_has_one_try():
    make_account()
    for number in range(attempts.FROM_EVERYWHERE):
        guess(browser(f"192.0.2.{number + 1}"), 1)

    assert sign_in(browser(ELSEWHERE)).status_code == 302
    stranger = browser("198.51.100.8")
    guess(stranger, 1)
    assert WAIT in guess(stranger, 1)[0].content.decode()


def test_who_guesses_through_all_names_is_stopped_by_the_network(hashed):
    make_account()
    client = browser()

    for number in range(100):
        guess(client, 1, f"name{number}")

    assert hashed() <= attempts.OF_NETWORK.free + 1
    assert sign_in(browser(ELSEWHERE)).status_code == 302


def test_a_name_and_an_address_are_one_account():
    make_account()
    client = browser()
    guess(client, 3)
    guess(client, 2, "Ann@Example.org")

    assert WAIT in guess(client, 1)[0].content.decode()


@pytest.mark.parametrize("typed", ["ann", "ann@example.org", "ANN@example.org "])
def test_one_signs_in_by_name_or_address(typed):
    make_account()
    client = browser()

    assert sign_in(client, typed).status_code == 302
    assert is_in(client)


def test_a_name_that_nobody_has_is_refused_in_the_same_words_and_time(hashed):
    make_account()

    answers = [sign_in(browser(), name, "wrong") for name in ("ann", "nobody")]

    first, second = (answer.content.decode().count("do not belong together") for answer in answers)
    assert (first, second) == (1, 1)
    assert hashed() == 3  # Making the account, and each of the two tries.
    assert told(AuditEntry.Action.REFUSED)[1][1] != ["nobody"]


def test_success_takes_back_what_was_tried_before():
    make_account()
    client = browser()
    guess(client, 4)
    sign_in(client)
    client.post("/admin/logout/")

    assert WAIT not in guess(client, 4)[-1].content.decode()


def test_only_digests_are_kept_and_they_go_after_a_day(later):
    make_account()
    guess(browser(), 2)

    assert {len(attempt.key) for attempt in Attempt.objects.all()} == {64}
    later(days=1, minutes=1)
    assert attempts.forget() == 6
    assert not Attempt.objects.exists()


def test_an_account_that_may_not_sign_in_is_refused():
    make_account(is_active=False)

    assert sign_in(browser()).status_code == 200
    assert told(AuditEntry.Action.REFUSED)[0][2] == "the account is not active"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (30, "30 seconds"),
        (61, "2 minutes"),
        (3600, "1 hour"),
        (3700, "2 hours"),
    ],
)
def test_the_wait_is_said_in_words(seconds, words):
    assert attempts.in_words(timedelta(seconds=seconds)) == words
