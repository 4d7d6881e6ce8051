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
from editorial.models import Picture
from editorial.publishing import delete as deletion
from involvement.models import Message
from pages.models import Page
from tests.admin_client import sign_in
from tests.admin_rows import make_picture
from tests.builders import make_page
from tests.editorial.staff.people import editor
from tests.html_forms import buttons, filled, form_of, forms_of
from tests.submissions import make_mail, make_submission

pytestmark = pytest.mark.django_db(transaction=True)

EVIL = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
TEXT = '長い<文>と"記号" & more'


@pytest.fixture
def staff(client):
    """Return a browser of somebody with all rights; the server's own faults raise nothing here."""
    sign_in(client)
    client.raise_request_exception = False
    return client


# --- The forms: where each is, the name of its text, and what else a browser sends ------------


def content(client):
    url = reverse("admin:pages_page_change", args=[make_page(title="Welcome").pk])
    return url, {**filled(form_of(client.get(url), "_bases")), "title_en": TEXT, "_save": ""}


def picture(client):
    url = reverse("admin:editorial_picture_change", args=[make_picture().pk])
    return url, {**filled(form_of(client.get(url), "focal_x")), "credit": TEXT, "file": ""}


def account(client):
    url = reverse("admin:accounts_user_change", args=[User.objects.create_user("new").pk])
    return url, {**filled(form_of(client.get(url), "first_name")), "first_name": TEXT}


def note(client):
    url = reverse("admin:involvement_submission_change", args=[make_submission().pk])
    client.get(url)
    return url, {"action": "note", "version": "1", "text": TEXT}


def hold(client):
    url = reverse("admin:involvement_hold", args=[make_submission().pk])
    client.get(url)
    return url, {"action": "put", "version": "1", "reason": TEXT}


def mail(client):
    url = reverse("admin:involvement_mail_change", args=[make_mail(status=0).pk])
    client.get(url)
    return url, {"typed": TEXT}


def new_group(client):
    return reverse("admin:auth_group_add"), {"name": TEXT}


FORMS = [content, picture, account, note, hold, mail, new_group]


def counts():
    """Count what the forms above would write."""
    return [model.objects.count() for model in (Page, Picture, User, Group, Message)]


def form_on(response):
    """Return the form of the page that keeps what was typed."""
    signing_out = reverse("admin:logout")
    (form,) = [form for form in forms_of(response) if form.get("action") != signing_out]
    return form


def kept(response):
    """Return what the page would send again."""
    return filled(form_on(response))


def without_token(data):
    return {name: value for name, value in data.items() if name != "csrfmiddlewaretoken"}


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


@pytest.mark.parametrize(("form", "name"), [(content, "lede_en"), (note, "text")])
def test_on_a_full_disk_all_is_kept(staff, form, name):
    url, data = form(staff)
    data[name] = "Long. " * 800
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")

    response = staff.post(url, data)
    connection.close()

    assert response.status_code == 503
    assert "there is no room left" in response.content.decode()
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


# --- Gone in between --------------------------------------------------------------------------


def delete(url):
    """Delete, as a colleague would, what an address names."""
    key = int(url.split("/")[-3])
    model = {"page": Page, "picture": Picture, "user": User}[url.split("/")[-4]]
    row = model.objects.get(pk=key)
    if model is Page:
        deletion.delete(row.entry)
    else:
        row.delete()


@pytest.mark.parametrize("form", [content, picture, account])
def test_what_a_colleague_deleted_is_shown_to_be_copied(staff, form):
    url, data = form(staff)
    delete(url)

    response = staff.post(url, data)

    assert response.status_code == 409
    assert "It is not there any more" in response.content.decode()
    assert "<dd" in response.content.decode()
    assert "長い" in response.content.decode().split("<dl", 1)[1]
    assert without_token(kept(response)) == without_token(data)


def test_content_that_was_deleted_is_recovered_and_saved_from_the_page_that_kept_it(staff):
    url, data = content(staff)
    entry = Page.objects.get().entry
    deletion.delete(entry)

    response = staff.post(url, data)
    trash = f"{reverse('admin:editorial_entry_changelist')}?state=deleted"
    assert f'href="{trash}"' in response.content.decode()
    deletion.recover(entry)

    assert staff.post(url, kept(response)).status_code == 302
    assert Page.objects.get().title_en == TEXT


def test_a_picture_that_was_deleted_promises_no_recovery(staff):
    url, data = picture(staff)
    delete(url)

    html = staff.post(url, data).content.decode()

    assert "recover" not in html


def test_a_translation_of_what_was_deleted_is_kept(staff):
    page = make_page(title="Welcome")
    url = reverse("admin:translate", args=[page.entry_id, "ja"])
    data = {**filled(form_of(staff.get(url), "_base")), "text-root-title": TEXT, "action": "save"}
    deletion.delete(page.entry)

    response = staff.post(url, data)

    assert response.status_code == 404
    assert without_token(kept(response)) == without_token(data)
    assert "?state=deleted" in response.content.decode()


def test_the_labels_are_those_of_the_form(staff):
    url = reverse("admin:pages_page_change", args=[make_page(sections=[{"heading": "One"}]).pk])
    data = filled(form_of(staff.get(url), "_bases"))
    data |= {"title_ja": "題", "sections-0-body_uk": "<p>Текст <script>x</script></p>"}
    delete(url)

    html = staff.post(url, data).content.decode().split("<dl", 1)[1]

    assert html.count("<dt>") == 5
    assert '<dt>Title (日本語)</dt>\n    <dd lang="ja">題</dd>' in html
    assert '<dt>Section 1: text (Українська)</dt>\n    <dd lang="uk"><p>Текст</p></dd>' in html


# --- Rows of an old tab, and forms that were taken apart --------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"sections-0-id": "999999"},
        {"sections-0-id": "²"},
        {"sections-0-id": "9" * 30},
        {"sections-TOTAL_FORMS": ""},
        {"sections-TOTAL_FORMS": "x"},
        {"sections-INITIAL_FORMS": "7"},
        {"_bases": "[1"},
    ],
)
def test_a_row_of_an_old_tab_loses_nothing(staff, change):
    url = reverse("admin:pages_page_change", args=[make_page(sections=[{"heading": "One"}]).pk])
    data = filled(form_of(staff.get(url), "_bases"))

    response = staff.post(url, {**data, "title_en": TEXT, "_save": "", **change})

    assert response.status_code in {200, 302, 409, 503}
    if response.status_code != 302:
        assert "長い" in response.content.decode()


@pytest.mark.parametrize("key", ["²", "9" * 30, "x"])
def test_a_choice_that_is_no_key_is_kept(staff, key):
    data = {"action": "delete_selected", "_selected_action": key}

    response = staff.post(reverse("admin:editorial_picture_changelist"), data)

    assert response.status_code in {302, 409, 503}


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


def test_a_right_that_was_taken_away_loses_no_text(client):
    user = editor()
    client.force_login(user)
    url, data = content(client)
    user.groups.clear()

    response = client.post(url, data)

    assert response.status_code == 403
    assert "長い" in response.content.decode()
    assert "Copy what you need" in response.content.decode()


def test_a_download_is_sent_as_it_is_made(staff):
    make_submission()
    url = reverse("admin:involvement_submission_changelist")

    response = staff.post(url, {"which": "all", "export": "csv"})

    assert response.status_code == 200
    assert b"Larysa" in b"".join(response)
    with pytest.raises(transaction.TransactionManagementError):
        transaction.set_rollback(False)
