"""A review that others asked for goes on; a small correction vouches for what was typed."""

import pytest

from editorial.publishing import workflow
from editorial.revisions.merge.shape import Keep, Mine
from editorial.translations.freshness import fingerprint_of
from pages.models import Page
from tests.editorial.publishing.forms import (
    opened,
    text_key,
    version,
)

pytestmark = pytest.mark.django_db


# --- A small correction -------------------------------------------------------------------------


def prints(*titles):
    """Return the fingerprints of English titles."""
    return {fingerprint_of("en", Page, "title", title) for title in titles}


def test_a_small_correction_vouches_for_what_was_typed_and_for_no_draft(about, ann, bea):
    opened(about).write(title="A whole new promise").draft(ann)

    opened(about).write(lede="Lede.").publish(bea, minor=True)

    assert about.entry.minor_changes.get().field == "lede"


def test_a_small_correction_in_words_of_a_draft_joins_draft_and_correction(about, ann, bea):
    opened(about).write(title="Promise").draft(ann)
    form = opened(about).write(title="Promise.")

    form.publish(bea, minor=True, choices={text_key("title"): Mine()})

    pair = about.entry.minor_changes.get()
    assert {pair.fingerprint_a, pair.fingerprint_b} == prints("Promise", "Promise.")


def test_what_i_drafted_before_is_not_called_small_with_what_i_publish_now(about, ann):
    """A comma on my own rewrite does not certify the rewrite."""
    opened(about).write(title="A whole new promise").draft(ann)

    opened(about).write(title="A whole new promise.").publish(ann, minor=True)

    pair = about.entry.minor_changes.get()
    whole = prints("A whole new promise", "A whole new promise.")
    assert {pair.fingerprint_a, pair.fingerprint_b} == whole


# --- Review -------------------------------------------------------------------------------------


def test_a_review_that_others_asked_for_goes_on(about, ann, bea):
    opened(about).write(title="Unfinished").draft(ann)
    workflow.request_review(about.entry, "en", by=ann)

    opened(about).write(lede="Hers").publish(bea)

    found = version(about)
    assert (found.work_state, found.review_requested_by) == ("in_review", ann)


def test_what_is_held_back_turns_a_review_into_a_draft_again(about, ann, bea):
    opened(about).write(title="Unfinished").draft(ann)
    workflow.request_review(about.entry, "en", by=ann)

    opened(about).write(title="Unfinished,").publish(bea, choices={text_key("title"): Keep()})

    assert version(about).work_state == "draft"


def test_all_ends_a_review(about, ann, bea):
    opened(about).write(title="Finished").draft(ann)
    workflow.request_review(about.entry, "en", by=ann)

    opened(about).publish(bea, whole=True)

    assert version(about).work_state == "none"
