"""Publications that are killed or lose their power: the old or the new is public as a whole."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import time

import pytest

from benchmarks.server import ROOT, environment
from tests.faults.own_postgres import OwnPostgres

pytestmark = pytest.mark.proof

TIMES = int(os.environ.get("KILLS", "8"))
POWER_CUTS = 3
# Seconds in which a process publishes several editions.
LONGEST = 1.5


@contextlib.contextmanager
def on_sqlite():
    """Return the settings of a site on SQLite, and nothing that could be stopped."""
    yield {}, None


@contextlib.contextmanager
def on_postgres():
    """Return the same for a PostgreSQL of its own, and the server."""
    with OwnPostgres() as server:
        yield {"DATABASE_URL": server.url}, server


@pytest.fixture(params=[on_sqlite, on_postgres])
def place(request, tmp_path):
    """A database with edition 0 of a page in seven languages."""
    with request.param() as (variables, server):
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment(tmp_path, **variables), check=True)
        yield tmp_path, variables, server


def begin(folder, variables, what):
    """Start a process; return it with what it found."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.killed_publishing", what],
        cwd=ROOT,
        env=environment(folder, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = process.stdout.readline()
    if not line:
        raise AssertionError(process.communicate()[1])
    return process, json.loads(line)


def edition_of(found):
    """Return the one edition that is public everywhere; fails where there are two."""
    assert len(set(found["languages"])) == 1
    assert found["unmarked"] == found["behind"] == []
    places = {name: found[name] for name in ("row", "revisions", "found")}
    numbers = {
        int(re.search("[0-9]+$", str(each))[0]) for found in places.values() for each in found
    }
    assert len(numbers) == 1, places
    return numbers.pop()


def published(process):
    """Return the last edition that a process that has ended said to be public; None without."""
    # Not `communicate`, which overlooks what came together with the first line.
    with process:
        said = process.stdout.read().split()
    return int(said[-1]) if said else None


def test_a_publication_that_is_killed_is_public_as_a_whole_or_not_at_all(place):
    folder, variables, _server = place
    chance, before, cut_short = random.Random(8), 0, 0
    process, found = begin(folder, variables, "make")
    process.communicate()
    version = found["version"]
    for _time in range(TIMES):
        process, found = begin(folder, variables, "publish")
        edition = edition_of(found)
        # What it had said is there, and at most what it was about to say.
        assert before <= edition <= before + 1
        # Each edition that is public has raised the version once, and none beside.
        assert found["version"] - version == edition
        cut_short += edition == before + 1
        time.sleep(chance.random() * LONGEST)
        process.send_signal(signal.SIGKILL)
        before = published(process) or edition
    process, found = begin(folder, variables, "look")
    process.communicate()
    assert before <= edition_of(found) <= before + 1
    assert before > TIMES / 2


def test_a_publication_that_loses_its_power_is_public_as_a_whole_or_not_at_all(place, tmp_path):
    folder, variables, server = place
    chance = random.Random(8)
    begin(folder, variables, "make")[0].communicate()
    for _time in range(POWER_CUTS):
        process, found = begin(folder, variables, "publish")
        before = edition_of(found)
        time.sleep(0.3 + chance.random() * LONGEST)
        if server is not None:
            server.lose_power()
            server.start()
            before, after = published(process) or before, folder
        else:
            process.send_signal(signal.SIGSTOP)
            after = torn_copy(folder, tmp_path / f"after-{_time}", chance)
            process.send_signal(signal.SIGKILL)
            before = published(process) or before
        process, found = begin(after, variables, "look")
        process.communicate()
        assert before <= edition_of(found) <= before + 1


def torn_copy(folder, target, chance):
    """Copy a database as a power cut leaves it: what was not yet told to be on the disk is torn.

    That is the end of the write-ahead log behind the last transaction that was committed.
    """
    target.mkdir()
    shutil.copy(folder / "db.sqlite3", target)
    log = bytearray((folder / "db.sqlite3-wal").read_bytes())
    end = _end_of_commits(log)
    torn = log[: chance.randint(end, len(log))]
    for place in range(end, len(torn)):
        torn[place] = chance.choice([torn[place], 0])
    (target / "db.sqlite3-wal").write_bytes(torn)
    return target


def _end_of_commits(log):
    """Return where the last committed frame of a write-ahead log of SQLite ends."""
    if len(log) < 32:
        return len(log)
    size = struct.unpack(">I", log[8:12])[0]
    salts, end = log[16:24], 32
    for start in range(32, len(log) - size - 23, size + 24):
        _page, pages = struct.unpack(">II", log[start : start + 8])
        if log[start + 8 : start + 16] != salts:
            break
        if pages:
            end = start + 24 + size
    return end
