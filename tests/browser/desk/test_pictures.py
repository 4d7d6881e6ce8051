"""The library of pictures in a real browser: pointing, choosing, uploading on the way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cities.models import Event
from editorial.admin.pictures.forms import MOST_MEGABYTES
from editorial.models import Picture
from editorial.pictures.refusals import MAX_MEGABYTES
from tests.saltlake_sister.admin_rows import png

pytestmark = [
    pytest.mark.browser,
    pytest.mark.proof,
    pytest.mark.django_db(transaction=True),
]


def make(title):
    file = SimpleUploadedFile("a.png", png(), "image/png")
    return Picture.objects.create(title=title, credit="Ann", license="CC0", file=file)


def at_x(page):
    return page.locator(".focal").evaluate("(f) => getComputedStyle(f).getPropertyValue('--at-x')")


def test_the_point_that_stays_in_view_is_pointed_at_and_moved_by_keys(admin, site):
    picture = make("Harbor")
    admin.goto(f"{site.url}{reverse('admin:editorial_picture_change', args=[picture.pk])}")
    stage = admin.locator(".focal__stage img")
    box = stage.bounding_box()

    admin.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.8)
    admin.get_by_label("From the left").focus()
    admin.keyboard.press("ArrowRight")
    pointed = at_x(admin)
    admin.get_by_role("button", name="Save the picture").click()

    picture.refresh_from_db()
    assert pointed == "26%"
    assert (picture.focal_x, picture.focal_y) == (26, 80)


def test_without_a_script_the_crops_follow_the_nine_points(browser, admin, site):
    picture = make("Harbor")
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(admin.context.cookies())
    page = context.new_page()
    page.goto(f"{site.url}{reverse('admin:editorial_picture_change', args=[picture.pk])}")

    page.get_by_role("radio", name="Top right").check()
    place = page.locator(".focal__crop--city img").evaluate(
        "(image) => getComputedStyle(image).objectPosition"
    )
    page.get_by_role("button", name="Save the picture").click()
    context.close()

    picture.refresh_from_db()
    assert place == "83% 17%"
    assert (picture.focal_x, picture.focal_y) == (83, 17)


def test_a_picture_is_found_and_chosen_without_leaving_the_form(admin, site):
    for number in range(14):
        make(f"View {number}")
    wanted = make("Lantern")
    Picture.objects.filter(pk=wanted.pk).update(uploaded_at="2020-01-01T00:00Z")
    event = Event.objects.order_by("pk")[0]
    admin.goto(f"{site.url}{reverse('admin:cities_event_change', args=[event.pk])}")
    admin.locator("summary", has_text="Picture").first.click()
    admin.locator(".chooser summary").click()
    assert admin.locator(".chooser .option").count() == 13

    admin.get_by_label("Find a picture").fill("lant")
    admin.locator(".chooser .option", has_text="Lantern").click()
    shown = admin.locator(".chooser__now").inner_text()
    admin.get_by_label("Decorative").check()
    admin.locator(".submit-row [name=_draft]").click()
    admin.wait_for_load_state()

    assert shown == "Lantern"
    assert admin.locator(".chooser__now a").inner_text().startswith("Lantern")


def test_a_picture_is_uploaded_on_the_way_and_what_was_typed_stays(admin, site, tmp_path):
    file = tmp_path / "photo.png"
    Image.new("RGB", (300, 200), "teal").save(file)
    event = Event.objects.order_by("pk")[0]
    admin.goto(f"{site.url}{reverse('admin:cities_event_change', args=[event.pk])}")
    admin.fill("#id_place_en", "Typed and not saved")
    admin.locator("summary", has_text="Picture").first.click()

    with admin.expect_popup() as opened:
        admin.get_by_role("link", name="Upload a new one").click()
    window = opened.value
    window.set_input_files("#id_file", file)
    for name, words in (("title", "New view"), ("credit", "Ann"), ("license", "CC0")):
        window.fill(f"#id_{name}", words)
    with window.expect_event("close"):
        window.get_by_role("button", name="Add it to the library").click()
    admin.locator(".chooser__now", has_text="New view").wait_for()

    assert admin.input_value("#id_place_en") == "Typed and not saved"
    chosen = admin.locator(".chooser input:checked").get_attribute("value")
    assert chosen == str(Picture.objects.get().pk)


def test_files_that_are_too_large_are_told_of_before_anything_is_sent(admin, site, tmp_path):
    files = [tmp_path / name for name in ("one.png", "two.png")]
    for file in files:
        with file.open("wb") as written:
            written.truncate(MOST_MEGABYTES * 600_000)
    sent = []
    admin.on("request", lambda request: sent.append(request.method))
    admin.goto(f"{site.url}{reverse('admin:editorial_picture_several')}")

    admin.set_input_files("#id_files", files)
    told = admin.get_by_role("alert").inner_text()
    admin.get_by_role("button", name="Add them to the library").click()
    focused = admin.evaluate("document.activeElement.id")
    admin.set_input_files("#id_files", files[:1])

    assert told == f"At most 20 files with {MOST_MEGABYTES} MB together. Choose fewer."
    assert (focused, "POST" in sent) == ("id_files", False)
    assert admin.get_by_role("alert").count() == 0


def test_a_file_that_is_too_large_is_told_of_before_it_is_sent(admin, site, tmp_path):
    file = tmp_path / "large.png"
    with file.open("wb") as written:
        written.truncate((MAX_MEGABYTES + 1) * 1024 * 1024)
    admin.goto(f"{site.url}{reverse('admin:editorial_picture_add')}")

    admin.set_input_files("#id_file", file)

    words = f"This file has {MAX_MEGABYTES + 1} MB; at most {MAX_MEGABYTES} MB are taken."
    assert admin.get_by_role("alert").inner_text().startswith(words)
