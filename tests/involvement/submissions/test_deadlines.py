"""How long people wait for us: the database and the row say the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from involvement.models import Submission
from involvement.submissions import deadlines
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


@pytest.fixture
def waiting():
    """Make submissions that came, were answered or heard from at different times."""
    now = timezone.now()
    clerk = User.objects.create_user("clerk")
    return [
        make_submission(
            state=state,
            assigned_to=clerk,
            received_at=now - timedelta(days=received),
            last_activity_at=now - timedelta(days=last, minutes=1),
            answered_at=answered_at,
            answer_by=timezone.localdate() + timedelta(days=due),
        )
        for state in (State.NEW, State.ASSIGNED, State.WAITING, State.ANSWERED, State.CLOSED)
        for received, last in ((20, 10), (10, 3), (1, 0))
        for answered_at in (None, now)
        for due in (-1, 0, 1)
    ]


@pytest.mark.parametrize("days", [0, 3, 9, 15])
def test_who_has_waited_longer_is_found_as_it_is_counted(waiting, days):
    now = timezone.now()

    found = set(Submission.objects.filter(deadlines.has_waited_longer_than(days, now)))

    assert found == {
        one
        for one in waiting
        if (since := deadlines.waiting_since(one)) and since < now - timedelta(days=days)
    }
    assert found


def test_what_is_overdue_is_found_as_it_is_shown(waiting):
    today = timezone.localdate()

    found = set(Submission.objects.overdue(today))

    assert found == {one for one in waiting if deadlines.is_overdue(one, today)}
    assert {one.answer_by for one in found} == {today - timedelta(days=1)}


def test_nobody_waits_for_us_once_it_is_answered_or_closed(waiting):
    counted = {one.state: deadlines.days_waiting(one, timezone.now()) for one in waiting}

    assert {state for state, days in counted.items() if days is not None} == {
        State.NEW,
        State.ASSIGNED,
    }
