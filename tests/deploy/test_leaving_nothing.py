"""`make test` cleans up behind the tests, and fails when they have left something."""

import os
import subprocess

import pytest

from deploy.environment import ROOT


@pytest.fixture
def run(tmp_path):
    """Run a line of shell by the script, below a folder that must be empty afterwards."""

    def run(line):
        (tmp_path / "outside").mkdir()
        done = subprocess.run(
            [ROOT / ".ci/leaving-nothing", "sh", "-c", line],
            env={"PATH": os.environ["PATH"], "HOME": "/", "TMPDIR": str(tmp_path / "outside")},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert list((tmp_path / "outside").iterdir()) == []
        return done

    return run


def test_a_command_that_cleans_up_keeps_its_exit_code(run):
    done = run('file=$(mktemp) && rm "$file" && mkdir "$TMPDIR/pytest-of-me" && exit 0')

    assert (done.returncode, done.stderr) == (0, "")


def test_a_failure_stays_one(run):
    assert run("exit 3").returncode == 3


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('mkdir "$HOME/.cache"', "home/.cache"),
        ('echo profile > "$TMPDIR/profile"', "temporary/profile"),
    ],
)
def test_what_is_left_behind_is_named_and_makes_a_failure(run, line, left):
    done = run(line)

    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [left]
