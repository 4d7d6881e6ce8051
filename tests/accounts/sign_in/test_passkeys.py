"""Passkeys at the door, at the second step and asked again: refused in own words, and told."""

import json

import pytest
from django.urls import reverse

from accounts.sign_in import attempts
from editorial.models import AuditEntry
from tests.accounts.passkeys import Passkey, challenge, send
from tests.accounts.people import ELSEWHERE, browser, is_in, make_account, sign_in, told
from tests.accounts.sign_in.test_on_the_spot import send as send_on_the_spot
from tests.builders import make_page
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db

REFUSED = "This passkey was not accepted."
OF_A_CODE = "This code is not right"
WAIT = "That was tried too often. Try again in"
NOT_KNOWN = "passkey not known"

RUBBISH = {
    "nothing": "",
    "no JSON": "{",
    "too deep": "[" * 50_000,
    "an empty object": "{}",
    "an empty list": "[]",
    "null": "null",
    "a number": "5",
    "a text": '"x"',
    "a list": "[1]",
    "an id alone": '{"id": "x"}',
    "two ids": '{"id": "x", "rawId": "y"}',
    "no answer": '{"id": "AAAA", "rawId": "AAAA"}',
    "an answer that is none": '{"id": "AAAA", "rawId": "AAAA", "response": 1}',
    "an empty answer": '{"id": "AAAA", "rawId": "AAAA", "response": {}}',
    "a surrogate": '{"id": "\\ud800", "rawId": "\\ud800", "response": {}}',
    "short data": json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": "MQ",
            },
        }
    ),
}


def refusals():
    return [note for *_rest, note in told(AuditEntry.Action.REFUSED)]


def unknown(client):
    """Return what a passkey says that belongs to nobody here."""
    made = json.loads(Passkey(make_account("gone")).answer(challenge(client)))
    made["response"]["userHandle"] = "enp6"
    return json.dumps(made)


@pytest.mark.parametrize("sent", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_at_the_door_is_a_passkey_that_is_refused(sent):
    client = browser()
    challenge(client)

    page = send(client, sent)

    assert page.status_code == 200
    assert REFUSED in page.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("sent", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_at_the_second_step_is_refused_beside_the_code(sent):
    Passkey(make_account())
    client = browser()
    sign_in(client)
    client.get(reverse("mfa_authenticate"))

    page = client.post(reverse("mfa_authenticate"), {"credential": sent})

    assert page.status_code == 200
    assert REFUSED in page.content.decode()
    assert 'value="{' not in page.content.decode()


@pytest.mark.parametrize("sent", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_when_asked_again_is_refused(sent):
    passkey = Passkey(make_account())
    client = browser()
    passkey.sign_in(client)
    address = reverse("mfa_reauthenticate_webauthn")
    client.get(address)

    page = client.post(address, {"credential": sent}, follow=True)

    assert page.status_code == 200
    assert REFUSED in page.content.decode()


@pytest.mark.parametrize("sent", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_for_a_new_passkey_sets_none_up(sent):
    make_account()
    client = browser()
    sign_in(client)
    client.get(reverse("mfa_add_webauthn"))

    page = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": sent})

    assert page.status_code == 200
    assert "The passkey could not be made." in str(page.context["form"].errors)


@pytest.mark.parametrize("sent", ['{"id": "x"}', "[1]"])
def test_rubbish_where_something_was_typed_keeps_it(sent):
    address = reverse("admin:translate", args=[make_page(title="Welcome").entry.pk, "ja"])
    client = browser()

    page = send_on_the_spot(client, address, credential=sent)

    assert REFUSED in page.content.decode()
    assert filled(form_of(page, "_base"))["text-root-title"] == "題"


def test_a_passkey_is_enough():
    passkey = Passkey(make_account())
    client = browser()

    passkey.sign_in(client)

    assert is_in(client)


def test_a_passkey_that_nobody_has_is_refused_in_its_own_words():
    client = browser()

    page = send(client, unknown(client)).content.decode()

    assert REFUSED in page
    assert OF_A_CODE not in page
    assert refusals() == [NOT_KNOWN]


@pytest.mark.proof
def test_refused_passkeys_of_a_network_are_few_and_the_log_tells_all():
    client = browser()
    free = attempts.OF_NETWORK.free

    for _time in range(free + 40):
        page = send(client, '{"id": "x"}')

    assert WAIT in page.content.decode()
    assert refusals() == [
        *[NOT_KNOWN] * free,
        "passkey held back, 1 since the last try that was looked at",
        "passkey held back, 10 since the last try that was looked at",
    ]
    attempts.forget(attempts.timezone.now() + 2 * attempts.DAY)
    assert refusals()[-1] == "passkey held back, 40 since the last try that was looked at"


def test_they_keep_out_nobody_elsewhere_and_no_device_that_signed_in_before():
    passkey = Passkey(make_account())
    known, elsewhere = browser(), browser(ELSEWHERE)
    passkey.sign_in(known)
    known.post("/admin/logout/")
    client = browser()
    for _time in range(attempts.OF_NETWORK.free + 1):
        send(client, '{"id": "x"}')

    passkey.sign_in(known)
    passkey.sign_in(elsewhere)

    assert is_in(known)
    assert is_in(elsewhere)


def test_refused_at_the_second_step_is_told_with_the_account_and_limited():
    Passkey(make_account())
    client = browser()
    sign_in(client)

    for _time in range(7):
        page = client.post(reverse("mfa_authenticate"), {"credential": '{"id": "x"}'})

    assert WAIT in page.content.decode()
    assert told(AuditEntry.Action.REFUSED) == [
        *[("refused", ["ann"], NOT_KNOWN)] * 5,
        ("refused", ["ann"], "passkey held back, 1 since the last try that was looked at"),
    ]


def test_refused_when_asked_again_is_told_with_the_account():
    passkey = Passkey(make_account())
    client = browser()
    passkey.sign_in(client)

    client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": '{"id": "x"}'})

    assert told(AuditEntry.Action.REFUSED) == [("refused", ["ann"], NOT_KNOWN)]
