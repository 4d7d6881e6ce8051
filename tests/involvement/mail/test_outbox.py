"""The outbox: sending once more, and forgetting what was sent."""

from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from involvement.mail import outbox
from involvement.models import Mail, Message
from tests.submissions import make_mail, make_submission

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [STATUS.sent, STATUS.failed])
def test_what_is_over_is_sent_again_with_the_same_number_and_a_fresh_count(status):
    mail = make_mail(status, number_of_retries=7, scheduled_time=timezone.now())
    number = mail.email.message_id

    assert outbox.send_again(mail)

    mail.email.refresh_from_db()
    assert (mail.email.status, mail.email.message_id) == (STATUS.queued, number)
    assert mail.email.number_of_retries is None


@pytest.mark.parametrize("status", outbox.WAITING)
def test_what_is_still_to_go_out_stays_as_it_is(status):
    mail = make_mail(status, number_of_retries=7)

    assert not outbox.send_again(mail)

    mail.email.refresh_from_db()
    assert (mail.email.status, mail.email.number_of_retries) == (status, 7)


def test_mails_are_forgotten_thirty_days_after_they_were_sent():
    make_mail(STATUS.sent, days_ago=31)
    kept = make_mail(STATUS.sent, days_ago=29)

    assert outbox.forget_sent() == 1

    assert list(Mail.objects.all()) == [kept]
    assert list(Email.objects.all()) == [kept.email]


def test_the_edge_is_a_moment():
    now = timezone.now()
    mail = make_mail(STATUS.sent)
    Email.objects.update(last_updated=now - timedelta(days=30))

    assert outbox.forget_sent(now) == 0
    assert outbox.forget_sent(now + timedelta(seconds=1)) == 1
    assert not Email.objects.filter(pk=mail.email_id).exists()


@pytest.mark.parametrize("status", [STATUS.queued, STATUS.requeued, STATUS.failed])
def test_what_was_not_delivered_stays_as_long_as_its_submission(status):
    make_mail(status, days_ago=400)

    assert outbox.forget_sent() == 0
    assert Mail.objects.count() == 1


def test_the_answer_stays_and_the_words_of_the_mail_server_go():
    submission = make_submission()
    answer = Message.objects.create(
        submission=submission, kind="answer", language="en", text="Dear you"
    )
    mail = make_mail(STATUS.sent, days_ago=31, submission=submission, message=answer)
    Log.objects.create(email=mail.email, status=STATUS.failed, message="a@example.org: later")

    outbox.forget_sent()

    assert list(submission.messages.all()) == [answer]
    assert not Log.objects.exists()


def test_a_hold_keeps_the_mails_too():
    make_mail(STATUS.sent, days_ago=31, submission=make_submission(hold_reason="A request"))

    assert outbox.forget_sent() == 0
    assert Mail.objects.count() == 1


def test_a_mail_of_no_submission_is_forgotten_as_well():
    mail = make_mail(STATUS.sent, days_ago=31)
    Mail.objects.all().delete()

    assert outbox.forget_sent() == 1
    assert not Email.objects.filter(pk=mail.email_id).exists()


def test_many_are_forgotten_in_parts(monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    for _number in range(5):
        make_mail(STATUS.sent, days_ago=31)

    assert outbox.forget_sent() == 5
    assert outbox.forget_sent() == 0
