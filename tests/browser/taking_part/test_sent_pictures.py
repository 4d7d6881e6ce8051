"""Adding photographs in a real browser: from the receipt, with a broken line, without scripts."""

import pytest

from involvement.models import SubmissionFile
from tests.browser.axe import faults
from tests.browser.test_taking_part import fill, number_on, send, start
from tests.involvement.sent_pictures import make_file, make_memory, photo, photo_with_place
from tests.involvement.views.status_page_client import token_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


def choose(page, content):
    page.set_input_files("input[name=file]", {"name": "a.jpg", "mimeType": "", "buffer": content})


def answer(page, **values):
    page.fill("[name=caption]", values.pop("caption", "The bell in the park"))
    usual = {"taken_by": "family", "use": "public", "minors": "no", "asked": "yes"}
    for name, value in {**usual, **values}.items():
        page.select_option(f"[name={name}]", value)


def add(page):
    page.click("main button[value=add]")


def open_page(page, site):
    memory = make_memory()
    page.goto(f"{site.url}/en/take-part/mine/{token_of(memory)}/pictures/")
    return memory


def test_from_the_receipt_to_a_stored_photograph(site, page):
    start(page, site, kind="memory")
    fill(page)
    send(page)
    number_on(page)  # The page before speaks of adding photographs as well.
    page.click("a:has-text('Add photographs')")
    choose(page, photo_with_place())
    answer(page)
    add(page)

    page.wait_for_selector("text=The file is stored.")
    page.wait_for_function("document.querySelector('.sent-file__picture')?.naturalWidth > 0")
    assert SubmissionFile.objects.get().caption == "The bell in the park"


def test_a_broken_line_keeps_the_file_chosen_and_a_second_try_stores_it(site, page):
    open_page(page, site)
    choose(page, photo())
    answer(page)
    page.route("**/pictures/", lambda route: route.abort())
    add(page)
    page.wait_for_selector("text=The file did not come through")
    assert SubmissionFile.objects.count() == 0

    page.unroute("**/pictures/")
    add(page)

    page.wait_for_selector("text=The file is stored.")
    assert SubmissionFile.objects.count() == 1


def test_a_mistake_is_told_by_the_script_as_without_it(site, page):
    open_page(page, site)
    choose(page, b"no picture at all")
    answer(page)
    add(page)

    page.wait_for_selector("#error-summary")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.input_value("[name=caption]") == "The bell in the park"
    choose(page, photo())
    add(page)
    page.wait_for_selector("text=The file is stored.")


def test_without_scripts_a_photograph_is_stored_as_well(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_page(page, site)
    choose(page, photo())
    answer(page)
    add(page)

    page.wait_for_selector("text=The file is stored.")
    context.close()


def test_the_pages_hold_for_everybody(site, page):
    memory = open_page(page, site)
    file = make_file(memory)
    page.set_viewport_size({"width": 320, "height": 800})
    base = f"{site.url}/en/take-part"
    token = token_of(memory)

    for address in (
        f"{base}/mine/{token}/pictures/",
        f"{base}/mine/{token}/pictures/{file.uid}/",
        f"{base}/received/{token}/",
    ):
        page.goto(address)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
