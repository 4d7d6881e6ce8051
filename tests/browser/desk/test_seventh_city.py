"""An editor brings a new partner city to the site, alone, from the first word to every place."""

import pytest
from playwright.sync_api import expect

from benchmarks.server import addresses
from cities.models import City
from tests.browser.test_taking_part import start
from tests.editorial.staff.people import editor
from tests.saltlake_sister.admin_rows import png

pytestmark = [
    pytest.mark.proof,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def desk(site, page):
    """The desk, with an editor signed in."""
    user = editor()
    user.set_password("a-long-enough-word")
    user.save()
    page.goto(f"{site.url}/admin/login/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "a-long-enough-word")
    page.press("#id_password", "Enter")
    expect(page.locator("h1")).to_have_text("Today")
    return page


def test_a_seventh_city_stands_everywhere_once_it_is_published(desk, site, browser):
    desk.goto(f"{site.url}/admin/cities/city/add/")
    desk.fill("#id_name_en", "Lviv")
    desk.fill("#id_phrase_in_en", "in Lviv")
    desk.fill("#id_greeting", "Шановні львів’яни!")
    desk.select_option("#id_greeting_language", label="Ukrainian")
    desk.fill("#id_greeting_meaning_en", "Dear people of Lviv!")
    desk.fill("#id_origin_lede_en", "It began with a letter.")
    desk.select_option("#id_country", label="Ukraine")

    # The map shows the place at once, and a mistake as well.
    place = desk.locator("[data-place-map]")
    desk.fill("#id_latitude", "49.84° N")
    desk.fill("#id_longitude", "-24.03")
    expect(place).to_contain_text("6,540 km")
    desk.fill("#id_longitude", "24.03")
    expect(place).to_contain_text("9,060 km from Salt Lake City, to the northeast.")
    desk.select_option("#id_time_zone", "Europe/Kyiv")

    desk.locator("details", has=desk.locator("#id_slug")).locator("summary").first.click()
    expect(desk.locator("#id_slug")).to_have_value("lviv")
    desk.get_by_label("Bridge").check()
    desk.get_by_role("button", name="Publish English and the facts").first.click()
    expect(desk.locator("h1")).to_have_text("Lviv")

    with browser.new_context() as context:
        reader = context.new_page()
        reader.goto(f"{site.url}/en/")
        expect(reader.locator(".city-row", has_text="Lviv")).to_contain_text("Шановні львів’яни!")
        expect(reader.locator(".city-row", has_text="Lviv").locator("svg.emblem")).to_be_visible()
        expect(reader.locator(".map").get_by_role("link", name="Lviv")).to_have_count(1)
        reader.locator(".city-row", has_text="Lviv").get_by_role("link").click()
        expect(reader.locator("h1")).to_have_text("Lviv")
        reader.goto(f"{site.url}/en/history/")
        expect(reader.locator("main")).to_contain_text("Lviv")
        start(reader, site)
        assert "Lviv" in reader.locator("select[name=city]").inner_text()
        named = addresses(lambda path: context.request.get(f"{site.url}{path}").text())
        assert f"{site.url}/en/cities/lviv/" in named
        assert f"{site.url}/ja/cities/lviv/" not in named


def test_a_picture_of_ones_own_stands_as_its_emblem(desk, site, browser):
    city = City.objects.partners().in_order().first()
    desk.goto(f"{site.url}/admin/cities/city/{city.pk}/change/")
    desk.locator("details", has=desk.locator("#id_slug")).locator("summary").first.click()

    with desk.expect_popup() as opened:
        desk.locator(".field-emblem_picture").get_by_role("link", name="Upload a new one").click()
    library = opened.value
    library.fill("#id_title", "Seal of the city")
    library.set_input_files(
        "#id_file", {"name": "seal.png", "mimeType": "image/png", "buffer": png()}
    )
    library.fill("#id_credit", "The city")
    library.fill("#id_license", "Used by permission")
    with library.expect_event("close"):
        library.get_by_role("button", name="Add it to the library").click()
    desk.locator(".chooser__now", has_text="Seal of the city").wait_for()
    desk.get_by_role("button", name="Publish English and the facts").first.click()
    expect(desk.get_by_text("Nothing is in draft")).to_be_visible()

    with browser.new_context() as context:
        reader = context.new_page()
        reader.goto(f"{site.url}{city.get_absolute_url()}")
        expect(reader.locator(".salute img.emblem")).to_be_visible()
        expect(reader.locator(".salute")).to_contain_text("The city, Used by permission")
