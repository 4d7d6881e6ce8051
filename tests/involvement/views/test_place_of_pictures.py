"""Where a picture was taken: kept for the office alone, and only while its sender says so."""

import io
import json
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image

from editorial.models import Picture
from involvement.intake import pictures
from involvement.models import Disposition, Message, SubmissionFile
from involvement.records import handout, holds
from involvement.submissions import erasure, files, stored_files
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox import inbox_client
from tests.involvement.admin.inbox.inbox_client import typed_in
from tests.involvement.memories.memory_client import draft, tell
from tests.involvement.sent_pictures import (
    ANSWERS,
    PDF,
    address,
    exif_with_place,
    heic,
    make_file,
    make_memory,
    photo,
    photo_with_place,
    send,
)
from tests.involvement.submissions.test_erasure import rows_with
from tests.involvement.views.status_page_client import token_of, words_of

pytestmark = pytest.mark.django_db

HERE = (Decimal("40.76056"), Decimal("-111.89111"))
IN_WORDS = "40.76056, -111.89111"
QUESTION = "The office may keep where it was taken"


def place_of(file):
    file.refresh_from_db()
    return file.latitude, file.longitude


def with_place(submission=None, **answers):
    return make_file(submission, photo_with_place(), keep_place=True, **answers)


def own_page(file):
    return reverse("involvement:picture", args=[token_of(file.submission), file.uid])


def at_desk(file):
    return reverse("admin:involvement_file", args=[file.pk])


# --- The question -----------------------------------------------------------------------------


def test_nobody_who_says_nothing_leaves_a_place(client):
    memory = make_memory()
    assert "keep_place" not in filled(form_of(client.get(address(memory)), "caption"))

    send(client, memory, photo_with_place())

    file = SubmissionFile.objects.get()
    assert (file.keep_place, place_of(file)) == (False, (None, None))
    assert f"{QUESTION}: no (Phones often store" in file.agreed_words
    assert rows_with(["40.76", "111.89"]) == set()


def test_without_a_yes_the_place_is_not_even_read(client, monkeypatch):
    monkeypatch.setattr(pictures, "place_of", None)

    assert send(client, make_memory(), photo_with_place()).status_code == 303


@pytest.mark.parametrize(
    "content",
    [photo_with_place(), heic(exif=exif_with_place().tobytes())],
    ids=["JPEG", "HEIC"],
)
def test_with_a_tick_it_is_kept_beside_the_picture_and_in_no_copy_of_it(client, content):
    send(client, make_memory(), content, keep_place="on")

    file = SubmissionFile.objects.get()
    assert place_of(file) == HERE
    assert f"{QUESTION}: yes (Phones often store" in file.agreed_words
    for name in (file.name, stored_files.small_of(file.name)):
        kept = stored_files.path_of(name).read_bytes()
        assert b"Exif" not in kept
        assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


@pytest.mark.parametrize("content", [photo(), PDF], ids=["a picture", "a PDF"])
def test_where_no_place_is_stored_that_is_told(client, content):
    memory = make_memory()

    send(client, memory, content, keep_place="on")

    file = SubmissionFile.objects.get()
    assert (file.keep_place, place_of(file)) == (True, (None, None))
    assert "Place stored in the picture There was none." in words_of(client.get(address(memory)))


def test_each_picture_is_asked_about_anew(client):
    memory = make_memory()
    with_place(memory)

    assert "keep_place" not in filled(form_of(client.get(address(memory)), "caption"))


def test_a_mistake_and_another_language_keep_the_tick(client):
    memory = make_memory()
    refused = send(client, memory, photo_with_place(), taken_by="", keep_place="on")
    typed = {**filled(form_of(refused, "caption")), "again": "1"}
    translated = client.post(address(memory).replace("/en/", "/es/"), typed)

    for page in (refused, translated):
        assert filled(form_of(page, "caption"))["keep_place"] == "on"


