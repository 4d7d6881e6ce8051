"""Words that are not saved are kept outside the history, and offered to who typed them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from editorial.models import Revision, Unsaved
from editorial.models.unsaved import KEPT_FOR, MOST_A_PERSON
from involvement.apps import COORDINATOR
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_page
from tests.editorial.staff.people import person

pytestmark = pytest.mark.django_db

KEEP = {"_keep": "on"}
ADD = "/admin/pages/page/add/"


@pytest.fixture
def page(client):
    sign_in(client)
    return make_page(title="Public", sections=[{"heading": "One"}])


def url(page):
    return reverse("admin:pages_page_change", args=[page.pk])


def opened(client, address):
    """Open a form; return what a browser would send back."""
    return filled_in(client.get(address))


def offered(response):
    return [copy.form for copy in response.context["unsaved"]]


def test_a_copy_is_offered_when_the_form_is_opened_again(client, page):
    tab = opened(client, url(page))
    kept = client.post(url(page), tab | {"title_en": "Typed"} | KEEP)

    again = client.get(url(page))
    back = client.get(url(page), {"unsaved": tab["_form_id"]})

    assert kept.json()["kept"].endswith(("AM", "PM"))
    assert [str(form) for form in offered(again)] == [tab["_form_id"]]
    assert filled_in(again)["title_en"] == "Public"
    assert filled_in(back)["title_en"] == "Typed"
    assert offered(back) == []
    assert Revision.objects.filter(entry=page.entry).count() == 2


def test_each_copy_of_a_tab_overwrites_the_one_before_and_tabs_stay_apart(client, page):
    one, two = opened(client, url(page)), opened(client, url(page))
    for tab, title in [(one, "A"), (one, "AB"), (two, "B")]:
        client.post(url(page), tab | {"title_en": title} | KEEP)

    found = {str(row.form): dict(row.data)["title_en"] for row in Unsaved.objects.all()}

    assert found == {one["_form_id"]: "AB", two["_form_id"]: "B"}


def test_what_was_taken_back_and_saved_is_kept_no_longer(client, page):
    tab = opened(client, url(page))
    client.post(url(page), tab | {"title_en": "Typed"} | KEEP)

    client.post(url(page), filled_in(client.get(url(page), {"unsaved": tab["_form_id"]})) | PUBLISH)

    page.refresh_from_db()
    assert page.title_en == "Typed"
    assert not Unsaved.objects.exists()


def test_a_copy_never_goes_over_what_somebody_saved_since(client, page):
    tab = opened(client, url(page))
    client.post(url(page), tab | {"title_en": "Typed"} | KEEP)
    client.post(url(page), opened(client, url(page)) | {"title_en": "Saved since"} | PUBLISH)
    back = filled_in(client.get(url(page), {"unsaved": tab["_form_id"]}))

    response = client.post(url(page), back | PUBLISH)

    assert response.status_code == 409
    page.refresh_from_db()
    assert page.title_en == "Saved since"


def test_a_copy_is_thrown_away(client, page):
    tab = opened(client, url(page))
    client.post(url(page), tab | KEEP)

    response = client.post(url(page), {"_throw_away": tab["_form_id"]})

    assert response.status_code == 302
    assert not Unsaved.objects.exists()


def test_something_new_is_kept_too(client, page):
    tab = opened(client, ADD)
    client.post(ADD, tab | {"title_en": "Half a page"} | KEEP)

    back = filled_in(client.get(ADD, {"unsaved": tab["_form_id"]}))
    client.post(ADD, back | {"slug": "half", "_draft": "on"})

    assert back["title_en"] == "Half a page"
    assert Revision.objects.filter(entry__label="Half a page").exists()
    assert not Unsaved.objects.exists()


def test_nobody_sees_the_copy_of_another(client, page):
    tab = opened(client, url(page))
    client.post(url(page), tab | {"title_en": "Mine alone"} | KEEP)

    sign_in(client, username="another")
    response = client.get(url(page), {"unsaved": tab["_form_id"]})

    assert offered(response) == []
    assert filled_in(response)["title_en"] == "Public"


def test_who_may_not_edit_keeps_nothing(client, page):
    tab = opened(client, url(page))
    client.force_login(person(COORDINATOR))

    statuses = [
        client.post(address, tab | KEEP | {"title_en": "x"}).status_code
        for address in (url(page), ADD)
    ]

    assert statuses == [403, 403]
    assert not Unsaved.objects.exists()


def test_passwords_and_the_token_of_the_form_are_not_kept(client, page):
    tab = opened(client, url(page))

    client.post(url(page), tab | {"password": "x", "csrfmiddlewaretoken": "y"} | KEEP)

    names = {name for name, _value in Unsaved.objects.get().data}
    assert names.isdisjoint({"password", "csrfmiddlewaretoken", "_keep"})


def test_what_is_too_long_or_has_no_mark_is_not_kept(client, page):
    tab = opened(client, url(page))

    long = client.post(url(page), tab | {"lede_en": "x" * 600_000} | KEEP)
    unmarked = client.post(url(page), tab | {"_form_id": "none"} | KEEP)

    assert (long.status_code, unmarked.status_code) == (413, 400)
    assert not Unsaved.objects.exists()


def test_old_copies_and_those_beyond_a_number_go(client, page):
    user = User.objects.get()
    opened_forms = [opened(client, url(page)) for _ in range(MOST_A_PERSON + 1)]
    client.post(url(page), opened_forms[0] | KEEP)
    Unsaved.objects.update(saved_at=timezone.now() - KEPT_FOR - datetime.timedelta(hours=1))

    for tab in opened_forms[1:]:
        client.post(url(page), tab | KEEP)

    kept = set(map(str, Unsaved.objects.filter(user=user).values_list("form", flat=True)))
    assert kept == {tab["_form_id"] for tab in opened_forms[1:]}


def is_unsaved(response):
    """Return whether the page says that what it shows is stored nowhere."""
    return " data-typed" in response.content.decode().split('class="editor__body"')[1].split(">")[0]


def test_a_form_that_comes_back_with_what_was_typed_says_that_it_is_not_saved(client, page):
    tab = opened(client, url(page)) | {"title_en": "Typed"}
    client.post(url(page), tab | KEEP)
    back = {
        "a section was added": client.post(url(page), tab | {"_add": "sections-text"}),
        "it was refused": client.post(url(page), tab | {"slug": "no such address"}),
        "it was taken back": client.get(url(page), {"unsaved": tab["_form_id"]}),
        "something is asked": client.post(url(page), tab | {"_bases": "{}"} | PUBLISH),
    }

    assert {why: is_unsaved(answer) for why, answer in back.items()} == dict.fromkeys(back, True)
    assert not is_unsaved(client.get(url(page)))
    assert not is_unsaved(client.get(ADD))
