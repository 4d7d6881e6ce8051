import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.editorial.freshness.machine import with_starts

pytestmark = pytest.mark.django_db


def test_x():
    machine = with_starts()
    t = time.time()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40,
            stateful_step_count=15,
            database=None,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print("TIME", time.time() - t)
