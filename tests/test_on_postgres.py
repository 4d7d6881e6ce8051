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
    "tests/accounts/sign_in/test_at_once.py",
    "tests/accounts/sign_in/test_attempts.py",
    "tests/cities/test_event_parts.py",
    "tests/editorial/models/test_constraints.py",
    "tests/editorial/publishing/test_publication.py",
    "tests/editorial/publishing/change",
    "tests/editorial/publishing/planned",
    "tests/editorial/search",
    "tests/editorial/seed/test_loader.py",
    "tests/involvement/submissions/test_staff.py",
    "tests/involvement/submissions/test_erasure.py",
    "tests/involvement/records/test_exports.py",
    "tests/involvement/records/test_kept_exports.py",
    "tests/involvement/admin/inbox/test_list.py",
    "tests/involvement/worker/test_leases.py",
    "tests/involvement/privacy/test_no_leaks.py",
    "tests/involvement/records/test_people.py",
    "tests/involvement/records/test_retention.py",
    "tests/involvement/test_seed_content.py",
    "tests/involvement/mail/test_delivery.py",
    "tests/involvement/views/test_status_actions.py",
    "tests/involvement/worker/test_worker.py",
    "tests/involvement/intake/test_submit.py",
    "tests/involvement/memories/test_found.py",
    "tests/pages/search",
    "tests/reports/counting/test_year.py",
]
FAULTS = ["tests/involvement/mail/test_delivery_faults.py", "-k", "several_workers or killed_after"]


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
