"""A mail server that thinks for a minute before it takes a mail, and people who write meanwhile."""

import threading
import time

import pytest
from post_office.models import STATUS, Email

from involvement.models import Submission
from tests.builders import make_home, make_site
from tests.involvement.intake.many_senders import Person
from tests.involvement.mail.mail_server import MailServer
from tests.involvement.worker.processes import mail_settings, wait_until, working
from tests.submissions import make_form, make_letters

pytestmark = [pytest.mark.proof, pytest.mark.alone]

THINKS_FOR = 60  # seconds
SOON = 5  # seconds, on a machine that does other things too


@pytest.mark.django_db(transaction=True)
def test_the_form_answers_at_once_and_each_receipt_arrives_once(live_server, settings):
    make_home()
    make_site()
    make_form()
    make_letters()
    port = int(live_server.url.rpartition(":")[2])
    people = [Person(port, number) for number in range(3)]
    for person in people:
        person.begin()
    time.sleep(3)  # Who sends within three seconds is held for review.
    thinking = threading.Event()

    def think(message):
        if not thinking.is_set():
            thinking.set()
            time.sleep(THINKS_FOR)

    server = MailServer()
    server.before_accepting = think
    # The worker has the settings of the site: nothing is made shorter here.
    with server, working(**mail_settings(server)), working(**mail_settings(server)):
        people[0].send()
        assert thinking.wait(timeout=30)
        began = time.monotonic()
        for person in people[1:]:
            sent = time.monotonic()
            person.send()
            assert time.monotonic() - sent < SOON
        assert server.taken == []
        assert Email.objects.filter(status=STATUS.queued).count() == 3

        assert wait_until(lambda: len(server.taken) == 3, seconds=THINKS_FOR + 30)
        assert time.monotonic() - began > THINKS_FOR - 2 * SOON
        assert wait_until(lambda: not Email.objects.exclude(status=STATUS.sent).exists())
        time.sleep(5)

    shown = {person.shown for person in people}
    assert shown == set(Submission.objects.values_list("reference", flat=True))
    assert len(server.taken) == 3
    assert {message["Subject"] for _, message in server.taken} == {
        f"Number {number}" for number in shown
    }
    assert sorted(server.ids) == sorted(Email.objects.values_list("message_id", flat=True))
    assert set(Email.objects.values_list("number_of_retries", flat=True)) == {None}
