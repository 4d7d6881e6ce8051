"""What is held and what is not: nobody is held for what the site or a clock did."""

from datetime import timedelta

import pytest
from django.utils import timezone

from involvement.intake import spam
from involvement.models import RateLimitHit, Submission
from tests.html_forms import filled, form_of
from tests.involvement.form_client import WRITE, send, signed_token, the_submission, written
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def form(home):
    make_letters()
    return make_form()


def newest():
    """Return what was sent last, as (state, why it was held)."""
    found = Submission.objects.latest("pk")
    return found.state, found.held_because


def send_again_at_once(client, response, **typed):
    """Send the form that the site has shown again; return the response."""
    return client.post(WRITE, {**filled(form_of(response, "token")), **typed})


# --- A form that is shown again ---------------------------------------------------------------


def test_a_changed_form_that_was_sent_before_can_be_sent_at_once(client):
    form = written()
    client.post(WRITE, form)

    again = client.post(WRITE, {**form, "message": "Something else."})
    send_again_at_once(client, again)

    assert (again.status_code, newest()) == (409, ("new", []))


@pytest.mark.parametrize(
    "token", ["", "nonsense", signed_token(shown=timedelta(hours=25))], ids=["none", "bad", "old"]
)
def test_a_form_that_was_open_for_too_long_can_be_sent_at_once(client, token):
    again = send(client, token=token)
    send_again_at_once(client, again)

    assert (again.status_code, newest()) == (422, ("new", []))


def test_who_chooses_something_else_can_send_at_once(client):
    form = written()
    other = client.post(WRITE, {**form, "step": "choose", "kind": "volunteer"})

    send_again_at_once(client, other, name=form["name"], email=form["email"])

    assert newest() == ("new", [])


def test_a_form_that_is_shown_again_after_seconds_is_still_quick(client):
    form = written(token=signed_token(shown=timedelta(seconds=1)))
    client.post(WRITE, form)
    Submission.objects.update(fingerprint="")

    send_again_at_once(client, client.post(WRITE, {**form, "message": "Something else."}))

    assert newest() == ("held", ["too_quick"])


def test_a_clock_that_was_put_back_is_no_suspicion(client):
    send(client, token=signed_token(shown=timedelta(minutes=-10)))

    assert newest() == ("new", [])


# --- From elsewhere ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    ],
)
def test_what_the_browser_says_comes_from_another_site_is_held(client, headers):
    response = client.post(WRITE, written(), headers=headers)

    assert (response.status_code, newest()) == (303, ("held", ["cross_site"]))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://www.testserver"},
        {"Origin": "http://testserver"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_ours_is_not(client, headers):
    client.post(WRITE, written(), headers=headers)

    assert newest() == ("new", [])


# --- Mail to others ---------------------------------------------------------------------------


def test_to_one_mailbox_only_so_many_forms_a_day_send_mail(client):
    for number in range(spam.TO_ONE_MAILBOX):
        send(client, email=f"victim+{number}@example.org", message=f"{number}")
    assert set(Submission.objects.values_list("state", flat=True)) == {"new"}

    send(client, "question", "young", guardian_email="Victim@example.org", message="More")

    assert newest() == ("held", ["same_mailbox"])
    assert "victim" not in str(list(RateLimitHit.objects.values_list("sender", flat=True)))


def test_a_flood_is_held_and_not_refused(client, monkeypatch):
    monkeypatch.setattr(spam, "BRAKE_ABOVE", 1)
    send(client)
    assert the_submission().state == "new"

    response = send(client, email="other@example.org")

    assert (response.status_code, newest()) == (303, ("held", ["brake"]))
    Submission.objects.update(received_at=timezone.now() - timedelta(hours=2))
    send(client, email="third@example.org")
    assert newest() == ("new", [])
