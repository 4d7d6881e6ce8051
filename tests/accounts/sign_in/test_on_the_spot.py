"""Signing in on the page that keeps what was typed: no step loses anything."""

import pytest
from django.urls import reverse

from pages.models import Page
from tests.accounts.people import browser, is_in, make_account, sign_in, told
from tests.accounts.sign_in.test_second_factor import code_of, with_app
from tests.builders import make_page
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def asked_for(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def address():
    return reverse("admin:translate", args=[make_page(title="Welcome").entry.pk, "ja"])


def send(client, address, **sign_in):
    """Send what somebody typed into a form, and what the page asks for besides."""
    steps = {f"sign_in-{name}": value for name, value in sign_in.items()}
    return client.post(address, {"text-root-title": "題", "_base": "0", **steps}, headers=HERE)


def test_password_and_code_are_asked_for_one_after_the_other(address):
    _account, secret = with_app()
    client = browser()

    second = send(client, address, username="ann", password="correct horse battery")
    assert "Second step" in second.content.decode()
    assert filled(form_of(second, "_base"))["text-root-title"] == "題"
    assert not is_in(client)

    again = send(client, address, code="000000")
    assert "4 tries are left." in again.content.decode()
    assert filled(form_of(again, "_base"))["text-root-title"] == "題"

    send(client, address, code=code_of(secret))
    assert is_in(client)
    assert told("signed_in") == [("signed_in", ["ann"], "")]
    assert client.cookies["known_device"].value


def test_wrong_passwords_wait_as_at_the_door(address):
    make_account()
    client = browser()

    for _time in range(6):
        answer = send(client, address, username="ann", password="wrong")

    assert "Try again in 30 seconds" in answer.content.decode()
    # What went wrong has the focus, and the next stop is the name.
    assert answer.content.decode().count(" autofocus") == 1
    assert 'class="errornote" role="alert" tabindex="-1" autofocus' in answer.content.decode()
    assert filled(form_of(answer, "_base"))["text-root-title"] == "題"


def test_who_has_no_second_factor_yet_sets_one_up_before_it_is_saved(address):
    make_account()
    client = browser()
    sign_in(client)

    kept = send(client, address)

    assert kept.status_code == 403
    assert f'href="{reverse("mfa_index")}" target="_blank"' in kept.content.decode()
    assert filled(form_of(kept, "_base"))["text-root-title"] == "題"
    assert not Page.objects.exclude(title_ja="").exclude(title_ja=None).exists()


def test_what_another_site_sends_signs_nobody_in(address):
    make_account()
    client = browser()
    steps = {"sign_in-username": "ann", "sign_in-password": "correct horse battery"}

    client.post(
        address, {"text-root-title": "題", **steps}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert not is_in(client)
