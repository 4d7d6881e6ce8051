"""Somebody of the staff without a right is told which one, who has it, and how to go on."""

import re

import pytest
from django.urls import reverse

from involvement.apps import COORDINATOR
from tests.admin_client import sign_in
from tests.builders import make_home, make_page
from tests.editorial.staff.people import editor, translator
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


def said(response, *, back=None):
    """Return the words of the page, without its frame."""
    assert response.status_code == 403
    html = response.content.decode()
    assert f'<a class="button default" href="{back or reverse("admin:index")}"' in html
    assert "This door is closed" not in html
    return html.split('<div class="desk-resume">')[1].split('<div class="notice">')[0]


def named(words):
    """List the roles that the page names."""
    return re.findall(r"<li><strong>(.+?)</strong></li>", words)


def test_a_list_of_another_role(client):
    client.force_login(editor())

    words = said(client.get(reverse("admin:accounts_user_changelist")))

    assert "You do not have the right to see this: people." in words
    assert named(words) == ["Administrator"]


@pytest.mark.parametrize(
    ("where", "right"),
    [
        ("add", "add to this: pictures"),
        ("change", "see this: pictures"),
        ("delete", "delete from this: pictures"),
        ("history", "see this: pictures"),
    ],
)
def test_each_page_names_its_right(client, where, right):
    client.force_login(translator("ja"))
    args = [] if where == "add" else [make_picture().pk]

    words = said(client.get(reverse(f"admin:editorial_picture_{where}", args=args)))

    assert f"You do not have the right to {right}." in words
    viewers = ["Viewer"] if right.startswith("see") else []
    assert named(words) == ["Administrator", "Editor", *viewers]


def test_the_texts_of_another_language(client):
    client.force_login(translator("ja"))
    page = make_page()

    words = said(client.get(reverse("admin:translate", args=[page.entry_id, "uk"])))

    assert "the texts in this language: Українська." in words
    assert named(words) == ["Administrator", "Editor", "Translator (Українська)"]


def test_a_page_about_people(client):
    client.force_login(editor())

    words = said(client.get(reverse("admin:involvement_people")))

    assert "You do not have the right to do this." in words
    assert named(words) == ["Administrator", COORDINATOR]


def test_a_button_of_another_role_on_a_page_of_ones_own(client):
    client.force_login(translator("ja"))
    url = reverse("admin:translate", args=[make_page().entry_id, "ja"])

    words = said(client.post(url, {"action": "publish"}))

    assert "You do not have the right to do this." in words
    assert named(words) == ["Administrator", "Editor"]


def test_what_nobody_may_do_names_no_role(client):
    sign_in(client)
    home = make_home()

    words = said(client.get(reverse("admin:cities_city_delete", args=[home.pk])))

    assert "This is not possible here, whoever asks." in words
    assert named(words) == []


def test_the_way_back_leads_to_the_page_of_the_desk_that_led_here(client):
    client.force_login(editor())
    events = reverse("admin:cities_event_changelist")
    headers = {"Referer": f"http://testserver{events}?q=a"}

    words = said(
        client.get(reverse("admin:accounts_user_changelist"), headers=headers), back=events
    )

    assert "Back to where you were: Events" in words


@pytest.mark.parametrize(
    "before",
    [
        "https://elsewhere.example/admin/cities/event/",
        "http://testserver/en/",
        "http://testserver/admin/accounts/user/",
        "javascript:alert(1)//admin/",
        "//elsewhere.example/admin/",
    ],
)
def test_what_led_here_from_elsewhere_is_no_way_back(client, before):
    client.force_login(editor())

    said(client.get(reverse("admin:accounts_user_changelist"), headers={"Referer": before}))


def test_what_was_sent_without_the_right_is_shown_and_nothing_foreign_is(client):
    client.force_login(translator("ja"))
    url = reverse("admin:editorial_picture_add")
    evil = {"Sec-Fetch-Site": "cross-site"}

    own = client.post(url, {"credit": "Ann <b>"}).content.decode()
    foreign = client.post(url, {"credit": "planted"}, headers=evil).content.decode()

    assert "<dt>Credit</dt>\n    <dd>Ann &lt;b&gt;</dd>" in own
    assert "planted" not in foreign
