"""The second factor: asked for before anything else, by an app's codes or a recovery code."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from accounts import people
from editorial.models import AuditEntry
from tests.accounts.people import ELSEWHERE, browser, is_in, make_account, sign_in, told
from tests.builders import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked_for(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def with_app(name="ann"):
    """Make an account with an app; return it and the secret of the app."""
    account, secret = make_account(name), totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return account, secret


def code_of(secret, steps=0):
    """Return the code that the app shows, or one of some half minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize(
    "address",
    ["admin:index", "admin:pages_page_changelist", "admin:password_change", "admin:search"],
)
def test_who_has_none_is_led_to_set_one_up(address):
    make_account()
    client = browser()
    sign_in(client)

    response = client.get(reverse(address))

    assert response.headers["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index")).content.decode()
    assert "One more lock before you begin" in page
    assert 'id="nav-sidebar"' not in page


def test_nothing_is_saved_without_it():
    page = make_page()
    make_account()
    client = browser()
    sign_in(client)

    response = client.post(reverse("admin:pages_page_delete", args=[page.pk]), {"post": "yes"})

    assert response.headers["Location"] == reverse("mfa_index")
    page.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_desk():
    make_account()
    client = browser()
    sign_in(client)
    form = client.get(reverse("mfa_activate_totp")).context["form"]

    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(form.secret)})

    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(client.get(response.headers["Location"]).context["unused_codes"]) == 10
    assert is_in(client)
    assert ("factor", ["ann"], "added: totp") in told()


def test_a_password_alone_does_not_sign_in():
    with_app()
    client = browser()

    response = sign_in(client, next="/admin/pages/page/")

    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert told(AuditEntry.Action.SIGNED_IN) == []


def test_a_code_of_the_app_leads_on_to_where_one_wanted_to_go():
    _account, secret = with_app()
    client = browser()
    sign_in(client, next="/admin/pages/page/")

    response = second_step(client, code_of(secret))

    assert response.headers["Location"] == "/admin/pages/page/"
    assert is_in(client)


def test_a_code_is_good_for_one_time_in_all_processes(monkeypatch):
    # What allauth remembers of a code is in the memory of one process.
    monkeypatch.setattr(totp.TOTP, "_mark_code_used", lambda self, code: True)
    _account, secret = with_app()
    code = code_of(secret)
    first, second = browser(), browser(ELSEWHERE)
    sign_in(first)
    sign_in(second)

    assert second_step(first, code).status_code == 302
    assert "used before" in second_step(second, code).content.decode()
    assert not is_in(second)


def test_wrong_codes_are_few_and_the_number_left_is_said():
    _account, secret = with_app()
    client = browser()
    sign_in(client)

    said = [second_step(client, "000000").content.decode() for _ in range(6)]

    assert "4 tries are left." in said[0]
    assert "1 try is left." in said[3]
    assert "Try again in 30 seconds" in said[5]
    assert "That was tried too often" in second_step(client, code_of(secret)).content.decode()
    assert [note for *_rest, note in told(AuditEntry.Action.REFUSED)][:5] == ["wrong code"] * 5


def test_a_recovery_code_does_once_instead():
    account, _secret = with_app()
    codes = Authenticator.objects.get(user=account, type="recovery_codes").wrap()
    (code, *_others) = codes.get_unused_codes()
    client, again = browser(), browser()
    sign_in(client)

    assert second_step(client, code).status_code == 302
    assert is_in(client)
    sign_in(again)
    assert second_step(again, code).status_code == 200
    assert ("factor", ["ann"], "used a recovery code") in told()


def test_the_only_one_stays():
    _account, secret = with_app()
    client = browser()
    sign_in(client)
    second_step(client, code_of(secret))

    page = client.post(reverse("mfa_deactivate_totp")).content.decode()

    assert "This is your only second factor." in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_one_that_was_set_up_elsewhere_is_asked_for_here(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    account = make_account()
    client = browser()
    sign_in(client)
    settings.REQUIRE_SECOND_FACTOR = True
    totp.TOTP.activate(account, totp.generate_totp_secret())

    for address in ("admin:index", "mfa_index", "mfa_add_webauthn", "mfa_view_recovery_codes"):
        response = client.get(reverse(address))
        assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_who_lost_it_is_let_in_again():
    account, _secret = with_app()

    people.take_factors_away(account)

    client = browser()
    sign_in(client)
    assert client.get(reverse("admin:index")).headers["Location"] == reverse("mfa_index")
    assert told(AuditEntry.Action.FACTOR) == [("factor", ["ann"], "all removed, by somebody else")]


def test_where_it_is_not_asked_for_a_password_does(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    make_account()
    client = browser()
    sign_in(client)

    assert is_in(client)
