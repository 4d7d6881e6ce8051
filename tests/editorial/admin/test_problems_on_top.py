"""Whoever sends something wrong is led to the field, on forms without parts too."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from editorial.models import Picture
from tests.admin_client import filled_in, sign_in
from tests.editorial.pictures.test_uploads import upload
from tests.html_forms import form_of
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client):
    return sign_in(client)


def lines(response):
    """List what stands at the top: the words, and what the link leads to."""
    html = response.content.decode()
    (top,) = re.findall(r'<div class="errornote editor__problems".*?</div>', html, re.DOTALL)
    return {words: anchor for anchor, words in re.findall(r'<a href="#([^"]+)">([^<]+)</a>', top)}


def assert_leads_to_fields(response):
    html = response.content.decode()
    assert lines(response)
    assert {a: html.count(f' id="{a}"') for a in lines(response).values()} == dict.fromkeys(
        lines(response).values(), 1
    )
    assert "Please correct the error" not in html
    assert "<title>Error:" in " ".join(html.split()).replace("<title> ", "<title>")


def test_a_new_person(client):
    response = client.post(reverse("admin:accounts_user_add"), {"first_name": "Ann", "email": "x"})

    assert lines(response) == {
        "Email address: Enter a valid email address.": "id_email",
        "Roles: This field is required.": "id_roles",
    }
    assert_leads_to_fields(response)


def test_a_person(client, signed_in):
    address = reverse("admin:accounts_user_change", args=[signed_in.pk])
    data = filled_in(client.get(address)) | {"username": ""}

    response = client.post(address, {k: v for k, v in data.items() if v is not None})

    assert list(lines(response).values()) == ["id_username"]
    assert_leads_to_fields(response)


def test_a_role(client):
    Group.objects.create(name="Guides")
    response = client.post(reverse("admin:auth_group_add"), {"name": "Guides"})

    assert list(lines(response).values()) == ["id_name"]


def test_a_new_picture_whose_file_must_be_chosen_again(client):
    response = client.post(
        reverse("admin:editorial_picture_add"), {"file": upload(b"no picture"), "credit": "Ann"}
    )

    assert "id_file" in lines(response).values()
    assert "Passwords and files are not kept." in response.content.decode()
    assert "nothing is lost" not in response.content.decode()
    assert_leads_to_fields(response)


def test_a_picture(client):
    picture = make_picture()
    address = reverse("admin:editorial_picture_change", args=[picture.pk])
    data = filled_in(client.get(address)) | {"credit": "", "ninth": "1,1"}
    data.pop("file", None)

    response = client.post(address, {k: v for k, v in data.items() if v is not None})

    assert set(lines(response).values()) == {"id_credit", "id_ninth"}
    assert_leads_to_fields(response)
    assert Picture.objects.get().credit == picture.credit


def test_the_next_answer_takes_the_focus_whatever_was_jumped_to(client):
    """A form without an address of its own would be sent to that of the last jump."""
    address = reverse("admin:accounts_user_add")

    assert form_of(client.get(address), "email").get("action") == address
    assert form_of(client.post(address), "email").get("action") == address


def test_what_is_not_wrong_says_nothing(client):
    response = client.get(reverse("admin:accounts_user_add"))

    assert "editor__problems" not in response.content.decode()
    assert "Error:" not in response.content.decode()
