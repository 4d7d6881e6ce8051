"""Where a button leads, found by a few letters in a real browser, from the keyboard alone."""

import pytest
from playwright.sync_api import expect

from cities.models import City
from pages.models import Page, Section
from tests.browser.axe import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


@pytest.fixture
def part(admin, site):
    """A part of About Us with a button, opened."""
    page = Page.objects.get(slug="about-us")
    section = page.sections.filter(kind=Section.Kind.CALL_TO_ACTION).first()
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    part = admin.locator(".part").filter(has=admin.locator(f"input[value='{section.pk}']"))
    part.locator("summary").click()
    return part


def test_a_city_is_found_by_keys_and_the_button_leads_there_after_its_address_changed(
    admin, site, part
):
    torino = City.objects.get(slug="torino")
    address = part.get_by_label("Link", exact=True)

    part.get_by_role("button", name="Find a page, city or event…").focus()
    admin.keyboard.press("Enter")
    admin.keyboard.type("torin")
    choice = admin.get_by_role("dialog").get_by_role("button", name="Torino City")
    choice.wait_for()
    found = faults(admin)
    choice.focus()
    admin.keyboard.press("Enter")

    assert found == []
    expect(admin.get_by_role("dialog")).to_have_count(0)
    expect(address).to_be_focused()
    expect(address).to_have_value("/cities/torino/")
    leads_to = part.get_by_role("status").filter(has_text="Leads to “Torino”")
    expect(leads_to).to_be_visible()
    with admin.expect_navigation():
        admin.keyboard.press("Control+s")
    with admin.expect_navigation():
        admin.locator("button[name='_publish']").click()
    assert Section.objects.filter(link=f"/go/{torino.entry_id}/").count() == 1
    City.objects.filter(pk=torino.pk).update(slug="turin")
    admin.goto(f"{site.url}/en/about-us/")
    expect(admin.locator("a.button[href='/en/cities/turin/']")).to_have_count(1)


def test_nothing_chosen_leaves_all_as_it_was_and_a_typed_address_says_no_name(admin, part):
    address = part.get_by_label("Link", exact=True)
    button = part.get_by_role("button", name="Find a page, city or event…")
    before = address.input_value()

    button.click()
    admin.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(address).to_have_value(before)

    button.click()
    admin.keyboard.type("torin")
    admin.get_by_role("dialog").get_by_role("button", name="Torino City").click()
    address.fill("https://example.org/")
    expect(part.get_by_text("Leads to “Torino”")).to_have_count(0)
    with admin.expect_navigation():
        admin.keyboard.press("Enter")
    part.locator("summary").click()
    expect(part.get_by_label("Link", exact=True)).to_have_value("https://example.org/")
