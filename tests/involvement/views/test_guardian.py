"""A parent or guardian says yes or no to what a young person wrote."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from involvement import links
from involvement.models import Disposition, InterestForm, Message, Submission
from involvement.submissions import guardians, sender
from tests.builders import make_site
from tests.crawl import read
from tests.involvement.admin.inbox.inbox_client import audited, typed_in
from tests.involvement.views.status_page_client import words_of
from tests.submissions import YOUNG, make_form, make_letters, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


def make_young(**values):
    return make_submission(**{"state": State.UNCONFIRMED, "name": "Юна Ткач", **YOUNG, **values})


def make_confirmed(**values):
    now = timezone.now()
    return make_young(**{"state": State.NEW, "guardian_confirmed_at": now, **values})


def address(submission, language="en"):
    if not hasattr(submission, "test_token"):
        submission.test_token = links.guardian_token(submission)
    with translation.override(language):
        return reverse("involvement:guardian", args=[submission.test_token])


def press(client, submission, button, **typed):
    url = address(submission)
    return client.post(url, typed_in(client.get(url), button, **typed))


def again(submission):
    return Submission.objects.get(pk=submission.pk)


# --- What it shows ----------------------------------------------------------------------------


def test_the_guardian_reads_everything_and_the_whole_privacy_notice(client):
    make_form(guardian_text="<p>You are asked for a yes.</p>")
    submission = make_young(
        kind="volunteer", message="I want to help.", details={"skills": "drawing"}
    )
    sender.add(submission, "On Saturdays.", seen=0)
    Message.objects.create(submission=submission, kind="note", language="en", text="A note")

    response = client.get(address(submission))

    words = words_of(response)
    for shown in (
        "You are asked for a yes.",
        submission.reference,
        "About volunteer",
        "Юна Ткач",
        submission.email,
        "I want to help.",
        "drawing",
        "On Saturdays.",
        *(f"{field}." for field in InterestForm.NOTICE),
    ):
        assert shown in words
    assert "A note" not in words
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_looking_confirms_nothing(client):
    submission = make_young()

    client.get(address(submission), {"action": "confirm", "version": submission.version})
    client.head(address(submission))

    assert again(submission).state == State.UNCONFIRMED


@pytest.mark.parametrize("make", [make_young, make_confirmed])
def test_the_page_is_valid(client, make):
    make_site()
    make_form(guardian_text="<p>You are asked.</p>")

    page = read(client, address(make()))

    assert len(page.all("h1")) == 1
    assert page.errors == []
    assert len(page.ids) == len(set(page.ids))


# --- Yes --------------------------------------------------------------------------------------


def test_a_yes_lets_staff_read_it_and_sends_the_receipt(client):
    make_form(answer_days=10)
    make_letters()
    submission = make_young(answer_by=timezone.localdate() - timedelta(days=3))

    response = press(client, submission, "confirm")

    assert (response.status_code, response["Location"]) == (303, address(submission))
    found = again(submission)
    assert found.state == State.NEW
    assert found.guardian_confirmed_at is not None
    assert found.answer_by == timezone.localdate() + timedelta(days=10)
    assert [(mail.to, mail.about.purpose) for mail in Email.objects.all()] == [
        ([submission.email], "receipt")
    ]
    assert audited() == [("", "changed", [submission.reference], "confirmed by the guardian")]


def test_without_an_address_of_the_young_person_no_receipt_is_sent(client):
    make_letters()
    submission = make_young(email="", phone="555-0100")

    press(client, submission, "confirm")

    assert again(submission).state == State.NEW
    assert not Email.objects.exists()


def test_a_double_click_on_yes_confirms_once(client):
    make_letters()
    submission = make_young()
    typed = typed_in(client.get(address(submission)), "confirm")

    answers = [client.post(address(submission), typed) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Email.objects.count() == 1
    assert again(submission).version == submission.version + 1


def test_a_yes_counts_only_for_the_words_that_were_read(client):
    submission = make_young()
    typed = typed_in(client.get(address(submission)), "confirm")
    sender.correct(submission, {"message": "Something else."}, base=sender.base_of(submission))

    response = client.post(address(submission), typed)

    assert response.status_code == 409
    assert "Something else." in words_of(response)
    assert again(submission).state == State.UNCONFIRMED

    client.post(address(submission), typed_in(response, "confirm"))

    assert again(submission).state == State.NEW


def test_after_a_yes_the_page_shows_what_stands_now(client):
    submission = make_young(message="My own words")
    sender.add(submission, "And more.", seen=0)
    press(client, submission, "confirm")

    words = words_of(client.get(address(submission)))

    assert "You have said yes" in words
    assert "My own words" in words
    assert "And more." in words


def test_after_a_yes_the_guardian_can_still_ask_for_erasure(client):
    submission = make_confirmed()

    unsure = press(client, submission, "erase")
    response = press(client, submission, "erase", **{"erase-sure": "on"})

    assert (unsure.status_code, response.status_code) == (422, 303)
    assert again(submission).erasure_requested_at is not None
    assert "noted the wish to erase this" in words_of(client.get(address(submission)))
    assert audited()[-1][3] == "erasure asked for by the guardian"


def test_a_yes_to_what_was_withdrawn_promises_nothing(client):
    submission = make_confirmed(state=State.WITHDRAWN)

    assert "withdrawn it since" in words_of(client.get(address(submission)))


# --- No ---------------------------------------------------------------------------------------


def test_a_no_erases_it_at_once(client):
    submission = make_young()

    response = press(client, submission, "decline")

    assert response.status_code == 200
    assert "Thank you for your answer." in words_of(response)
    assert not Submission.objects.exists()
    line = Disposition.objects.get()
    assert (line.reference, line.reason, line.kind) == (submission.reference, "declined", "")
    assert client.get(address(submission)).status_code == 404


def test_a_no_after_the_yes_comes_too_late(client):
    submission = make_young()
    typed = typed_in(client.get(address(submission)), "decline")
    press(client, submission, "confirm")

    response = client.post(address(submission), typed)

    assert response.status_code == 409
    assert again(submission).state == State.NEW
    assert b'value="erase"' in response.content


def test_a_no_while_a_hold_keeps_it_is_noted(client):
    submission = make_young(hold_reason="A dispute")

    response = press(client, submission, "decline")

    assert response.status_code == 409
    assert "At present we have to keep it" in words_of(response)
    assert again(submission).erasure_requested_at is not None


# --- Links ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"age_band": "adult", "guardian_email": "", "state": State.NEW},
        {"state": State.HELD},
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_was_asked_about_adults_and_what_is_held(client, values, method):
    submission = make_young(**values)

    response = getattr(client, method)(address(submission), {"action": "confirm", "version": "1"})

    assert response.status_code == 404
    assert again(submission).guardian_confirmed_at is None


def test_the_link_of_the_young_person_is_not_that_of_the_guardian(client):
    make_site(email="office@example.org")
    submission = make_young()
    url = reverse("involvement:guardian", args=[links.sender_token(submission)])

    response = client.post(url, {"action": "confirm", "version": submission.version})

    assert response.status_code == 404
    assert b"office@example.org" in response.content
    assert again(submission).state == State.UNCONFIRMED


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_a_form_that_was_tampered_with_confirms_nothing(client, version):
    submission = make_young()

    response = client.post(address(submission), {"action": "confirm", "version": version})

    assert response.status_code == 422
    assert again(submission).state == State.UNCONFIRMED


def test_an_answer_needs_no_cookie():
    submission = make_young()
    strict = Client(enforce_csrf_checks=True)

    response = press(strict, submission, "confirm")

    assert response.status_code == 303
    assert not strict.cookies


def test_when_the_database_fails_the_guardian_is_asked_to_try_again(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    submission = make_young()
    monkeypatch.setattr(guardians, "confirm", fail)

    response = press(client, submission, "confirm")

    assert response.status_code == 503
    assert b'value="confirm"' in response.content
