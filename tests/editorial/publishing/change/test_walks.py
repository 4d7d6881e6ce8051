"""Whatever three people do to one thing, the public sees what somebody released, and no more.

Walks that find nothing prove little: they must find each fault that is planted.
"""

from collections import Counter
from random import Random

import pytest
from django.db import DatabaseError

from tests.editorial.publishing.change import walk_faults as faults
from tests.editorial.publishing.change.walk import walk

pytestmark = pytest.mark.django_db

QUICKLY_FOUND = [faults.a_comma_publishes_the_whole_draft]
OTHERS = [
    faults.the_draft_becomes_what_was_published,
    faults.a_refusal_keeps_a_draft,
    faults.whoever_saves_last_takes_back_what_came_in_between,
    faults.a_choice_is_taken_for_mine,
    faults.ones_own_draft_is_held_back,
    faults.the_author_of_the_newest_draft_owns_it,
    faults.the_public_sees_drafted_facts,
    faults.revisions_are_laid_on_the_newest_one,
]


def name_of(fault):
    return fault.__name__


def walks(numbers, length):
    """Take walks; return how often each situation was met."""
    met = Counter()
    for number in numbers:
        met.update(walk(Random(number), length).met)
    return met


def test_the_public_sees_what_somebody_released_and_no_more():
    met = walks(range(3), 6)

    assert met["beside a draft"], "the walks met no draft of somebody else"


@pytest.mark.proof
def test_the_public_sees_what_somebody_released_and_no_more_for_long():
    met = walks(range(100, 180), 12)

    assert min(met.values()) > 5, met


@pytest.mark.parametrize("fault", QUICKLY_FOUND, ids=name_of)
def test_a_planted_fault_is_found(monkeypatch, fault):
    fault(monkeypatch)

    with pytest.raises(AssertionError):
        walks(range(100), 8)


@pytest.mark.proof
@pytest.mark.parametrize("fault", [*QUICKLY_FOUND, *OTHERS], ids=name_of)
def test_a_planted_fault_is_found_from_elsewhere(monkeypatch, fault):
    fault(monkeypatch)

    with pytest.raises((AssertionError, DatabaseError)):
        walks(range(100, 250), 8)
