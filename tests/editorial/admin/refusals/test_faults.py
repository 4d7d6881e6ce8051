"""A save that fails: never a broken page, and all that was typed stands on the answer."""

import logging
import sqlite3
from contextlib import closing

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import signals
from django.urls import reverse

from accounts.models import User
from tests.editorial.admin.refusals.sent_forms import (
    FORMS,
    TEXT,
    account,
    content,
    counts,
    form_on,
    kept,
    new_group,
    note,
    picture,
    without_token,
)
from tests.html_forms import buttons
from tests.submissions import make_submission

# More than a page of the database holds, and less than the fields take.
LONG = 800

pytestmark = pytest.mark.django_db(transaction=True)

EVIL = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}


# --- The database -----------------------------------------------------------------------------


@pytest.fixture
def impatient():
    """Let the server wait for a lock only briefly."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    yield
    connection.close()


@pytest.mark.parametrize("form", FORMS)
def test_while_something_else_writes_all_is_kept_and_saved_later(staff, impatient, form):
    url, data = form(staff)
    before = counts()

    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        response = staff.post(url, data)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "no-store" in response.headers["Cache-Control"]
    assert "the database was busy" in response.content.decode()
    assert without_token(kept(response)) == without_token(data)
    assert counts() == before
    assert form_on(response).get("action") == url
    assert [words for *_rest, words in buttons(form_on(response))] == ["Try again"]
    assert staff.post(url, kept(response)).status_code == 302
    assert not connection.in_atomic_block


@pytest.mark.parametrize(("form", "name"), [(content, "sections-0-body_en"), (note, "text")])
def test_on_a_full_disk_all_is_kept(staff, form, name):
    url, data = form(staff)
    data[name] = "Long. " * LONG
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")

    response = staff.post(url, data)
    connection.close()

    assert response.status_code == 503
    assert "there is no space left" in response.content.decode()
    assert without_token(kept(response)) == without_token(data)
    assert staff.post(url, kept(response)).status_code == 302


def test_what_cannot_be_written_at_all_is_kept(staff):
    url, data = note(staff)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")

    response = staff.post(url, data)
    connection.close()

    assert response.status_code == 503
    assert "takes nothing at the moment" in response.content.decode()
    assert without_token(kept(response)) == without_token(data)


def test_a_database_that_answers_nothing_gets_a_page_without_questions(staff):
    url, data = note(staff)
    rename = "ALTER TABLE accounts_user RENAME TO %s"
    with connection.cursor() as cursor:
        cursor.execute(rename % "elsewhere")
    try:
        response = staff.post(url, data)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO accounts_user")

    assert response.status_code == 503
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert without_token(kept(response)) == without_token(data)
    assert staff.post(url, kept(response)).status_code == 302


def test_signing_in_while_the_database_is_busy_is_no_broken_page(client, impatient):
    User.objects.create_superuser("boss", "boss@example.org", "secret")
    client.raise_request_exception = False
    url = reverse("admin:login")

    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        response = client.post(url, {"username": "boss", "password": "secret"})

    assert response.status_code == 503
    assert "secret" not in response.content.decode()
    assert "Not on this page: Password." in response.content.decode()


# --- Our own faults ---------------------------------------------------------------------------


class BugError(Exception):
    """What nobody thought of."""


@pytest.fixture
def bug():
    """Let saving a group fail in a way that nobody thought of."""

    def fail(sender, **more):
        raise BugError("private words")

    signals.pre_save.connect(fail, sender=Group)
    yield
    signals.pre_save.disconnect(fail, sender=Group)


def test_a_fault_of_ours_is_logged_and_all_is_kept(staff, bug, caplog):
    url, data = new_group(staff)

    with caplog.at_level(logging.ERROR, "django.request"):
        response = staff.post(url, data)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "Something broke on our side" in response.content.decode()
    assert "private words" not in response.content.decode()
    assert without_token(kept(response)) == without_token(data)
    (record,) = caplog.records
    assert record.exc_info[0] is BugError
    assert record.levelno == logging.ERROR


def test_what_the_view_meant_to_say_is_not_said_when_it_failed(staff):
    def fail(sender, **more):
        raise BugError

    url, data = account(staff)
    signals.post_save.connect(fail, sender="admin.LogEntry")
    try:
        response = staff.post(url, data)
    finally:
        signals.post_save.disconnect(fail, sender="admin.LogEntry")

    assert response.status_code == 503
    assert User.objects.get(username="new").first_name == ""
    assert "messagelist" not in response.content.decode()
    assert "messagelist" not in staff.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("headers", [EVIL, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}])
def test_what_another_site_sent_is_never_shown(staff, bug, headers):
    url, data = new_group(staff)

    response = staff.post(url, data, headers=headers)

    assert response.status_code == 500
    assert "長い" not in response.content.decode()


def test_what_cannot_be_kept_is_named(staff, impatient):
    png = SimpleUploadedFile("harbor.png", b"x")
    url, data = picture(staff)
    user = reverse("admin:auth_user_password_change", args=[User.objects.first().pk])
    typed = {"password1": "hidden-one", "password2": "hidden-one", "usable_password": "true"}

    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        with_file = staff.post(url, {**data, "file": png}).content.decode()
        with_password = staff.post(user, typed).content.decode()

    assert "Not on this page: File." in with_file
    assert "Not on this page: Password." in with_password
    assert "hidden-one" not in with_password


def test_two_who_add_the_same_name_at_once_collide_without_a_broken_page(staff):
    def quicker(sender, **more):
        signals.pre_save.disconnect(quicker, sender=Group)
        Group.objects.bulk_create([Group(name=TEXT)])

    url, data = new_group(staff)
    signals.pre_save.connect(quicker, sender=Group)
    response = staff.post(url, data)

    assert response.status_code == 409
    assert "Somebody else was quicker" in response.content.decode()
    assert without_token(kept(response)) == without_token(data)


def test_a_download_is_sent_as_it_is_made(staff):
    make_submission()
    url = reverse("admin:involvement_submission_changelist")

    response = staff.post(url, {"which": "all", "export": "csv"})

    assert response.status_code == 200
    assert b"Larysa" in b"".join(response)
    with pytest.raises(transaction.TransactionManagementError):
        transaction.set_rollback(False)
