"""What holds for every merge: the laws of the algebra, and random walks beside an oracle."""

import pytest
from hypothesis import Phase, given, settings

from tests.editorial.revisions.merge.walk import Walker, steps

QUICK = settings(max_examples=60, phases=[Phase.explicit, Phase.generate, Phase.shrink])


@QUICK
@given(steps)
def test_few_words_that_come_back(taken):
    Walker(unique=False).walk(taken)


@QUICK
@given(steps)
def test_words_that_nobody_let_out_stay_in_the_draft(taken):
    Walker(unique=True).walk(taken)


@pytest.mark.proof
@settings(max_examples=4000)
@given(steps)
def test_few_words_that_come_back_in_many_walks(taken):
    Walker(unique=False).walk(taken)


@pytest.mark.proof
@settings(max_examples=4000)
@given(steps)
def test_words_that_nobody_let_out_stay_in_the_draft_in_many_walks(taken):
    Walker(unique=True).walk(taken)
