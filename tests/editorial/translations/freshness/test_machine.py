"""Whatever staff do to a page, in any order: every step leaves what the rules say.

The rules are those of the core's decision record: what is fresh and what is outdated, who wrote
and who reviewed, what is public, and that each visible change and no other raises the content
version. `oracle.py` knows them from raw texts; `test_faults.py` shows that this test finds faults.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.editorial.translations.freshness.starts import with_starts

pytestmark = pytest.mark.django_db

# The same walks each time. Every step writes to the database, which hypothesis would find slow.
WALK = {
    "derandomize": True,
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
}


@pytest.mark.proof
def test_every_step_leaves_what_the_rules_say():
    walks = settings(max_examples=20, stateful_step_count=30, **WALK)

    run_state_machine_as_test(with_starts(), settings=walks)


@pytest.mark.proof
def test_every_step_leaves_what_the_rules_say_for_long():
    walks = settings(max_examples=250, stateful_step_count=40, **WALK)

    run_state_machine_as_test(with_starts(), settings=walks)
