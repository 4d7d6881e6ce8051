"""Words that are typed and not sent: whoever leaves is asked first, wherever they stand."""

import pytest

from editorial.models import Unsaved
from involvement.models import Message
from pages.models import Page
from tests.submissions import make_submission

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


@pytest.fixture
def asked(admin):
    """Stay on the page whenever the browser asks; list what it asked."""
    questions = []

    def stay(dialog):
        questions.append(dialog.type)
        dialog.dismiss()

    admin.on("dialog", stay)
    return questions


def leave(page):
    page.get_by_role("link", name="Events", exact=True).click()


def left(page):
    leave(page)
    page.wait_for_url("**/admin/cities/event/")


def stays(page, asked, before):
    leave(page)
    page.wait_for_timeout(300)
    return asked == ["beforeunload"] and page.url == before


def test_a_translation_that_is_not_saved_asks_and_is_saved_by_a_key(admin, site, asked):
    page = Page.objects.get(slug="about-us")
    admin.goto(f"{site.url}/admin/translations/{page.entry_id}/es/")
    title = admin.locator("[name=text-root-title]")
    title.focus()
    admin.keyboard.press("End")
    admin.keyboard.type(" y más")

    assert stays(admin, asked, admin.url)
    title.focus()
    with admin.expect_navigation():
        admin.keyboard.press("Control+s")

    assert admin.locator("[name=text-root-title]").input_value().endswith(" y más")
    left(admin)
    assert asked == ["beforeunload"]


def test_a_translation_that_is_not_saved_is_kept_and_taken_back(admin, site):
    page = Page.objects.get(slug="about-us")
    admin.clock.install()
    admin.on("dialog", lambda dialog: dialog.accept())
    admin.goto(f"{site.url}/admin/translations/{page.entry_id}/es/")
    admin.fill("[name=text-root-title]", "Escrito y no guardado")
    admin.get_by_role("status").filter(has_text="Not saved: 1 change.").wait_for()

    with admin.expect_response(lambda answer: answer.request.method == "POST"):
        admin.clock.fast_forward(16_000)
    admin.get_by_role("status").filter(has_text="A copy is kept here").wait_for()
    admin.reload()
    admin.get_by_role("link", name="Take them back").click()

    assert admin.input_value("[name=text-root-title]") == "Escrito y no guardado"
    assert Unsaved.objects.count() == 1


def test_a_note_that_is_not_kept_asks_and_is_kept_by_a_key(admin, site, asked):
    submission = make_submission()
    admin.goto(f"{site.url}/admin/involvement/submission/{submission.pk}/change/")
    note = admin.get_by_role("form", name="Note for staff").get_by_role("textbox")
    note.focus()
    admin.keyboard.type("Call again.")

    assert stays(admin, asked, admin.url)
    note.focus()
    with admin.expect_navigation():
        admin.keyboard.press("Control+s")

    assert Message.objects.get(text="Call again.").kind == "note"
    left(admin)


def test_what_was_typed_before_a_part_was_added_is_kept_and_asks(admin, site, asked):
    page = Page.objects.get(slug="about-us")
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    admin.locator("#id_lede_en").focus()
    admin.keyboard.press("End")
    admin.keyboard.type(" Typed.")
    with admin.expect_response(lambda answer: "json" in answer.headers.get("content-type", "")):
        admin.locator("[name=_add]").first.click()

    admin.get_by_role("status").filter(has_text="What you typed is not saved yet.").wait_for()
    admin.locator("#id_lede_en").click()
    assert stays(admin, asked, admin.url)
    assert Unsaved.objects.count() == 1


def test_a_list_is_left_without_a_question_whatever_is_ticked(admin, site, asked):
    admin.goto(f"{site.url}/admin/pages/page/")
    admin.locator(".action-select").first.check()

    left(admin)

    assert asked == []


def test_a_key_leads_to_the_search(admin, site):
    admin.goto(f"{site.url}/admin/")

    admin.keyboard.press("Control+k")
    admin.keyboard.type("matsumoto")
    with admin.expect_navigation():
        admin.keyboard.press("Enter")

    admin.get_by_role("heading", name="Cities").wait_for()
