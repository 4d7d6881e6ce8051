"""The worker: whose turn it is, what it does, and what it says when something fails."""

import signal
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from post_office.models import STATUS, Email

from editorial.publishing import schedule
from involvement.mail import delivery, outbox
from involvement.mail.letters import Written
from involvement.models import Lease
from involvement.records import retention
from involvement.worker import leases, worker
from involvement.worker.worker import Worker
from tests.builders import make_page
from tests.involvement.mail.mail_server import MailServer
from tests.involvement.worker.processes import start_worker, wait_until
from tests.submissions import make_submission


@pytest.fixture
def days(monkeypatch):
    """Take the place of what is done once a day; the list says how often that was."""
    done = []
    monkeypatch.setattr(retention, "daily", done.append)
    return done


def scheduled_page():
    """Make a page that nobody sees yet and whose time has come."""
    page = make_page(public=False)
    at = timezone.now() + timedelta(hours=1)
    schedule.schedule(page.entry, "en", at)
    page.entry.versions.filter(language="en").update(publish_at=timezone.now())
    return page


def is_public(page):
    page.refresh_from_db()
    return page.live_at_en is not None


@pytest.mark.django_db
def test_a_round_publishes_what_is_due_and_does_what_is_daily_once(days):
    page = scheduled_page()
    one = Worker()

    assert one.round()
    assert one.round()

    assert is_public(page)
    assert len(days) == 1


@pytest.mark.django_db
def test_a_worker_whose_turn_it_is_not_does_nothing(days):
    page = scheduled_page()
    leases.take("worker", "another machine")

    assert not Worker().round()

    assert not is_public(page)
    assert days == []


@pytest.mark.django_db
def test_pages_are_looked_at_once_a_minute(days, monkeypatch):
    looked = []
    monkeypatch.setattr(schedule, "run_due", lambda: looked.append(True))
    one = Worker()

    for _ in range(3):
        one.round()

    assert len(looked) == 1


@pytest.mark.django_db
def test_what_fails_keeps_nothing_else_from_being_done_and_is_told_once(days, monkeypatch, caplog):
    def fail():
        raise OperationalError("Key (email)=(larysa@example.org) is locked")

    monkeypatch.setattr(schedule, "run_due", fail)
    monkeypatch.setattr(worker, "PUBLISH_EVERY", 0)
    one = Worker()

    one.round()
    one.round()

    assert len(days) == 1
    (said,) = caplog.messages
    assert said.startswith(
        "publishing what is due failed and is tried again: django.db.utils.OperationalError ("
    )
    assert "larysa" not in caplog.text


@pytest.mark.django_db
def test_a_failed_day_is_tried_again_in_an_hour(days, monkeypatch):
    def fail(now):
        raise ZeroDivisionError

    monkeypatch.setattr(retention, "daily", fail)
    with pytest.raises(ZeroDivisionError):
        worker.daily()

    again = Lease.objects.get(name="daily").until - timezone.now()
    assert timedelta(minutes=59) < again <= timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_a_silent_mail_server_does_not_keep_pages_from_being_published(days, settings, monkeypatch):
    settings.EMAIL_HOST = "127.0.0.1"
    monkeypatch.setattr(worker, "PUBLISH_EVERY", 0)
    monkeypatch.setattr(delivery, "mail_is_due", lambda: True)
    monkeypatch.setattr(delivery, "send_one", lambda: pytest.fail("It is time to publish."))
    page = scheduled_page()

    Worker().round()

    assert is_public(page)


@pytest.mark.django_db(transaction=True)
def test_mail_that_could_not_be_marked_is_not_sent_again_and_again(days, settings, monkeypatch):
    settings.EMAIL_HOST = "127.0.0.1"
    sent = []

    def send_and_fail():
        sent.append(True)
        raise OperationalError

    monkeypatch.setattr(delivery, "mail_is_due", lambda: True)
    monkeypatch.setattr(delivery, "send_one", send_and_fail)
    one = Worker()

    for _ in range(5):
        one.round()

    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_mail_goes_out_where_a_server_is_named_and_waits_where_none_is(days, settings):
    submission = make_submission()
    letter = Written("Your number", "It is here.", "en")
    outbox.post(submission, submission.email, letter, purpose="receipt")

    assert worker.work_once()
    assert Email.objects.get().status == STATUS.queued

    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = False
        assert worker.work_once()
    assert len(server.taken) == 1
    assert Email.objects.get().status == STATUS.sent


@pytest.mark.django_db
def test_doing_it_once_leaves_the_way_free_for_others(days):
    worker.work_once()

    assert leases.take("worker", "another")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_when_told_and_gives_its_lease_back(number):
    process = start_worker()
    assert wait_until(lambda: Lease.objects.filter(name="worker").exclude(holder="").exists())

    process.send_signal(number)
    said, _ = process.communicate(timeout=10)

    assert process.returncode == 0
    assert said == ""
    assert Lease.objects.get(name="worker").holder == ""
