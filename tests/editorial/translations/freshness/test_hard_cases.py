"""The hard cases of freshness, on the real tables. Each test is named by its rule."""

import uuid

import pytest

from editorial import publishing
from editorial.publishing import ConflictError
from editorial.revisions import data as revisions
from editorial.revisions.snapshots import ROOT
from pages.models import Page
from tests.builders import make
from tests.editorial.translations.freshness.staff import LEDE, TITLE, WORKING, Staff

pytestmark = pytest.mark.django_db

ADDED = str(uuid.UUID(int=7, version=4))


@pytest.fixture
def drafted(staff, sections):
    """English has an unpublished draft: another title, the first section gone, one added.
    Japanese, translated from v1 before, was translated from that draft and published today.
    """
    first, second = sections
    bodies = {(first, "body"): "<p>一。</p>", (second, "body"): "<p>二。</p>"}
    headings = {(first, "heading"): "甲", (second, "heading"): "乙"}
    staff.publish_edit("ja", {TITLE: "題", LEDE: "序", **headings, **bodies})
    staff.arrange([second, ADDED])
    staff.edit("en", {TITLE: "Two", (ADDED, "heading"): "C"})
    staff.translate("ja", {TITLE: "新しい題", (ADDED, "heading"): "丙"}, beside=WORKING)
    staff.publish("ja")
    return staff


def public_headings(staff, language):
    return [getattr(s, f"heading_{language}") for s in staff.row().sections.order_by("position")]


# --- A translation from a draft of the source ----------------------------------------------------


def test_the_public_sees_the_translation_from_the_draft_in_the_old_structure(drafted):
    row = drafted.row()

    assert (row.title_en, row.title_ja) == ("One", "新しい題")
    assert public_headings(drafted, "en") == ["A", "B"]
    assert public_headings(drafted, "ja") == ["甲", "乙"]


def test_a_translation_from_a_draft_is_ahead_never_up_to_date(drafted):
    assert drafted.status("ja", TITLE) == "ahead"
    assert drafted.status("ja", (ADDED, "heading")) == "ahead"
    assert drafted.status("ja", LEDE) == "up_to_date"
    assert drafted.figures("ja")["ahead"] == 2


def test_when_the_source_is_published_the_translation_turns_up_to_date_by_itself(drafted):
    before = drafted.version("ja").working_revision

    drafted.publish("en")

    assert set(drafted.statuses("ja").values()) == {"up_to_date"}
    assert "ahead" not in drafted.figures("ja")
    assert drafted.version("ja").working_revision == before


def test_the_added_section_appears_with_its_translation(drafted):
    drafted.publish("en")

    assert public_headings(drafted, "en") == ["B", "C"]
    assert public_headings(drafted, "ja") == ["乙", "丙"]


def test_when_the_draft_is_thrown_away_the_translation_is_outdated(drafted):
    drafted.throw_draft_away("en")

    assert drafted.status("ja", TITLE) == "outdated"
    assert drafted.status("ja", LEDE) == "up_to_date"
    assert drafted.figures("ja")["outdated"] == 2


def test_a_translation_of_what_was_never_published_is_ahead(db):
    staff = Staff(make(Page, title="One", public=False))

    staff.edit("ja", {TITLE: "題"})
    assert staff.status("ja") == "ahead"

    staff.publish("en")
    assert staff.status("ja") == "up_to_date"


