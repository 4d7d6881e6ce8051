"""What holds for every merge: the laws of the algebra, and random walks beside an oracle."""

import copy
import subprocess
import sys
from collections import Counter
from random import Random

import pytest
from django.conf import settings as settings_of_site
from hypothesis import given, settings

from editorial.revisions.merge.lay import changed, lay
from editorial.revisions.merge.shape import State
from tests.editorial.revisions.merge.cases import SHAPE
from tests.editorial.revisions.merge.comparing import read, visible
from tests.editorial.revisions.merge.editing import LANGUAGES, PEOPLE, Editor, start
from tests.editorial.revisions.merge.steps import numbers, random_steps, steps
from tests.editorial.revisions.merge.walk import Walker


def edited(state, chosen, editor):
    """A state after a person has changed up to four things in it."""
    editor.give(chosen)
    state = copy.deepcopy(state)
    for _ in range(editor.number(5)):
        editor.edit(state, editor.pick(PEOPLE))
    return state


def opened():
    facts = SHAPE.normal(start().facts)
    facts["parts"].pop()
    return State(facts, start().items)


def three_states(first, second, third):
    """One opened, one sent, and another one; no two persons give a new part the same name."""
    editor = Editor(unique=False)
    base = edited(opened(), first, editor)
    return base, edited(base, second, editor), edited(opened(), third, editor)


@settings(max_examples=50)
@given(numbers, numbers, numbers)
def test_the_laws(first, second, third):
    base, mine, other = three_states(first, second, third)

    onto_base = lay(base, mine, base, SHAPE, unseen=True)
    of_nothing = lay(base, base, other, SHAPE)
    twice = lay(base, mine, mine, SHAPE, unseen=True)

    assert visible(onto_base.state) == visible(mine)
    assert read(of_nothing.state) == read(other)
    assert read(twice.state) == read(mine)
    assert not [*onto_base.overlaps, *of_nothing.overlaps, *twice.overlaps]
    assert changed(base, base, SHAPE) == frozenset()
    assert bool(changed(base, mine, SHAPE)) == (visible(base) != visible(mine))


@settings(max_examples=50)
@given(numbers, numbers, numbers)
def test_nothing_that_was_handed_in_is_changed(first, second, third):
    states = three_states(first, second, third)
    before = copy.deepcopy(states)

    lay(*states, SHAPE)

    assert states == before


@settings(max_examples=50)
@given(numbers, numbers, numbers)
def test_languages_that_were_not_open_are_not_touched(first, second, third):
    base, mine, other = three_states(first, second, third)
    for language in LANGUAGES:
        sent = State(mine.facts, {language: mine.items[language]})

        laid = lay(base, sent, other, SHAPE)

        rest = set(LANGUAGES) - {language}
        assert all(laid.state.items[code] == other.items[code] for code in rest)
        assert {overlap.key.language for overlap in laid.overlaps} <= {"zxx", language}


def test_the_merge_needs_no_django():
    modules = ", ".join(
        f"editorial.revisions.merge.{name}" for name in ("lay", "proposal", "authorship")
    )
    program = f"import sys, {modules}; sys.exit('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], cwd=settings_of_site.BASE_DIR)

    assert done.returncode == 0


# --- Walks ------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(steps)
def test_few_words_that_come_back(taken):
    Walker(unique=False).walk(taken)


@settings(max_examples=15)
@given(steps)
def test_words_that_nobody_let_out_stay_in_the_draft(taken):
    Walker(unique=True).walk(taken)


def test_the_walks_meet_what_they_are_made_for():
    random, met = Random(5), Counter()

    for number in range(25):
        met.update(Walker(unique=number % 2 == 0).walk(random_steps(random)).met)

    assert len(met) == 5
    assert min(met.values()) >= 3


@pytest.mark.proof
@pytest.mark.parametrize("unique", [False, True])
def test_many_walks(unique):
    @settings(max_examples=300)
    @given(steps)
    def walks(taken):
        Walker(unique=unique).walk(taken)

    walks()
