"""A look at the answers before they are sent, and what the mails repeat."""

import pytest
from django.core import mail
from post_office.models import STATUS, Email

from accounts.models import User
from involvement.intake import submit
from involvement.mail.letters import MailText
from involvement.models import Submission
from involvement.submissions import staff
from tests.html_forms import buttons, filled, form_of
from tests.involvement.form_client import WRITE, page_of, send, the_submission, written
from tests.submissions import make_form, make_letters, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def form(home):
    make_letters()
    return make_form()


@pytest.mark.parametrize("press", [{"check": "on"}, {"action": "enter"}])
def test_what_was_written_is_shown_before_it_is_sent(client, press):
    response = client.post(WRITE, written("idea", message="One\nTwo", may_publish="on", **press))

    page = page_of(response)
    assert (page.status, Submission.objects.count()) == (200, 0)
    assert page.words("as-typed") == ["One Two"]
    form = form_of(response, "token")
    assert [name for name, _value, _words in buttons(form)] == [None, "change"]

    assert client.post(WRITE, filled(form)).status_code == 303
    assert (the_submission().message, the_submission().may_publish) == ("One\nTwo", True)


def test_something_can_be_changed_then(client):
    checked = client.post(WRITE, written(message="One", check="on"))

    again = client.post(WRITE, {**filled(form_of(checked, "token")), "change": "on"})

    assert filled(form_of(again, "token"))["message"] == "One"
    assert Submission.objects.count() == 0


def test_what_is_wrong_is_told_before_the_look(client):
    assert client.post(WRITE, written(name="", check="on")).status_code == 422


def test_the_receipt_shows_the_whole_address_of_ones_own_page(client):
    response = client.get(send(client)["Location"])

    address = page_of(response).words("receipt__address")[0]
    assert address.startswith("http://testserver/en/take-part/mine/")
    assert client.get(address.removeprefix("http://testserver")).status_code == 200


# --- Mails ------------------------------------------------------------------------------------


def test_the_receipt_repeats_what_was_written(client):
    send(client, message="One\n\nTwo")

    assert Email.objects.get().message.endswith("What you wrote:\n> One\n>\n> Two")


def test_an_answer_quotes_the_question_and_stands_under_the_receipt():
    submission = make_submission(message="May I help?", language="en")
    submit.post_first_mails("http://x", submission)
    clerk = User.objects.create_user("clerk")
    text = MailText("Yes", "You may.", "en")

    staff.answer(submission, text, by=clerk, version=submission.version)

    receipt, answer = Email.objects.order_by("pk")
    assert answer.message.startswith("You may.\n\nOn ")
    assert answer.message.endswith(" you wrote:\n> May I help?")
    assert answer.headers["In-Reply-To"] == answer.headers["References"] == receipt.message_id
    assert submission.messages.get().text == "You may."


def test_a_mail_to_another_address_stands_under_no_other():
    submission = make_submission(email="one@example.org")
    submit.post_first_mails("http://x", submission)
    Email.objects.update(status=STATUS.sent)
    Submission.objects.update(email="other@example.org")
    clerk = User.objects.create_user("clerk")

    staff.answer(submission, MailText("Yes", "Yes", "en"), by=clerk, version=1)

    assert "In-Reply-To" not in Email.objects.order_by("pk").last().headers
    assert mail.outbox == []
