"""The library of pictures as staff meet it: uploaded, looked at, put right, deleted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editorial.models import Picture
from editorial.publishing import delete as deletion
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_page
from tests.html_forms import filled, form_of
from tests.saltlake_sister.admin_rows import make_picture, png

pytestmark = pytest.mark.django_db

ADD = reverse("admin:editorial_picture_add")
LIST = reverse("admin:editorial_picture_changelist")


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


def url(page, picture):
    return reverse(f"admin:editorial_picture_{page}", args=[picture.pk])


def upload(client, **more):
    typed = {"title": "Harbor", "credit": "Ann", "license": "CC BY 4.0"}
    file = SimpleUploadedFile("a.png", png(), "image/png")
    data = {**filled(form_of(client.get(ADD), "credit")), **typed, "file": file, **more}
    return client.post(ADD, data)


def saving(response):
    """List the words of the buttons that save."""
    form = form_of(response, "credit")
    return [i.get("value") for i in form.iter("input") if i.get("type") == "submit"]


def ask(client, *pictures):
    """Choose to delete pictures in the list; return the page that asks."""
    chosen = {"action": "delete_selected", "_selected_action": [p.pk for p in pictures]}
    return client.post(LIST, chosen)


def test_adding_one_has_one_button_and_no_word_of_drafts(staff):
    response = staff.get(ADD)

    assert saving(response) == ["Save"]
    assert "draft" not in response.content.decode()
    assert 'name="focal_x"' not in response.content.decode()


def test_what_was_uploaded_is_shown_and_its_focal_point_set(staff):
    response = upload(staff)
    picture = Picture.objects.get()
    assert response.headers["Location"] == url("change", picture)

    page = staff.get(url("change", picture))
    assert "“Harbor” is in the library." in page.content.decode()
    assert picture.renditions[0].name in page.content.decode()
    assert '<circle cx="32" cy="24"' in page.content.decode()
    assert saving(page) == ["Save"]
    data = {**filled(form_of(page, "focal_x")), "focal_x": "25", "credit": "Ann Bee", "file": ""}
    assert staff.post(url("change", picture), data).headers["Location"] == LIST

    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y, picture.credit) == (25, 50, "Ann Bee")
    assert '<circle cx="16" cy="24"' in staff.get(url("change", picture)).content.decode()


def test_the_preview_is_as_large_as_a_form_has_room_for(staff):
    large = make_picture()
    Picture.objects.update(width=4000, height=2000)

    html = staff.get(url("change", large)).content.decode()

    assert 'width="960" height="480"' in html


def test_one_that_was_refused_stands_in_the_form_again(staff):
    response = upload(staff, credit="")

    assert response.status_code == 200
    assert 'value="Harbor"' in response.content.decode()


def test_one_that_is_chosen_from_an_event_goes_back_to_the_event(staff):
    response = upload(staff, _popup="1")

    assert response.template_name[-1] == "admin/popup_response.html"


def test_deleting_one_says_that_it_is_gone_for_good(staff):
    picture = make_picture()

    html = staff.get(url("delete", picture)).content.decode()

    assert "It cannot be recovered" in html
    assert "All content" not in html.split('id="content"')[1].split("</form>")[0]
    assert staff.post(url("delete", picture), {"post": "yes"}).headers["Location"] == LIST
    assert not Picture.objects.exists()


def test_deleting_several_says_that_they_are_gone_for_good(staff):
    pictures = [make_picture(), make_picture()]

    page = ask(staff, *pictures)

    assert "They cannot be recovered" in page.content.decode()
    staff.post(LIST, {**filled(form_of(page, "post")), "_selected_action": [pictures[0].pk]})
    assert list(Picture.objects.all()) == [pictures[1]]


def in_a_city(picture):
    return make_city(name="Northtown", pictures=[{"picture": picture, "alt": "A view"}])


def in_a_draft(picture):
    return make_event(title="A visit", picture=picture, decorative=True, public=False)


def in_something_deleted(picture):
    page = make_page(title="About", sections=[{"picture": picture, "alt": "A view"}])
    deletion.delete(page.entry)
    return page


USES = [
    (in_a_city, "City: Northtown</a>"),
    (in_a_draft, "Event: A visit (in a draft)</a>"),
    (in_something_deleted, "Page: About (deleted; it could come back)</a>"),
]


@pytest.mark.parametrize(("use", "words"), USES)
def test_one_that_is_used_names_the_place_and_stays(staff, use, words):
    picture = make_picture()
    use(picture)

    asked = staff.get(url("delete", picture)).content.decode()
    staff.post(url("delete", picture), {"post": "yes"})

    assert words in asked
    assert "cannot be deleted" in asked
    assert 'name="post"' not in asked
    assert Picture.objects.filter(pk=picture.pk).exists()


@pytest.mark.parametrize(("use", "words"), USES)
def test_several_of_which_one_is_used_all_stay(staff, use, words):
    picture, other = make_picture(), make_picture()
    use(picture)

    asked = ask(staff, picture, other).content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [picture.pk, other.pk]}
    staff.post(LIST, {**chosen, "post": "yes"})

    assert words in asked
    assert 'name="post"' not in asked
    assert Picture.objects.count() == 2


def test_each_place_is_named_once_and_leads_there(staff):
    picture = make_picture()
    city = in_a_city(picture)
    publicly_and_again = make_page(
        title="About",
        sections=[{"picture": picture, "alt": "A"}, {"picture": picture, "alt": "B"}],
    )

    html = staff.get(url("delete", picture)).content.decode()

    assert html.count("Page: About</a>") == 1
    for thing, name in ((city, "cities_city"), (publicly_and_again, "pages_page")):
        assert f'href="{reverse(f"admin:{name}_change", args=[thing.pk])}"' in html


def test_what_no_entry_names_any_more_can_be_deleted(staff):
    picture, event = make_picture(), make_event()

    staff.post(url("delete", picture), {"post": "yes"})

    assert not Picture.objects.exists()
    assert event.picture is None


@pytest.mark.parametrize("rows", [1, 4])
def test_asking_needs_the_same_queries_however_often_it_is_used(
    staff, django_assert_max_num_queries, rows
):
    picture = make_picture()
    for number in range(rows):
        make_event(title=f"Visit {number}", picture=picture, decorative=True)

    staff.get(url("delete", picture))
    with django_assert_max_num_queries(28):
        staff.get(url("delete", picture))
