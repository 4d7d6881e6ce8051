"""Runs that meet each other, or staff: what is no longer due by then is left alone."""

import pytest

from editorial import publishing
from editorial.cache import version as content_version
from editorial.publishing import delete as deletion
from editorial.publishing import publication
from editorial.publishing.planned import schedule
from tests.editorial.publishing.forms import is_draft, opened, public_texts, version
from tests.editorial.publishing.timing import in_two_days, plan, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def overtake(monkeypatch):
    """Return a function that lets something happen after a run saw what is due, before it acts."""
    lock = schedule.lock

    def overtake_with(act):
        def lock_late(entry):
            monkeypatch.setattr(schedule, "lock", lock)
            act()
            return lock(entry)

        monkeypatch.setattr(schedule, "lock", lock_late)

    return overtake_with


def test_of_two_runs_that_saw_the_same_plan_one_publishes(about, ann, overtake):
    plan(about, ann, title="Two")
    number = content_version.current()
    other = []
    overtake(lambda: other.append(schedule.run_due(in_two_days())))

    assert schedule.run_due(in_two_days()) == (0, 0)

    assert other == [(1, 0)]
    assert content_version.current() == number + 1
    assert (is_draft(about), public_texts(about)["title"]) == (False, "Two")


def test_a_draft_saved_at_that_moment_does_not_stop_the_plan(about, ann, overtake):
    at = plan(about, ann, title="Two")
    overtake(lambda: opened(about).write(title="Three").draft(ann))

    assert schedule.run_due(at) == (1, 0)

    assert public_texts(about)["title"] == "Two"
    assert is_draft(about)


@pytest.mark.parametrize(
    "act",
    [
        lambda about: schedule.schedule(about.entry, "en", in_two_days()),
        lambda about: schedule.unschedule(about.entry, "en"),
        lambda about: deletion.delete(about.entry),
    ],
    ids=["postpone", "call off", "delete"],
)
def test_a_run_that_is_overtaken_by_staff_publishes_nothing(about, ann, overtake, act):
    at = plan(about, ann, title="Two")
    overtake(lambda: act(about))

    assert schedule.run_due(at) == (0, 0)

    assert version(about).live_revision.number == 1


def test_of_two_runs_that_saw_the_same_withdrawal_one_withdraws(about, overtake):
    schedule.schedule_withdrawal(about.entry, "en", tomorrow())
    number = content_version.current()
    other = []
    overtake(lambda: other.append(schedule.run_due(in_two_days())))

    assert schedule.run_due(in_two_days()) == (0, 0)

    assert other == [(0, 1)]
    assert content_version.current() == number + 1


@pytest.mark.parametrize(
    "act",
    [
        lambda about: (
            schedule.run_due(in_two_days()),
            publishing.publish(about.entry, ["en"]),
        ),
        lambda about: schedule.schedule_withdrawal(about.entry, "en", in_two_days()),
        lambda about: schedule.schedule_withdrawal(about.entry, "en", None),
        lambda about: deletion.delete(about.entry),
    ],
    ids=["publish again", "postpone", "call off", "delete"],
)
def test_a_run_that_is_overtaken_by_staff_withdraws_nothing(about, overtake, act):
    at = tomorrow()
    schedule.schedule_withdrawal(about.entry, "en", at)
    overtake(lambda: act(about))

    assert schedule.run_due(at) == (0, 0)

    assert version(about).public_state == publication.PublicState.PUBLISHED
