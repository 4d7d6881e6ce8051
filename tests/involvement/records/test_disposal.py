"""Disposing of what is due, once, whatever fails; and the round that does it every day."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import DataError, connection
from django.utils import timezone
from post_office.models import STATUS, Email

from editorial.models import AuditEntry
from involvement.errors import IncompleteError
from involvement.mail import letters, outbox
from involvement.models import Choice, Disposition, RateLimitHit, Submission
from involvement.records import retention
from involvement.submissions import erasure
from involvement.submissions.erasure import Erased
from tests.submissions import (
    YOUNG,
    failing_to_erase,
    just_before_it_is_looked_at,
    make_closed,
    make_form,
    make_submission,
)

pytestmark = pytest.mark.django_db

TODAY = date(2029, 6, 15)


def references(rows):
    return sorted(rows.values_list("reference", flat=True))


def test_what_is_disposed_of_leaves_a_line_in_both_logs():
    make_form()
    submission, newer = make_closed(), make_closed(date(2029, 1, 1))

    retention.dispose(TODAY)

    assert list(Submission.objects.all()) == [newer]
    line = Disposition.objects.get()
    assert (line.reference, line.kind, line.reason, line.retention_years, line.by) == (
        submission.reference,
        "question",
        "retention",
        3,
        None,
    )
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.references) == ("disposed", [submission.reference])


def test_a_series_without_a_number_is_named_by_the_words_of_the_notice():
    form = make_form(notice_record_series="<p>Administrative&nbsp;correspondence.</p><p>Two</p>")
    make_closed()
    make_closed(kind="board")
    Choice.objects.filter(form=form, kind="board").update(series_number="SG-7")

    retention.dispose(TODAY)

    assert set(Disposition.objects.values_list("kind", "series")) == {
        ("question", "Administrative correspondence. Two"),
        ("board", "SG-7"),
    }


def test_long_words_of_the_notice_fit_into_the_log():
    make_form(notice_record_series=f"<p>{'word ' * 100}</p>")
    make_closed()

    retention.dispose(TODAY)

    series = Disposition.objects.get().series
    assert len(series) <= 160
    assert series.endswith("word…")


def test_disposing_twice_is_disposing_once(monkeypatch):
    monkeypatch.setattr(erasure, "BATCH", 2)
    make_form()
    for _number in range(5):
        make_closed()

    first, second = retention.dispose(TODAY), retention.dispose(TODAY)

    assert (first.number, second.number) == (5, 0)
    assert Disposition.objects.count() == 5


def test_no_more_than_asked_for_go():
    make_form()
    for _number in range(3):
        make_closed()

    assert retention.dispose(TODAY, most=2) == Erased(2)
    assert Submission.objects.count() == 1


def test_one_that_fails_keeps_no_other_from_going(caplog):
    make_form()
    before, broken, after = make_closed(), make_closed(), make_closed()
    refused = DataError("larysa@example.org")

    with failing_to_erase(broken, refused), caplog.at_level(logging.ERROR):
        done = retention.dispose(TODAY)

    assert done == Erased(2, failed=1)
    assert list(Submission.objects.all()) == [broken]
    # Its lines went back with it.
    assert references(Disposition.objects.all()) == sorted([before.reference, after.reference])
    assert broken.reference in caplog.text
    assert "larysa@example.org" not in caplog.text
    assert retention.dispose(TODAY) == Erased(1)


@pytest.mark.parametrize(
    "change",
    [
        {"hold_reason": "A dispute"},
        {"state": "new"},
        {"last_activity_at": timezone.now() + timedelta(days=3000)},
    ],
)
def test_what_changed_since_the_list_was_made_stays(change):
    make_form()
    submission = make_closed()

    with just_before_it_is_looked_at(submission, lambda: Submission.objects.update(**change)):
        assert retention.dispose(TODAY) == Erased(0)

    assert Submission.objects.count() == 1


def test_what_another_machine_was_quicker_with_is_not_counted():
    make_form()
    submission = make_closed()

    def quicker():
        erasure.erase(submission, reason=Disposition.Reason.RETENTION)

    with just_before_it_is_looked_at(submission, quicker):
        assert retention.dispose(TODAY) == Erased(0)

    assert Disposition.objects.count() == 1


# --- The daily round --------------------------------------------------------------------------


def sent_mail(submission, now, days_ago):
    mail = outbox.post(submission, "a@example.org", letters.MailText("S", "B", "en"), purpose="x")
    Email.objects.filter(pk=mail.email_id).update(
        status=STATUS.sent, last_updated=now - timedelta(days=days_ago)
    )


def one_of_everything(now):
    """Make one item for each part of the daily round, and a fresh one that stays."""
    make_form()
    make_closed(date(2020, 1, 1))
    kept = make_submission(received_at=now)
    make_submission(state="unconfirmed", guardian_asked_at=now - timedelta(days=31), **YOUNG)
    make_submission(state="unconfirmed", received_at=now - timedelta(days=29), **YOUNG)
    sent_mail(kept, now, 31)
    sent_mail(kept, now, 29)
    for days in (2, 0):
        RateLimitHit.objects.create(sender="x", at=now - timedelta(days=days))


def test_the_daily_round_does_everything_that_is_due():
    now = timezone.now()
    one_of_everything(now)

    assert retention.daily(now) == retention.Done(1, 1, 1, 1)
    assert (Submission.objects.count(), Email.objects.count(), RateLimitHit.objects.count()) == (
        2,
        1,
        1,
    )
    assert retention.daily(now) == retention.Done(0, 0, 0, 0)


def test_a_part_that_fails_keeps_no_other_from_being_done(monkeypatch, caplog):
    now = timezone.now()
    one_of_everything(now)

    def fail(now):
        raise DataError("larysa@example.org")

    with monkeypatch.context() as patched:
        patched.setattr(retention.guardians, "erase_unconfirmed", fail)
        with pytest.raises(IncompleteError) as caught:
            retention.daily(now)

    assert caught.value.parts == ["unconfirmed"]
    assert caught.value.done == retention.Done(disposed=1, mails=1, hits=1)
    assert "larysa@example.org" not in caplog.text
    assert retention.daily(now) == retention.Done(unconfirmed=1)


def test_a_submission_that_fails_is_logged_at_the_end_of_the_round():
    now = timezone.now()
    one_of_everything(now)
    broken = make_closed(date(2020, 1, 1))

    with failing_to_erase(broken, DataError()), pytest.raises(IncompleteError) as caught:
        retention.daily(now)

    assert caught.value.parts == ["disposed"]
    assert caught.value.done == retention.Done(1, 1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_machines_at_once_dispose_of_each_once():
    make_form()
    for _number in range(20):
        make_closed()
    together = threading.Barrier(2)

    def machine(_number):
        together.wait()
        try:
            return retention.dispose(TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as machines:
        done = list(machines.map(machine, range(2)))

    assert sum(disposed.number for disposed in done) == 20
    assert sum(disposed.failed for disposed in done) == 0
    assert Disposition.objects.count() == AuditEntry.objects.count() == 20
