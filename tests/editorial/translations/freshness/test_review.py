"""The way of a text between draft and public: review, author, restoring."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from editorial.cache import version as content_version
from editorial.publishing import going_back, workflow
from editorial.publishing.planned import schedule
from tests.editorial.translations.freshness.staff import LEDE, TITLE, WORKING, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def native(db):
    return User.objects.create_user("native")


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
    workflow.send_back(staff.entry, "en")
    assert staff.work_state("en") == "draft"


def test_what_is_planned_may_still_be_handed_over_and_keeps_its_time(staff):
    staff.edit("en", {TITLE: "Two"})
    at = tomorrow()
    schedule.schedule(staff.entry, "en", at)

    workflow.request_review(staff.entry, "en")

    assert (staff.work_state("en"), staff.version("en").publish_at) == ("in_review", at)


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


def test_machine_translated_is_not_shown_after_a_review_although_a_machine_translated_it(
    staff, native
):
    staff.translate_by_machine("ja", {TITLE: "題"})
    staff.publish("ja")
    assert staff.states("ja")[TITLE].is_machine_translated
    assert (staff.figures("ja")["machine"], staff.row().machine_translated_ja) == (1, True)

    workflow.review(staff.entry, "ja", by=native)

    assert not staff.states("ja")[TITLE].is_machine_translated
    assert staff.items("ja")[TITLE]["origin"] == "machine"
    assert "machine" not in staff.figures("ja")
    assert not staff.row().machine_translated_ja


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
    number, since = content_version.current(), staff.row().live_at_ja

    revision = workflow.review(staff.entry, "ja", by=native)

    version = staff.version("ja")
    assert version.live_revision == version.working_revision == revision
    assert (version.work_state, version.public_state) == ("none", "published")
    assert version.live_revision.published_at is not None
    assert content_version.current() == number + 1
    assert staff.row().live_at_ja == since


def test_a_review_of_a_draft_is_not_public(staff, native):
    staff.translate_by_machine("ja", {TITLE: "題"})
    staff.publish("ja")
    staff.translate_by_machine("ja", {TITLE: "別の題"})
    workflow.request_review(staff.entry, "ja")
    number = content_version.current()

    workflow.review(staff.entry, "ja", by=native)

    assert (staff.row().title_ja, staff.row().machine_translated_ja) == ("題", True)
    assert staff.work_state("ja") == "in_review"
    assert content_version.current() == number


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
    going_back.restore(staff.version("ja").working_revision)
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

    restored = going_back.restore(old)
    assert (restored.data, restored.kind, staff.work_state("ja")) == (old.data, "restore", "draft")
    assert staff.status("ja") == "outdated"
    assert staff.figures("ja")["outdated"] == 1

    staff.publish_edit("en", {TITLE: "One"})
    assert staff.status("ja") == "up_to_date"
