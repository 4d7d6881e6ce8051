"""What somebody typed is kept and saved, as they meet it in a real browser."""

import pytest
from django.contrib.auth.models import Group

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


def test_signed_out_while_typing_one_signs_in_on_the_page_and_it_is_saved(admin, site):
    admin.goto(f"{site.url}/admin/auth/group/add/")
    admin.fill("#id_name", "Archive")
    other = admin.context.new_page()
    other.goto(f"{site.url}/admin/")
    other.locator("#user-tools > button").click()
    other.get_by_role("button", name="Log out").click()

    admin.locator("input[name=_save]").click()
    assert admin.locator("h1").inner_text() == "You are signed out"
    admin.get_by_label("Name or email address").fill("editor")
    admin.get_by_label("Password").fill("secret")
    admin.keyboard.press("Enter")
    admin.wait_for_url("**/admin/auth/group/")

    assert Group.objects.filter(name="Archive").count() == 1


def test_a_double_click_makes_one(admin, site):
    admin.goto(f"{site.url}/admin/auth/group/add/")
    admin.fill("#id_name", "Archive")

    admin.locator("input[name=_save]").dblclick()
    admin.wait_for_url("**/admin/auth/group/")

    assert Group.objects.filter(name="Archive").count() == 1
