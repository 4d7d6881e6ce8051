"""A minor change says that two texts of one field mean the same, and nothing more."""

import pytest

from accounts.models import User
from editorial import publishing
from editorial.models import MinorChange
from editorial.revisions.snapshots import ROOT
from editorial.translations import minor_changes, progress
from tests.builders import make_page
from tests.editorial.translations.freshness.staff import LEDE, TITLE, Staff

pytestmark = pytest.mark.django_db


def pairs(staff):
    return set(MinorChange.objects.filter(entry=staff.entry).values_list("part", "field"))


def test_a_minor_publication_of_the_source_leaves_translations_fresh(staff):
    staff.edit("ja", {TITLE: "題"})

    staff.publish_edit("en", {TITLE: "One!"}, minor=True)

    assert staff.status("ja") == "up_to_date"


def test_any_other_publication_makes_them_outdated(staff):
    staff.edit("ja", {TITLE: "題", LEDE: "序"})

    staff.publish_edit("en", {TITLE: "Two"})

    assert (staff.status("ja"), staff.status("ja", LEDE)) == ("outdated", "up_to_date")


def test_one_pair_is_kept_for_each_text_that_changed_and_for_no_other(staff, sections):
    first, second = sections
    changed = {TITLE: "One!", LEDE: "", (first, "heading"): "A!", (second, "facts"): "New: 1"}

    staff.publish_edit("en", changed, minor=True)

    assert pairs(staff) == {TITLE, (first, "heading")}


def test_a_cosmetic_change_needs_no_pair(staff, sections):
    staff.publish_edit(
        "en", {TITLE: "One ", (sections[0], "body"): "<p>First.</p><p></p>"}, minor=True
    )
    staff.publish_edit("en", {LEDE: "Le\u00adde"}, minor=True)

    assert not pairs(staff)


def test_what_was_removed_or_added_is_never_minor(staff):
    staff.edit("ja", {TITLE: "題", LEDE: "序"})

    staff.publish_edit("en", {LEDE: ""}, minor=True)
    assert staff.status("ja", LEDE) == "outdated"

    staff.publish_edit("en", {LEDE: "Another"}, minor=True)
    assert staff.status("ja", LEDE) == "outdated"
    assert not pairs(staff)


def test_a_first_publication_has_nothing_to_be_minor_to(db):
    staff = Staff(make_page(title="One", public=False))

    staff.publish("en", minor=True)

    assert not pairs(staff)


def test_minor_changes_follow_one_another(staff):
    staff.edit("ja", {TITLE: "題"})

    for title in ("One!", "One!!", "One."):
        staff.publish_edit("en", {TITLE: title}, minor=True)

    assert staff.status("ja") == "up_to_date"


def test_a_real_change_between_minor_ones_is_real(staff):
    staff.edit("ja", {TITLE: "題"})

    staff.publish_edit("en", {TITLE: "One!"}, minor=True)
    staff.publish_edit("en", {TITLE: "Two"})
    staff.publish_edit("en", {TITLE: "Two!"}, minor=True)
    assert staff.status("ja") == "outdated"

    staff.publish_edit("en", {TITLE: "One"})
    assert staff.status("ja") == "up_to_date"


def test_the_other_field_with_the_same_words_is_not_concerned(staff, sections):
    first, second = sections
    headings = {(first, "heading"): "Same", (second, "heading"): "Same"}
    staff.publish_edit("en", {TITLE: "Same", LEDE: "Same", **headings})
    staff.edit("ja", dict.fromkeys((TITLE, LEDE, *headings), "同"))

    staff.publish_edit("en", {(first, "heading"): "Same!"}, minor=True)
    staff.publish_edit("en", {TITLE: "Same!", LEDE: "Same!", (second, "heading"): "Same!"})

    assert staff.statuses("ja") == {
        TITLE: "outdated",
        LEDE: "outdated",
        (first, "heading"): "up_to_date",
        (first, "body"): "missing",
        (second, "heading"): "outdated",
        (second, "body"): "missing",
    }


def test_the_same_words_in_another_page_are_not_concerned(staff):
    other = Staff(make_page(title="One"))
    other.edit("ja", {TITLE: "題"})

    staff.publish_edit("en", {TITLE: "One!"}, minor=True)
    other.publish_edit("en", {TITLE: "One!"})

    assert other.status("ja") == "outdated"


def test_the_same_words_in_another_language_are_not_concerned(staff):
    staff.set_source("uk", "it")
    staff.publish_edit("it", {TITLE: "One"})
    staff.edit("uk", {TITLE: "Один"})

    staff.publish_edit("en", {TITLE: "One!"}, minor=True)
    staff.publish_edit("it", {TITLE: "One!"})

    assert staff.status("uk") == "outdated"


def test_a_translation_is_a_source_too_and_may_change_in_a_minor_way(staff):
    staff.set_source("uk", "ja")
    staff.publish_edit("ja", {TITLE: "題"})
    staff.edit("uk", {TITLE: "Один"})

    staff.publish_edit("ja", {TITLE: "題。"}, minor=True)

    assert staff.status("uk") == "up_to_date"


def test_a_minor_change_of_a_section_that_only_the_draft_dropped_counts(staff, sections):
    heading = (sections[0], "heading")
    staff.set_source("uk", "ja")
    staff.publish_edit("ja", {TITLE: "題", heading: "一"})
    staff.edit("uk", {TITLE: "Один", heading: "А"})
    staff.edit("ja", {heading: "一。"})
    staff.arrange(sections[1:])

    staff.publish("ja", minor=True)

    assert staff.row().sections.get(pk=sections[0]).heading_ja == "一。"
    assert staff.status("uk", heading) == "up_to_date"


def test_it_says_who_declared_it_and_can_be_undone(staff):
    staff.edit("ja", {TITLE: "題"})
    staff.edit("en", {TITLE: "One!"})
    editor = User.objects.create_user("editor")
    staff.publish("en", minor=True, by=editor)
    change = MinorChange.objects.get(entry=staff.entry)
    assert (change.by, change.language, change.part, change.field) == (editor, "en", ROOT, "title")

    change.delete()
    progress.recompute(publishing.versions_of(staff.entry))

    assert staff.status("ja") == "outdated"
    assert staff.figures("ja")["outdated"] == 1


def test_declaring_it_twice_is_declaring_it_once(staff):
    staff.publish_edit("en", {TITLE: "One!"}, minor=True)
    staff.publish_edit("en", {TITLE: "One"})
    staff.publish_edit("en", {TITLE: "One!"}, minor=True)

    assert MinorChange.objects.filter(entry=staff.entry).count() == 1


def test_all_pairs_of_a_page_are_read_at_once(staff, django_assert_num_queries):
    staff.publish_edit("en", {TITLE: "One!", LEDE: "Lede!"}, minor=True)

    with django_assert_num_queries(1):
        found = minor_changes.pairs_of([staff.entry])[staff.entry.pk]

    assert {key: len(value) for key, value in found.items()} == {
        ("en", *TITLE): 1,
        ("en", *LEDE): 1,
    }
