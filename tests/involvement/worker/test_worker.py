"""The worker: whose turn it is, what it does, and what it says when something fails."""

import signal
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from post_office.models import STATUS, Email

from editorial.publishing.planned import schedule
from involvement.errors import IncompleteError
from involvement.models import Disposition, Lease, Submission
from involvement.worker import leases, worker
from involvement.worker.worker import Worker
from tests.builders import make_page
from tests.involvement.mail.mail_server import MailServer
from tests.involvement.worker.processes import start_worker, wait_until
from tests.submissions import failing_to_erase, make_closed, make_form, make_mail


@pytest.fixture
def due():
    """Make what the daily round disposes of."""
    make_form()
    make_closed()


def disposed():
    return Disposition.objects.count()


def scheduled_page():
    """Make a page that nobody sees yet and whose time has come."""
    page = make_page(lede="Words", public=False)
    at = timezone.now() + timedelta(hours=1)
    schedule.schedule(page.entry, "en", at)
    page.entry.versions.filter(language="en").update(publish_at=timezone.now())
    return page


@contextmanager
def mail_server(settings):
    """Run a mail server, and name it in the settings."""
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = False
        yield server


def failing_at(words, said="database is locked"):
    """Let the database fail at every statement with these words in it."""

    def fail(execute, sql, parameters, many, context):
        if words in sql:
            raise OperationalError(said)
        return execute(sql, parameters, many, context)

    return connection.execute_wrapper(fail)


def is_public(page):
    page.refresh_from_db()
    return page.live_at_en is not None


@pytest.mark.django_db
def test_a_round_publishes_what_is_due_and_does_what_is_daily_once(due):
    page = scheduled_page()
    one = Worker()

    assert one.round()
    make_closed()
    assert one.round()

    assert is_public(page)
    assert disposed() == 1


@pytest.mark.django_db
def test_a_worker_whose_turn_it_is_not_does_nothing(due):
    page = scheduled_page()
    leases.take("worker", "another machine")

    assert not Worker().round()

    assert not is_public(page)
    assert disposed() == 0


@pytest.mark.django_db
def test_pages_are_looked_at_once_a_minute(monkeypatch):
    one, began = Worker(), time.monotonic()
    one.round()
    page = scheduled_page()

    one.round()
    was_public_at_once = is_public(page)
    monkeypatch.setattr(worker.time, "monotonic", lambda: began + worker.PUBLISH_EVERY + 1)
    one.round()

    assert not was_public_at_once
    assert is_public(page)


@pytest.mark.django_db
def test_what_fails_keeps_nothing_from_being_done_and_is_logged_once(due, monkeypatch, caplog):
    monkeypatch.setattr(worker, "PUBLISH_EVERY", 0)
    one = Worker()

    with failing_at("publish_at", "Key (email)=(larysa@example.org) is locked"):
        one.round()
        one.round()

    assert disposed() == 1
    (said,) = caplog.messages
    assert said.startswith(
        "publishing what is due failed and is tried again: django.db.utils.OperationalError ("
    )
    assert "larysa" not in caplog.text


@pytest.mark.django_db
def test_a_failed_day_is_tried_again_in_an_hour(due):
    refusing = failing_to_erase(Submission.objects.get(), OperationalError())

    with refusing, pytest.raises(IncompleteError):
        worker.daily()

    again = Lease.objects.get(name="daily").until - timezone.now()
    assert timedelta(minutes=59) < again <= timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_much_mail_does_not_keep_pages_from_being_published(settings, monkeypatch):
    # It is time to publish again before the first mail is sent.
    monkeypatch.setattr(worker, "PUBLISH_EVERY", 0)
    page = scheduled_page()
    make_mail()

    with mail_server(settings) as server:
        Worker().round()

    assert server.taken == []
    assert is_public(page)


@pytest.mark.django_db(transaction=True)
def test_mail_that_could_not_be_marked_is_not_sent_again_and_again(settings):
    make_mail()
    one = Worker()

    with mail_server(settings) as server, failing_at('UPDATE "post_office_email"'):
        for _ in range(5):
            one.round()

    assert len(server.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_mail_goes_out_where_a_server_is_named_and_waits_where_none_is(settings):
    make_mail()

    assert worker.work_once()
    assert Email.objects.get().status == STATUS.queued

    with mail_server(settings) as server:
        assert worker.work_once()
    assert len(server.taken) == 1
    assert Email.objects.get().status == STATUS.sent


@pytest.mark.django_db
def test_doing_it_once_leaves_the_way_free_for_others():
    worker.work_once()

    assert leases.take("worker", "another")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_when_stopped_and_gives_its_lease_back(number):
    process = start_worker()
    assert wait_until(lambda: Lease.objects.filter(name="worker").exclude(holder="").exists())

    process.send_signal(number)
    said, _ = process.communicate(timeout=10)

    assert process.returncode == 0
    assert said == ""
    assert Lease.objects.get(name="worker").holder == ""


def test_a_worker_that_fails_is_logged_and_so_mailed(monkeypatch, caplog):
    def fail():
        raise KeyError("what somebody wrote")

    monkeypatch.setattr(worker, "work_until_stopped", fail)

    with pytest.raises(SystemExit) as ended:
        call_command("run_worker")

    assert ended.value.code == 1
    assert [record.getMessage() for record in caplog.records] == ["The worker failed."]
