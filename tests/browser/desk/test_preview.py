"""The preview beside the form, and the link that is shared, in a real browser."""

import pytest
from playwright.sync_api import expect

from editorial.models import Revision
from pages.models import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


def open_form(browser_page, site):
    page = Page.objects.get(slug="about-us")
    browser_page.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    return page


def test_what_is_typed_is_seen_beside_the_form_and_saved_nowhere(admin, site):
    open_form(admin, site)
    # The rich editor has had its word by now.
    admin.wait_for_load_state("networkidle")
    said = []
    admin.on("console", lambda message: said.append(message.text))
    before = Revision.objects.count()
    frame = admin.frame_locator(".preview-panel iframe:not(.is-drawing)")

    admin.fill("#id_title_en", "Typed")
    admin.get_by_role("button", name="Preview", exact=True).press("Enter")
    expect(frame.locator("h1")).to_have_text("Typed")
    expect(frame.locator(".preview-bar")).to_contain_text("Draft, not published")
    admin.fill("#id_title_en", "Typed again")
    expect(frame.locator("h1")).to_have_text("Typed again")
    admin.get_by_label("Language", exact=True).select_option("ja")
    expect(frame.locator("html")).to_have_attribute("lang", "ja")
    admin.get_by_role("button", name="Desktop").click()
    width = admin.locator(".preview-panel iframe").evaluate("frame => frame.clientWidth")
    admin.locator(".preview-panel__close").press("Enter")

    assert width == 1280
    assert admin.locator(".preview-panel").count() == 0
    assert admin.evaluate("document.activeElement.name") == "_preview"
    assert Revision.objects.count() == before
    assert said == []


def test_beside_the_preview_there_is_room_to_write_and_the_rail_is_behind_menu(admin, site):
    open_form(admin, site)

    admin.get_by_role("button", name="Preview", exact=True).click()
    expect(admin.locator(".preview-panel")).to_be_visible()
    field = admin.locator("#id_lede_en").bounding_box()
    panel = admin.locator(".preview-panel").bounding_box()
    rail = admin.locator("#nav-sidebar")
    expect(rail).to_be_hidden()
    admin.get_by_role("button", name="Menu").click()
    expect(rail.get_by_role("link", name="Cities")).to_be_visible()
    admin.keyboard.press("Escape")
    admin.locator(".preview-panel__close").click()

    assert field["width"] > 480
    assert panel["width"] > 480
    expect(rail).to_be_visible()
    expect(admin.get_by_role("button", name="Menu")).to_be_hidden()


def test_without_scripts_the_preview_opens_in_a_tab_and_switches_language(site, admin, browser):
    cookies = admin.context.cookies()
    with browser.new_context(java_script_enabled=False) as context:
        context.add_cookies(cookies)
        form = context.new_page()
        open_form(form, site)
        form.fill("#id_title_en", "Typed")

        with context.expect_page() as opened:
            form.get_by_role("button", name="Preview", exact=True).click()
        preview = opened.value
        expect(preview.locator("h1")).to_have_text("Typed")
        preview.get_by_role("button", name="日本語").click()

        expect(preview.locator("html")).to_have_attribute("lang", "ja")
        expect(form.locator("#id_title_en")).to_have_value("Typed")


def test_somebody_without_an_account_follows_a_shared_link(admin, site, browser):
    open_form(admin, site)

    admin.get_by_role("link", name="Share a preview").click()
    admin.get_by_role("button", name="Make a link").click()
    link = admin.get_by_label("Copy it now").input_value()
    visitor = browser.new_page()
    visitor.goto(link)
    expect(visitor.locator(".preview-bar")).to_contain_text("Draft, not published")
    admin.get_by_role("button", name="Revoke").click()
    visitor.reload()

    expect(visitor.locator("h1")).to_have_text("There is no preview at this address.")
    assert visitor.context.cookies() == []
    visitor.close()
