"""The way of a language between draft and public: review, schedule, restore, origin."""

import datetime

import pytest
from django.utils import timezone
from tests.builders import make_page

from accounts.models import User
from editorial import contentversion, deletion, publishing, workflow
from editorial.models import LanguageVersion
from editorial.publishing import CannotPublishError
from editorial.workflow import CannotScheduleError
from tests.editorial.freshness.staff import LEDE, TITLE, WORKING, Staff, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def native(db):
    return User.objects.create_user("native")


def in_two_days():
    return tomorrow() + datetime.timedelta(days=1)


# --- Asking for review ---------------------------------------------------------------------------


def test_a_draft_is_handed_over_and_given_back(staff, native):
    staff.edit("ja", {TITLE: "題"})

    workflow.request_review(staff.entry, "ja", by=native)
    version = staff.version("ja")
    assert (version.work_state, version.review_requested_by) == ("in_review", native)
    assert version.review_requested_at <= timezone.now()

    workflow.send_back(staff.entry, "ja")
    assert staff.work_state("ja") == "draft"


def test_only_a_draft_is_handed_over_and_only_what_is_in_review_is_given_back(staff):
    workflow.request_review(staff.entry, "en")
    assert staff.work_state("en") == "none"
    workflow.request_review(staff.entry, "ja")
    assert staff.work_state("ja") == "none"

    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())
    workflow.request_review(staff.entry, "en")
    workflow.send_back(staff.entry, "en")
    assert staff.work_state("en") == "scheduled"


def test_a_save_during_the_review_makes_it_a_draft_again(staff):
    staff.edit("ja", {TITLE: "題"})
    workflow.request_review(staff.entry, "ja")

    staff.edit("ja", {TITLE: "別の題"})

    assert staff.work_state("ja") == "draft"


def test_saving_nothing_new_keeps_it_in_review(staff):
    staff.edit("ja", {TITLE: "題"})
    workflow.request_review(staff.entry, "ja")

    assert staff.edit("ja", {TITLE: "題"}) == []

    assert staff.work_state("ja") == "in_review"


def test_english_may_be_public_while_a_translation_is_in_review(staff):
    staff.edit("uk", {TITLE: "Один"})
    workflow.request_review(staff.entry, "uk")

    assert staff.row().published_languages() == ["en"]
    assert staff.version("en").public_state == "published"

    staff.publish("uk")
    assert staff.work_state("uk") == "none"


# --- Native review -------------------------------------------------------------------------------


