"""Publishing and withdrawing at a time: what was scheduled, once, and nothing that came later."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from editorial.cache import version as content_version
from editorial.publishing import CannotPublishError, publication, workflow
from editorial.publishing import delete as deletion
from editorial.publishing.workflow import CannotScheduleError
from tests.builders import make_page
from tests.editorial.translations.freshness.staff import LEDE, TITLE, Staff, tomorrow

pytestmark = pytest.mark.django_db


def in_two_days():
    return tomorrow() + datetime.timedelta(days=1)


# --- Publishing at a time ------------------------------------------------------------------------


def test_what_is_scheduled_goes_public_when_its_time_has_come(staff):
    staff.edit("en", {TITLE: "Two"})
    at = tomorrow()
    workflow.schedule(staff.entry, "en", at)
    number = content_version.current()

    assert workflow.run_due() == (0, 0)
    assert staff.row().title_en == "One"

    assert workflow.run_due(at) == (1, 0)
    version = staff.version("en")
    assert staff.row().title_en == "Two"
    assert (version.work_state, version.publish_at, version.scheduled_revision) == (
        "none",
        None,
        None,
    )
    assert content_version.current() == number + 1
    assert workflow.run_due(in_two_days()) == (0, 0)


def test_a_later_save_does_not_slip_in_it_makes_a_draft(staff):
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())
    assert staff.version("en").scheduled_revision == staff.version("en").working_revision

    staff.edit("en", {TITLE: "Three"})

    assert (staff.work_state("en"), staff.version("en").publish_at) == ("draft", None)
    assert workflow.run_due(in_two_days()) == (0, 0)
    assert staff.row().title_en == "One"


def test_another_language_may_be_saved_meanwhile(staff):
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())

    staff.edit("ja", {TITLE: "題"})

    assert workflow.run_due(in_two_days()) == (1, 0)
    assert (staff.row().title_en, staff.row().title_ja) == ("Two", None)


def test_a_review_keeps_the_schedule_and_goes_public_with_it(staff):
    native = User.objects.create_user("native")
    staff.translate_by_machine("ja", {TITLE: "題"})
    at = tomorrow()
    workflow.schedule(staff.entry, "ja", at)

    workflow.review(staff.entry, "ja", by=native)

    assert (staff.work_state("ja"), staff.version("ja").publish_at) == ("scheduled", at)
    assert workflow.run_due(at) == (1, 0)
    assert (staff.row().title_ja, staff.row().machine_made_ja) == ("題", False)
    assert staff.work_state("ja") == "none"


def test_restoring_ends_a_schedule_and_shows_nothing(staff):
    first = staff.version("en").live_revision
    staff.publish_edit("en", {TITLE: "Two"})
    staff.edit("en", {TITLE: "Three"})
    workflow.schedule(staff.entry, "en", tomorrow())
    number = content_version.current()

    workflow.restore(first)

    assert staff.work_state("en") == "draft"
    assert workflow.run_due(in_two_days()) == (0, 0)
    assert (staff.row().title_en, content_version.current()) == ("Two", number)


def test_a_schedule_can_be_called_off(staff):
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())

    workflow.unschedule(staff.entry, "en")

    assert staff.work_state("en") == "draft"
    assert workflow.run_due(in_two_days()) == (0, 0)


def test_only_a_time_ahead_can_be_scheduled(staff):
    staff.edit("en", {TITLE: "Two"})

    with pytest.raises(CannotScheduleError):
        workflow.schedule(staff.entry, "en", timezone.now())
    with pytest.raises(CannotScheduleError):
        workflow.schedule_withdrawal(staff.entry, "en", timezone.now())

    assert staff.work_state("en") == "draft"


@pytest.mark.parametrize("texts", [{}, {LEDE: "序"}])
def test_a_language_without_a_title_cannot_be_scheduled(staff, texts):
    staff.edit("ja", texts)

    with pytest.raises(CannotPublishError):
        workflow.schedule(staff.entry, "ja", tomorrow())


def test_what_is_public_as_it_stands_needs_no_schedule(staff):
    workflow.schedule(staff.entry, "en", tomorrow())

    assert staff.work_state("en") == "none"
    assert workflow.run_due(in_two_days()) == (0, 0)
    assert staff.work_state("en") == "none"


def test_what_was_deleted_is_neither_published_nor_withdrawn(staff):
    other = Staff(make_page(title="Other"))
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())
    workflow.schedule_withdrawal(other.entry, "en", tomorrow())
    deletion.delete(staff.entry)
    deletion.delete(other.entry)

    assert workflow.run_due(in_two_days()) == (0, 0)


def test_a_language_is_withdrawn_at_its_time_and_its_work_stays(staff):
    staff.publish_edit("ja", {TITLE: "題"})
    at = tomorrow()
    workflow.schedule_withdrawal(staff.entry, "ja", at)

    assert workflow.run_due() == (0, 0)
    assert workflow.run_due(at) == (0, 1)

    version = staff.version("ja")
    assert (version.public_state, version.work_state, version.unpublish_at) == (
        "withdrawn",
        "draft",
        None,
    )
    assert staff.row().published_languages() == ["en"]
    assert staff.items("ja")[TITLE]["text"] == "題"
    assert workflow.run_due(at) == (0, 0)


def test_a_withdrawal_can_be_called_off(staff):
    workflow.schedule_withdrawal(staff.entry, "en", tomorrow())
    workflow.schedule_withdrawal(staff.entry, "en", None)

    assert workflow.run_due(in_two_days()) == (0, 0)


# --- Two runs at the same time -------------------------------------------------------------------


@pytest.fixture
def overtake(monkeypatch):
    """Return a function that lets something happen after a run saw what is due, before it acts."""
    lock = publication.lock

    def overtake_with(act):
        def lock_late(entry):
            monkeypatch.setattr(publication, "lock", lock)
            act()
            return lock(entry)

        monkeypatch.setattr(publication, "lock", lock_late)

    return overtake_with


def test_of_two_runs_that_saw_the_same_schedule_one_publishes(staff, overtake):
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())
    number = content_version.current()
    other = []
    overtake(lambda: other.append(workflow.run_due(in_two_days())))

    assert workflow.run_due(in_two_days()) == (0, 0)

    assert other == [(1, 0)]
    assert content_version.current() == number + 1
    assert (staff.work_state("en"), staff.row().title_en) == ("none", "Two")


@pytest.mark.parametrize(
    "act",
    [
        lambda staff: staff.edit("en", {TITLE: "Three"}),
        lambda staff: workflow.schedule(staff.entry, "en", in_two_days()),
        lambda staff: workflow.unschedule(staff.entry, "en"),
        lambda staff: deletion.delete(staff.entry),
    ],
    ids=["save", "postpone", "call off", "delete"],
)
def test_a_run_that_is_overtaken_by_staff_publishes_nothing(staff, overtake, act):
    staff.edit("en", {TITLE: "Two"})
    at = tomorrow()
    workflow.schedule(staff.entry, "en", at)
    overtake(lambda: act(staff))

    assert workflow.run_due(at) == (0, 0)

    assert staff.version("en").live_revision.number == 1


def test_of_two_runs_that_saw_the_same_withdrawal_one_withdraws(staff, overtake):
    workflow.schedule_withdrawal(staff.entry, "en", tomorrow())
    number = content_version.current()
    other = []
    overtake(lambda: other.append(workflow.run_due(in_two_days())))

    assert workflow.run_due(in_two_days()) == (0, 0)

    assert other == [(0, 1)]
    assert content_version.current() == number + 1


@pytest.mark.parametrize(
    "act",
    [
        lambda staff: (workflow.run_due(in_two_days()), staff.publish("en")),
        lambda staff: workflow.schedule_withdrawal(staff.entry, "en", in_two_days()),
        lambda staff: workflow.schedule_withdrawal(staff.entry, "en", None),
        lambda staff: deletion.delete(staff.entry),
    ],
    ids=["publish again", "postpone", "call off", "delete"],
)
def test_a_run_that_is_overtaken_by_staff_withdraws_nothing(staff, overtake, act):
    at = tomorrow()
    workflow.schedule_withdrawal(staff.entry, "en", at)
    overtake(lambda: act(staff))

    assert workflow.run_due(at) == (0, 0)

    assert staff.version("en").public_state == "published"
