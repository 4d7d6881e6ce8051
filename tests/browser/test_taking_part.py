"""Writing to us in a real browser: by keyboard, with errors, and with the back button."""

import re

import pytest

from involvement.models import Submission
from tests.browser.axe import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

WRITE = "/en/take-part/write/"
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


def focused(page, attribute="id"):
    return page.evaluate(f"document.activeElement.getAttribute('{attribute}')")


def tab_to(page, is_there, *, most=150):
    """Press Tab until the focus is there."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => {is_there})(document.activeElement)"):
            return
    raise AssertionError(f"Tab never leads to {is_there}.")


def type_into(page, name, text):
    tab_to(page, f"element.name === '{name}'")
    page.keyboard.type(text)


def press(page, words):
    """Press the button with these words with the keyboard, and wait for the next page."""
    tab_to(page, f"element.matches('main button') && element.innerText.trim() === '{words}'")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def start(page, site, kind="question", age_band="adult"):
    page.goto(f"{site.url}{WRITE}?kind={kind}")
    page.check(f"input[name=age_band][value={age_band}]")
    page.click("main .buttons button")
    page.wait_for_selector("textarea[name=message]")


def fill(page, **values):
    usual = {"name": "Лариса", "email": "larysa@example.org", "message": "Чи можу я допомогти?"}
    for name, value in {**usual, **values}.items():
        page.fill(f"[name={name}]", value)


def check(page):
    """Press the button of the form, which shows what was written once more."""
    page.click(".write .buttons button")


def send(page):
    """Look at what was written, and send it."""
    check(page)
    page.wait_for_selector("button[name=change]")
    page.click("main button")


def number_on(page):
    page.wait_for_selector(".receipt__number")
    return page.locator(".receipt__number").inner_text()


def test_the_keyboard_alone_leads_from_a_city_to_the_receipt(site, page):
    page.goto(f"{site.url}/en/cities/matsumoto/")

    tab_to(page, "(element.getAttribute('href') || '').endsWith('/write/?city=matsumoto')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "element.name === 'kind'")
    page.keyboard.press("ArrowDown")
    tab_to(page, "element.name === 'age_band'")
    page.keyboard.press("Space")
    press(page, "Continue")
    type_into(page, "name", "Larysa Writer")
    type_into(page, "email", "larysa@example.org")
    type_into(page, "message", "May I help?")
    press(page, "Check and send")
    press(page, "Send")

    stored = Submission.objects.get()
    assert number_on(page) == stored.reference
    assert NUMBER.fullmatch(stored.reference)
    assert (stored.name, stored.message) == ("Larysa Writer", "May I help?")
    assert stored.city.label == "Matsumoto"
    assert stored.age_band == "adult"


def test_the_tab_key_never_meets_the_field_for_programs(site, page):
    start(page, site)
    met = set()

    for _press in range(80):
        page.keyboard.press("Tab")
        met.add(focused(page, "name"))

    assert {"name", "message"} <= met
    assert "website" not in met


def test_the_error_summary_takes_the_focus_and_its_links_lead_to_the_fields(site, page):
    start(page, site)
    page.fill("[name=email]", "larysa@")

    check(page)
    page.wait_for_selector("#error-summary")

    assert page.title().startswith("Error: ")
    assert focused(page) == "error-summary"
    led_to = []
    for link in page.locator("#error-summary a").all():
        link.focus()
        page.keyboard.press("Enter")
        led_to.append(focused(page))
    assert led_to == ["id_name", "id_email", "id_message"]
    assert page.input_value("[name=email]") == "larysa@"


def test_links_of_the_first_step_lead_to_the_first_button_of_each_group(site, page):
    page.goto(f"{site.url}{WRITE}")

    page.click("main button")
    page.wait_for_selector("#error-summary")

    led_to = []
    for link in page.locator("#error-summary a").all():
        link.focus()
        page.keyboard.press("Enter")
        led_to.append(focused(page))
    assert led_to == ["id_kind_0", "id_age_band_0"]


def test_the_back_button_and_sending_again_gives_the_same_number(site, page):
    start(page, site)
    fill(page)
    send(page)
    number = number_on(page)

    page.go_back()
    page.wait_for_selector("button[name=change]")
    page.go_back()
    page.wait_for_selector("textarea[name=message]")
    typed = page.input_value("[name=message]")
    fill(page)
    send(page)

    assert typed == "Чи можу я допомогти?"
    assert number_on(page) == number
    assert Submission.objects.count() == 1


def test_reloading_the_receipt_sends_nothing(site, page):
    start(page, site)
    fill(page)
    send(page)
    number = number_on(page)

    page.reload()

    assert number_on(page) == number
    assert Submission.objects.count() == 1


def test_a_double_click_sends_once(site, page):
    start(page, site)
    fill(page)
    check(page)
    page.wait_for_selector("button[name=change]")

    page.dblclick("main button")

    number = number_on(page)
    assert [row.reference for row in Submission.objects.all()] == [number]


def test_the_whole_way_works_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}{WRITE}?kind=question")

    page.check("input[name=age_band][value=adult]")
    page.click("main .buttons button")
    fill(page)
    send(page)

    assert number_on(page) == Submission.objects.get().reference
    assert context.cookies() == []
    context.close()


def test_no_step_has_a_fault_at_320_pixels(site, page):
    page.set_viewport_size({"width": 320, "height": 800})
    found = {}

    def look(step):
        wrong = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append("scrolls sideways")
        found[step] = wrong

    page.goto(f"{site.url}{WRITE}")
    look("start")
    page.click("main button")
    page.wait_for_selector("#error-summary")
    look("start with errors")
    start(page, site, "friendship_city", "young")
    look("form")
    check(page)
    page.wait_for_selector("#error-summary")
    look("form with errors")
    start(page, site, "memory")
    fill(page, name="x" * 200, message="y" * 300)
    check(page)
    page.wait_for_selector("button[name=change]")
    look("check")
    page.click("main button")
    page.wait_for_selector(".receipt__number")
    look("receipt")
    page.goto(f"{site.url}{WRITE}")
    page.check("input[name=kind][value=question]")
    page.check("input[name=age_band][value=child]")
    page.click("main button")
    page.wait_for_selector("text=Please ask a grown-up")
    look("child")

    assert found == {step: [] for step in found}
    assert len(found) == 7
