"""A test that finds nothing proves little: the machine must find each fault that is planted.

One seed serves all faults, so that a run is the same everywhere; `make proof` takes another seed
and all faults. On failure the machine has grown blind: give it back its short texts and its few
fields rather than a luckier seed.
"""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.editorial.translations.freshness import faults
from tests.editorial.translations.freshness.starts import with_starts

pytestmark = pytest.mark.django_db

# None is shrunk to its shortest form: that it is found is all that matters.
SEARCH = settings(
    max_examples=150,
    stateful_step_count=40,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
SOME_OF_EACH = [
    faults.every_publication_is_minor,
    faults.a_fingerprint_has_no_language,
    faults.only_the_saved_language_is_counted,
]
OTHERS = [
    faults.a_translation_from_a_draft_is_up_to_date,
    faults.reviewing_clears_outdated,
    faults.an_edit_keeps_the_review,
    faults.dropped_parts_lose_their_texts,
    faults.minor_pairs_are_shared_between_fields,
    faults.a_minor_change_counts_in_one_direction,
    faults.an_edit_alone_counts_as_a_translation,
    faults.the_source_at_the_time_of_saving_counts,
    faults.publishing_clears_outdated,
    faults.a_minor_publication_is_like_any_other,
    faults.a_chain_of_minor_changes_is_cut,
    faults.a_cosmetic_change_counts,
    faults.a_person_who_says_still_right_becomes_the_author,
    faults.a_later_save_slips_into_the_schedule,
    faults.a_later_save_calls_the_publication_off,
    faults.what_is_due_is_the_newest_draft,
    faults.a_withdrawal_is_told_to_nobody,
]


def name_of(fault):
    return fault.__name__


def search(monkeypatch, fault, number):
    """Look for a fault from a seed. Raises AssertionError where tables and oracle differ."""
    machine = seed(number)(with_starts())
    fault(monkeypatch)
    run_state_machine_as_test(machine, settings=SEARCH)


@pytest.mark.parametrize("fault", SOME_OF_EACH, ids=name_of)
def test_a_planted_fault_is_found(monkeypatch, fault):
    with pytest.raises(AssertionError):
        search(monkeypatch, fault, 4)


@pytest.mark.proof
@pytest.mark.parametrize("fault", [*SOME_OF_EACH, *OTHERS], ids=name_of)
def test_a_planted_fault_is_found_from_elsewhere(monkeypatch, fault):
    with pytest.raises(AssertionError):
        search(monkeypatch, fault, 1)
