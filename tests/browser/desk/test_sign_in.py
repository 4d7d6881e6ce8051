"""The door of the desk in a real browser: password, passkey, what was typed meanwhile."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.models import User
from pages.models import Page
from tests.browser.axe import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.proof,
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "correct horse battery"
# What Chromium itself writes of a page that is answered with 403.
REFUSED = "Failed to load resource: the server responded with a status of 403 (Forbidden)"


@pytest.fixture
def door(site, page, settings):
    """Return a page of a browser with a passkey of its own, before a site that asks for one."""
    settings.REQUIRE_SECOND_FACTOR = True
    User.objects.create_superuser("ann", "ann@example.org", PASSWORD)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(error.message))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{site.url}/admin/")
    return page


def give_password(page, name="ann"):
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("#login-form input[type=submit]")


def set_up_passkey(page):
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("link", name=re.compile("I have kept them")).click()


def sign_out(page):
    page.click("#user-tools button")
    page.click("#logout-form button")


def test_from_the_password_to_a_passkey_that_is_enough(door, site):
    give_password(door)
    assert door.url == f"{site.url}/admin/account/second-factor/"
    set_up_passkey(door)
    assert door.url == f"{site.url}/admin/"

    sign_out(door)
    door.goto(f"{site.url}/admin/settings/")
    door.get_by_role("button", name="Use a passkey").click()
    door.wait_for_url(f"{site.url}/admin/settings/")

    sign_out(door)
    door.goto(f"{site.url}/admin/settings/")
    give_password(door, "ann@example.org")
    assert door.url == f"{site.url}/admin/account/second-step/"
    door.get_by_role("button", name="Use a passkey").click()
    door.wait_for_url(f"{site.url}/admin/settings/")

    assert door.said == []


def test_what_was_typed_when_the_session_ended_is_saved_after_both_steps(door, site):
    give_password(door)
    set_up_passkey(door)
    form = f"{site.url}/admin/pages/page/{Page.objects.all()[0].pk}/change/"
    door.goto(form)
    door.fill("#id_title_en", "Typed meanwhile")
    Session.objects.all().delete()

    door.get_by_role("button", name="Save as a draft").last.click()
    assert "You are signed out" in door.inner_text("h1")
    assert faults(door) == []
    door.get_by_label("Name or email address").fill("ann")
    door.get_by_label("Password").fill(PASSWORD)
    door.keyboard.press("Enter")
    expect(door.get_by_role("heading", level=1)).to_contain_text("Second step")
    assert faults(door) == []
    door.get_by_label("Code").fill(recovery_code())
    door.keyboard.press("Enter")

    door.wait_for_url(form)
    assert door.input_value("#id_title_en") == "Typed meanwhile"
    assert door.said == [REFUSED, REFUSED]


@pytest.mark.parametrize("step", ["first", "second"])
def test_a_passkey_does_the_same_there(door, site, step):
    give_password(door)
    set_up_passkey(door)
    form = f"{site.url}/admin/pages/page/{Page.objects.all()[0].pk}/change/"
    door.goto(form)
    door.fill("#id_title_en", "Typed meanwhile")
    Session.objects.all().delete()

    door.get_by_role("button", name="Save as a draft").last.click()
    if step == "second":
        door.get_by_label("Name or email address").fill("ann")
        door.get_by_label("Password").fill(PASSWORD)
        door.keyboard.press("Enter")
        expect(door.get_by_role("heading", level=1)).to_contain_text("Second step")
    door.get_by_role("button", name="Use a passkey").click()

    door.wait_for_url(form)
    assert door.input_value("#id_title_en") == "Typed meanwhile"


def recovery_code():
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_door_has_a_fault_that_axe_can_see(door, site, width, scheme, settings):
    settings.EMAIL_HOST = "mail.example.org"
    door.set_viewport_size({"width": width, "height": 800})
    door.emulate_media(color_scheme=scheme)
    found = {}

    def look():
        wrong = faults(door)
        if door.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[door.url] = wrong

    for path in ("admin/", "admin/account/password/forgotten/", "admin/account/password/new/a-b/"):
        door.goto(f"{site.url}/{path}")
        look()
    door.goto(f"{site.url}/admin/")
    give_password(door)
    look()
    for path in ("app/", "passkeys/add/"):
        door.goto(f"{site.url}/admin/account/second-factor/{path}")
        look()
    door.goto(f"{site.url}/admin/account/second-factor/")
    set_up_passkey(door)
    ann = User.objects.get()
    person = f"admin/accounts/user/{ann.pk}"
    for path in ("", "passkeys/", "recovery-codes/", "recovery-codes/new/"):
        door.goto(f"{site.url}/admin/account/second-factor/{path}")
        look()
    for path in ("admin/accounts/user/", "admin/accounts/user/add/", f"{person}/let-in/"):
        door.goto(f"{site.url}/{path}")
        look()
    for path in (f"{person}/change/", "admin/auth/group/", "admin/auth/group/add/"):
        door.goto(f"{site.url}/{path}")
        look()
    sign_out(door)
    door.goto(f"{site.url}/admin/")
    give_password(door)
    door.fill("#id_code", "000000")
    door.locator("input[value='Sign in']").click()
    look()

    assert found == {}
