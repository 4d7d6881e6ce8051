"""What a guardian has not confirmed within thirty days goes, whatever fails meanwhile."""

from datetime import datetime, timedelta

import pytest
from django.db import DataError, OperationalError
from django.utils import timezone
from post_office.models import STATUS

from accounts.models import User
from involvement.models import Disposition, Mail, Submission
from involvement.records.handout import purpose_words
from involvement.submissions import changes, guardians, sender, staff
from involvement.submissions.erasure import Erased
from tests.submissions import YOUNG, failing_to_erase, make_letters, make_mail, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


def make_young(**values):
    return make_submission(**{"state": State.UNCONFIRMED, **YOUNG, **values})


def test_the_day_that_is_named_is_a_whole_day_before_the_end():
    asked = timezone.make_aware(datetime(2026, 3, 2, 0, 1))
    submission = make_young(received_at=asked - timedelta(days=29), guardian_asked_at=asked)
    end_of_last_day = timezone.make_aware(datetime(2026, 3, 31, 23, 59))

    assert guardians.confirm_by(submission) == end_of_last_day.date()
    assert guardians.erase_unconfirmed(end_of_last_day) == Erased(0)


def test_what_nobody_confirmed_within_thirty_days_is_erased():
    now = timezone.now()
    old, young = now - timedelta(days=30, minutes=1), now - timedelta(days=29)
    long_ago = now - timedelta(days=90, minutes=1)
    gone = [
        make_young(received_at=old, guardian_asked_at=old),
        # Nobody could be asked: nobody released it, or no mail reaches the guardian.
        make_young(received_at=long_ago, state=State.HELD),
        make_young(received_at=long_ago),
    ]
    kept = [
        make_young(received_at=old, guardian_asked_at=young),
        make_young(received_at=old),
        make_young(received_at=old, state=State.HELD),
        make_young(guardian_asked_at=old, hold_reason="A dispute"),
        make_young(guardian_asked_at=old, state=State.NEW, guardian_confirmed_at=now),
        make_submission(received_at=old),
        make_submission(received_at=old, state=State.HELD),
    ]

    assert guardians.erase_unconfirmed(now) == Erased(3)
    assert guardians.erase_unconfirmed(now) == Erased(0)

    assert set(Submission.objects.all()) == set(kept)
    assert {line.reference: line.reason for line in Disposition.objects.all()} == {
        submission.reference: "unconfirmed" for submission in gone
    }


def test_each_that_cannot_be_erased_is_logged_and_keeps_no_other_from_going(caplog):
    now = timezone.now()
    one, other, _gone = (
        make_young(guardian_asked_at=now - timedelta(days=31)) for _each in range(3)
    )

    with (
        failing_to_erase(one, DataError("larysa@example.org")),
        failing_to_erase(other, OperationalError("larysa@example.org")),
    ):
        done = guardians.erase_unconfirmed(now)

    assert done == Erased(1, failed=2)
    assert set(Submission.objects.all()) == {one, other}
    assert caplog.messages == [
        f"{one.reference} was not erased: django.db.utils.DataError",
        f"{other.reference} was not erased: django.db.utils.OperationalError",
    ]


def test_a_yes_in_the_last_moment_counts():
    submission = make_young(guardian_asked_at=timezone.now() - timedelta(days=31))
    guardians.confirm(submission, base="https://example.org", version=1)

    assert guardians.erase_unconfirmed(timezone.now()) == Erased(0)
    assert not Disposition.objects.exists()


def test_the_days_run_from_the_mail_that_was_sent_last():
    submission = make_young()
    make_mail(STATUS.sent, days_ago=20, submission=submission)
    make_mail(STATUS.requeued, submission=submission)
    Mail.objects.update(purpose="guardian")

    changes.note_asked()
    submission.refresh_from_db()
    assert submission.guardian_asked_at is None

    sent = make_mail(STATUS.sent, days_ago=3, submission=submission).email
    Mail.objects.update(purpose="guardian")
    changes.note_asked()
    submission.refresh_from_db()
    assert (submission.guardian_asked_at, submission.version) == (sent.last_updated, 1)


def answered_long_ago():
    """Make what a guardian said yes to on the day it came, a hundred days ago."""
    before = timezone.now() - timedelta(days=100)
    values = {"state": State.NEW, "guardian_confirmed_at": before, "guardian_asked_at": before}
    return make_young(received_at=before, **values)


def test_what_was_answered_long_ago_waits_its_days_when_it_needs_another_yes():
    make_letters()
    submission = answered_long_ago()
    now = timezone.now()

    sender.correct(submission, {"message": "A typo."}, base=sender.base_of(submission))

    # The question has not gone out yet: there is no mail server, or it does not answer.
    assert guardians.erase_unconfirmed(now + timedelta(days=89)) == Erased(0)
    assert guardians.erase_unconfirmed(now + timedelta(days=91)) == Erased(1)


def test_what_was_held_for_long_waits_its_days_from_its_release():
    make_letters()
    held = timezone.now() - timedelta(days=89)
    submission = make_young(received_at=held, state=State.HELD)
    clerk = User.objects.create_user("clerk")

    staff.release(submission, base="http://x", by=clerk, version=1)

    assert guardians.erase_unconfirmed(timezone.now() + timedelta(days=30)) == Erased(0)


def test_a_question_that_was_answered_is_not_taken_for_the_new_one():
    submission = answered_long_ago()
    mail = make_mail(STATUS.sent, days_ago=99, submission=submission)
    Mail.objects.update(purpose="guardian")

    # Staff have withdrawn the letter, so that nobody is asked anew.
    sender.correct(submission, {"message": "A typo."}, base=sender.base_of(submission))

    changes.note_asked()
    submission.refresh_from_db()
    assert (submission.state, submission.guardian_asked_at) == (State.UNCONFIRMED, None)
    assert guardians.erase_unconfirmed(timezone.now()) == Erased(0)
    assert purpose_words(Mail.objects.get(pk=mail.pk).purpose) == "earlier question to the guardian"
