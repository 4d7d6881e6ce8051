"""Web server and worker as one: who ends whom, with small programs in their places."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.environment import ROOT

SUPERVISOR = """
import sys
from deploy import supervise
supervise.FIRST_PAUSE = 0.2
sys.exit(supervise.run([sys.executable, "-c", sys.argv[1]], [sys.executable, "-c", sys.argv[2]]))
"""
# Writes its number into a file of its own and waits to be ended.
WAITS = """
import os, signal, sys, time
def end(*_):
    sys.exit({code})
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
open(f"{name}-{{os.getpid()}}", "w").close()
time.sleep(60)
"""
IGNORES_EVERYTHING = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_IGN)
open(f"worker-{os.getpid()}", "w").close()
time.sleep(60)
"""
ENDS = """
import os, sys
open(f"worker-{os.getpid()}", "w").close()
sys.exit(3)
"""


def waits(name, code=0):
    return WAITS.format(name=name, code=code)


class Pair:
    """A supervisor with its two processes."""

    def __init__(self, folder, server, worker, patience=10):
        self.folder = folder
        start = SUPERVISOR.replace(
            "FIRST_PAUSE = 0.2", f"FIRST_PAUSE = 0.2; supervise.PATIENCE = {patience}"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", start, server, worker],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )

    def numbers(self, name):
        """List the processes of this name that were ever started."""
        return [
            int(path.name.partition("-")[2])
            for path in sorted(
                self.folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime_ns
            )
        ]

    def end(self, number=None):
        """Wait for the end, after a signal; return the exit code and what was said."""
        if number is not None:
            self.process.send_signal(number)
        said = self.process.communicate(timeout=20)[1]
        return self.process.returncode, said


@pytest.fixture
def start(tmp_path):
    pairs = []

    def start(server, worker, **options):
        pairs.append(Pair(tmp_path, server, worker, **options))
        assert wait_until(lambda: pairs[-1].numbers("worker"))
        return pairs[-1]

    yield start
    for pair in pairs:
        pair.process.kill()
        pair.process.wait()
        pair.process.stderr.close()


def wait_until(holds, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def runs(number):
    status = Path(f"/proc/{number}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_both_and_the_servers_exit_code_counts(start, number):
    pair = start(waits("server", code=7), waits("worker"))
    assert wait_until(lambda: pair.numbers("server"))
    began = time.monotonic()

    assert pair.end(number) == (7, "")

    assert time.monotonic() - began < 5
    assert not any(map(runs, pair.numbers("server") + pair.numbers("worker")))


def test_a_server_that_ends_by_itself_ends_the_worker(start):
    pair = start("import time; time.sleep(1); raise SystemExit(4)", waits("worker"))

    assert pair.end() == (4, "")

    assert not any(map(runs, pair.numbers("worker")))


def test_a_server_that_is_killed_gives_the_exit_code_of_a_shell(start):
    pair = start(waits("server"), waits("worker"))
    assert wait_until(lambda: pair.numbers("server"))

    os.kill(pair.numbers("server")[0], signal.SIGKILL)

    assert pair.end() == (128 + signal.SIGKILL, "")


def test_a_dead_worker_is_started_again_after_growing_pauses_with_one_line_each(start):
    pair = start(waits("server"), ENDS)
    assert wait_until(lambda: len(pair.numbers("worker")) == 3)

    code, said = pair.end(signal.SIGTERM)

    assert code == 0
    pauses = [line.rpartition(" in ")[2] for line in said.splitlines()]
    assert pauses[:3] == ["0.2 s.", "0.4 s.", "0.8 s."][: len(pauses)]
    assert said.splitlines()[0] == (
        "The worker has ended (exit code 3); it is started again in 0.2 s."
    )


def test_a_killed_worker_is_started_again(start):
    pair = start(waits("server"), waits("worker"))

    os.kill(pair.numbers("worker")[0], signal.SIGKILL)

    assert wait_until(lambda: len(pair.numbers("worker")) == 2)
    assert "(killed by signal 9)" in pair.end(signal.SIGTERM)[1]


def test_a_worker_that_does_not_listen_is_killed_after_a_while(start):
    pair = start(waits("server"), IGNORES_EVERYTHING, patience=0.5)
    assert wait_until(lambda: pair.numbers("server"))

    assert pair.end(signal.SIGTERM) == (0, "")

    assert not any(map(runs, pair.numbers("worker")))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of it")
def test_neither_outlives_a_killed_supervisor(start):
    pair = start(waits("server"), waits("worker"))
    assert wait_until(lambda: pair.numbers("server"))

    pair.process.kill()

    both = pair.numbers("server") + pair.numbers("worker")
    assert len(both) == 2
    assert wait_until(lambda: not any(map(runs, both)))
