"""What an editor does in a real browser, under the strict Content-Security-Policy."""

import pytest

from cities.models import Event
from pages.models import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_editor_changes_a_page_and_sees_it(desk, site):
    page = Page.objects.get(slug="about-us")
    desk.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")

    desk.fill("#id_title_en", "About this program")
    desk.locator(".submit-row button[name=_publish]").click()
    desk.goto(f"{site.url}/en/about-us/")

    assert desk.locator("h1").inner_text() == "About this program"


def test_a_language_leads_to_the_page_where_it_is_translated(desk, site):
    page = Page.objects.get(slug="about-us")
    desk.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    assert not desk.locator("#id_title_ja").count()

    desk.locator(".content-languages").get_by_role("link", name="日本語").click()

    assert desk.url.endswith(f"/{page.entry_id}/ja/")


def test_rich_text_is_typed_into_the_editor(desk, site):
    page = Page.objects.get(slug="accessibility")
    desk.goto(f"{site.url}/admin/pages/page/{page.pk}/change/")
    editor = desk.locator(".ProseMirror:visible").first

    editor.click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("Typed here. ")
    desk.locator(".submit-row button[name=_publish]").click()
    desk.goto(f"{site.url}/en/accessibility/")

    assert "Typed here." in desk.locator("main").inner_text()


def test_the_desk_asks_no_foreign_host(desk, site):
    hosts = set()
    desk.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    event = Event.objects.all()[0]

    for path in ("/admin/", f"/admin/cities/event/{event.pk}/change/", "/admin/pages/page/add/"):
        desk.goto(f"{site.url}{path}")

    assert hosts == {site.url.removeprefix("http://")}
