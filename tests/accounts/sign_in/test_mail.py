"""The mail with a link for a new password, by a real mail server, also while it does not answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from involvement.mail import delivery, outbox
from involvement.mail.letters import MailText
from tests.accounts.people import browser, is_in, make_account, sign_in
from tests.accounts.sign_in.test_passwords import NEW, ask, choose
from tests.involvement.mail.mail_server import MailServer
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

HELD_UP = "Mail does not leave this site at the moment."


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 1
    settings.SITE_URL = ""
    yield server
    server.stop()


def try_to_send():
    Email.objects.update(scheduled_time=None)
    delivery.send_one()


def test_the_link_arrives_and_opens_the_desk(server):
    make_account()
    client = browser()
    ask(client, "ann@example.org")

    with server:
        try_to_send()

    ((to, message),) = server.taken
    assert (to, message["Auto-Submitted"]) == ("ann@example.org", "auto-generated")
    lines = message.get_content().splitlines()
    (link,) = [line for line in lines if line.startswith("http://testserver/")]
    choose(client, link.removeprefix("http://testserver"))
    sign_in(client, password=NEW)
    assert is_in(client)


def test_a_server_that_does_not_answer_changes_nothing_of_the_answer_and_the_link_comes_later(
    server,
):
    make_account()
    known = ask(browser(), "ann@example.org").content
    try_to_send()

    assert Email.objects.get().status == STATUS.requeued
    assert ask(browser(), "nobody@example.org").content == known
    assert HELD_UP not in known.decode()
    with server:
        try_to_send()
    assert [to for to, _message in server.taken] == ["ann@example.org"]


def test_while_other_mail_is_tried_in_vain_the_page_says_so_to_everybody(server):
    make_account()
    submission = make_submission(email="larysa@example.org")
    outbox.post(submission, submission.email, MailText("s", "b", "en"), purpose="receipt")
    try_to_send()

    assert HELD_UP in browser().get(reverse("account_reset_password")).content.decode()
    known, other = (ask(browser(), f"{name}@example.org").content for name in ("ann", "nobody"))
    assert known == other
    assert HELD_UP in known.decode()


def test_a_link_that_has_ended_is_not_sent_any_more(server):
    make_account()
    ask(browser(), "ann@example.org")
    Email.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    with server:
        try_to_send()

    assert server.taken == []
