"""What somebody typed is kept and saved, as they meet it in a real browser."""

import pytest
from django.contrib.auth.models import Group

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


def test_signed_out_while_typing_one_click_saves_after_signing_in(admin, site):
    admin.goto(f"{site.url}/admin/auth/group/add/")
    admin.fill("#id_name", "Archive")
    other = admin.context.new_page()
    other.goto(f"{site.url}/admin/")
    other.locator("#user-tools > button").click()
    other.get_by_role("button", name="Log out").click()

    admin.locator("input[name=_save]").click()
    assert admin.locator("h1").inner_text() == "You are signed out"
    with admin.context.expect_page() as opened:
        admin.get_by_role("link", name="Sign in").click()
    sign_in = opened.value
    sign_in.fill("#id_username", "editor")
    sign_in.fill("#id_password", "secret")
    sign_in.locator("input[type=submit]").click()
    sign_in.wait_for_load_state()
    admin.get_by_role("button", name="I have signed in, save").click()
    admin.wait_for_url("**/admin/auth/group/")

    assert Group.objects.filter(name="Archive").count() == 1


def test_a_double_click_makes_one(admin, site):
    admin.goto(f"{site.url}/admin/auth/group/add/")
    admin.fill("#id_name", "Archive")

    admin.locator("input[name=_save]").dblclick()
    admin.wait_for_url("**/admin/auth/group/")

    assert Group.objects.filter(name="Archive").count() == 1
