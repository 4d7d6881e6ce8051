"""What is wrong with a form of the desk takes the focus, and leads to its fields."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


def send(page):
    with page.expect_navigation():
        page.locator("[name=_save]").click()
    page.get_by_role("alert").wait_for()
    page.wait_for_load_state("networkidle")


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_a_new_person_is_led_to_what_is_wrong_again_and_again(admin, site):
    admin.goto(f"{site.url}/admin/accounts/user/add/")
    admin.fill("#id_email", "nobody")

    send(admin)
    first = focused(admin)
    admin.get_by_role("link", name="Email address: Enter a valid email address.").click()
    led_to = focused(admin)
    send(admin)

    assert (first, led_to) == ("errornote editor__problems", "id_email")
    assert focused(admin) == first
