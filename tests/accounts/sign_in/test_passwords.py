"""A forgotten password: a link by mail, the same answer for everybody, a line in the log."""

import re

import pytest
from django.urls import reverse
from post_office.models import Email

from accounts import mail
from editorial.models import AuditEntry
from tests.accounts.people import browser, is_in, make_account, sign_in, told

pytestmark = pytest.mark.django_db

NEW = "a battery of correct horses"


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_HOST = "mail.example.org"


def ask(client, address):
    return client.post(reverse("account_reset_password"), {"email": address}, follow=True)


def link_in(email):
    return re.search(r"http://testserver(/\S+)", email.message)[1]


def choose(client, link, password=NEW):
    """Open the link, and choose a password on the page that it leads to."""
    form = client.get(link, follow=True)
    data = {"password1": password, "password2": password}
    return client.post(form.request["PATH_INFO"], data, follow=True)


def test_the_link_in_the_mail_leads_to_a_new_password():
    make_account()
    client = browser()

    ask(client, "ANN@example.org")

    email = Email.objects.get()
    assert (email.to, email.subject) == (["ann@example.org"], "A password for Sister Cities desk")
    assert "Your password is set" in choose(client, link_in(email)).content.decode()
    assert sign_in(client).status_code == 200
    sign_in(client, password=NEW)
    assert is_in(client)
    assert ("password", ["ann"], "by a link") in told()


def test_a_link_works_once():
    make_account()
    client = browser()
    ask(client, "ann@example.org")
    link = link_in(Email.objects.get())
    choose(client, link)

    assert "This link is over" in browser().get(link, follow=True).content.decode()


@pytest.mark.parametrize("address", ["nobody@example.org", "ben@example.org"])
def test_the_answer_is_the_same_whoever_is_asked_for(address):
    make_account()
    make_account("ben", is_active=False)

    known = ask(browser(), "ann@example.org").content
    other = ask(browser(), address).content

    assert known == other
    assert Email.objects.count() == 1


def test_nobody_is_flooded_with_mail():
    make_account()

    answers = {ask(browser(), "ann@example.org").content for _ in range(10)}

    assert len(answers) == 1
    assert Email.objects.count() == 3


def test_a_weak_password_is_refused_with_the_reason():
    make_account()
    client = browser()
    ask(client, "ann@example.org")

    page = choose(client, link_in(Email.objects.get()), "12345678").content.decode()

    assert "This password is too common." in page


def test_without_a_mail_server_the_page_says_whom_to_ask(settings):
    settings.EMAIL_HOST = ""
    make_account()

    assert "Ask an administrator" in ask(browser(), "x").content.decode()


def test_the_link_is_at_the_sites_own_address(settings):
    settings.SITE_URL = "https://www.example.org"
    make_account()

    ask(browser(), "ann@example.org")

    assert "https://www.example.org/admin/account/password/new/" in Email.objects.get().message


def test_mail_goes_with_its_link(settings):
    settings.PASSWORD_RESET_TIMEOUT = -1
    make_account()
    ask(browser(), "ann@example.org")

    assert mail.forget() == 1
    assert not Email.objects.exists()


def change_own(client, old):
    data = {"old_password": old, "new_password1": NEW, "new_password2": NEW}
    return client.post(reverse("admin:password_change"), data)


def test_the_old_password_may_be_wrong_as_often_as_at_the_door(hashed):
    make_account()
    client = browser()
    sign_in(client)
    before = hashed()

    answers = [change_own(client, "wrong").content.decode() for _time in range(7)]

    assert hashed() - before == 5
    assert "Your old password was entered incorrectly." in answers[0]
    assert "That was tried too often. Try again in 30 seconds" in answers[6]
    assert "That was tried" in change_own(client, "correct horse battery").content.decode()
    assert told(AuditEntry.Action.REFUSED)[:5] == [("refused", ["ann"], "wrong password")] * 5


def test_changing_ones_own_password_stands_in_the_log():
    make_account()
    client = browser()
    sign_in(client)
    data = {"old_password": "correct horse battery", "new_password1": NEW, "new_password2": NEW}

    client.post(reverse("admin:password_change"), data)

    assert told(AuditEntry.Action.PASSWORD) == [("password", ["ann"], "")]
    assert is_in(client)
