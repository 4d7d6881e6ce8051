"""Sending the form: stored once with its mail, or shown again with all that was typed."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import Email

from involvement.intake.form_token import VALID_FOR
from involvement.models import Letter, Submission
from tests.builders import make_city, make_site
from tests.crawl import read
from tests.html_forms import filled, form_of
from tests.involvement.form_client import (
    WRITE,
    choose,
    open_form,
    page_of,
    problems,
    send,
    signed_token,
    the_submission,
    written,
)
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def form(home):
    make_site(email="office@example.org")
    make_letters()
    return make_form()


def kept(response):
    """Return what the form that came back holds, but for its token."""
    sent = filled(form_of(response, "token"))
    return {name: value for name, value in sent.items() if name != "token"}


def without_token(form):
    return {name: value for name, value in form.items() if name != "token"}


# --- Stored -----------------------------------------------------------------------------------


def test_a_form_that_is_sent_is_stored_with_its_receipt_in_the_outbox(client):
    response = send(client, "idea", may_publish="on")

    stored = the_submission()
    assert response.status_code == 303
    assert response["Location"].startswith("/en/take-part/received/")
    assert (stored.kind, stored.age_band, stored.state) == ("idea", "adult", "new")
    assert (stored.written_in, stored.language, stored.held_because) == ("en", "en", [])
    assert stored.answer_by == timezone.localdate() + timedelta(days=14)
    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (["larysa@example.org"], f"Number {stored.reference}")
    assert mail.about.submission == stored
    assert mail.headers["Reply-To"] == "office@example.org"


def test_the_whole_way_works_with_what_the_pages_themselves_say(client):
    form = open_form(client, "hosting")

    response = client.post(WRITE, form | {"name": "Ann", "phone": "555-0100", "message": "Yes."})

    assert response.status_code == 303
    assert (the_submission().kind, the_submission().held_because) == ("hosting", ["too_quick"])


def test_no_page_on_the_way_sets_a_cookie_or_may_be_kept_by_others(client):
    responses = [
        client.get(WRITE),
        choose(client),
        client.post(WRITE, {"step": "choose"}),
        choose(client, age_band="child"),
        send(client, name=""),
        sent := send(client),
        client.get(sent["Location"]),
    ]

    assert [response.status_code for response in responses] == [200, 200, 422, 200, 422, 303, 200]
    assert client.cookies == {}
    for response in responses:
        assert "private" in response["Cache-Control"]
        assert "no-cache" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "X-Public-Until" not in response


def test_pages_that_show_what_somebody_typed_are_never_stored(client):
    shown = [send(client, name=""), sent := send(client), client.get(sent["Location"])]

    assert ["no-store" in page["Cache-Control"] for page in shown] == [True, True, True]


def test_an_empty_form_stays_in_the_browser_for_the_back_button(client):
    empty = [client.get(WRITE), choose(client)]

    assert ["no-store" in page["Cache-Control"] for page in empty] == [False, False]


def test_a_form_without_letters_is_stored_all_the_same(client):
    Letter.objects.all().delete()

    assert send(client).status_code == 303
    assert Email.objects.count() == 0


# --- Twice ------------------------------------------------------------------------------------


def test_a_double_click_stores_one_submission_and_shows_its_number_twice(client):
    form = written()

    first, second = client.post(WRITE, form), client.post(WRITE, form)

    pages = [read(client, answer["Location"]) for answer in (first, second)]
    number = Submission.objects.get().reference
    assert [page.words("receipt__number") for page in pages] == [[number], [number]]
    assert (Submission.objects.count(), Email.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"message": "Something else."},
        {"name": "Ann"},
        {"phone": "555-0100"},
        {"city": "north"},
        {"language": "uk"},
        {"about_times": "Evenings"},
    ],
)
def test_going_back_and_changing_anything_asks_before_it_is_a_second_message(client, change):
    make_city(slug="north")
    form = written("volunteer")
    client.post(WRITE, form)
    changed = form | change

    response = client.post(WRITE, changed)

    assert response.status_code == 409
    (problem,) = problems(page_of(response))
    assert problem[0].startswith(
        f"You have already sent this form; its number is {the_submission().reference}. If you send"
    )
    assert kept(response).items() >= without_token(changed).items()
    assert client.post(WRITE, filled(form_of(response, "token"))).status_code == 303
    assert Submission.objects.count() == 2


# --- Stamps -----------------------------------------------------------------------------------


def stale():
    return signed_token("hosting", shown=VALID_FOR + timedelta(minutes=1))


@pytest.mark.parametrize(
    "token",
    [
        str,
        lambda: "nonsense",
        lambda: "é\0",
        stale,
        lambda: signed_token("hosting")[:-1] + "_",
        lambda: signed_token("hosting").replace(":", "::", 1),
        lambda: "x" * 10_000,
    ],
    ids=["none", "nonsense", "letters", "stale", "forged", "broken", "long"],
)
def test_a_form_with_a_token_that_does_not_hold_is_shown_again_with_a_fresh_one(client, token):
    form = written("hosting", token=token(), about_when="July")

    response = client.post(WRITE, form)

    assert response.status_code == 422
    (problem,) = problems(page_of(response))
    assert problem[0].startswith("The form was open for very long, so it was not sent.")
    assert kept(response).items() >= without_token(form).items()
    assert Submission.objects.count() == 0
    again = client.post(WRITE, filled(form_of(response, "token")))
    assert again.status_code == 303


def test_without_a_token_and_a_kind_one_begins_again_and_keeps_the_message(client):
    response = client.post(WRITE, written() | {"token": "", "kind": "nonsense"})

    assert response.status_code == 422
    assert page_of(response).words("as-typed") == ["May I help?"]
    chosen = filled(form_of(response, "kind")) | {"kind": "idea"}
    assert kept(client.post(WRITE, chosen))["message"] == "May I help?"


def test_the_token_decides_what_the_form_was_fitted_to(client):
    client.post(WRITE, written("question") | {"kind": "board", "age_band": "young"})

    assert (the_submission().kind, the_submission().age_band) == ("question", "adult")


def test_the_same_nonce_never_makes_two_rows(client):
    nonce = uuid.uuid4()

    send(client, token=signed_token(nonce=nonce))
    send(client, token=signed_token(nonce=nonce, kind="idea"), kind="idea")

    assert Submission.objects.count() == 1
