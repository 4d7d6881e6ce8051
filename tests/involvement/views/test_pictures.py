"""Adding photographs and scans on the sender's own page: a broken one costs no words."""

import io
import os

import pytest
from django.db import OperationalError, connection
from PIL import Image

from involvement.intake import pictures
from involvement.models import SubmissionFile
from involvement.submissions import files, stored_files
from tests.html_forms import filled, form_of
from tests.involvement.sent_pictures import (
    ANSWERS,
    PDF,
    address,
    heic,
    make_file,
    make_memory,
    on_disk,
    photo,
    photo_with_place,
    send,
)
from tests.involvement.views.status_page_client import words_of

pytestmark = pytest.mark.django_db


def answers_of(file):
    return {name: getattr(file, name) for name in files.ANSWERS}


def test_a_photograph_is_kept_without_the_place_and_the_camera_outside_the_public_folder(
    client, settings
):
    memory = make_memory()

    response = send(client, memory, photo_with_place())

    file = SubmissionFile.objects.get()
    kept = stored_files.path_of(file.name).read_bytes()
    assert (response.status_code, response["Location"]) == (303, f"{address(memory)}?done=added")
    assert (file.format, file.width, file.height, file.size) == ("jpg", 64, 48, len(kept))
    assert answers_of(file) == ANSWERS
    assert b"Zwjqphone" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}
    assert on_disk() == sorted([file.name, stored_files.small_of(file.name)])
    assert not settings.SUBMISSION_FILES_DIR.is_relative_to(settings.MEDIA_ROOT)
    assert stored_files.path_of(file.name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "kept_as"),
    [
        (photo(form="PNG"), "jpg"),
        (photo(form="WEBP"), "jpg"),
        (heic(), "jpg"),
        (PDF, "pdf"),
    ],
)
def test_a_file_is_known_by_its_content(client, content, kept_as):
    send(client, make_memory(), content)

    assert SubmissionFile.objects.get().format == kept_as


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\x00" + b"\0" * 200,
        b"\xff\xd8\xff\xe0" + b"\0" * 20,
        PDF[:20],
        photo()[:200],
    ],
)
def test_what_is_no_picture_is_refused_and_the_answers_stay(client, content):
    memory = make_memory()

    response = send(client, memory, content, caption="Words that stay")

    assert response.status_code == 422
    assert "Words that stay" in response.content.decode()
    assert '<a href="#id_file">' in response.content.decode()
    assert (SubmissionFile.objects.count(), on_disk()) == (0, [])


def test_what_is_no_picture_is_told_that_a_pdf_would_be_taken(client):
    response = send(client, make_memory(), b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    assert "the HEIC of phones, and PDF." in response.content.decode()


def test_a_file_above_the_limit_is_refused_by_name(client, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 1000)

    response = send(client, make_memory(), photo() + b"\0" * 2000)

    assert response.status_code == 422
    assert "at most 20 MB are taken" in words_of(response)
    assert on_disk() == []


def test_of_a_file_above_the_limit_no_byte_is_held_in_memory(client):
    response = send(client, make_memory(), photo() + b"\0" * pictures.MOST_BYTES)

    assert response.status_code == 422
    assert "This file has 21 MB; at most 20 MB are taken." in words_of(response)


def test_a_wrong_answer_asks_for_the_file_once_more(client):
    response = send(client, make_memory(), photo(), taken_by="", caption="Words that stay")

    page = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_taken_by">Choose one of the answers.</a>' in page
    assert '<a href="#id_file">Choose the file once more.</a>' in page
    assert "Words that stay" in page
    assert on_disk() == []


def test_people_under_18_are_shown_only_if_they_agree(client):
    memory = make_memory()

    refused = send(client, memory, photo(), minors="yes", asked="no")
    archived = send(client, memory, photo(), minors="yes", asked="no", use="archive")

    assert (refused.status_code, archived.status_code) == (422, 303)
    assert "We show people under 18 only if they and their parents agree." in words_of(refused)


def test_not_before_a_day_needs_the_day_and_another_choice_keeps_none(client):
    memory = make_memory()

    without = send(client, memory, photo(), use="later")
    send(client, memory, photo(), use="later", public_from="2040-01-31")
    send(client, memory, photo("red"), use="archive", public_from="2040-01-31")

    days = list(SubmissionFile.objects.values_list("use", "public_from"))
    assert "Name the day from which it may be shown." in words_of(without)
    assert [(use, str(day)) for use, day in days] == [("later", "2040-01-31"), ("archive", "None")]


def test_the_questions_are_kept_word_for_word_with_their_answers_and_name_nobody(client):
    send(client, make_memory(), photo())

    words = SubmissionFile.objects.get().agreed_words
    assert "Who took it? somebody of my family" in words
    assert "What may we do with it? You may show it on this site (You keep your rights" in words
    assert "Larysa" not in words


def test_the_next_picture_begins_with_the_same_answers_about_rights(client):
    memory = make_memory()
    make_file(memory, use="archive", taken_by="studio")

    form = filled(form_of(client.get(address(memory)), "caption"))

    assert (form["use"], form["taken_by"], form["caption"]) == ("archive", "studio", "")


def test_the_same_file_sent_twice_is_there_once(client):
    memory = make_memory()

    statuses = [send(client, memory, photo()).status_code for _click in range(2)]

    assert statuses == [303, 303]
    assert (SubmissionFile.objects.count(), len(on_disk())) == (1, 2)


def test_more_than_ten_are_not_taken(client, monkeypatch):
    monkeypatch.setattr(files, "MOST", 1)
    memory = make_memory()
    make_file(memory)
    page = client.get(address(memory))

    typed = {name: value or "" for name, value in ANSWERS.items()}
    form = {**typed, "action": "add", "file": io.BytesIO(photo("red"))}
    response = client.post(address(memory), form)

    assert "No more files can be added" in words_of(page)
    assert response.status_code == 409
    assert (SubmissionFile.objects.count(), len(on_disk())) == (1, 2)


def test_very_many_tries_an_hour_are_refused(client, monkeypatch):
    monkeypatch.setattr(files, "MOST_AN_HOUR", 1)
    memory = make_memory()

    statuses = [send(client, memory, b"no picture").status_code for _try in range(2)]

    assert statuses == [422, 429]


def test_a_full_disk_keeps_the_words_and_says_so(client, monkeypatch):
    monkeypatch.setattr(stored_files, "LEFT_FREE", 2**60)
    memory = make_memory()

    response = send(client, memory, photo(), caption="Words that stay")

    assert response.status_code == 507
    assert "There is no room for files at present. Your words are safe." in words_of(response)
    assert "Words that stay" in response.content.decode()
    assert on_disk() == []


def test_a_disk_that_fails_in_the_middle_leaves_nothing(client, monkeypatch):
    seen = []

    def fail(handle):
        seen.append(handle)
        if len(seen) == 2:  # The small picture, after the one that was sent.
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)

    assert send(client, make_memory(), photo()).status_code == 507
    assert (SubmissionFile.objects.count(), on_disk()) == (0, [])


