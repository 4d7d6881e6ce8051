"""What a sender does on their own page: add, correct, withdraw, ask for erasure."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from involvement.models import Submission
from involvement.submissions import sender
from tests.html_forms import forms_of
from tests.involvement.admin.inbox.inbox_client import typed_in
from tests.involvement.views.status_page_client import address, press, said, words_of
from tests.submissions import YOUNG, make_form, make_idea, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


# --- Adding -----------------------------------------------------------------------------------


def test_what_is_added_stands_on_the_page(client):
    submission = make_submission()

    response = press(client, submission, "add", **{"add-text": "  My sister too.\r\nReally. "})

    assert (response.status_code, response["Location"]) == (
        303,
        f"{address(submission)}?done=added",
    )
    assert said(submission) == [("addition", "My sister too.\nReally.")]
    assert "What you wrote was added." in words_of(client.get(response["Location"]))


def test_a_double_click_adds_once(client):
    submission = make_submission()
    typed = typed_in(client.get(address(submission)), "add", **{"add-text": "Once."})

    answers = [client.post(address(submission), typed) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert said(submission) == [("addition", "Once.")]


def test_an_empty_addition_is_explained(client):
    submission = make_submission()

    response = press(client, submission, "add", **{"add-text": "  "})

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert '<a href="#id_add-text">Write what you would like to add.</a>' in page
    assert 'aria-describedby="id_add-text_error"' in page


def test_a_text_that_is_too_long_stays(client):
    submission = make_submission()

    response = press(client, submission, "add", **{"add-text": "long " * 1001})

    assert response.status_code == 422
    assert response.content.decode().count("long long") > 0
    assert said(submission) == []


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_a_form_that_was_tampered_with_is_refused(client, seen):
    submission = make_submission()

    response = press(client, submission, "add", **{"add-text": "Hello", "add-seen": seen})

    assert response.status_code == 422
    assert said(submission) == []


@pytest.mark.parametrize("action", ["", "close", "note", "add\0"])
def test_a_button_that_is_not_ours_does_nothing(client, action):
    submission = make_submission()

    response = client.post(address(submission), {"action": action, "add-text": "x"})

    assert response.status_code == 200
    assert said(submission) == []


def test_no_text_is_lost_when_it_was_withdrawn_meanwhile(client):
    submission = make_submission()
    typed = typed_in(client.get(address(submission)), "add", **{"add-text": "My long text."})
    sender.withdraw(submission)

    response = client.post(address(submission), typed)

    assert response.status_code == 409
    assert "My long text.</textarea>" in response.content.decode()
    assert "withdrawn in the meantime" in words_of(response)


def test_a_flood_is_refused_with_the_text(client, monkeypatch):
    monkeypatch.setattr(sender, "MOST_A_DAY", 0)

    response = press(client, make_submission(), "add", **{"add-text": "My long text."})

    assert response.status_code == 429
    assert "My long text.</textarea>" in response.content.decode()


def test_no_text_is_lost_when_the_database_fails(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    submission = make_submission()
    typed = typed_in(client.get(address(submission)), "add", **{"add-text": "My long text."})
    monkeypatch.setattr(sender, "add", fail)

    response = client.post(address(submission), typed)

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "My long text.</textarea>" in response.content.decode()


# --- Correcting -------------------------------------------------------------------------------


def test_the_form_shows_what_stands_there_and_takes_a_correction(client):
    submission = make_submission(name="Lara", email="lara@example.org", message="May I?")

    response = press(
        client, submission, "correct", **{"correct-name": "Larysa", "correct-message": "May we?"}
    )

    assert response["Location"].endswith("?done=corrected")
    submission.refresh_from_db()
    assert (submission.name, submission.email, submission.message) == (
        "Larysa",
        "lara@example.org",
        "May we?",
    )
    assert "You corrected: name, message" in words_of(client.get(address(submission)))


def test_names_are_kept_composed(client):
    submission = make_submission(name="Lara")

    press(client, submission, "correct", **{"correct-name": "Zoe\u0308"})

    submission.refresh_from_db()
    assert submission.name == "Zo\u00eb"


def test_saving_without_a_change_says_so(client):
    submission = make_submission(message="One line.\nAnother line.", phone="555-0100")

    response = press(client, submission, "correct")

    assert response["Location"].endswith("?done=unchanged")
    assert said(submission) == []


def test_one_way_to_reach_them_must_stay(client):
    submission = make_submission(phone="")

    response = press(client, submission, "correct", **{"correct-email": ""})

    assert response.status_code == 422
    assert '<a href="#id_correct-email">' in response.content.decode()
    submission.refresh_from_db()
    assert submission.email != ""


def test_the_other_way_to_reach_them_is_enough(client):
    submission = make_submission(phone="555-0100")

    press(client, submission, "correct", **{"correct-email": ""})

    submission.refresh_from_db()
    assert (submission.email, submission.phone) == ("", "555-0100")


def test_two_tabs_collide_with_a_clear_message_and_nothing_is_lost(client):
    submission = make_submission(name="Lara")
    late = typed_in(client.get(address(submission)), "correct", **{"correct-name": "From here"})
    press(client, submission, "correct", **{"correct-name": "From there"})

    refused = client.post(address(submission), late)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "changed on another page" in page
    assert 'value="From here"' in page
    assert '<dd dir="auto">From there</dd>' in page

    saved = client.post(address(submission), typed_in(refused, "correct"))

    assert saved.status_code == 303
    submission.refresh_from_db()
    assert submission.name == "From here"


@pytest.mark.parametrize(("kind", "is_asked"), [("idea", True), ("question", False)])
def test_only_what_could_be_shown_can_lose_the_consent(client, kind, is_asked):
    submission = make_submission(kind=kind)

    page = client.get(address(submission)).content.decode()

    assert ('name="correct-may_publish"' in page) == is_asked


def test_the_consent_can_be_taken_back(client):
    idea = make_idea()
    typed = typed_in(client.get(address(idea.submission)), "correct")
    del typed["correct-may_publish"]

    client.post(address(idea.submission), typed)

    idea.refresh_from_db()
    assert not idea.is_public


# --- Withdrawing and erasure ------------------------------------------------------------------


@pytest.mark.parametrize("button", ["withdraw", "erase"])
def test_nothing_final_happens_without_the_box(client, button):
    submission = make_submission()

    response = press(client, submission, button)

    assert response.status_code == 422
    assert f'<a href="#id_{button}-sure">Tick the box if you are sure.</a>' in (
        response.content.decode()
    )
    assert Submission.objects.get().version == submission.version


def test_what_is_withdrawn_can_still_be_erased_but_not_changed(client):
    submission = make_submission()

    press(client, submission, "withdraw", **{"withdraw-sure": "on"})

    buttons = {
        control.get("value")
        for form in forms_of(client.get(address(submission)))
        for control in form.iter("button")
        if control.get("name") == "action"
    }
    assert buttons == {"erase"}


def test_a_wish_for_erasure_is_confirmed_with_its_day(client):
    make_form(answer_days=10)
    submission = make_submission()

    response = press(client, submission, "erase", **{"erase-sure": "on"})

    assert response["Location"].endswith("?done=asked")
    page = client.get(address(submission))
    day = timezone.localdate() + timedelta(days=10)
    assert f"We see to it by {day:%B} {day.day}, {day.year}." in words_of(page)
    assert b'value="erase"' not in page.content


def test_a_hold_is_told_plainly(client):
    submission = make_submission(hold_reason="GRAMA request of Mr. X")

    press(client, submission, "erase", **{"erase-sure": "on"})

    words = words_of(client.get(address(submission)))
    assert "At present we have to keep it" in words
    assert "Mr. X" not in words


def test_what_waits_for_a_guardian_is_erased_at_once(client):
    submission = make_submission(state=State.UNCONFIRMED, **YOUNG)

    response = press(client, submission, "erase", **{"erase-sure": "on"})

    assert response.status_code == 200
    assert "<h1>It is erased</h1>" in response.content.decode()
    assert not Submission.objects.exists()
    assert client.get(address(submission)).status_code == 404


# --- Anything ---------------------------------------------------------------------------------


def test_a_post_needs_no_cookie():
    submission = make_submission()
    strict = Client(enforce_csrf_checks=True)

    response = press(strict, submission, "add", **{"add-text": "Hello"})

    assert response.status_code == 303
    assert not strict.cookies


@pytest.mark.parametrize(
    "text",
    ["\u202eevil\u202c", "=1+1", "'; DROP TABLE x; --", "{% debug %}", "😀" * 50, "a\tb", "؟نعم"],
)
def test_odd_texts_are_stored_and_shown_as_they_are(client, text):
    submission = make_submission()

    press(client, submission, "add", **{"add-text": text})

    assert said(submission) == [("addition", text)]
    assert client.get(address(submission)).status_code == 200


def test_a_nul_is_refused_with_a_message(client):
    response = press(client, make_submission(), "add", **{"add-text": "a\0b"})

    assert response.status_code == 422


def test_where_nothing_can_be_done_any_more_nothing_is_offered(client):
    now = timezone.now()
    submission = make_submission(state="withdrawn", erasure_requested_at=now)

    assert "What you can do" not in words_of(client.get(address(submission)))


@pytest.mark.parametrize(
    ("email", "ticked", "status"),
    [
        ("parent+me@example.org", {}, 422),
        ("parent+me@example.org", {"correct-guardian_reads_it": "on"}, 303),
        ("Parent@example.org", {"correct-guardian_reads_it": "on"}, 422),
        ("other@example.org", {}, 303),
    ],
)
def test_a_mailbox_like_the_guardians_is_asked_about_as_in_the_form(client, email, ticked, status):
    submission = make_submission(**YOUNG, state="unconfirmed")
    assert "guardian_reads_it" not in client.get(address(submission)).content.decode()

    response = press(client, submission, "correct", **{"correct-email": email, **ticked})

    assert response.status_code == status
    if not ticked and status == 422:
        assert "guardian_reads_it" in response.content.decode()
