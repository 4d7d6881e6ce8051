"""What a database enforces, once more on PostgreSQL: rules, locks, migrations, seed, mail.

This is the part whose SQL and locks differ most. The whole suite runs there too:

    .ci/with-postgres bash -c 'DATABASE_URL=$TEST_POSTGRES_URL SECRET_KEY=x .venv/bin/pytest'
"""

import os
import subprocess
import sys

import pytest

from deploy.environment import ROOT
from tests.postgres import address

pytestmark = pytest.mark.proof

QUICK = [
    "tests/editorial/test_constraints.py",
    "tests/editorial/test_publishing.py",
    "tests/editorial/test_seed.py",
    "tests/involvement/test_answering.py",
    "tests/involvement/test_erasure.py",
    "tests/involvement/test_exports.py",
    "tests/involvement/test_inbox.py",
    "tests/involvement/test_leases.py",
    "tests/involvement/test_no_leaks.py",
    "tests/involvement/test_people.py",
    "tests/involvement/test_retention.py",
    "tests/involvement/test_seed.py",
    "tests/involvement/test_sending.py",
    "tests/involvement/test_status_deeds.py",
    "tests/involvement/test_worker.py",
    "tests/involvement/test_write_sending.py",
]
FAULTS = ["tests/involvement/test_mail_faults.py", "-k", "several_workers or killed_after"]


@pytest.mark.parametrize(
    "chosen",
    [["-n", "2", "-m", "not proof and not browser", *QUICK], FAULTS],
    ids=["rules", "faults of mail"],
)
def test_a_selection_passes_there(chosen):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address()},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
