"""What a reader does with a keyboard, without scripts, on a phone."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_first_tab_skips_to_the_content(site, page):
    page.goto(f"{site.url}/en/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_filters_work_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/en/history/")

    page.select_option("select[name=kind]", "gift")
    page.click("button:has-text('Show')")

    assert "kind=gift" in page.url
    assert page.locator("h2", has_text="event").first.is_visible()
    context.close()


@pytest.mark.proof
def test_a_reader_meets_no_foreign_host_no_cookie_and_no_error(site, page, paths):
    hosts, errors = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and "404" not in message.text
            else None
        ),
    )
    page.on("pageerror", lambda error: errors.append(str(error)))

    for path in paths:
        page.goto(f"{site.url}{path}")

    assert hosts == {site.url.removeprefix("http://")}
    assert errors == []
    assert page.context.cookies() == []


def test_a_source_opens_by_keyboard(site, page):
    page.goto(f"{site.url}/en/history/")
    summary = page.locator("article details summary").first

    summary.focus()
    page.keyboard.press("Enter")

    assert page.locator("article details").first.get_attribute("open") is not None
