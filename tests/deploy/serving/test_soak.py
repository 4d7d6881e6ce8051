"""A short run of the soak: mixed load is answered rightly, and its report tells what is wrong."""

import os
import re
import subprocess
import sys

import pytest

from benchmarks import soak
from deploy.environment import ROOT


@pytest.mark.parametrize(
    ("errors", "memory", "code"),
    [(0, [90, 100, 101, 102, 103], 0), (1, [90, 100], 1), (0, [90, 95, 100, 110, 120], 1)],
)
def test_wrong_answers_and_growing_memory_end_with_one(errors, memory, code, capsys):
    assert soak.report([0.01] * 40, errors, memory) == code
    assert "95 of 100 within 10 ms" in capsys.readouterr().out


@pytest.mark.proof
@pytest.mark.alone
def test_a_site_under_mixed_load_answers_everything():
    done = subprocess.run(
        [sys.executable, "benchmarks/soak.py", "--minutes", "0.3"],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert " 0 of them wrong" in done.stdout, done.stdout + done.stderr
    # Each of them was looked for in the database.
    forms = re.search(r"(\d+) forms sent and stored", done.stdout)
    assert int(forms[1]) > 0