def test_the_source_on_screen_counts_not_the_one_at_the_time_of_saving(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.edit("en", {TITLE: "Two"})
    on_screen = staff.screen("ja", WORKING)
    staff.publish_edit("en", {TITLE: "Three"})

    publishing.save(staff.entry, texts={"ja": {ROOT: {"title": "二"}}}, translating=on_screen)
    assert staff.status("ja") == "outdated"

    staff.publish_edit("en", {TITLE: "Two"})
    assert staff.status("ja") == "up_to_date"


# --- The source goes back ------------------------------------------------------------------------


def test_a_source_that_goes_back_to_an_old_text_makes_its_translations_fresh_again(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.publish_edit("en", {TITLE: "Two"})
    staff.publish_edit("en", {TITLE: "Three"})
    assert staff.status("ja") == "outdated"

    staff.publish_edit("en", {TITLE: "One"})

    assert staff.status("ja") == "up_to_date"


def test_a_source_that_goes_back_makes_them_fresh_through_minor_changes_too(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.publish_edit("en", {TITLE: "One!"}, minor=True)
    staff.publish_edit("en", {TITLE: "Two"})
    assert staff.status("ja") == "outdated"

    staff.publish_edit("en", {TITLE: "One!"})

    assert staff.status("ja") == "up_to_date"


def test_a_source_that_was_removed_leaves_its_translation_outdated_until_it_comes_back(staff):
    staff.edit("ja", {TITLE: "題", LEDE: "序"})

    staff.publish_edit("en", {LEDE: ""})
    assert staff.status("ja", LEDE) == "outdated"
    staff.still_right("ja", LEDE)
    assert staff.status("ja", LEDE) == "outdated"

    staff.publish_edit("en", {LEDE: "Lede"})
    assert staff.status("ja", LEDE) == "up_to_date"


def test_two_drafts_then_a_minor_publication_leave_the_one_between_outdated(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.edit("en", {TITLE: "One, perhaps"})
    staff.translate("ja", {TITLE: "題かも"}, beside=WORKING)
    staff.publish_edit("en", {TITLE: "One!"}, minor=True)
    assert staff.status("ja") == "outdated"

    staff.still_right("ja", TITLE)

    assert staff.status("ja") == "up_to_date"


# --- Withdrawing the source ----------------------------------------------------------------------


def test_a_withdrawn_source_makes_its_translations_ahead_and_back(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.publish("ja")

    staff.withdraw("en")
    assert staff.status("ja") == "ahead"

    staff.publish("en")
    assert staff.status("ja") == "up_to_date"


def test_a_withdrawn_source_sends_nobody_to_work_after_a_minor_change_either(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.publish_edit("en", {TITLE: "One!"}, minor=True)

    staff.withdraw("en")

    assert staff.status("ja") == "ahead"


# --- Another original, another source ------------------------------------------------------------


def test_any_language_may_be_the_original_and_english_need_never_be_published(db):
    staff = Staff(make(Page, title="題", original="ja"))

    staff.edit("en", {TITLE: "One"})
    assert staff.status("en") == "up_to_date"
    staff.publish_edit("ja", {TITLE: "二"})

    assert (staff.row().title_ja, staff.row().title_en) == ("二", None)
    assert staff.status("en") == "outdated"
    assert staff.states("ja") == {}
    assert [page.pk for page in Page.objects.visible("en")] == [staff.page.pk]


def test_changing_the_source_makes_every_text_outdated_until_it_is_confirmed(staff):
    staff.edit("it", {TITLE: "One", LEDE: "Lede"})
    staff.publish("it")
    staff.edit("uk", {TITLE: "Один", LEDE: "Вступ"})
    assert staff.status("uk") == "up_to_date"

    staff.set_source("uk", "it")
    assert (staff.status("uk"), staff.status("uk", LEDE)) == ("outdated", "outdated")
    assert staff.figures("uk")["outdated"] == 2

    staff.still_right("uk", TITLE)
    assert (staff.status("uk"), staff.status("uk", LEDE)) == ("up_to_date", "outdated")

    staff.set_source("uk", "en")
    assert (staff.status("uk"), staff.status("uk", LEDE)) == ("outdated", "up_to_date")


def test_a_translation_looks_one_hop_back(staff):
    staff.set_source("uk", "ja")
    staff.publish_edit("ja", {TITLE: "題"})
    staff.edit("uk", {TITLE: "Один"})

    staff.publish_edit("en", {TITLE: "Two"})

    assert (staff.status("ja"), staff.status("uk")) == ("outdated", "up_to_date")


# --- Parts ---------------------------------------------------------------------------------------


def test_a_dropped_section_keeps_its_translation_as_long_as_it_is_public(staff, sections):
    first, second = sections
    headings = {(first, "heading"): "甲", (second, "heading"): "乙"}
    staff.publish_edit("ja", {TITLE: "題", **headings})
    staff.arrange([second])

    staff.publish_edit("ja", {TITLE: "別の題"})

    assert public_headings(staff, "ja") == ["甲", "乙"]
    assert staff.status("ja", (first, "heading")) == "up_to_date"


def test_a_section_that_is_gone_has_no_status_and_is_not_counted(staff, sections):
    before = staff.figures("ja")["fields"]

    staff.arrange(sections[1:])
    assert staff.figures("ja")["fields"] == before
    staff.publish("zxx")

    assert staff.figures("ja")["fields"] == before - 2
    assert not {part for part, _field in staff.statuses("ja")} & {sections[0]}


def test_an_added_section_is_missing(staff, sections):
    staff.arrange([*sections, ADDED])
    staff.edit("en", {(ADDED, "heading"): "C"})

    assert staff.status("ja", (ADDED, "heading")) == "missing"


def test_moving_sections_changes_no_status_and_no_language(staff, sections):
    staff.edit("ja", {TITLE: "題", (sections[0], "heading"): "甲"})
    before = staff.statuses("ja"), staff.version("ja").working_revision

    assert staff.arrange(sections[::-1]) == ["zxx"]

    assert (staff.statuses("ja"), staff.version("ja").working_revision) == before


# --- Several people ------------------------------------------------------------------------------


def test_publishing_during_an_edit_is_a_conflict_only_in_the_language_that_was_saved(staff):
    bases = {"en": 1, "ja": 0}
    english, japanese = {"en": {ROOT: {"title": "Mine"}}}, {"ja": {ROOT: {"title": "題"}}}
    staff.publish_edit("en", {TITLE: "Two"})

    with pytest.raises(ConflictError) as conflict:
        publishing.save(staff.entry, texts=english | japanese, bases=bases)
    assert conflict.value.languages == ["en"]
    assert staff.items("ja") == {}

    assert publishing.save(staff.entry, texts=japanese, bases=bases) == ["ja"]


def test_a_first_text_comes_from_the_source_in_its_own_form_however_old_that_is(staff):
    opened = revisions.texts_of(staff.version("en").working_revision)
    staff.publish_edit("en", {TITLE: "Two"})

    publishing.save(
        staff.entry,
        texts={"en": opened, "ja": {ROOT: {"title": "題"}}},
        bases={"en": 1, "ja": 0},
    )

    assert staff.row().title_en == "Two"
    assert staff.status("ja") == "outdated"
    staff.publish_edit("en", {TITLE: "One"})
    assert staff.status("ja") == "up_to_date"