def test_a_review_marks_every_text_and_changes_none(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題", LEDE: "序"})
    before = staff.items("ja")
    assert staff.figures("ja")["unreviewed"] == 2

    revision = workflow.review(staff.entry, "ja", by=native)

    assert revision.kind == "review"
    for slot, item in staff.items("ja").items():
        assert item.pop("reviewed_by") == native.pk
        assert datetime.datetime.fromisoformat(item.pop("reviewed_at")) <= timezone.now()
        assert item == before[slot]
    assert "unreviewed" not in staff.figures("ja")


def test_machine_made_is_not_shown_after_a_review_although_a_machine_made_it(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題"})
    staff.publish("ja")
    assert staff.states("ja")[TITLE].is_machine_made
    assert (staff.figures("ja")["machine"], staff.row().machine_made_ja) == (1, True)

    workflow.review(staff.entry, "ja", by=native)

    assert not staff.states("ja")[TITLE].is_machine_made
    assert staff.items("ja")[TITLE]["origin"] == "machine"
    assert "machine" not in staff.figures("ja")
    assert not staff.row().machine_made_ja


def test_outdated_stays_outdated_after_a_review(staff, native):
    staff.edit("ja", {TITLE: "題"})
    staff.publish_edit("en", {TITLE: "Two"})

    workflow.review(staff.entry, "ja", by=native)

    assert staff.status("ja") == "outdated"
    assert staff.figures("ja")["outdated"] == 1


def test_outdated_stays_outdated_after_its_publication_and_withdrawal(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.publish_edit("en", {TITLE: "Two"})

    staff.publish("ja")
    assert (staff.status("ja"), staff.row().title_ja) == ("outdated", "題")

    staff.withdraw("ja")
    assert staff.status("ja") == "outdated"


def test_a_review_of_the_public_text_is_public_at_once(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題"})
    staff.publish("ja")
    number, since = contentversion.current(), staff.row().live_at_ja

    revision = workflow.review(staff.entry, "ja", by=native)

    version = staff.version("ja")
    assert version.live_revision == version.working_revision == revision
    assert (version.work_state, version.public_state) == ("none", "published")
    assert revision.published_at is not None or version.live_revision.published_at is not None
    assert contentversion.current() == number + 1
    assert staff.row().live_at_ja == since


def test_a_review_of_a_draft_is_not_public(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題"})
    staff.publish("ja")
    staff.translate_by_machine("ja", {TITLE: "別の題"})
    workflow.request_review(staff.entry, "ja")
    number = contentversion.current()

    workflow.review(staff.entry, "ja", by=native)

    assert (staff.row().title_ja, staff.row().machine_made_ja) == ("題", True)
    assert staff.work_state("ja") == "in_review"
    assert contentversion.current() == number


def test_there_is_nothing_to_review_where_nothing_was_written(staff, native):
    assert workflow.review(staff.entry, "ja", by=native) is None

    assert staff.version("ja").working_revision is None


# --- Whose text it is ----------------------------------------------------------------------------


def test_only_a_persons_edit_makes_a_machines_text_a_persons(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題", LEDE: "序"})
    staff.publish_edit("en", {TITLE: "Two"})
    staff.still_right("ja", TITLE)
    staff.publish("ja")
    workflow.review(staff.entry, "ja", by=native)
    staff.withdraw("ja")
    workflow.restore(staff.version("ja").working_revision)
    assert {item["origin"] for item in staff.items("ja").values()} == {"machine"}

    staff.edit("ja", {TITLE: "人の題"})

    assert staff.items("ja")[TITLE]["origin"] == "person"
    assert staff.items("ja")[LEDE]["origin"] == "machine"


def test_a_machines_new_text_is_a_machines_and_not_reviewed(staff, native):
    staff.edit("ja", {TITLE: "題"})
    workflow.review(staff.entry, "ja", by=native)

    staff.translate_by_machine("ja", {TITLE: "機械の題"})

    item = staff.items("ja")[TITLE]
    assert (item["origin"], "reviewed_at" in item) == ("machine", False)


def test_still_right_keeps_author_and_review(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題"})
    workflow.review(staff.entry, "ja", by=native)
    before = staff.items("ja")[TITLE]
    staff.publish_edit("en", {TITLE: "Two"})

    staff.still_right("ja", TITLE)

    assert staff.status("ja") == "up_to_date"
    assert staff.items("ja")[TITLE] == before | {"from": staff.states("ja")[TITLE].source.live}


def test_still_right_may_be_said_of_a_draft_of_the_source(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.edit("en", {TITLE: "Two"})

    staff.still_right("ja", TITLE, beside=WORKING)
    assert staff.status("ja") == "ahead"

    staff.publish("en")
    assert staff.status("ja") == "up_to_date"


# --- Restoring -----------------------------------------------------------------------------------


def test_a_restored_text_is_as_fresh_as_the_source_makes_it_today(staff):
    staff.edit("ja", {TITLE: "題"})
    old = staff.version("ja").working_revision
    staff.publish_edit("en", {TITLE: "Two"})
    staff.translate("ja", {TITLE: "二"})
    assert staff.status("ja") == "up_to_date"

    restored = workflow.restore(old)
    assert (restored.data, restored.kind, staff.work_state("ja")) == (old.data, "restore", "draft")
    assert staff.status("ja") == "outdated"
    assert staff.figures("ja")["outdated"] == 1

    staff.publish_edit("en", {TITLE: "One"})
    assert staff.status("ja") == "up_to_date"


def test_restoring_ends_a_review_or_a_schedule_and_shows_nothing(staff):
    first = staff.version("en").live_revision
    staff.publish_edit("en", {TITLE: "Two"})
    staff.edit("en", {TITLE: "Three"})
    workflow.schedule(staff.entry, "en", tomorrow())
    number = contentversion.current()

    workflow.restore(first)

    assert staff.work_state("en") == "draft"
    assert workflow.run_due(in_two_days()) == (0, 0)
    assert (staff.row().title_en, contentversion.current()) == ("Two", number)


# --- Schedule ------------------------------------------------------------------------------------


def test_what_is_scheduled_goes_public_when_its_time_has_come(staff):
    staff.edit("en", {TITLE: "Two"})
    at = tomorrow()
    workflow.schedule(staff.entry, "en", at)
    number = contentversion.current()

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
    assert contentversion.current() == number + 1
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


def test_a_review_keeps_the_schedule_and_goes_public_with_it(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題"})
    at = tomorrow()
    workflow.schedule(staff.entry, "ja", at)

    workflow.review(staff.entry, "ja", by=native)

    assert (staff.work_state("ja"), staff.version("ja").publish_at) == ("scheduled", at)
    assert workflow.run_due(at) == (1, 0)
    assert (staff.row().title_ja, staff.row().machine_made_ja) == ("題", False)
    assert staff.work_state("ja") == "none"


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


def seen_by_a_slow_run(staff, language):
    """Give the row as a run has read it that is overtaken by everything that follows."""
    return LanguageVersion.objects.select_related("entry").get(
        entry=staff.entry, language=language
    )


def test_of_two_runs_that_saw_the_same_schedule_one_publishes(staff):
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())
    seen, number = seen_by_a_slow_run(staff, "en"), contentversion.current()

    assert workflow.run_due(in_two_days()) == (1, 0)
    assert workflow._publish_due(seen, in_two_days()) == 0

    assert contentversion.current() == number + 1
    assert staff.work_state("en") == "none"


@pytest.mark.parametrize("act", ["save", "postpone", "unschedule", "delete"])
def test_a_run_that_is_overtaken_by_staff_publishes_nothing(staff, act):
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())
    seen = seen_by_a_slow_run(staff, "en")
    acts = {
        "save": lambda: staff.edit("en", {TITLE: "Three"}),
        "postpone": lambda: workflow.schedule(staff.entry, "en", in_two_days()),
        "unschedule": lambda: workflow.unschedule(staff.entry, "en"),
        "delete": lambda: deletion.delete(staff.entry),
    }
    acts[act]()

    assert workflow._publish_due(seen, tomorrow()) == 0

    assert staff.version("en").live_revision.number == 1


def test_of_two_runs_that_saw_the_same_withdrawal_one_withdraws(staff):
    workflow.schedule_withdrawal(staff.entry, "en", tomorrow())
    seen, number = seen_by_a_slow_run(staff, "en"), contentversion.current()

    assert workflow.run_due(in_two_days()) == (0, 1)
    assert workflow._withdraw_due(seen, in_two_days()) == 0

    assert contentversion.current() == number + 1


@pytest.mark.parametrize("act", ["publish again", "postpone", "call off", "delete"])
def test_a_run_that_is_overtaken_by_staff_withdraws_nothing(staff, act):
    workflow.schedule_withdrawal(staff.entry, "en", tomorrow())
    seen = seen_by_a_slow_run(staff, "en")
    acts = {
        "publish again": lambda: (workflow.run_due(in_two_days()), staff.publish("en")),
        "postpone": lambda: workflow.schedule_withdrawal(staff.entry, "en", in_two_days()),
        "call off": lambda: workflow.schedule_withdrawal(staff.entry, "en", None),
        "delete": lambda: deletion.delete(staff.entry),
    }
    acts[act]()

    assert workflow._withdraw_due(seen, tomorrow()) == 0

    assert staff.version("en").public_state == "published"


def test_the_entry_is_held_before_its_schedule_is_claimed(staff, monkeypatch):
    """A save holds the entry first as well; the other way round the two would wait for each other."""
    staff.edit("en", {TITLE: "Two"})
    workflow.schedule(staff.entry, "en", tomorrow())
    states = []
    lock = publishing.lock
    monkeypatch.setattr(
        publishing,
        "lock",
        lambda entry: states.append(staff.work_state("en")) or lock(entry),
    )

    workflow.run_due(in_two_days())

    assert states[0] == "scheduled"
