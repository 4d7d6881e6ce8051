"""A native reader on a phone: from the email to the correction that visitors see."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from post_office.models import Email

from editorial.models import Suggestion
from pages.models import Page
from tests.browser.axe import faults
from tests.editorial.readers.inviting import invite

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.mark.parametrize(
    ("language", "better"),
    [("ja", "姉妹都市プログラムについて"), ("uk", "Хто ми й навіщо працюємо")],
)
def test_five_minutes_of_a_reader_become_public_words(
    site, admin, browser, settings, language, better
):
    settings.EMAIL_HOST = "mail.example.org"
    about = Page.objects.get(slug="about-us")
    before = getattr(about, f"title_{language}")
    admin.goto(f"{site.url}/admin/translations/readers/")
    admin.fill("#id_name", "Aiko")
    admin.fill("#id_email", "aiko@example.org")
    admin.select_option("#id_language", language)
    admin.get_by_role("button", name="Send the invitation").click()
    expect(admin.locator(".messagelist")).to_contain_text("on its way")
    link = re.search(r"http\S+", Email.objects.get().message)[0]

    with browser.new_context(**PHONE, locale=language, java_script_enabled=False) as context:
        phone = context.new_page()
        phone.goto(f"{site.url}{urlsplit(link).path}")
        expect(phone.locator("html")).to_have_attribute("lang", language)
        phone.locator(".page-head a.button").tap()
        expect(phone.locator(".reading__paragraph").nth(20)).to_be_attached()
        phone.locator(".reading__ways a").first.tap()
        phone.locator(f".reading-list a[href$='/{about.entry_id}/']").tap()
        title = phone.locator(".reading__paragraph").first
        expect(title.locator(".reading__words")).to_have_text(before)
        expect(title.locator(".reading__source")).to_have_text("About Us")
        title.locator("summary").tap()
        title.locator("textarea").fill(better)
        second = phone.locator(".reading__paragraph").nth(1)
        second.locator("input[type=checkbox]").tap()
        phone.locator(".reading__send button").tap()
        expect(phone.locator(".notice--done")).to_be_visible()
        assert context.cookies() == []

        admin.goto(f"{site.url}/admin/translations/suggestions/")
        expect(admin.locator("ins").first).to_be_visible()
        admin.locator(".pair", has=admin.locator("ins")).get_by_role(
            "button", name=re.compile("^Accept")
        ).click()
        expect(admin.locator(".messagelist")).to_contain_text("it is public")
        admin.get_by_role("button", name=re.compile("good as it is")).click()
        assert Suggestion.objects.filter(state="waiting").count() == 0

        phone.goto(f"{site.url}/{language}/about-us/")
        expect(phone.locator("h1")).to_have_text(better)
        phone.goto(f"{site.url}{urlsplit(link).path}")
        expect(phone.locator(".reading-list li", has_text=better)).to_have_count(2)


def test_a_readers_pages_have_no_fault_on_a_phone(site, page):
    _invitation, secret = invite("uk")
    about = Page.objects.get(slug="about-us")
    page.set_viewport_size({"width": 320, "height": 800})

    wrong = {}
    for path in ("", "first/", f"{about.entry_id}/"):
        page.goto(f"{site.url}/uk/reader/{secret}/{path}")
        found = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append("scrolls sideways")
        if found:
            wrong[path] = found

    assert wrong == {}