def test_the_database_keeps_no_place_without_a_yes():
    file = with_place()

    with pytest.raises(IntegrityError, match="submission_file_place_was_allowed"):
        SubmissionFile.objects.filter(pk=file.pk).update(keep_place=False)


# --- Who sees it, and how it goes ---------------------------------------------------------------


def test_sender_and_staff_see_it_beside_the_picture(client, olena):
    file = with_place()

    for url in (address(file.submission), own_page(file), inbox_client.address(file.submission)):
        assert f"Place stored in the picture {IN_WORDS}" in words_of(client.get(url))


def test_it_is_handed_out_with_the_persons_data():
    file = with_place()

    data = json.loads(handout.hand_out([file.submission], "json", note="x"))
    (sent,) = data["submissions"][0]["files"]

    told = {item["field"]: item["value"] for item in sent["fields"]}
    assert (told["keep_place"], told["latitude"], told["longitude"]) == (True, *map(str, HERE))
    assert "-111.89111" in handout.hand_out([file.submission], "txt", note="x")


def test_who_takes_the_yes_back_has_it_erased_for_good(client):
    file = with_place()
    typed = typed_in(client.get(own_page(file)), "save")
    assert typed.pop("keep_place") == "on"

    response = client.post(own_page(file), typed)

    page = client.get(response["Location"])
    assert (response.status_code, place_of(file)) == (303, (None, None))
    assert f"{QUESTION}: no" in file.agreed_words
    assert QUESTION not in words_of(page)
    assert rows_with(["40.76", "111.89"]) == set()
    # It cannot be allowed later: the file as it was sent is gone.
    client.post(own_page(file), {**typed, "keep_place": "on"})
    files.correct(file, {**ANSWERS, "keep_place": True}, "")
    file.refresh_from_db()
    assert file.keep_place is False


def test_other_answers_can_change_and_the_place_stays(client):
    file = with_place()

    client.post(
        own_page(file), typed_in(client.get(own_page(file)), "save", caption="Another bell")
    )

    assert place_of(file) == HERE
    assert (file.caption, f"{QUESTION}: yes" in file.agreed_words) == ("Another bell", True)


def test_staff_take_it_back_for_a_reason_and_cannot_allow_it(client, olena):
    file, other = with_place(), make_file()
    typed = typed_in(client.get(at_desk(file)), "save", reason="She called.")
    del typed["keep_place"]

    client.post(at_desk(file), typed)

    assert place_of(file) == (None, None)
    assert Message.objects.get().subject == "A picture corrected: we may keep where it was taken"
    assert "keep_place" not in typed_in(client.get(at_desk(other)), "save")


def test_a_hold_keeps_the_place(client, olena):
    file = with_place()
    typed = typed_in(client.get(own_page(file)), "save")
    said = typed_in(client.get(at_desk(file)), "save", reason="She called.")
    holds.put(file.submission, "A dispute", by=olena, version=file.submission.version)

    for url, form in ((own_page(file), typed), (at_desk(file), said)):
        del form["keep_place"]
        response = client.post(url, form)
        assert response.status_code == 409
        assert "othing was erased" in words_of(response)
    assert place_of(file) == HERE


def test_it_goes_with_the_file_and_with_the_submission(django_capture_on_commit_callbacks):
    memory = make_memory()
    one = with_place(memory)
    make_file(memory, photo("red", exif=exif_with_place()), keep_place=True)

    files.remove(one)
    assert rows_with(["40.76"]) == {"involvement_submissionfile"}
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(memory, reason=Disposition.Reason.ERASURE)
    assert rows_with(["40.76"]) == set()


def test_nothing_of_it_comes_to_visitors(home):
    memory = tell()
    with_place(memory)

    draft(memory)

    picture = Picture.objects.get()
    with picture.file.open() as shown:
        assert b"Exif" not in shown.read()
    assert rows_with(["40.76056", "111.89111"]) == {"involvement_submissionfile"}
