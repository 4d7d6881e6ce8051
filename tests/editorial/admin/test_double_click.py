"""A double click on an add form makes one row, of every model that can be added."""

import threading

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cities.models import City, Event, Goal, MeetingRule, Source
from editorial.models import Picture
from involvement.models import Letter
from pages.models import Page
from reports.models import Report
from tests.admin_client import sign_in
from tests.builders import make_outline, make_privacy, make_site
from tests.html_forms import filled, form_of
from tests.saltlake_sister.admin_rows import png
from tests.submissions import make_form

PLACE = {"country": "JP", "latitude": "36.2", "longitude": "137.9", "time_zone": "Asia/Tokyo"}
MEETING = {
    "title_en": "Board meeting",
    "nth": "1",
    "weekday": "2",
    "start_time": "17:00",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
}
TYPED = {
    Picture: {"title": "Harbor", "credit": "Ann", "license": "CC BY 4.0"},
    User: {"first_name": "Ann", "email": "ann@example.org"},
    Group: {"name": "Archive"},
    City: {"name_en": "Northtown", "slug": "northtown", **PLACE},
    Goal: {"name_en": "Youth", "slug": "youth"},
    Event: {"title_en": "A visit", "kind": "visit"},
    MeetingRule: MEETING,
    Source: {"description_en": "Newspaper article"},
    Page: {"title_en": "About", "slug": "about"},
    Report: {"title_en": "Our year", "year": "2023"},
    Letter: {"title_en": "Yes", "purpose": "answer", "subject_en": "{number}", "body_en": "Yes."},
}


def add_url(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def opened(client, model):
    """Open the add form and fill it in; return what the browser sends at each click."""
    response = client.get(add_url(model))
    form = form_of(response, "_form_id")
    data = {**filled(form), **TYPED[model], "_save": "Save"}
    data.pop("file", None)
    if model is User:
        data["roles"] = [Group.objects.create(name="Archive").pk]
    return data


def send(client, model, data):
    file = {"file": SimpleUploadedFile("a.png", png(), "image/png")} if model is Picture else {}
    return client.post(add_url(model), {**data, **file})


@pytest.mark.django_db
def test_every_model_that_can_be_added_is_tried(rf):
    make_site(), make_privacy(), make_form(), make_outline()  # these are never added twice
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True)

    addable = {
        model for model, way in admin.site._registry.items() if way.has_add_permission(request)
    }

    assert addable == set(TYPED)


@pytest.mark.django_db
@pytest.mark.parametrize("model", TYPED)
def test_the_second_click_gets_the_answer_of_the_first(client, model):
    sign_in(client)
    data = opened(client, model)
    before = model._base_manager.count()

    first, second = send(client, model, data), send(client, model, data)

    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert model._base_manager.count() == before + 1
    assert LogEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", TYPED)
def test_two_clicks_at_the_same_time_make_one(client, model):
    sign_in(client)
    data = opened(client, model)
    before = model._base_manager.count()
    session, start, answers = client.cookies["sessionid"].value, threading.Barrier(2), []

    def click():
        browser = Client()
        browser.cookies["sessionid"] = session
        start.wait(10)
        answers.append(send(browser, model, data).status_code)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    assert answers == [302, 302]
    assert model._base_manager.count() == before + 1


@pytest.mark.django_db
def test_another_opening_of_the_form_makes_another(client):
    sign_in(client)

    send(client, Picture, opened(client, Picture))
    send(client, Picture, opened(client, Picture))

    assert Picture.objects.count() == 2


@pytest.mark.django_db
def test_other_words_in_the_same_form_make_another(client):
    """Back, change, save: some browsers show the form again as it was."""
    sign_in(client)
    data = opened(client, Picture)

    send(client, Picture, data)
    send(client, Picture, {**data, "title": "Another harbor"})

    assert Picture.objects.count() == 2


@pytest.mark.django_db
def test_a_form_that_was_refused_is_sent_again_and_makes_one(client):
    sign_in(client)
    data = opened(client, Group)

    refused = client.post(add_url(Group), {**data, "name": ""})
    again = filled(form_of(refused, "_form_id"))
    client.post(add_url(Group), {**again, "name": "Archive"})

    assert again["_form_id"] == data["_form_id"]
    assert Group.objects.filter(name="Archive").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["", "x", None])
def test_a_form_without_an_id_is_saved_as_ever(client, sent):
    sign_in(client)
    data = {"name": "Archive"} if sent is None else {"name": "Archive", "_form_id": sent}

    assert client.post(add_url(Group), data).status_code == 302
    assert Group.objects.filter(name="Archive").count() == 1


@pytest.mark.django_db
def test_the_id_of_somebody_else_tells_nothing(client):
    sign_in(client)
    data = opened(client, Group)
    send(client, Group, data)
    sign_in(client, username="another")

    response = send(client, Group, data)

    assert response.status_code == 200
    assert "already exists" in response.content.decode()


@pytest.mark.django_db
def test_the_history_says_added_and_nothing_of_the_mark(client):
    sign_in(client)
    send(client, Group, opened(client, Group))

    (entry,) = LogEntry.objects.all()

    assert entry.get_change_message() == "Added."
