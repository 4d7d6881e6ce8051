import time, collections, random
import pytest
from hypothesis import Phase, settings, HealthCheck, seed
from hypothesis.stateful import run_state_machine_as_test
from tests.editorial.freshness.machine import with_starts, Editorial
pytestmark = pytest.mark.django_db

def test_x():
    machine = with_starts()
    t=time.time()
    c=collections.Counter()
    orig=Editorial._compare_public
    def cp(self):
        for code in ("ja","uk"):
            for s,v in self.oracle.statuses(code).items(): c[code,v]+=1
        c["pairs"]+=bool(self.oracle.groups)
        c["steps"]+=1
        return orig(self)
    Editorial._compare_public=cp
    run_state_machine_as_test(machine, settings=settings(max_examples=600, stateful_step_count=25, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink]))
    print("TIME", time.time()-t, c)
