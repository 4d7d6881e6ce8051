"""Sending from the outbox to a real mail server on the loopback, and what follows a failure."""

from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from involvement.mail import delivery, outbox
from involvement.mail.letters import MailText
from involvement.models import Mail
from tests.involvement.mail.mail_server import MailServer, hanging_server
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_TIMEOUT = 1
    yield server
    server.stop()


def post(to="larysa@example.org", subject="Your number", body="Thank you."):
    submission = make_submission(email=to)
    return outbox.post(submission, to, MailText(subject, body, "en"), purpose="receipt").email


def wait_over():
    """Let all pauses be over."""
    Email.objects.update(scheduled_time=None)


def send_all():
    while delivery.mail_is_due():
        delivery.send_one()


@pytest.mark.parametrize("address", ["pat..doe@docomo.example", "pat.@docomo.example"])
def test_old_addresses_of_japanese_carriers_are_reached(server, address):
    post(to=address)

    with server:
        send_all()

    ((to, message),) = server.taken
    assert to.replace('"', "") == message["To"].replace('"', "") == address


def test_a_mail_arrives_as_it_was_written(server):
    email = post(subject="Ваш номер", body="Дякуємо!\n.\nКрапка.")

    with server:
        send_all()

    ((to, message),) = server.taken
    assert to == "larysa@example.org"
    assert message["Subject"] == "Ваш номер"
    assert message.get_content().splitlines() == ["Дякуємо!", ".", "Крапка."]
    assert message["Message-ID"] == email.message_id
    assert message["Auto-Submitted"] is None
    assert message["Content-Language"] == "en"
    email.refresh_from_db()
    assert email.status == STATUS.sent
    assert not Log.objects.exists()


def test_one_mail_goes_at_a_time_in_the_order_in_which_they_were_written(server):
    emails = [post(f"person{number}@example.org") for number in range(3)]

    with server:
        delivery.send_one()
        assert server.ids == [emails[0].message_id]
        send_all()

    assert server.ids == [email.message_id for email in emails]


def test_a_failure_waits_longer_each_time(server):
    email = post()
    pauses = []

    for _ in range(6):
        wait_over()
        began = timezone.now()
        delivery.send_one()
        email.refresh_from_db()
        pauses.append(round((email.scheduled_time - began) / timedelta(minutes=1)))
        assert not delivery.mail_is_due()

    assert pauses == [1, 2, 4, 8, 15, 15]
    assert email.status == STATUS.requeued
    assert email.number_of_retries == 6
    assert Mail.objects.filter(pk__in=outbox.waiting()).count() == 1


def test_after_two_days_of_tries_a_mail_has_failed_and_can_be_sent_again(server, settings):
    email = post()
    Email.objects.update(number_of_retries=settings.POST_OFFICE["MAX_RETRIES"])

    delivery.send_one()
    email.refresh_from_db()
    assert email.status == STATUS.failed
    assert [mail.email_id for mail in outbox.failed()] == [email.pk]

    outbox.send_again(email.about)
    with server:
        send_all()

    assert server.ids == [email.message_id]
    assert not outbox.failed().exists()


def test_pauses_add_up_to_two_days(settings):
    tries = range(1, settings.POST_OFFICE["MAX_RETRIES"] + 1)
    whole = sum((delivery.pause_after(number) for number in tries), timedelta())

    assert timedelta(hours=46) < whole <= timedelta(hours=48)


def test_an_address_that_is_refused_for_good_is_soon_shown_to_staff(server):
    wrong, right = post("typo@example.org"), post("right@example.org")
    server.refused["typo@example.org"] = "550 5.1.1 No such person"

    with server:
        send_all()
        assert server.ids == [right.message_id]
        for _ in range(delivery.TRIES_OF_REFUSED - 1):
            wrong.refresh_from_db()
            assert wrong.status == STATUS.requeued
            wait_over()
            send_all()

    wrong.refresh_from_db()
    assert wrong.status == STATUS.failed
    assert server.ids == [right.message_id]
    assert "550" in wrong.logs.first().message


@pytest.mark.parametrize("answer", ["450 4.2.0 Come back later", "421 4.3.2 Closing"])
def test_an_address_that_is_refused_for_now_is_tried_on(server, answer):
    email = post()
    server.refused["larysa@example.org"] = answer

    with server:
        for _ in range(delivery.TRIES_OF_REFUSED + 2):
            wait_over()
            send_all()
        email.refresh_from_db()
        assert email.status == STATUS.requeued

        server.refused.clear()
        wait_over()
        send_all()

    assert server.ids == [email.message_id]


@pytest.mark.parametrize("greeting", ["421 4.3.2 Too busy", "554 5.3.2 No mail here"])
def test_a_server_that_refuses_everybody_is_tried_on(server, greeting):
    email = post()
    server.greeting = greeting

    with server:
        for _ in range(delivery.TRIES_OF_REFUSED + 2):
            wait_over()
            send_all()
        email.refresh_from_db()
        assert email.status == STATUS.requeued

        server.greeting = None
        wait_over()
        send_all()

    assert server.ids == [email.message_id]


def test_a_server_that_says_nothing_is_given_up_after_the_time_out(server):
    email = post()

    with hanging_server(server.port) as came:
        began = timezone.now()
        send_all()
        assert timedelta(seconds=1) <= timezone.now() - began < timedelta(seconds=10)

    assert len(came) == 1
    email.refresh_from_db()
    assert email.status == STATUS.requeued


def test_what_goes_wrong_names_nobody_in_the_log(server, caplog, capfd):
    post("typo@example.org")
    server.refused["typo@example.org"] = "550 typo@example.org is unknown"

    with server:
        send_all()

    written = caplog.text + "".join(capfd.readouterr())
    assert Log.objects.count() == 1
    assert "typo" not in written


def test_however_much_mail_waited_too_long_none_of_it_goes_out(server, monkeypatch):
    monkeypatch.setattr(delivery, "_BATCH", 2)
    for number in range(5):
        post(to=f"larysa{number}@example.org")
    Email.objects.update(created=timezone.now() - timedelta(days=8))

    assert delivery.put_aside_old() == 5
    with server:
        send_all()

    assert server.taken == []
    assert Log.objects.filter(message=delivery.WAITED_TOO_LONG).count() == 5


def test_mail_that_waited_too_long_asks_a_person_first(server):
    old, fresh = post(), post(to="other@example.org")
    Email.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(days=8))

    assert delivery.put_aside_old() == 1
    with server:
        send_all()

    assert [to for to, _message in server.taken] == ["other@example.org"]
    old.refresh_from_db()
    assert (old.status, old.logs.get().message) == (STATUS.failed, delivery.WAITED_TOO_LONG)

    outbox.send_again(old.about)
    assert delivery.put_aside_old() == 0
    with server:
        send_all()
    assert [to for to, _message in server.taken][1:] == ["larysa@example.org"]
    assert fresh.pk != old.pk