def test_a_folder_that_is_not_mounted_is_not_made_anew(client, settings):
    folder = settings.SUBMISSION_FILES_DIR
    away = folder.rename(folder.with_name("away"))

    assert send(client, make_memory(), photo()).status_code == 507
    assert (SubmissionFile.objects.count(), folder.exists()) == (0, False)
    away.rename(folder)


def test_a_database_that_fails_leaves_no_file(client):
    memory = make_memory()

    def fail(execute, sql, *rest):
        if sql.startswith('INSERT INTO "involvement_submissionfile"'):
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        response = send(client, memory, photo())

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert on_disk() == []


def test_an_addition_is_to_do_again_for_staff(client):
    memory = make_memory(state="answered")

    send(client, memory, photo())

    memory.refresh_from_db()
    assert memory.state == "new"


# --- What no browser sends --------------------------------------------------------------------


def parts(*found, end=b"--b--\r\n"):
    """Write the body of a form by hand: (name, more in the header, headers, content) each."""
    written = [
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n%s\r\n%s\r\n'
        % (name, more, headers, content)
        for name, more, headers, content in found
    ]
    return b"".join(written) + end


SAID = [
    (name.encode(), b"", b"", str(value or "").encode())
    for name, value in {**ANSWERS, "action": "add"}.items()
]
FILE, BASE64 = b'; filename="../../media/x.html"', b"Content-Transfer-Encoding: base64\r\n"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (parts(*SAID, (b"file", FILE, b"", photo())), 303),
        (parts(*SAID, (b"file", FILE, b"", photo()), (b"file", FILE, b"", b"<script>")), 303),
        (parts(*SAID, (b"file", FILE, b"", photo()), (b"other", FILE, b"", photo("red"))), 303),
        (parts(*SAID, (b"other", FILE, b"", photo())), 422),
        (parts(*SAID, (b"file", FILE, b"", photo()[:300]), end=b""), 422),
        (parts(*SAID, (b"file", FILE, BASE64, b"\xff" * 30)), 400),
        (parts(*SAID, *[(b"f%d" % n, FILE, b"", b"x") for n in range(200)]), 400),
        (parts((b"action", b"", b"", b"add\0")), 200),
    ],
)
def test_a_form_that_no_browser_sends_stores_one_file_under_our_name_or_nothing(
    client, settings, body, status
):
    memory = make_memory()

    response = client.generic(
        "POST", address(memory), body, content_type="multipart/form-data; boundary=b"
    )

    assert response.status_code == status
    assert len(on_disk()) == (2 if status == 303 else 0)
    assert list(settings.MEDIA_ROOT.iterdir()) == []
    assert [name for name in on_disk() if "x.html" in name] == []
