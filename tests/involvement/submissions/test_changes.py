"""The one writer of submissions: what it raises, what it stores, what it writes down."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from involvement.enums import AgeBand
from involvement.errors import ChangedError
from involvement.models import Submission
from involvement.submissions.changes import Action, changing, lock
from tests.involvement.admin.inbox.inbox_client import audited
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


def stored(submission):
    return Submission.objects.filter(pk=submission.pk).values().get()


def test_a_change_raises_the_version_and_the_time_and_is_written_down():
    clerk = User.objects.create_user("clerk")
    submission = make_submission(last_activity_at=timezone.now() - timedelta(days=9))
    before = stored(submission)

    locked = lock(submission)
    with changing(locked, version=1, by=clerk, action=Action.ANSWERED, note="by hand"):
        locked.name = "Larysa"

    after = stored(submission)
    assert after.pop("last_activity_at") > before.pop("last_activity_at")
    assert after == before | {"name": "Larysa", "version": 2}
    assert audited() == [("clerk", "answered", [submission.reference], "by hand")]


def test_what_is_no_activity_leaves_the_time_as_it_was():
    submission = make_submission(last_activity_at=timezone.now() - timedelta(days=9))

    locked = lock(submission)
    with changing(locked, is_activity=False):
        locked.hold_reason = "A dispute"

    assert stored(submission)["last_activity_at"] == submission.last_activity_at
    assert stored(submission)["hold_reason"] == "A dispute"


def test_another_version_than_the_one_that_was_seen_is_refused():
    submission = make_submission(version=2)
    before = stored(submission)

    locked = lock(submission)
    with pytest.raises(ChangedError), changing(locked, version=1):
        locked.name = "Larysa"

    assert (stored(submission), audited()) == (before, [])


def test_what_fails_in_between_is_not_stored():
    submission = make_submission()
    before = stored(submission)

    locked = lock(submission)
    with pytest.raises(ZeroDivisionError), changing(locked):
        locked.name = f"Larysa {1 / 0}"

    assert (stored(submission), audited()) == (before, [])


# --- Who may read it --------------------------------------------------------------------------


@pytest.fixture
def every_kind():
    """Make a submission of every state, age and answer of the guardian that the database takes."""
    ages = {AgeBand.ADULT: "", AgeBand.YOUNG: "parent@example.org"}
    made = []
    for state, age, confirmed_at in product(State, ages, [None, timezone.now()]):
        try:
            with transaction.atomic():
                made.append(
                    make_submission(
                        state=state,
                        age_band=age,
                        guardian_email=ages[age],
                        guardian_confirmed_at=confirmed_at,
                        assigned_to=User.objects.get_or_create(username="clerk")[0],
                    )
                )
        except IntegrityError:
            continue
    return made


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        ("readable", lambda one: not one.is_unread),
        ("unread", lambda one: one.is_unread),
        ("held_unread", lambda one: one.is_unread and not one.waits_for_guardian),
        ("waiting_for_guardian", lambda one: one.waits_for_guardian),
        ("to_do", lambda one: one.is_to_do),
    ],
)
def test_the_database_and_the_row_agree(every_kind, query, is_kept):
    found = set(getattr(Submission.objects, query)())

    assert found == {one for one in every_kind if is_kept(one)}
    assert found not in (set(), set(every_kind))


def test_what_waits_for_a_guardian_is_unread_and_what_staff_work_on_is_not(every_kind):
    assert all(one.is_unread for one in every_kind if one.waits_for_guardian)
    assert not any(one.is_unread for one in every_kind if one.state not in _EARLY)
    # Each with a yes on record and without one: an adult's 7 states, a young person's 7 and 2.
    assert len(every_kind) == 7 + 7 + 7 + 2


_EARLY = {State.UNCONFIRMED, State.HELD}
