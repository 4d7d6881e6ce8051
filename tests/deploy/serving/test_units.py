"""The units for systemd say what they need, and see little of the machine."""

import re
import shutil
import subprocess

import pytest

from deploy.environment import ROOT

UNITS = ROOT / "deploy/systemd"
# Of ten; systemd calls what is above 5 "medium" and above 8 "exposed".
MOST_EXPOSED = 3.0
# Megabytes of the process that starts the others, and of files that are being read.
FIRST_PROCESS = 150


def analyzed(verb, *arguments):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("There is no systemd on this machine to ask about its units.")
    command = [program, verb, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("unit", sorted(UNITS.glob("*.service")), ids=lambda path: path.name)
def test_a_service_is_exposed_to_little(unit):
    done = analyzed("security", "--offline=true", "--no-pager", str(unit))

    (level,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert float(level) <= MOST_EXPOSED


def test_the_site_may_have_the_memory_that_the_manual_says():
    unit = (UNITS / "sister-cities.service").read_text(encoding="utf-8")
    manual = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    (may,) = re.findall(r"MemoryMax=(\d+)M", unit)
    (large,) = re.findall(r"needs up to (\d+) MB", manual)
    (worker,) = re.findall(r"a third process of about (\d+) MB", manual)

    assert f"`MemoryMax` of the unit: {int(may) / 1024:g} GB" in manual
    assert int(may) >= 2 * int(large) + int(worker) + FIRST_PROCESS


def test_the_timer_comes_every_night():
    (line,) = re.findall(r"OnCalendar=(.+)", (UNITS / "sister-cities-backup.timer").read_text())

    assert analyzed("calendar", line).returncode == 0
