"""Holds: put and lifted with a reason, and what they keep."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from editorial.models import AuditEntry
from involvement.errors import ChangedError, OnHoldError
from involvement.models import Disposition, Message
from involvement.records import holds
from involvement.submissions import erasure
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return User.objects.create_user("clerk")


def test_a_hold_keeps_its_reason_and_leaves_a_note(clerk):
    submission = make_submission()

    holds.put(submission, "Records request 12", by=clerk, version=1)

    submission.refresh_from_db()
    note = Message.objects.get()
    assert (submission.hold_reason, submission.version) == ("Records request 12", 2)
    assert (note.kind, note.by, note.text) == ("note", clerk, "Records request 12")
    with pytest.raises(OnHoldError):
        erasure.erase(submission, reason=Disposition.Reason.ERASURE)


def test_lifting_it_leaves_a_note_too(clerk):
    submission = make_submission(hold_reason="Records request 12")

    holds.lift(submission, "Answered on May 2", by=clerk, version=1)

    submission.refresh_from_db()
    assert (submission.hold_reason, Message.objects.get().text) == ("", "Answered on May 2")
    assert erasure.erase(submission, reason=Disposition.Reason.ERASURE)


def test_the_audit_log_says_who_held_what_but_not_why(clerk):
    submission = make_submission()

    holds.put(submission, "Larysa's request", by=clerk, version=1)
    holds.lift(submission, "Larysa has it", by=clerk, version=2)

    assert list(AuditEntry.objects.order_by("pk").values_list("action", "by_name", "note")) == [
        ("held", "clerk", ""),
        ("released", "clerk", ""),
    ]
    assert {tuple(entry.references) for entry in AuditEntry.objects.all()} == {
        (submission.reference,)
    }


def test_a_hold_does_not_begin_the_years_anew(clerk):
    long_ago = timezone.now() - timedelta(days=2000)
    submission = make_submission(last_activity_at=long_ago, state="closed")

    holds.put(submission, "A dispute", by=clerk, version=1)
    holds.lift(submission, "Settled", by=clerk, version=2)

    submission.refresh_from_db()
    assert submission.last_activity_at == long_ago


def test_who_has_not_seen_the_newest_version_is_refused(clerk):
    submission = make_submission(version=4)

    with pytest.raises(ChangedError):
        holds.put(submission, "A dispute", by=clerk, version=3)

    submission.refresh_from_db()
    assert not submission.is_on_hold
    assert not Message.objects.exists()


def test_done_twice_it_is_done_once(clerk):
    submission = make_submission()

    for _click in range(2):
        holds.put(submission, "A dispute", by=clerk, version=1)
    for _click in range(2):
        holds.lift(submission, "Settled", by=clerk, version=2)

    assert Message.objects.count() == AuditEntry.objects.count() == 2
