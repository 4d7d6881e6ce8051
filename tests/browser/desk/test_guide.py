"""The pictures of the guide, taken of the desk with the seed content.

`make guide` takes them anew and writes them into docs/editors/pictures/. As tests they write them
elsewhere, and prove that what the guide shows is still there.
"""

import io
import os

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from cities.models import City, Event
from editorial import publishing
from pages.models import Page
from tests.editorial.admin.test_guide import MOST_BYTES, PICTURES
from tests.editorial.staff.people import person
from tests.submissions import make_submission

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

WIDTH = 1000
HIGHEST = 640
TAKEN = {}


def shows(name):
    """Register a function that leads to what a picture shows and returns the parts to keep."""

    def register(function):
        TAKEN[name] = function
        return function

    return register


@pytest.fixture
def folder(tmp_path):
    """Where the pictures go: into the guide when `make guide` asks for it."""
    return PICTURES if os.environ.get("GUIDE") == "write" else tmp_path


@pytest.fixture
def desk(site, browser):
    """A page of the desk with an administrator signed in, sharp enough to be read."""
    client = Client()
    client.force_login(User.objects.create_superuser("coordinator", "coordinator@example.org"))
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": site.url}
    view = {"width": WIDTH, "height": 800}
    with browser.new_context(
        viewport=view, device_scale_factor=1.5, locale="en-US", base_url=site.url
    ) as context:
        context.add_cookies([cookie])
        yield context.new_page()


def keep(page, path, parts):
    """Keep what these parts of a page cover, with a margin, as a small file."""
    page.mouse.move(0, 0)
    boxes = [page.locator(part).first.bounding_box() for part in parts]
    left = max(min(box["x"] for box in boxes) - 12, 0)
    top = max(min(box["y"] for box in boxes) - 12, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + 12, page.viewport_size["width"])
    bottom = min(max(box["y"] + box["height"] for box in boxes) + 12, top + HIGHEST)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    shot = Image.open(io.BytesIO(page.screenshot(clip=clip)))
    shot.convert("RGB").save(path, "WEBP", quality=60, method=6)


def scroll_to(page, part):
    """Bring a part to the top of the window."""
    page.locator(part).first.evaluate("part => part.scrollIntoView({block: 'start'})")


def open_form(page, row):
    meta = row._meta
    page.goto(f"/admin/{meta.app_label}/{meta.model_name}/{row.pk}/change/")
    page.wait_for_load_state("networkidle")


def about_us():
    return Page.objects.get(slug="about-us")


def drafted_by_another(page):
    """Let a colleague draft first sentences."""
    colleague = person("Editor", username="another-editor")
    texts = publishing.versions_of(page.entry).texts("working")["en"]
    texts = {**texts, "root": {**texts["root"], "lede": "Six sister cities, and one purpose."}}
    publishing.save(page.entry, texts={"en": texts}, by=colleague)


@shows("sign-in")
def sign_in(page):
    page.context.clear_cookies()
    page.goto("/admin/login/")
    return ["#login-form"]


@shows("today")
def today(page):
    make_submission(kind="volunteer")
    page.set_viewport_size({"width": 1280, "height": 640})
    page.goto("/admin/")
    return ["#nav-sidebar", ".today__main"]


@shows("form")
def form(page):
    page.set_viewport_size({"width": WIDTH, "height": 640})
    open_form(page, about_us())
    return ["body"]


@shows("whose-words")
def whose_words(page):
    drafted_by_another(about_us())
    open_form(page, about_us())
    page.fill("#id_title_en", "About this program")
    page.get_by_role("button", name="Publish English…").last.click()
    expect(page.get_by_text("What becomes public?")).to_be_visible()
    return ["#content"]


@shows("preview")
def preview(page):
    page.set_viewport_size({"width": 1280, "height": 760})
    open_form(page, about_us())
    page.fill("#id_title_en", "About this program")
    page.get_by_role("button", name="Preview", exact=True).click()
    frame = page.frame_locator(".preview-panel iframe:not(.is-drawing)")
    expect(frame.locator("h1")).to_have_text("About this program")
    scroll_to(page, ".preview-panel")
    return [".preview-panel", ".editor__form"]


@shows("at-a-time")
def at_a_time(page):
    open_form(page, about_us())
    page.fill("#id_title_en", "About this program")
    page.get_by_role("button", name="Publish at a time…").click()
    expect(page.get_by_role("button", name="Publish at this time")).to_be_visible()
    scroll_to(page, ".time__form")
    return [".time__form"]


@shows("take-off")
def take_off(page):
    open_form(page, about_us())
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Take off the site", exact=False).click()
    expect(page.get_by_role("button", name="Take it off the site")).to_be_visible()
    scroll_to(page, "#reason")
    return ["#reason"]


@shows("sections")
def sections(page):
    open_form(page, about_us())
    scroll_to(page, ".parts")
    return [".parts"]


@shows("text")
def text(page):
    open_form(page, about_us())
    page.locator(".part summary").first.click()
    expect(page.locator(".ProseMirror:visible").first).to_be_visible()
    scroll_to(page, ".part")
    return [".part"]


@shows("event-date")
def event_date(page):
    open_form(page, Event.objects.first())
    page.fill("#id_start", "spring 1992")
    expect(page.locator(".field-start .understood")).to_contain_text(
        "spring 1992", ignore_case=True
    )
    scroll_to(page, ".field-start")
    return [".field-start"]


@shows("stages")
def stages(page):
    open_form(page, City.objects.partners().in_order().first())
    scroll_to(page, "#stages-parts")
    return ["#stages-parts"]


@shows("place")
def place(page):
    open_form(page, City.objects.partners().in_order().first())
    scroll_to(page, ".field-latitude")
    return [".field-latitude", ".field-time_zone", ".field-place"]


@shows("translate")
def translate(page):
    drafted_by_another(about_us())
    entry = about_us().entry
    publishing.publish(entry, ["en"])
    page.goto(f"/admin/translations/{entry.pk}/es/")
    page.wait_for_load_state("networkidle")
    scroll_to(page, ".pair:has(.pair__right)")
    return [".pair:has(.pair__right)"]


@shows("several")
def several(page):
    page.goto("/admin/pages/page/")
    for row in (0, 1):
        page.locator("input.action-select").nth(row).check()
    return ["#changelist-form"]


@shows("history")
def history(page):
    drafted_by_another(about_us())
    entry = about_us().entry
    page.goto(f"/admin/history/{entry.pk}/")
    return ["#content"]


@shows("answer")
def answer(page):
    submission = make_submission(name="A resident", message="May I help at the festival?")
    open_form(page, submission)
    page.locator("#choose-letter").select_option(index=1)
    page.get_by_role("button", name="Fill in").click()
    page.wait_for_load_state("networkidle")
    scroll_to(page, "#answer")
    return ["#answer"]


@pytest.mark.parametrize("name", TAKEN)
def test_what_a_picture_of_the_guide_shows_is_there(desk, folder, name):
    path = folder / f"{name}.webp"

    keep(desk, path, TAKEN[name](desk))

    assert 0 < path.stat().st_size <= MOST_BYTES


def test_every_picture_of_the_guide_can_be_taken_anew():
    assert sorted(f"{name}.webp" for name in TAKEN) == sorted(
        path.name for path in PICTURES.iterdir()
    )
