"""Review and restoring: the way of a draft beside others that are on their way too."""

import pytest

from editorial import publishing
from editorial.publishing import going_back, workflow
from editorial.text.languages import NEUTRAL
from pages.models import Section
from tests.editorial.publishing.forms import (
    drafted,
    drafted_facts,
    everything,
    is_draft,
    opened,
    part_ids,
    public_fact,
    public_parts,
    public_texts,
    require_sound,
    version,
)

pytestmark = pytest.mark.django_db


def revision(root, language, number):
    return root.entry.revisions.get(language=language, number=number)


# --- Restoring -----------------------------------------------------------------------------------


def test_restoring_makes_a_draft_and_changes_nothing_public(about, ann):
    opened(about).write(title="Two").publish(ann)

    restored = going_back.restore(revision(about, "en", 1), by=ann)

    assert (restored.kind, restored.created_by, restored.base.number) == ("restore", ann, 2)
    assert (drafted(about)["title"], public_texts(about)["title"]) == ("One", "Two")
    assert version(about).work_state == "draft"
    require_sound(about)


def test_a_section_added_later_keeps_its_words_when_an_old_text_is_restored(about, ann):
    form = opened(about)
    later = form.add(Section, kind="text")
    form.write(later, heading="Later").write(title="Two").publish(ann)

    going_back.restore(revision(about, "en", 1), by=ann)
    publishing.publish(about.entry, ["en"])

    assert public_texts(about)["title"] == "One"
    assert public_texts(about, later) == {"heading": "Later"}
    require_sound(about)


def test_a_section_that_only_the_draft_has_keeps_its_words_too(about, ann):
    form = opened(about)
    later = form.add(Section, kind="text")
    form.write(later, heading="Later").draft(ann)

    going_back.restore(revision(about, "en", 1), by=ann)

    assert drafted(about, later) == {"heading": "Later"}


def test_a_section_that_the_old_text_knew_gets_its_old_words_or_none(about, ann):
    first, second = part_ids(about)
    opened(about).write(first, heading="New").write(second, body="<p>New.</p>").publish(ann)

    going_back.restore(revision(about, "en", 1), by=ann)

    assert drafted(about, first)["heading"] == "A"
    assert drafted(about, second) == {"heading": "B"}


def test_a_section_added_in_the_click_of_the_old_text_is_known_to_it(about, ann):
    form = opened(about)
    later = form.add(Section, kind="text")
    form.write(title="Two").write(later, heading="Later").publish(ann)
    opened(about).write(later, heading="Newest").publish(ann)

    going_back.restore(revision(about, "en", 2), by=ann)

    assert drafted(about, later) == {"heading": "Later"}


def test_a_section_that_was_emptied_when_the_old_text_was_saved_is_empty_again(about, ann):
    first, _second = part_ids(about)
    opened(about).write(first, heading="", body="").publish(ann)
    opened(about).write(first, heading="Again").publish(ann)

    going_back.restore(revision(about, "en", 2), by=ann)

    assert drafted(about, first) == {}


def test_a_translation_restored_keeps_the_words_of_later_sections(about, ann):
    opened(about, "ja").write(language="ja", title="題").publish(ann, facts=False)
    form = opened(about)
    later = form.add(Section, kind="text")
    form.write(later, heading="Later").publish(ann)
    opened(about, "ja").write(later, language="ja", heading="後").publish(ann, facts=False)

    going_back.restore(revision(about, "ja", 1), by=ann)

    assert drafted(about, later, language="ja") == {"heading": "後"}


def test_restored_facts_bring_a_removed_section_back_with_its_words_in_its_place(about, ann):
    first, second = part_ids(about)
    opened(about).remove(first).set(rank=4).publish(ann)
    assert public_parts(about) == [second]

    going_back.restore(revision(about, NEUTRAL, 1), by=ann)
    assert (public_parts(about), is_draft(about, NEUTRAL)) == ([second], True)
    opened(about).publish(ann)

    assert public_parts(about) == [first, second]
    assert public_texts(about, first) == {"heading": "A", "body": "<p>First.</p>"}
    assert public_fact(about, "rank") == 0
    require_sound(about)


def test_what_somebody_restored_is_their_draft_and_goes_out_with_theirs_alone(about, ann, bea):
    opened(about).write(title="Two").publish(ann)
    going_back.restore(revision(about, "en", 1), by=ann)

    opened(about).write(lede="Hers").publish(bea)
    assert public_texts(about) == {"title": "Two", "lede": "Hers"}

    opened(about).publish(ann)
    assert public_texts(about) == {"title": "One", "lede": "Hers"}


# --- Review --------------------------------------------------------------------------------------


def test_only_a_draft_is_handed_over_and_only_what_is_in_review_is_given_back(about, ann):
    before = everything(about)
    workflow.request_review(about.entry, "en", by=ann)
    workflow.send_back(about.entry, "en")
    assert everything(about) == before

    opened(about).write(title="Two").draft(ann)
    workflow.request_review(about.entry, "en", by=ann)
    found = version(about)
    assert (found.work_state, found.review_requested_by) == ("in_review", ann)

    workflow.send_back(about.entry, "en")
    assert version(about).work_state == "draft"
    assert drafted(about)["title"] == "Two"


def test_what_was_sent_back_is_still_its_authors_draft(about, ann, bea):
    opened(about).write(title="Two").draft(ann)
    workflow.request_review(about.entry, "en", by=ann)
    workflow.send_back(about.entry, "en")

    opened(about).write(lede="Hers").publish(bea)
    assert public_texts(about)["title"] == "One"

    opened(about).publish(ann)
    assert public_texts(about)["title"] == "Two"


def test_a_review_makes_nobody_an_author(about, ann, bea):
    opened(about).write(title="Two").draft(ann)
    workflow.review(about.entry, "en", by=bea)

    opened(about).write(lede="Hers").publish(bea)
    assert public_texts(about)["title"] == "One"

    opened(about).publish(ann)
    assert public_texts(about)["title"] == "Two"
    require_sound(about)


def test_a_review_stays_with_the_words_that_were_reviewed(about, ann, bea):
    opened(about).write(title="Two").draft(ann)
    workflow.review(about.entry, "en", by=bea)

    opened(about).write(lede="Another").publish(ann)

    items = version(about).live_revision.data["texts"]["root"]
    assert ("reviewed_by" in items["title"], "reviewed_by" in items["lede"]) == (True, False)


def test_a_draft_of_facts_can_be_handed_over_like_any_other(about, ann):
    opened(about).set(rank=4).draft(ann)

    workflow.request_review(about.entry, NEUTRAL, by=ann)

    assert version(about, NEUTRAL).work_state == "in_review"
    assert drafted_facts(about)["rank"] == 4
