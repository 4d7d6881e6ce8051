"""A picture that may be shown until a day: pages leave it out from the next, and staff are told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.models import Picture
from editorial.staff import dashboard
from editorial.web.views import withheld
from tests.admin_client import sign_in
from tests.builders import make_city
from tests.html_forms import filled, form_of
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

PAGE = "/en/cities/northtown/"


@pytest.fixture
def picture():
    return make_picture()


@pytest.fixture(autouse=True)
def city(picture):
    shown = [{"picture": picture, "alt": "A view"}]
    return make_city(name="Northtown", slug="northtown", emblem_picture=picture, pictures=shown)


def until(picture, days):
    """Let the permission end so many days from today."""
    withheld.forget()
    picture.shown_until = timezone.localdate() + timedelta(days=days)
    picture.save()


def files(picture):
    return [picture.url, *(f"/media/{copy.name}" for copy in picture.renditions)]


def fetched(client, address):
    """Ask for a file, and read it to its end."""
    response = client.get(address)
    assert b"".join(response.streaming_content)
    return response


def told(client):
    """List what Today says about pictures."""
    groups = client.get(reverse("admin:index")).context["groups"]
    old = [part for part in groups if part.group == dashboard.OLD]
    items = [item for part in old for item in (*part.first, *part.more)]
    return [item.title for item in items if "Harbor" in item.title]


def test_on_its_last_day_it_stands_there_and_on_the_next_it_does_not(client, picture):
    until(picture, 0)
    page = client.get(PAGE).content.decode()
    assert page.count(picture.renditions[0].name) == 2
    assert fetched(client, picture.url).status_code == 200

    until(picture, -1)
    page = client.get(PAGE).content.decode()
    assert picture.renditions[0].name.rpartition("-")[0] not in page
    assert [client.get(address).status_code for address in files(picture)] == [404, 404]
    assert client.get("/en/cities/").status_code == 200


def test_staff_still_see_it_and_no_cache_keeps_what_they_see(client, picture):
    until(picture, -1)
    sign_in(client)

    response = fetched(client, picture.url)

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_today_tells_of_it_a_month_before_and_when_it_is_over(client, picture):
    sign_in(client)

    until(picture, 40)
    assert told(client) == []
    until(picture, 20)
    (soon,) = told(client)
    assert "may be shown until" in soon
    until(picture, -1)
    (gone,) = told(client)
    assert "is shown no more" in gone


def test_one_that_nothing_uses_is_told_to_nobody(client):
    until(make_picture(title="Other Harbor"), -1)
    sign_in(client)

    assert told(client) == []


def test_a_later_day_brings_it_back(client, picture):
    until(picture, -1)
    sign_in(client)
    address = reverse("admin:editorial_picture_change", args=[picture.pk])
    page = client.get(address)
    assert "Pages leave it out now." in page.content.decode()

    form = filled(form_of(page, "shown_until"))
    assert form["shown_until"] == picture.shown_until.isoformat()
    day = timezone.localdate() + timedelta(days=400)
    client.post(address, {**form, "shown_until": day.isoformat()})

    assert Picture.objects.get().shown_until == day
    assert picture.renditions[0].name in client.get(PAGE).content.decode()


def test_what_is_over_is_no_choice_in_a_form(client, picture):
    until(picture, -1)
    sign_in(client)

    assert "Harbor" not in client.get(reverse("admin:editorial_picture_choices")).content.decode()
