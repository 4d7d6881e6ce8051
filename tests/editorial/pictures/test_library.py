"""The library of pictures as staff meet it: uploaded, looked at, put right, deleted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editorial.models import AuditEntry, Picture
from editorial.publishing import delete as deletion
from editorial.web.views import withheld
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

    assert saving(response) == ["Add it to the library"]
    assert "pictures have no drafts" in response.content.decode()
    assert 'name="focal_x"' not in response.content.decode()


def test_what_was_uploaded_is_shown_and_its_focal_point_set(staff):
    response = upload(staff)
    picture = Picture.objects.get()
    assert response.headers["Location"] == url("change", picture)

    page = staff.get(url("change", picture))
    assert "“Harbor” is in the library." in page.content.decode()
    assert picture.renditions[0].name in page.content.decode()
    data = filled(form_of(page, "focal_x"))
    assert (data["ninth"], data["focal_x"]) == ("50,50", "50")
    data |= {"ninth": "17,83", "credit": "Ann Bee", "file": ""}
    assert staff.post(url("change", picture), data).headers["Location"] == LIST

    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y, picture.credit) == (17, 83, "Ann Bee")
    assert "at-x-15 at-y-85" in staff.get(url("change", picture)).content.decode()


def test_without_a_script_the_sliders_say_the_exact_point(staff):
    picture = make_picture()

    data = filled(form_of(staff.get(url("change", picture)), "focal_x"))
    staff.post(url("change", picture), {**data, "focal_x": "37", "focal_y": "4", "file": ""})

    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (37, 4)
    form = form_of(staff.get(url("change", picture)), "focal_x")
    assert "ninth" not in filled(form)


def test_one_that_was_refused_stands_in_the_form_again(staff):
    response = upload(staff, credit="")

    assert response.status_code == 200
    assert 'value="Harbor"' in response.content.decode()


def test_one_that_is_chosen_from_an_event_goes_back_to_the_event(staff):
    html = upload(staff, _popup="1").content.decode()

    assert f'data-picture="{Picture.objects.get().pk}"' in html


def test_deleting_one_says_until_when_it_can_be_undone_and_it_can(staff):
    picture = make_picture()

    asked = staff.get(url("delete", picture)).content.decode()
    done = staff.post(url("delete", picture), {"post": "yes"}, follow=True)

    assert "It is kept under “Deleted” for 30 days" in asked
    assert "“Harbor” is deleted." in done.content.decode()
    assert not Picture.objects.in_library().exists()
    (button,) = [b for b in done.content.decode().split("<button") if "message-undo" in b]
    back = staff.post(button.split('formaction="')[1].split('"')[0], follow=True)
    assert "1 picture is back." in back.content.decode()
    assert Picture.objects.in_library().get() == picture
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", "references"))
    assert actions == [("deleted", [str(picture.pk)]), ("recovered", [str(picture.pk)])]


def test_what_is_said_of_the_file_of_a_deleted_picture_is_true(staff):
    picture = make_picture()

    asked = staff.get(url("delete", picture)).content.decode()
    asked_of_several = ask(staff, picture).content.decode()
    staff.post(url("delete", picture), {"post": "yes"})

    assert "Its file can be opened by staff alone from then on" in asked
    assert "Their files can be opened by staff alone from then on" in asked_of_several
    withheld.forget()
    seen = {who: answer(who, picture) for who in (staff, Client())}
    assert list(seen.values()) == [200, 404]


def answer(client, picture):
    response = client.get(picture.url)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code


def test_several_are_deleted_and_brought_back_together(staff):
    pictures = [make_picture(), make_picture(), make_picture()]

    page = ask(staff, *pictures[:2])
    chosen = [p.pk for p in pictures[:2]]
    data = {**filled(form_of(page, "post")), "_selected_action": chosen}
    done = staff.post(LIST, data, follow=True)

    assert "They are kept under “Deleted” for 30 days" in page.content.decode()
    assert "2 pictures are deleted." in done.content.decode()
    assert list(Picture.objects.in_library()) == [pictures[2]]
    deleted = f"{LIST}?state=deleted"
    assert staff.get(deleted).content.decode().count("Bring back<span") == 2
    staff.post(deleted, {"action": "bring_back", "_selected_action": chosen})
    assert Picture.objects.in_library().count() == 3


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

    assert not Picture.objects.in_library().exists()
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
