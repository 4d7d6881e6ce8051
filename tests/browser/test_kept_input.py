"""What somebody typed is kept and saved, as they meet it in a real browser."""

import pytest
from django.contrib.auth.models import Group

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signed_out_while_typing_one_click_saves_after_signing_in(desk, site):
    desk.goto(f"{site.url}/admin/auth/group/add/")
    desk.fill("#id_name", "Archive")
    other = desk.context.new_page()
    other.goto(f"{site.url}/admin/")
    other.locator("#logout-form button").click()

    desk.locator("input[name=_save]").click()
    assert desk.locator("h1").inner_text() == "You are signed out"
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Sign in").click()
    sign_in = opened.value
    sign_in.fill("#id_username", "editor")
    sign_in.fill("#id_password", "secret")
    sign_in.locator("input[type=submit]").click()
    sign_in.wait_for_load_state()
    desk.get_by_role("button", name="I have signed in, save").click()
    desk.wait_for_url("**/admin/auth/group/")

    assert Group.objects.filter(name="Archive").count() == 1


def test_a_double_click_makes_one(desk, site):
    desk.goto(f"{site.url}/admin/auth/group/add/")
    desk.fill("#id_name", "Archive")

    desk.locator("input[name=_save]").dblclick()
    desk.wait_for_url("**/admin/auth/group/")

    assert Group.objects.filter(name="Archive").count() == 1
