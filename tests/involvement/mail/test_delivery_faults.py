"""Mail servers that fail, workers that are killed: each mail arrives, and once.

The worker is a process of its own and the mail server a real one. Only time is helped along: what
waits for its next try is made due.
"""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email

from involvement.mail import outbox
from involvement.mail.letters import MailText
from involvement.models import Lease
from tests.involvement.mail.mail_server import MailServer, hanging_server
from tests.involvement.worker.processes import (
    mail_settings,
    start_worker,
    wait_until,
    work_once,
    working,
)
from tests.submissions import make_submission

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def server():
    server = MailServer()
    yield server
    server.stop()


def post(count):
    """Put mails into the outbox; return their Message-IDs in their order."""
    for number in range(count):
        submission = make_submission(email=f"person{number}@example.org")
        mail_text = MailText("Your number", f"It is {submission.reference}.", "en")
        outbox.post(submission, submission.email, mail_text, purpose="receipt")
    return list(Email.objects.order_by("pk").values_list("message_id", flat=True))


def let_pauses_be_over():
    Email.objects.update(scheduled_time=None)


def states():
    return set(Email.objects.values_list("status", flat=True))


def down(server):
    """Nobody listens."""
    server.stop()


def busy(server):
    """It greets with "too busy"."""
    server.greeting = "421 4.3.2 Too busy"
    server.start()


def closed(server):
    """It greets with "no mail here"."""
    server.greeting = "554 5.3.2 No mail here"
    server.start()


def lets_nobody_in(server):
    """It refuses each recipient for good, as one does that does not know us."""
    server.refused = {f"person{number}@example.org": "554 Denied" for number in range(3)}
    server.start()


@pytest.mark.parametrize("fault", [down, busy, closed, lets_nobody_in])
def test_what_a_failing_server_did_not_take_goes_out_once_when_it_is_back(server, fault):
    ids = post(3)
    fault(server)
    for tries in (1, 2):
        let_pauses_be_over()
        work_once(**mail_settings(server, EMAIL_TIMEOUT="2"))
        assert set(Email.objects.values_list("number_of_retries", flat=True)) == {tries}
    assert states() == {STATUS.requeued}
    assert server.taken == []

    server.stop()
    server.greeting, server.refused = None, {}
    server.start()
    work_once(**mail_settings(server))
    assert server.taken == [], "The pause is not over."
    let_pauses_be_over()
    work_once(**mail_settings(server))
    work_once(**mail_settings(server))

    assert server.ids == ids
    assert states() == {STATUS.sent}


def test_a_server_that_says_nothing_holds_up_mail_only_as_long_as_it_is_silent(server):
    ids = post(2)
    with hanging_server(server.port) as came:
        work_once(**mail_settings(server, EMAIL_TIMEOUT="1"))
        assert len(came) == 2
    assert states() == {STATUS.requeued}

    let_pauses_be_over()
    with server:
        work_once(**mail_settings(server))

    assert server.ids == ids


def test_one_address_that_is_rejected_does_not_keep_the_others(server):
    ids = post(4)
    server.refused["person1@example.org"] = "550 5.1.1 No such person"

    with server:
        work_once(**mail_settings(server))
        assert server.ids == [ids[0], ids[2], ids[3]]

        server.refused.clear()
        let_pauses_be_over()
        work_once(**mail_settings(server))

    assert server.ids == [ids[0], ids[2], ids[3], ids[1]]


def test_a_worker_killed_after_the_server_took_the_mail_repeats_it_with_the_same_id(server):
    first, second = post(2)
    worker = None

    def kill_it(message):
        server.before_accepting = lambda message: None
        os.kill(worker.pid, signal.SIGKILL)

    server.before_accepting = kill_it
    with server:
        worker = start_worker(**mail_settings(server))
        assert worker.wait(timeout=30) == -signal.SIGKILL
        worker.communicate()
        assert wait_until(lambda: server.ids == [first])
        assert states() == {STATUS.queued}

        # The dead worker's lease keeps others away until its time is over.
        assert "Another worker" in work_once(**mail_settings(server))
        assert server.ids == [first]
        Lease.objects.filter(name="worker").update(until=timezone.now() - timedelta(seconds=1))
        work_once(**mail_settings(server))

    assert server.ids == [first, first, second]
    assert states() == {STATUS.sent}


def test_several_workers_at_once_send_each_mail_once(server):
    ids = post(40)

    with server:
        surroundings = mail_settings(server)
        with working(**surroundings), working(**surroundings), working(**surroundings):
            assert wait_until(lambda: len(server.taken) >= 40, seconds=60)
            post(10)
            assert wait_until(lambda: len(server.taken) >= 50, seconds=60)
            time.sleep(3)

    assert sorted(server.ids) == sorted(Email.objects.values_list("message_id", flat=True))
    assert server.ids[:40] == ids


def test_another_worker_goes_on_when_the_first_one_is_ended(server):
    with server:
        surroundings = mail_settings(server)
        with working(**surroundings) as first:
            post(1)
            assert wait_until(lambda: len(server.taken) == 1)
            with working(**surroundings):
                time.sleep(1)
                first.send_signal(signal.SIGTERM)
                assert first.wait(timeout=10) == 0
                post(1)
                assert wait_until(lambda: len(server.taken) == 2, seconds=20)

    assert len(set(server.ids)) == 2


def test_a_worker_that_waits_for_a_silent_server_ends_within_seconds(server):
    post(1)
    with hanging_server(server.port) as came, working(**mail_settings(server)) as worker:
        assert wait_until(lambda: came)
        asked = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=20)

    assert time.monotonic() - asked < 10
    assert states() == {STATUS.queued}


def test_without_a_mail_server_mail_waits_and_nothing_is_counted():
    post(2)

    work_once()

    assert states() == {STATUS.queued}
    assert set(Email.objects.values_list("number_of_retries", flat=True)) == {None}
