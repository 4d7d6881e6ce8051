"""Walks that find nothing prove little: they must find each fault that is planted.

One seed serves all, so that a run is the same everywhere; `make proof` takes another seed and all
faults. On failure the walks have grown blind: give them a compound step that leads there rather
than a luckier seed.
"""

from random import Random

import pytest

from tests.editorial.revisions.merge import faults
from tests.editorial.revisions.merge.proposing import check_proposal, random_texts
from tests.editorial.revisions.merge.steps import random_steps
from tests.editorial.revisions.merge.walk import Walker

MOST_WALKS = 300
ONE_OF_EACH = [
    faults.no_question_at_an_overlap_of_texts,
    faults.everything_of_the_draft_goes_out,
    faults.a_save_takes_back_what_came_in_between,
    faults.a_choice_counts_only_where_it_is_asked,
    faults.an_absent_part_was_emptied,
    faults.still_right_is_carried_to_another_text,
    faults.a_text_goes_without_what_is_told_about_it,
    faults.facts_go_column_by_column,
    faults.a_set_of_keys_goes_as_a_whole,
    faults.a_missing_fact_is_not_its_default,
    faults.an_alternative_text_goes_without_its_picture,
    faults.parts_unknown_today_are_dropped,
    faults.a_part_that_others_changed_is_removed_unasked,
    faults.moves_of_others_go_with_mine,
    faults.the_author_of_the_newest_draft_owns_it,
]
OTHERS = [
    faults.no_question_at_an_overlap_of_facts,
    faults.a_draft_of_my_own_is_held_back,
    faults.a_text_in_a_part_that_is_not_public_is_asked_about,
    faults.still_right_takes_the_whole_item_along,
    faults.a_text_for_the_public_is_translated_from_what_was_sent,
    faults.a_picture_says_nothing_about_its_texts,
    faults.a_picture_goes_although_its_texts_were_rewritten,
    faults.parts_stand_in_the_order_in_which_they_came,
    faults.a_change_in_a_part_removed_in_between_is_lost,
    faults.a_move_of_what_is_not_public_moves_the_rest,
    faults.an_added_part_stands_at_the_end,
    faults.facts_of_an_added_part_have_no_authors,
    faults.a_draft_belongs_to_whoever_began_it,
]
OF_PROPOSALS = [
    faults.words_of_a_draft_that_were_moved_count_as_typed,
    faults.an_edit_goes_where_only_its_beginning_is_the_same,
    faults.only_the_edits_that_have_a_place_are_proposed,
]


def name_of(fault):
    return fault.__name__


def walk_from(number):
    random = Random(number)
    for _ in range(MOST_WALKS):
        Walker(unique=random.random() < 0.5).walk(random_steps(random))


def propose_from(number):
    random = Random(number)
    for _ in range(10 * MOST_WALKS):
        check_proposal(*random_texts(random))


@pytest.mark.proof
@pytest.mark.parametrize("number", [1, 3])
def test_without_a_fault_the_same_walks_find_nothing(number):
    walk_from(number)
    propose_from(number)


@pytest.mark.parametrize("fault", ONE_OF_EACH, ids=name_of)
def test_a_planted_fault_is_found(monkeypatch, fault):
    fault(monkeypatch)

    with pytest.raises(AssertionError):
        walk_from(3)


@pytest.mark.parametrize("fault", OF_PROPOSALS, ids=name_of)
def test_a_planted_fault_of_proposals_is_found(monkeypatch, fault):
    fault(monkeypatch)

    with pytest.raises(AssertionError):
        propose_from(3)


@pytest.mark.proof
@pytest.mark.parametrize("fault", [*ONE_OF_EACH, *OTHERS], ids=name_of)
def test_a_planted_fault_is_found_from_elsewhere(monkeypatch, fault):
    fault(monkeypatch)

    with pytest.raises(AssertionError):
        walk_from(1)
