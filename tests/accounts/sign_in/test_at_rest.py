"""What the database holds of a second factor opens no account by itself."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site_settings
from django.urls import reverse
from django.utils import timezone

from accounts import ending
from tests.accounts.people import browser, is_in, sign_in
from tests.accounts.sign_in.test_second_factor import code_of, second_step, with_app

pytestmark = pytest.mark.django_db

ANOTHER_KEY = "another-long-enough-key-of-a-site-0123456789abcdefghijklmnop"


@pytest.fixture(autouse=True)
def asked_for(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def change_key(settings, *, keep_former):
    settings.SECRET_KEY_FALLBACKS = [site_settings.SECRET_KEY] if keep_former else []
    settings.SECRET_KEY = ANOTHER_KEY


def test_neither_the_secret_of_an_app_nor_recovery_codes_stand_there_readable():
    _account, secret = with_app()

    stored = " ".join(str(data) for data in Authenticator.objects.values_list("data", flat=True))

    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_a_new_secret_key_locks_nobody_out_and_the_daily_round_leaves_the_former_behind(settings):
    _account, secret = with_app()
    change_key(settings, keep_former=True)
    client = browser()

    sign_in(client)
    second_step(client, code_of(secret))
    assert is_in(client)

    ending.clean_up(timezone.now())
    settings.SECRET_KEY_FALLBACKS = []
    again = browser()
    sign_in(again)
    second_step(again, code_of(secret, steps=1))
    assert is_in(again)


def test_under_another_key_the_second_step_says_what_to_do(settings):
    _account, secret = with_app()
    change_key(settings, keep_former=False)
    client = browser()
    sign_in(client)

    answer = second_step(client, code_of(secret))

    assert answer.status_code == 200
    assert "ask an administrator to let you in again" in answer.content.decode()
    assert not is_in(client)


def test_recovery_codes_that_nobody_can_read_are_made_anew(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    with_app()
    Authenticator.objects.filter(type="totp").delete()
    change_key(settings, keep_former=False)
    client = browser()
    sign_in(client)

    assert client.get(reverse("mfa_index")).status_code == 200
    response = client.get(reverse("mfa_view_recovery_codes"))

    assert response.headers["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.filter(type="recovery_codes").exists()
