"""What an editor does in a real browser, under the strict Content-Security-Policy."""

import pytest

from cities.models import Event
from pages.models import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_editor_changes_a_page_and_sees_it(admin, site):
    page = Page.objects.get(slug="about-us")
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")

    admin.fill("#id_title_en", "About this program")
    admin.locator(".submit-row button[name=_publish]").click()
    admin.goto(f"{site.url}/en/about-us/")

    assert admin.locator("h1").inner_text() == "About this program"


@pytest.mark.proof
def test_a_language_is_written_on_a_page_of_its_own(admin, site):
    page = Page.objects.get(slug="about-us")
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")

    admin.get_by_role("navigation", name="Languages").get_by_role("link", name="Japanese").click()

    assert admin.locator("#id_text-root-title").get_attribute("lang") == "ja"


@pytest.mark.proof
def test_rich_text_is_typed_into_the_editor(admin, site):
    page = Page.objects.get(slug="accessibility")
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    admin.locator(".part summary").first.click()
    editor = admin.locator(".ProseMirror:visible").first

    editor.click()
    admin.keyboard.press("Control+Home")
    admin.keyboard.type("Typed here. ")
    admin.locator(".submit-row button[name=_publish]").click()
    admin.goto(f"{site.url}/en/accessibility/")

    assert "Typed here." in admin.locator("main").inner_text()


@pytest.mark.proof
def test_the_desk_asks_no_foreign_host(admin, site):
    hosts = set()
    admin.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    event = Event.objects.all()[0]

    for path in ("/admin/", f"/admin/cities/event/{event.pk}/change/", "/admin/pages/page/add/"):
        admin.goto(f"{site.url}{path}")

    assert hosts == {site.url.removeprefix("http://")}


@pytest.mark.proof
def test_the_toolbar_speaks_words_and_is_one_stop_of_the_keyboard(admin, site):
    said = []
    admin.on("console", lambda message: said.append(message.text))
    page = Page.objects.get(slug="accessibility")
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    admin.locator(".part summary").first.click()
    bar = admin.get_by_role("toolbar", name="Look of the text").locator("visible=true").first
    editor = admin.locator(".ProseMirror:visible").first

    editor.click()
    admin.keyboard.press("Control+A")
    admin.keyboard.press("Shift+Tab")
    admin.keyboard.press("ArrowRight")
    admin.keyboard.press("Enter")

    bold = bar.get_by_role("button", name="Bold")
    assert bold.get_attribute("aria-pressed") == "true"
    assert bar.locator("[tabindex='0']").count() == 1
    assert said == []


@pytest.mark.proof
def test_no_script_stops_in_a_list(admin, site):
    stopped = []
    admin.on("pageerror", lambda error: stopped.append(str(error)))

    for path in ("cities/event/", "pages/page/", "editorial/entry/", "accounts/user/"):
        admin.goto(f"{site.url}/admin/{path}")
        admin.locator("input.action-select").first.check()

    assert stopped == []


@pytest.mark.proof
def test_the_label_of_a_rich_text_leads_to_its_editor_and_names_its_toolbar(admin, site):
    page = Page.objects.get(slug="accessibility")
    admin.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    part = admin.locator(".part").first
    part.locator("summary").click()

    part.locator("label[id$=body_en_label]").click()

    # The editor takes the focus with the next picture that the browser draws.
    part.locator(".ProseMirror:focus").wait_for()
    names = {bar.get_attribute("aria-label") for bar in admin.get_by_role("toolbar").all()}
    assert len(names) == admin.get_by_role("toolbar").count()
