"""Photographs and scans that were sent: for their sender alone, corrected and erased one by one."""

import io
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from involvement import links
from involvement.models import SubmissionFile
from involvement.records import holds
from involvement.submissions import stored_files
from tests.involvement.admin.inbox.inbox_client import coordinator, typed_in
from tests.involvement.sent_pictures import PDF, address, make_file, make_memory, on_disk, photo
from tests.involvement.views import status_page_client
from tests.involvement.views.status_page_client import token_of, words_of
from tests.submissions import YOUNG, make_submission

pytestmark = pytest.mark.django_db


def file_address(file, which, token=""):
    token = token or token_of(file.submission)
    return reverse("involvement:picture_file", args=[token, file.uid, which])


def one_address(file):
    return reverse("involvement:picture", args=[token_of(file.submission), file.uid])


# --- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [{"kind": "question"}, {"kind": "memory", **YOUNG}])
def test_pictures_belong_to_memories_and_ideas_of_adults(client, values):
    submission = make_submission(
        state="unconfirmed" if "guardian_email" in values else "new", **values
    )

    page = client.get(address(submission))
    own = words_of(client.get(status_page_client.address(submission)))

    assert (page.status_code, "Add photographs" in own) == (404, False)
    assert ("your parent or guardian can send them" in own) == submission.is_young


def test_a_link_that_nobody_holds_takes_no_file(client):
    url = reverse("involvement:pictures", args=["x" * 43])

    response = client.post(url, {"action": "add", "file": io.BytesIO(photo())})

    assert response.status_code == 404
    assert on_disk() == []


def test_what_was_withdrawn_takes_no_more_but_lets_go(client):
    memory = make_memory()
    file = make_file(memory)
    type(memory).objects.filter(pk=memory.pk).update(state="withdrawn")

    page = client.get(address(memory))
    url = one_address(file)
    typed = typed_in(client.get(url), "remove", **{"remove-sure": "on"})
    removed = client.post(url, typed)

    assert "No more files can be added" in words_of(page)
    assert removed.status_code == 303
    assert SubmissionFile.objects.count() == 0


@pytest.mark.parametrize("content", [photo(), PDF])
def test_its_sender_gets_a_file_to_save_and_nothing_that_runs_here(client, content):
    file = make_file(content=content)

    response = client.get(file_address(file, "file"))

    assert response.getvalue() == stored_files.path_of(file.name).read_bytes()
    name = f"{file.submission.reference}-{file.pk}.{file.format}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_nobody_else_gets_it(client):
    file, another = make_file(), make_memory()
    wrong = [
        file_address(file, "file", links.sender_token(another)),
        file_address(file, "file", "x" * 43),
        file_address(file, "other"),
        one_address(file).replace(str(file.uid), str(uuid.uuid4())),
        f"/media/{file.name}",
        f"/media/../submissions/{file.name}",
        f"/submissions/{file.name}",
    ]

    assert [client.get(url).status_code for url in wrong] == [404] * len(wrong)


def test_a_file_that_a_restore_did_not_bring_back_is_not_found(client):
    file = make_file()
    stored_files.remove(file.name)

    assert client.get(file_address(file, "small")).status_code == 404
    assert client.get(address(file.submission)).status_code == 200


# --- Correcting and erasing -------------------------------------------------------------------


def test_answers_can_be_changed_at_any_time(client):
    file = make_file()
    url = one_address(file)

    typed = typed_in(client.get(url), "save", use="archive", caption="Another bell")
    response = client.post(url, typed)

    file.refresh_from_db()
    assert (response.status_code, file.use, file.caption) == (303, "archive", "Another bell")
    assert "Keep it in the archive only, do not show it" in file.agreed_words
    assert "Your answers are saved." in words_of(client.get(response["Location"]))


def test_one_picture_can_be_erased_and_the_rest_stays(client, django_capture_on_commit_callbacks):
    memory = make_memory()
    stays, goes = make_file(memory), make_file(memory, photo("red"))
    url = one_address(goes)

    unsure = client.post(url, typed_in(client.get(url), "remove"))
    typed = typed_in(client.get(url), "remove", **{"remove-sure": "on"})
    with django_capture_on_commit_callbacks(execute=True):
        sure = client.post(url, typed)

    assert (unsure.status_code, sure.status_code) == (422, 303)
    assert list(memory.files.all()) == [stays]
    assert on_disk() == sorted([stays.name, stored_files.small_of(stays.name)])
    assert client.get(url).status_code == 404


def test_a_hold_keeps_every_picture(client):
    memory = make_memory()
    file = make_file(memory)
    memory.refresh_from_db()
    holds.put(memory, "A dispute", by=coordinator(), version=memory.version)
    url = one_address(file)

    typed = typed_in(client.get(url), "remove", **{"remove-sure": "on"})
    response = client.post(url, typed)

    assert response.status_code == 409
    assert "Nothing was erased." in words_of(response)
    assert len(on_disk()) == 2


# --- The pages --------------------------------------------------------------------------------


def test_another_language_keeps_what_was_typed(client):
    memory = make_memory()
    url = address(memory).replace("/en/", "/ja/")

    response = client.post(url, {"caption": "Words that stay", "again": "en"})

    assert response.status_code == 200
    assert "Words that stay" in response.content.decode()
    assert on_disk() == []


def test_the_page_asks_as_often_for_one_file_as_for_three(client):
    memory = make_memory()
    make_file(memory)
    url = address(memory)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    make_file(memory, photo("red"))
    make_file(memory, photo("green"))

    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(one) == len(three)
