"""Claims about pictures: made without account or cookie, believed at once, decided by staff."""

from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.models import AuditEntry, Picture
from involvement.claims import claiming
from involvement.models import PictureClaim
from tests.builders import make_event, make_page
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import coordinator, sign_in_with
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db
LIST = "/admin/involvement/claims/"


@pytest.fixture
def picture(home):
    make_page()
    found = make_picture()
    make_event(title="The bell", start="1978", picture=found, alt="A bell")
    return found


def address(picture):
    return reverse("involvement:claim", args=[picture.pk])


@contextmanager
def later(seconds):
    """Let so many seconds pass, as somebody needs to write."""
    moment = timezone.now() + timedelta(seconds=seconds)
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


def tell(client, picture, *, after=60, **typed):
    """Open the form as a browser does, wait, type and send it."""
    form = filled(form_of(client.get(address(picture)), "kind"))
    with later(after):
        return client.post(address(picture), {**form, "kind": "seen", **typed})


def is_shown(client):
    return "A bell" in client.get("/en/history/").content.decode()


def test_who_is_seen_and_does_not_want_that_hides_the_picture_at_once(client, picture):
    assert address(picture) in client.get("/en/history/").content.decode()

    answer = tell(client, picture, text="Third from the left.", contact="me@example.org")

    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200
    assert not client.cookies
    assert not is_shown(client)
    assert PictureClaim.objects.get().hid
    assert AuditEntry.objects.filter(note="picture hidden by a claim").exists()


@pytest.mark.parametrize("kind", ["rights", "facts", "other"])
def test_other_claims_wait_for_staff_and_hide_nothing(client, picture, kind):
    tell(client, picture, kind=kind)

    assert is_shown(client)
    assert PictureClaim.objects.open().count() == 1


@pytest.mark.parametrize(
    "signs", [{"website": "x"}, {"after": 1}], ids=["the empty field", "too quick"]
)
def test_what_looks_like_a_program_is_kept_and_hides_nothing(client, picture, signs):
    tell(client, picture, **signs)

    assert is_shown(client)
    assert PictureClaim.objects.get().held_because


def test_a_form_sent_twice_is_one_claim_and_a_mistake_keeps_what_was_typed(client, picture):
    form = filled(form_of(client.get(address(picture)), "kind"))
    wrong = client.post(address(picture), {**form, "text": "Third from the left."})
    assert wrong.status_code == 422
    assert b"Third from the left." in wrong.content
    with later(60):
        for _click in range(2):
            client.post(address(picture), {**form, "kind": "facts"})

    assert PictureClaim.objects.count() == 1


def test_what_is_sent_while_somebody_else_hid_the_picture_is_kept(client, picture):
    form = filled(form_of(client.get(address(picture)), "kind"))
    tell(client, picture)
    with later(60):
        wrong = client.post(address(picture), {**form, "text": "It is mine."})
        client.post(address(picture), {**form, "kind": "rights", "text": "It is mine."})

    assert (wrong.status_code, picture.url in wrong.content.decode()) == (422, False)
    assert list(PictureClaim.objects.open().values_list("kind", flat=True)) == ["seen", "rights"]


def test_without_a_form_of_ours_nothing_is_told_of_a_hidden_picture(client, picture):
    tell(client, picture)

    assert client.post(address(picture), {"kind": "seen"}).status_code == 404
    assert PictureClaim.objects.count() == 1


def test_one_network_hides_few_pictures_and_is_refused_at_last(client, picture):
    for _claim in range(claiming.MOST_AN_HOUR):
        assert tell(client, picture, kind="facts").status_code == 303

    assert tell(client, picture).status_code == 429
    assert is_shown(client)


def test_a_picture_that_no_visitor_sees_cannot_be_found_out(client, picture):
    assert client.get(address(make_picture())).status_code == 404


# --- Deciding ---------------------------------------------------------------------------------


def decide(client, button, **typed):
    claim = PictureClaim.objects.get()
    return client.post(LIST, {"action": f"{button}:{claim.pk}", **typed})


def test_staff_show_it_again_and_the_same_claim_hides_it_no_more(client, picture):
    tell(client, picture)
    user = coordinator()
    client.force_login(user)
    assert "1 claim about a picture" in client.get("/admin/").content.decode()

    decide(client, "show")

    claim = PictureClaim.objects.get()
    assert (claim.decision, claim.decided_by) == ("shown", user)
    assert AuditEntry.objects.filter(note="decided: shown").exists()
    client.logout()
    tell(client, picture)
    assert is_shown(client)


def test_what_staff_show_is_not_hidden_once_the_claim_is_forgotten(client, picture):
    tell(client, picture)
    claiming.decide(PictureClaim.objects.get(), "shown", by=None)
    claiming.forget_decided(timezone.now() + timedelta(days=91))

    tell(client, picture)

    assert is_shown(client)


def test_another_person_who_is_seen_on_it_is_heard_as_the_first_was(client, picture):
    for person in range(claiming.MOST_SHOWN):
        tell(Client(REMOTE_ADDR=f"198.18.7.{person}"), picture)
        assert not is_shown(client)
        claiming.decide(PictureClaim.objects.open().get(), "shown", by=None)
        assert is_shown(client)

    tell(Client(REMOTE_ADDR="198.18.7.99"), picture)
    # So often staff have looked.
    assert is_shown(client)


@pytest.mark.parametrize(
    ("typed", "is_hidden"), [({}, True), ({"after": 1}, False), ({"kind": "facts"}, False)]
)
def test_who_made_a_claim_is_told_whether_it_hides_the_picture(client, picture, typed, is_hidden):
    words = client.get(tell(client, picture, **typed)["Location"]).content.decode()

    assert ("The picture is not shown until the office has decided." in words) == is_hidden
    assert ("The picture stays where it is until then." in words) != is_hidden


def test_staff_remove_it_for_good_once_they_are_sure(client, picture):
    tell(client, picture)
    client.force_login(coordinator())

    decide(client, "remove")
    assert PictureClaim.objects.open().exists()
    decide(client, "remove", sure="on")

    assert Picture.objects.get(pk=picture.pk).file.name == ""
    decide(client, "erase")
    assert not PictureClaim.objects.exists()


def test_the_file_is_there_until_the_decision_is_stored(
    client, picture, django_capture_on_commit_callbacks
):
    tell(client, picture)
    name, storage = picture.file.name, picture.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        claiming.decide(PictureClaim.objects.get(), "removed", by=coordinator())
        assert storage.exists(name)

    assert not storage.exists(name)


def test_only_who_answers_submissions_sees_claims(client, picture):
    sign_in_with(client, "view_submission", "change_picture")

    assert client.get(LIST).status_code == 403


def test_decided_claims_are_forgotten_after_their_time(client, picture):
    tell(client, picture)
    claiming.decide(PictureClaim.objects.get(), "shown", by=None)
    now = timezone.now()

    assert claiming.forget_decided(now + timedelta(days=89)) == 0
    assert claiming.forget_decided(now + timedelta(days=91)) == 1


def queries_of_the_list(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST).status_code == 200
    return len(captured)


def test_the_list_needs_the_same_queries_however_long(client, picture):
    client.force_login(coordinator())
    PictureClaim.objects.create(picture=picture, kind="facts", language="en")
    client.get(LIST)
    one = queries_of_the_list(client)
    for _claim in range(3):
        PictureClaim.objects.create(picture=make_picture(), kind="facts", language="en")

    assert queries_of_the_list(client) == one
