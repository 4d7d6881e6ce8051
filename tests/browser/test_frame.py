"""The frame of the desk from the keyboard: shortcuts, the menu of a narrow window, the account."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


def focused(page):
    """Return the words of what has the focus."""
    return page.evaluate("document.activeElement.innerText.trim()")


def test_the_frame_is_used_from_the_keyboard(admin, site):
    said = []
    admin.on("console", lambda message: said.append(message.text))
    admin.set_viewport_size({"width": 820, "height": 900})
    admin.goto(f"{site.url}/admin/accounts/user/")

    words = []
    for _stop in range(3):
        admin.keyboard.press("Tab")
        words.append(focused(admin))
    assert words == ["Skip to the content", "Menu", "Sister Cities desk"]

    menu = admin.get_by_role("button", name="Menu", exact=True)
    assert not admin.locator("#nav-sidebar").is_visible()
    menu.press("Enter")
    assert admin.get_by_role("link", name="People").get_attribute("aria-current") == "page"
    admin.keyboard.press("Escape")
    assert not admin.locator("#nav-sidebar").is_visible()
    assert focused(admin) == "Menu"

    admin.locator("#user-tools > button").press("Enter")
    assert admin.get_by_role("button", name="Log out").is_visible()
    admin.keyboard.press("Escape")

    admin.get_by_role("button", name="Narrow the list").press("Enter")
    assert admin.locator("#changelist-filter").is_visible()
    admin.keyboard.press("Escape")
    assert not admin.locator(".actions").is_visible()
    admin.locator(".action-select").first.check()
    assert admin.locator(".actions").is_visible()

    admin.set_viewport_size({"width": 1280, "height": 900})
    assert admin.locator("#nav-sidebar").is_visible()
    assert not menu.is_visible()
    assert said == []
