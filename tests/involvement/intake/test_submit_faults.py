"""Forms that cannot be taken in: closed, held, too many, or no database to store them."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from post_office.models import Email

from editorial.web.network import digest_of
from involvement.intake.form_token import unsign
from involvement.intake.spam import REFUSED_ABOVE
from involvement.models import Choice, RateLimitHit, Submission
from tests.builders import make_site
from tests.html_forms import filled, form_of
from tests.involvement.form_client import (
    WRITE,
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


# --- Closed meanwhile -------------------------------------------------------------------------


def test_who_had_begun_may_finish_after_the_choice_was_closed(client):
    Choice.objects.filter(kind="question").update(is_open=False)

    assert send(client).status_code == 303


def test_a_choice_that_was_removed_meanwhile_leads_back_to_the_others_with_the_message(client):
    Choice.objects.filter(kind="question").delete()

    response = send(client)

    assert response.status_code == 422
    assert page_of(response).words("as-typed") == ["May I help?"]
    assert Submission.objects.count() == 0


def test_a_form_that_was_closed_meanwhile_takes_nothing_in_but_gives_the_words_back(client, form):
    type(form).objects.update(notice_sharing_en=None)

    page = page_of(send(client, message="Long <i>thought</i>"))

    assert page.status == 403
    assert page.words("as-typed") == ["Long <i>thought</i>"]
    assert Submission.objects.count() == 0


# --- Spam -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"website": "https://example.org"}, "honeypot"), ({"token": "quick"}, "too_quick")],
)
def test_what_looks_like_spam_gets_a_number_but_no_mail(client, values, reason):
    if values.get("token"):
        values = {"token": signed_token(shown=timedelta(seconds=1))}

    response = send(client, **values)

    assert response.status_code == 303
    assert (the_submission().state, the_submission().held_because) == ("held", [reason])
    assert Email.objects.count() == 0


def test_too_many_from_one_network_are_refused_with_what_was_typed(client, rf):
    here = digest_of(rf.get("/"))
    now = timezone.now()
    RateLimitHit.objects.bulk_create(
        RateLimitHit(sender=here, at=now) for _ in range(REFUSED_ABOVE)
    )
    form = written()

    response = client.post(WRITE, form)

    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    (problem,) = problems(page_of(response))
    assert problem[0].startswith("Very many forms came from your network")
    again = filled(form_of(response, "token"))
    assert again.items() >= {**form, "token": again["token"]}.items()
    # It is signed anew, maybe in the next second; what it says is the same.
    assert again["token"].partition(":")[0] == form["token"].partition(":")[0]
    assert Submission.objects.count() == 0


# --- Faults -----------------------------------------------------------------------------------


def failing(*words):
    """Return a wrapper that makes every query fail that begins like this."""

    def wrapper(execute, sql, *rest):
        if sql.startswith(words):
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    return connection.execute_wrapper(wrapper)


def test_a_locked_database_is_told_plainly_and_what_was_typed_stays(client):
    form = written("hosting", about_when="July", message="One\nTwo")

    with failing("INSERT"):
        response = client.post(WRITE, form)

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    (problem,) = problems(page_of(response))
    assert problem[0].startswith("Your message could not be stored just now.")
    again = filled(form_of(response, "token"))
    # Signed anew, perhaps a second later; it says the same.
    assert unsign(again["token"]) == unsign(form["token"])
    assert again.items() >= {**form, "token": again["token"]}.items()
    assert client.post(WRITE, form).status_code == 303


def test_a_mail_that_cannot_be_queued_takes_the_submission_back(client):
    with failing('INSERT INTO "post_office_email"'):
        response = send(client)

    assert response.status_code == 503
    assert Submission.objects.count() == 0


def test_without_any_database_what_was_typed_is_still_given_back(client):
    form = written("hosting", about_when="July", message="One <b>\nTwo")

    with failing("SELECT"):
        response = client.post(WRITE, form)

    page = page_of(response)
    assert (page.status, page.errors) == (503, [])
    assert words_in(page) == ["Your message was not stored"]
    assert page.words("as-typed") == ["One <b> Two"]
    again = filled(form_of(response, "token"))
    expected = {name: value for name, value in form.items() if name != "website"}
    assert again == expected
    assert client.post(WRITE, again).status_code == 303
    assert the_submission().message == "One <b>\nTwo"


def words_in(page):
    return [" ".join(heading.itertext()) for heading in page.all("h1")]
