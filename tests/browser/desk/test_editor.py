"""Working on a form of content in a real browser: parts, words that are not saved, keys."""

import pytest

from editorial.models import Unsaved
from pages.models import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


@pytest.fixture
def form(admin, site):
    """The form of About Us, opened by an administrator."""
    page = Page.objects.get(slug="about-us")
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    return admin


def names(form):
    return form.locator(".part summary h3").all_inner_texts()


def test_a_part_is_moved_by_keys_and_saved_without_leaving_the_place(form):
    first, second, *others = names(form)
    down = form.locator(".part").first.get_by_role("button", name="Down")

    down.focus()
    form.keyboard.press("Enter")
    moved = names(form)
    place = form.locator(".part__place:not(.visually-hidden)").inner_text()
    with form.expect_navigation():
        form.keyboard.press("Control+s")

    assert moved == [second, first, *others]
    assert place == f"Now 2 of {len(moved)}"
    assert names(form) == moved
    form.get_by_role("status").filter(has_text="Draft kept.").wait_for()


def test_a_word_is_changed_and_published_by_few_keys(form):
    form.get_by_role("link", name="Skip to the form").focus()
    form.keyboard.press("Enter")
    form.keyboard.press("Tab")
    form.keyboard.press("End")
    form.keyboard.type(" of ours")

    form.get_by_role("link", name="Skip to saving").focus()
    form.keyboard.press("Enter")
    form.keyboard.press("Tab")
    form.keyboard.press("Tab")
    with form.expect_navigation():
        form.keyboard.press("Enter")

    form.get_by_role("button", name="Undo").wait_for()
    assert Page.objects.get(slug="about-us").title_en == "About Us of ours"


def test_words_that_are_not_saved_are_kept_and_taken_back(form):
    form.clock.install()
    form.reload()
    form.on("dialog", lambda dialog: dialog.accept())
    form.fill("#id_lede_en", "Typed and not saved")
    form.locator(".part summary").first.click()
    form.locator(".ProseMirror:visible").first.click()
    form.keyboard.press("Control+Home")
    form.keyboard.type("Typed in the editor. ")

    with form.expect_response(lambda answer: answer.request.method == "POST"):
        form.clock.fast_forward(16_000)
    form.reload()
    form.get_by_role("link", name="Take them back").click()

    assert form.input_value("#id_lede_en") == "Typed and not saved"
    assert "Typed in the editor." in form.locator(".ProseMirror:visible").first.inner_text()
    assert Unsaved.objects.count() == 1
