"""How long somebody stays signed in, and what the log says of it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts import ending
from accounts.sign_in import sessions
from tests.accounts.people import browser, is_in, make_account, sign_in, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in():
    make_account()
    client = browser()
    sign_in(client)
    return client


def after(monkeypatch, **duration):
    """Let time pass for the sessions."""
    now = timezone.now() + timedelta(**duration)
    monkeypatch.setattr(sessions.timezone, "now", lambda: now)


def test_a_session_ends_with_the_browser_and_after_hours(signed_in):
    cookie = signed_in.cookies["sessionid"]

    assert cookie["max-age"] == cookie["expires"] == ""
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=7, minutes=59) < left <= timedelta(hours=8)


def test_who_works_on_stays_signed_in_for_half_a_day(signed_in, monkeypatch):
    after(monkeypatch, hours=7)
    assert is_in(signed_in)
    assert Session.objects.get().expire_date - timezone.now() > timedelta(hours=7, minutes=59)

    after(monkeypatch, hours=12, minutes=1)
    assert not is_in(signed_in)


def test_a_session_in_use_is_not_written_by_every_request(signed_in, django_assert_num_queries):
    signed_in.get(reverse("admin:read_date"), {"text": "1992"})

    with django_assert_num_queries(2):  # The session, and who it is.
        signed_in.get(reverse("admin:read_date"), {"text": "1992"})


def test_signing_in_and_out_stands_in_the_log(signed_in):
    signed_in.post(reverse("admin:logout"))

    assert told() == [("signed_in", ["ann"], ""), ("signed_out", ["ann"], "")]


def test_sessions_that_are_over_are_deleted_once_a_day(signed_in):
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))

    ending.clean_up(timezone.now())

    assert not Session.objects.exists()


def test_today_knows_when_one_was_here_before(signed_in):
    assert "here_before" not in signed_in.session
    signed_in.post(reverse("admin:logout"))
    sign_in(signed_in)

    assert signed_in.session["here_before"]
