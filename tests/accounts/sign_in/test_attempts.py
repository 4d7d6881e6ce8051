"""Guessing is slow, costs the public nothing, and locks nobody out of the house."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Attempt, HeldBack
from accounts.sign_in import attempts
from editorial.models import AuditEntry
from tests.accounts.passkeys import Passkey
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


def held_back(number):
    return f"held back, {number} since the last try that was looked at"


@pytest.mark.proof
def test_of_a_hundred_wrong_passwords_the_audit_log_comes_to_tell_each(later):
    make_account()
    client = browser()

    guess(client, 100)
    sign_in(browser(ELSEWHERE))
    at_first = [note for *_rest, note in told(AuditEntry.Action.REFUSED)]
    later(seconds=31)
    guess(client, 1)

    assert at_first == [*["wrong password"] * 5, held_back(1), held_back(10)]
    refused = told(AuditEntry.Action.REFUSED)[len(at_first) :]
    assert refused == [
        ("refused", ["ann"], held_back(95)),
        ("refused", ["ann"], "wrong password"),
    ]
    assert told(AuditEntry.Action.SIGNED_IN) == [("signed_in", ["ann"], "")]
    assert not AuditEntry.objects.filter(references__icontains=OFFICE).exists()


@pytest.mark.proof
def test_what_nobody_tries_again_is_told_after_a_day(later):
    make_account()
    guess(browser(), 100)

    later(days=1, minutes=1)
    attempts.forget()
    attempts.forget()

    refused = [note for *_rest, note in told(AuditEntry.Action.REFUSED)]
    assert refused == [*["wrong password"] * 5, held_back(1), held_back(10), held_back(95)]
    assert not HeldBack.objects.exists()


def test_a_number_that_has_its_line_is_not_told_twice(later):
    make_account()
    guess(browser(), 15)

    later(days=1, minutes=1)
    attempts.forget()

    assert [note for *_rest, note in told(AuditEntry.Action.REFUSED)][-1] == held_back(10)


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

    for number in range(attempts.OF_NETWORK.free + 10):
        guess(client, 1, f"name{number}")

    assert hashed() <= attempts.OF_NETWORK.free + 1
    assert sign_in(browser(ELSEWHERE)).status_code == 302


@pytest.mark.proof
def test_a_colleague_in_the_office_that_guesses_gets_in_by_a_passkey_or_a_known_device():
    ann, _ben = make_account(), make_account("ben")
    known, new = browser(), browser()
    sign_in(known, "ben")
    known.post("/admin/logout/")
    attacker = browser()
    for number in range(attempts.OF_NETWORK.free + 1):
        guess(attacker, 1, f"name{number}")

    assert WAIT in sign_in(browser(), "ben").content.decode()
    sign_in(known, "ben")
    Passkey(ann).sign_in(new)
    assert is_in(known)
    assert is_in(new)


@pytest.mark.proof
def test_a_whole_network_that_is_held_back_is_told_without_a_name():
    make_account()
    client = browser()
    for number in range(attempts.OF_NETWORK.free):
        guess(client, 1, f"name{number}")

    guess(client, 1)

    (line,) = AuditEntry.objects.filter(note=held_back(1))
    assert [reference.split()[0] for reference in line.references] == ["network"]


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
