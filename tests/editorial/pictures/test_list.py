"""The library as a list: tiles, tabs, search; constant queries however many pictures there are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from deploy.patient_worker import MOST_BODY
from editorial.admin.pictures.forms import MOST_FILES, MOST_MEGABYTES
from editorial.models import Picture
from editorial.pictures.refusals import MAX_MEGABYTES
from editorial.publishing import pictures as library
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_page
from tests.editorial.pictures.test_library import upload, url
from tests.html_forms import filled, form_of
from tests.saltlake_sister.admin_rows import make_picture, png

pytestmark = pytest.mark.django_db

LIST = reverse("admin:editorial_picture_changelist")
SEVERAL = reverse("admin:editorial_picture_several")
CHOICES = reverse("admin:editorial_picture_choices")


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


def many(count, **values):
    """Make pictures without files of their own, which is all that a list needs."""
    values = {"credit": "Ann", "license": "CC0", "width": 2400, "height": 1600, **values}
    rows = [
        Picture(title=f"View {n}", file=f"pictures/{n}.jpg", search_words=f" view {n} ", **values)
        for n in range(count)
    ]
    return Picture.objects.bulk_create(rows)


def names(response):
    return [tile.picture.title for tile in response.context["cl"].tiles]


def test_each_tab_shows_and_counts_its_pictures(staff):
    views = {
        name: make_picture(title=name)
        for name in ("used", "in a draft", "unused", "lacks", "removed", "deleted")
    }
    make_event(picture=views["used"], decorative=True)
    make_event(picture=views["in a draft"], decorative=True, public=False)
    shown = {"picture": views["lacks"], "alt": "A view"}
    make_page(translations={"ja": {"title": "題"}}, sections=[shown])
    make_city(pictures=[{"picture": views["removed"], "alt": "A view"}])
    library.remove_from_web(views["removed"], reason="consent taken back")
    library.delete([views["deleted"]])

    shown = {
        state: names(staff.get(f"{LIST}?state={state}"))
        for state in ("", "used", "unused", "lacks", "off", "deleted")
    }

    assert shown == {
        "": ["removed", "lacks", "unused", "in a draft", "used"],
        "used": ["removed", "lacks", "in a draft", "used"],
        "unused": ["unused"],
        "lacks": ["lacks"],
        "off": ["removed"],
        "deleted": ["deleted"],
    }
    html = staff.get(LIST).content.decode()
    for words, count in (("All", 5), ("Used", 4), ("Needs a text", 1), ("Deleted", 1)):
        assert f'{words} <span class="tabs__count">{count}</span>' in html
    assert "No alternative text: Japanese" in html
    assert html.count("Used in 1 place") == 4


@pytest.mark.parametrize("words", ["кава", "КАВА", "kaffee müller", "muller"])
def test_a_picture_is_found_by_its_words_in_any_script_and_case(staff, words):
    make_picture(title="Кава на площі", credit="Kaffee Müller")
    make_picture(title="Harbor")

    assert names(staff.get(LIST, {"q": words})) == ["Кава на площі"]


@pytest.mark.parametrize("count", [1, 500])
def test_the_list_needs_the_same_queries_for_one_and_for_500(
    staff, django_assert_max_num_queries, count
):
    pictures = many(count)
    for picture in pictures[:8]:
        make_event(picture=picture, decorative=True)

    staff.get(LIST)
    with django_assert_max_num_queries(16):
        html = staff.get(LIST).content.decode()
    assert html.count('class="tile"') == min(count, 40)


@pytest.mark.parametrize("count", [1, 500])
def test_a_form_with_pictures_needs_the_same_queries_and_stays_small(
    staff, django_assert_max_num_queries, count
):
    pictures = many(count)
    shown = [{"picture": picture, "alt": "A view"} for picture in pictures[:6]]
    city = make_city(pictures=shown)
    form = reverse("admin:cities_city_change", args=[city.pk])

    staff.get(form)
    with django_assert_max_num_queries(45):
        html = staff.get(form).content.decode()
    # Of six pictures and the emblem, each with the chosen picture, none, and twelve others.
    assert html.count('class="option"') <= 7 * 13


def test_the_chooser_finds_twelve_at_the_most_and_nothing_that_cannot_be_shown(staff):
    many(20)
    gone, removed = make_picture(title="View gone"), make_picture(title="View removed")
    library.delete([gone])
    library.remove_from_web(removed, reason="consent taken back")

    found = staff.get(CHOICES, {"q": "view", "name": "picture"}).content.decode()
    one = staff.get(CHOICES, {"q": "view 19", "name": 'a"b'}).content.decode()

    assert found.count('type="radio"') == 12
    assert ("gone" in found, "removed" in found) == (False, False)
    assert 'name="a&quot;b"' in one
    assert "View 19" in one
    assert "No picture holds" in staff.get(CHOICES, {"picture": "²"}).content.decode()


def test_a_picture_is_chosen_by_its_tile_or_by_its_number(staff):
    first, second = make_picture(), make_picture()
    event = make_event(title="A visit", picture=first, alt="A view", sources=[{"headline": "A"}])
    form = reverse("admin:cities_event_change", args=[event.pk])

    data = filled(form_of(staff.get(form), "picture"))
    assert data["picture"] == str(first.pk)
    staff.post(form, {**data, "picture-number": f" {second.pk} ", "_publish": "on"})

    event.refresh_from_db()
    assert event.picture == second


def test_one_that_was_deleted_meanwhile_is_refused_with_its_reason(staff):
    picture = make_picture()
    form = reverse("admin:cities_event_change", args=[make_event().pk])
    data = filled(form_of(staff.get(form), "picture"))
    library.delete([picture])

    response = staff.post(form, {**data, "picture": picture.pk, "_draft": "on"})

    assert "This picture was deleted." in response.content.decode()


def files(*pairs):
    return [SimpleUploadedFile(name, content) for name, content in pairs]


def test_several_are_added_and_each_that_is_not_taken_is_named_with_its_cause(staff):
    data = filled(form_of(staff.get(SEVERAL), "files")) | {"credit": "Ann", "license": "CC0"}
    sent = [("Harbor_view.png", png()), ("plan.pdf", b"%PDF-1.7"), ("松本城.png", png())]

    response = staff.post(SEVERAL, {**data, "files": files(*sent)})
    staff.post(SEVERAL, {**data, "files": files(*sent)})

    assert "<strong>plan.pdf</strong> This is a PDF." in response.content.decode()
    assert set(Picture.objects.values_list("title", "credit", "license")) == {
        ("Harbor view", "Ann", "CC0"),
        ("松本城", "Ann", "CC0"),
    }
    assert Picture.objects.count() == 2


def test_too_many_at_once_are_refused_before_any_is_decoded(staff, monkeypatch):
    from editorial.pictures import uploads

    monkeypatch.setattr(uploads, "normalize", None)
    data = filled(form_of(staff.get(SEVERAL), "files")) | {"credit": "Ann", "license": "CC0"}

    sent = files(*((f"{n}.png", b"x") for n in range(21)))
    response = staff.post(SEVERAL, {**data, "files": sent})

    assert "At most 20 files with 60 MB together." in response.content.decode()


def test_how_much_goes_at_once_is_said_before_anything_is_sent(staff):
    page = staff.get(SEVERAL).content.decode()

    limit = f"At most {MOST_FILES} files with {MOST_MEGABYTES} MB together"
    assert f"{limit}: JPEG, PNG" in page
    assert f'data-too-much="{limit}. Choose fewer."' in page
    assert f'data-most-megabytes="{MOST_MEGABYTES}" ' in page
    assert f'data-most-files="{MOST_FILES}"' in page
    for address in (SEVERAL, reverse("admin:editorial_picture_add")):
        assert "js/file_size.js" in staff.get(address).content.decode()


def test_what_goes_at_once_fits_into_one_request():
    assert MOST_MEGABYTES * 1024 * 1024 < MOST_BODY
    assert MAX_MEGABYTES * 1024 * 1024 < MOST_BODY


def test_decoding_happens_outside_any_transaction(staff, monkeypatch):
    from django.db import connection

    from editorial.pictures import uploads

    depths, normalize = [], uploads.normalize

    def watched(file):
        depths.append(len(connection.savepoint_ids))
        return normalize(file)

    depth = len(connection.savepoint_ids)
    monkeypatch.setattr(uploads, "normalize", watched)
    upload(staff)
    data = filled(form_of(staff.get(SEVERAL), "files")) | {"credit": "Ann", "license": "CC0"}
    staff.post(SEVERAL, {**data, "files": files(("a.png", png()))})
    picture = Picture.objects.latest("pk")
    change = filled(form_of(staff.get(url("change", picture)), "focal_x"))
    (new,) = files(("b.png", png()))
    staff.post(url("change", picture), {**change, "file": new})

    assert depths == [depth] * 3


def test_removing_asks_for_a_reason_and_says_what_became_of_it(staff):
    picture = make_picture()
    address = reverse("admin:editorial_picture_remove", args=[picture.pk])

    refused = staff.post(address, {"reason": " "})
    done = staff.post(address, {"reason": "consent taken back"}, follow=True)

    assert "This field is required." in refused.content.decode()
    html = done.content.decode()
    assert "is off the web: the file and all its sizes are deleted." in html
    assert "This picture was removed from the web on" in html
    assert 'name="file"' not in html
