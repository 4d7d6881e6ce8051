"""Photographs and scans at the desk: seen, fetched, found, handed out, corrected, erased."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from involvement.models import Message, Submission, SubmissionFile
from involvement.records import handout, holds, people, sent_files
from involvement.submissions import stored_files
from tests.involvement.admin.inbox import inbox_client
from tests.involvement.admin.inbox.inbox_client import audited, sign_in_with, typed_in
from tests.involvement.sent_pictures import PDF, make_file, make_memory, on_disk, photo
from tests.involvement.views.status_page_client import words_of

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/involvement/people/"


def content(file, which="file"):
    return reverse("admin:involvement_file_content", args=[file.pk, which])


def one(file):
    return reverse("admin:involvement_file", args=[file.pk])


def test_the_page_of_a_submission_shows_its_pictures_with_what_was_said_of_them(client, olena):
    file, pdf = make_file(), make_file(content=PDF, caption="A programme")

    pages = [client.get(inbox_client.address(row.submission)) for row in (file, pdf)]

    assert content(file, "small") in pages[0].content.decode()
    assert "The bell in the park" in words_of(pages[0])
    assert content(pdf, "small") not in pages[1].content.decode()
    assert "A PDF is kept as it came." in words_of(pages[1])


def test_the_page_of_a_submission_asks_as_often_for_one_file_as_for_three(client, olena):
    memory = make_memory()
    make_file(memory)
    with CaptureQueriesContext(connection) as before:
        client.get(inbox_client.address(memory))
    make_file(memory, photo("red"))
    make_file(memory, photo("green"))

    with CaptureQueriesContext(connection) as after:
        client.get(inbox_client.address(memory))

    assert len(before) == len(after)


def test_who_fetches_a_file_is_written_down(client, olena):
    file = make_file()

    response = client.get(content(file))

    assert response.getvalue() == stored_files.path_of(file.name).read_bytes()
    assert response["Content-Disposition"].startswith("attachment; ")
    assert (response["X-Content-Type-Options"], "no-store" in response["Cache-Control"]) == (
        "nosniff",
        True,
    )
    assert audited()[-1] == ("olena", "read", [file.submission.reference], "a file")


@pytest.mark.parametrize("action", ["", "save", "erase"])
def test_who_sees_what_was_said_of_a_file_is_written_down_whatever_they_press(
    client, olena, action
):
    file = make_file()

    page = client.post(one(file), {"action": action})

    assert page.context["item"]["file"] == file
    assert audited()[-1] == ("olena", "read", [file.submission.reference], "a file")


def test_a_small_picture_is_written_down_unless_its_page_was(client, olena):
    seen, guessed = make_file(), make_file()
    client.get(inbox_client.address(seen.submission))
    noted = len(audited())

    client.get(content(seen, "small")).getvalue()
    assert len(audited()) == noted
    client.get(content(guessed, "small")).getvalue()
    assert audited()[noted:] == [("olena", "read", [guessed.submission.reference], "a file")]


def test_no_file_is_for_those_who_may_not_read_what_was_sent(client):
    file = make_file()
    sign_in_with(client, "view_picture")

    assert [client.get(url).status_code for url in (content(file), one(file))] == [403, 403]


def test_answers_are_corrected_with_a_reason_that_stays(client, olena):
    file = make_file()

    typed = typed_in(client.get(one(file)), "save", shown_as="", reason="Her letter of May 2.")
    response = client.post(one(file), typed)

    file.refresh_from_db()
    note = Message.objects.get()
    assert (response.status_code, file.shown_as) == (302, "")
    assert (note.kind, note.by, note.text) == ("note", olena, "Her letter of May 2.")
    assert note.subject == "A picture corrected: name shown beside it"


def test_one_picture_is_erased_after_a_tick(client, olena, django_capture_on_commit_callbacks):
    file = make_file()

    unsure = client.post(one(file), typed_in(client.get(one(file)), "erase"))
    with django_capture_on_commit_callbacks(execute=True):
        sure = client.post(one(file), typed_in(client.get(one(file)), "erase", sure="on"))

    assert (unsure.status_code, sure.status_code) == (422, 302)
    assert (SubmissionFile.objects.count(), on_disk()) == (0, [])
    assert Submission.objects.count() == 1


def test_on_hold_none_is_erased(client, olena):
    file = make_file()
    submission = Submission.objects.get()
    holds.put(submission, "A dispute", by=olena, version=submission.version)

    response = client.post(one(file), {"action": "erase", "sure": "on"})

    assert (response.status_code, len(on_disk())) == (409, 2)


def test_without_the_right_to_erase_none_is_erased(client):
    file = make_file()
    sign_in_with(client, "view_submission", "change_submission")

    page = client.get(one(file))
    response = client.post(one(file), {"action": "erase", "sure": "on"})

    assert (page.status_code, "Erase this file" in words_of(page)) == (200, False)
    assert (response.status_code, len(on_disk())) == (403, 2)


@pytest.mark.parametrize(
    "wanted", [{"name": "zoryana AUNT"}, {"words": "the bell in"}, {"name": "larysa writer"}]
)
def test_somebody_who_is_named_at_a_picture_is_found(wanted):
    file = make_file(make_memory(name="Somebody else"))
    make_memory(name="Another one")

    found = people.search(people.Wanted(**wanted))

    assert list(found.places) == [file.submission_id]


def test_the_zip_that_is_handed_out_holds_every_file_and_both_texts(client, olena):
    file = make_file()
    pdf = make_file(file.submission, PDF)

    response = client.post(PEOPLE, {"row": [file.submission_id], "action": "zip"})

    archive = zipfile.ZipFile(io.BytesIO(response.getvalue()))
    stem = file.submission.reference
    names = [f"{stem}-{file.pk}.jpg", f"{stem}-{pdf.pk}.pdf"]
    data = json.loads(archive.read("records.json"))
    assert archive.namelist() == ["records.txt", "records.json", *names]
    assert archive.read(names[0]) == stored_files.path_of(file.name).read_bytes()
    assert archive.read(names[1]) == PDF
    assert [item["name"] for item in data["submissions"][0]["files"]] == names
    assert "My aunt Zoryana" in archive.read("records.txt").decode()
    assert audited()[-1] == ("olena", "handed_out", [stem], "zip")


@pytest.mark.django_db(transaction=True)
def test_nobody_who_writes_waits_until_the_zip_is_packed(monkeypatch):
    file = make_file()
    held = []

    def packed(texts, submissions, pack=sent_files.packed):
        held.append(connection.in_atomic_block)
        return pack(texts, submissions)

    monkeypatch.setattr(sent_files, "packed", packed)
    handout.hand_out([file.submission], "zip").close()

    assert held == [False]
