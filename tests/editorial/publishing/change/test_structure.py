"""Publishing parts that one person added, removed or moved, beside what others do with theirs."""

import pytest

from editorial.publishing.errors import ConflictError, OverlapError
from editorial.revisions.merge.shape import PRESENCE, Mine
from editorial.text.languages import NEUTRAL
from pages.models import Section
from tests.editorial.publishing.forms import (
    drafted,
    everything,
    fact_key,
    is_draft,
    keys_of,
    opened,
    part_ids,
    public_fact,
    public_parts,
    public_texts,
    refused,
    require_sound,
    text_key,
)

pytestmark = pytest.mark.django_db


def add_section(form, at=None, **texts):
    """Add a section with its texts; return its identity."""
    part = form.add(Section, at, kind="text")
    form.write(part, **texts)
    return part


# --- Added --------------------------------------------------------------------------------------


def test_a_section_that_i_add_is_public_and_that_of_somebody_else_is_not(about, ann, bea):
    first, second = part_ids(about)
    form = opened(about)
    theirs = add_section(form, 1, heading="Unfinished")
    form.draft(ann)
    form = opened(about)
    mine = add_section(form, 2, heading="Mine")

    outcome = form.publish(bea)

    assert public_parts(about) == [first, mine, second]
    assert part_ids(about) == [first, theirs, mine, second]
    assert public_texts(about, mine) == {"heading": "Mine"}
    assert sorted(outcome.drafts) == ["en", NEUTRAL]
    require_sound(about)


def test_words_typed_into_a_section_of_the_draft_wait_and_are_named(about, ann, bea):
    form = opened(about)
    theirs = add_section(form, heading="Unfinished")
    form.draft(ann)

    outcome = opened(about).write(theirs, body="<p>Hers.</p>").write(lede="L").publish(bea)

    assert outcome.waiting == {text_key("body", theirs)}
    assert theirs not in public_parts(about)
    assert public_texts(about)["lede"] == "L"
    assert drafted(about, theirs) == {"heading": "Unfinished", "body": "<p>Hers.</p>"}


def test_words_that_waited_are_public_with_their_section(about, ann, bea):
    form = opened(about)
    theirs = add_section(form, heading="Unfinished")
    form.draft(ann)
    opened(about).write(theirs, body="<p>Hers.</p>").publish(bea)

    opened(about).publish(ann, whole=True)

    assert public_texts(about, theirs) == {"heading": "Unfinished", "body": "<p>Hers.</p>"}
    assert not is_draft(about)


# --- Removed ------------------------------------------------------------------------------------


def test_a_section_that_somebody_else_removed_in_a_draft_stays_public(about, ann, bea):
    first, second = part_ids(about)
    opened(about).remove(second).draft(ann)

    opened(about).write(first, heading="Hers").publish(bea)

    assert public_parts(about) == [first, second]
    assert public_texts(about, second) == {"heading": "B"}
    assert part_ids(about) == [first]
    require_sound(about)


def test_a_section_that_i_remove_goes_with_the_words_that_others_drafted_in_it(about, ann, bea):
    first, second = part_ids(about)
    opened(about).write(second, heading="Unfinished").draft(ann)

    opened(about).remove(second).publish(bea)

    assert public_parts(about) == part_ids(about) == [first]
    require_sound(about)


def test_removing_what_somebody_saved_in_between_is_a_conflict(about, ann, bea):
    _first, second = part_ids(about)
    form = opened(about).remove(second)
    opened(about).write(second, heading="Theirs").draft(ann)

    error = refused(ConflictError, form, bea)

    assert keys_of(error) == {fact_key(PRESENCE, second)}


def test_changing_a_fact_of_what_somebody_removed_in_between_is_a_conflict(about, ann, bea):
    _first, second = part_ids(about)
    form = opened(about).set(second, kind="facts")
    opened(about).remove(second).draft(ann)

    refused(ConflictError, form, bea)


def test_words_typed_into_what_somebody_removed_in_between_are_kept(about, ann, bea):
    first, second = part_ids(about)
    form = opened(about).write(second, heading="Hers")
    opened(about).remove(second).draft(ann)

    form.publish(bea)

    assert public_texts(about, second) == {"heading": "Hers"}
    assert part_ids(about) == [first]
    assert drafted(about, second) == {"heading": "Hers"}


# --- Moved --------------------------------------------------------------------------------------


def test_a_move_of_mine_is_public(about, ann):
    first, second = part_ids(about)

    outcome = opened(about).order(second, first).publish(ann)

    assert public_parts(about) == [second, first]
    assert outcome.moved == frozenset()
    require_sound(about)


def test_a_move_of_somebody_else_stays_a_draft(about, ann, bea):
    first, second = part_ids(about)
    opened(about).order(second, first).draft(ann)

    opened(about).write(first, heading="Hers").publish(bea)

    assert (public_parts(about), part_ids(about)) == ([first, second], [second, first])


def test_when_both_moved_my_order_is_public_and_told(about, ann, bea):
    form = opened(about)
    third = add_section(form, heading="C")
    form.publish(ann)
    first, second, _third = part_ids(about)
    opened(about).order(second, first, third).draft(ann)

    outcome = opened(about).order(third, second, first).publish(bea)

    assert public_parts(about) == part_ids(about) == [third, second, first]
    assert outcome.moved == {"pages.section"}


def test_moved_and_sent_again_nothing_moves(about, ann):
    first, second = part_ids(about)
    form = opened(about).order(second, first)
    form.publish(ann)
    before = everything(about)

    form.publish(ann)

    assert everything(about) == before


# --- Pictures -----------------------------------------------------------------------------------


def test_words_for_the_picture_of_a_draft_are_asked_about_with_it(about, ann, bea, picture):
    first, _second = part_ids(about)
    opened(about).set(first, picture=picture.pk).write(first, alt="Ann’s words").draft(ann)
    form = opened(about).write(first, alt="Bea’s words")

    error = refused(OverlapError, form, bea)

    assert keys_of(error) == {text_key("alt", first)}
    form.publish(bea, choices={text_key("alt", first): Mine()})
    assert public_texts(about, first)["alt"] == "Bea’s words"
    assert public_fact(about, "picture", first) == picture.pk
    require_sound(about)
