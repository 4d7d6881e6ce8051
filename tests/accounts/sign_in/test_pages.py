"""What holds for each page of the door and of one's own account."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.accounts.people import browser, make_account, sign_in
from tests.test_whole_site_safety import relaxed

pytestmark = pytest.mark.django_db

OUTSIDE = ["admin:login", "account_reset_password", "account_reset_password_done"]
INSIDE = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"]


@pytest.mark.parametrize("address", [*OUTSIDE, *INSIDE])
def test_the_policy_is_strict_and_no_cache_keeps_a_page(address):
    client = browser()
    if address in INSIDE:
        make_account()
        sign_in(client)

    response = client.get(reverse(address))

    assert response.status_code == 200
    assert relaxed(response.headers) is False
    assert " style=" not in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["account_signup", "account_email", "socialaccount_login"])
def test_nobody_signs_up_or_changes_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("address", INSIDE)
def test_who_is_not_signed_in_is_led_to_the_door(address):
    response = browser().get(reverse(address))

    assert response.status_code == 302
    assert response.headers["Location"].startswith((reverse("admin:login"), "/admin/account/"))
