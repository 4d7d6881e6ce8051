"""The units for systemd say what they need, and see little of the machine."""

import re
import shutil
import subprocess
from datetime import date
from itertools import pairwise

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


@pytest.mark.parametrize("unit", sorted(UNITS.iterdir()), ids=lambda path: path.name)
def test_systemd_understands_every_line_of_a_unit(unit, tmp_path):
    # Beside the others, which it may name; its programs are those of this machine.
    for each in UNITS.iterdir():
        text = each.read_text(encoding="utf-8")
        text = text.replace("/srv/sister-cities/.venv/bin/python", "/usr/bin/env")
        (tmp_path / each.name).write_text(text.replace("/usr/bin/python3", "/usr/bin/env"))

    done = analyzed("verify", "--man=no", "--recursive-errors=no", str(tmp_path / unit.name))

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("timer", sorted(UNITS.glob("*.timer")), ids=lambda path: path.name)
def test_a_timer_starts_the_service_of_its_name(timer):
    assert timer.with_suffix(".service").is_file()


@pytest.mark.parametrize(
    ("name", "days"), [("backup", {1}), ("drill", {28, 35})], ids=["backup", "drill"]
)
def test_what_is_done_by_the_calendar_comes_every_night_or_month(name, days):
    (line,) = re.findall(r"OnCalendar=(.+)", (UNITS / f"sister-cities-{name}.timer").read_text())

    told = analyzed("calendar", "--iterations=9", "--base-time=2027-01-01 00:00:00", line).stdout
    found = re.findall(r"(?:elapse|#\d+): \w+ (\S+)", told)
    dates = [date.fromisoformat(day) for day in found]
    assert {(later - day).days for day, later in pairwise(dates)} == days


def test_the_health_is_asked_every_five_minutes():
    timer = (UNITS / "sister-cities-health.timer").read_text()
    service = (UNITS / "sister-cities-health.service").read_text()

    assert "OnUnitInactiveSec=5min" in timer
    # Its exit code is the unit's: a failed unit is what somebody hears of.
    assert "manage.py check_health --quiet" in service
    assert "SuccessExitStatus" not in service


@pytest.mark.parametrize("unit", sorted(UNITS.glob("*.service")), ids=lambda path: path.name)
def test_every_service_reaches_the_data_folder(unit):
    """SQLite writes beside its file when it is only read."""
    assert "StateDirectory=sister-cities" in unit.read_text()
