"""A test that finds nothing proves nothing: each planted fault must be found by the machine."""

import inspect
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.editorial.freshness import faults, comparing as m
from tests.editorial.freshness.starts import with_starts

pytestmark = pytest.mark.django_db

ALL = [f for n, f in vars(faults).items() if inspect.isfunction(f) and not n.startswith("_")]
SEARCH = settings(
    max_examples=200,
    stateful_step_count=40,
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


@pytest.mark.parametrize("plant", ALL, ids=lambda f: f.__name__)
def test_a_planted_fault_is_found(monkeypatch, plant):
    machine = with_starts()
    count = [0, 0]
    check = m.Comparison._compare_public

    def counted(self):
        count[0] += 1
        check(self)

    monkeypatch.setattr(m.Comparison, "_compare_public", counted)
    plant(monkeypatch)
    t = time.time()
    with pytest.raises(AssertionError) as e:
        run_state_machine_as_test(machine, settings=SEARCH)
    print(plant.__name__, count[0], round(time.time() - t, 1))
