"""Two processes as one: the web server, and beside it the worker, which is started again.

The server decides: when it ends, the worker is ended and its exit code is ours. SIGTERM and
SIGINT go on to both. On Linux neither outlives us, even when we are killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

# Seconds. The pause before a dead worker is started again doubles, until one has lived for a while.
FIRST_PAUSE = 1
LONGEST_PAUSE = 60
LIVED_WELL = 120
# A worker ends within seconds by itself; see `involvement.worker.worker.GRACE`.
PATIENCE = 10
LOOK_EVERY = 0.2

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def run(server, worker, *, env=None):
    """Run two commands until the first ends; return its exit code, 128 and the signal if killed.

    What is inheritable (the hold on the data folder) goes on to both.
    """
    asked = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: asked.append(number))
    serving = _start(server, env)
    working = _Worker(worker, env)
    while serving.poll() is None:
        if asked:
            _tell(serving, asked.pop())
            working.end_soon()
        working.look_after()
        time.sleep(LOOK_EVERY)
    working.end()
    return serving.returncode if serving.returncode >= 0 else 128 - serving.returncode


class _Worker:
    """The worker, whichever process it is at present."""

    def __init__(self, command, env):
        self.command, self.env = command, env
        self.pause = FIRST_PAUSE
        self.wanted = True
        self._start()

    def look_after(self):
        """Start it again, after a pause, if it has ended and is still wanted."""
        if not self.wanted or self.process.poll() is None:
            return
        now = time.monotonic()
        if self.start_at is None:
            if now - self.started_at >= LIVED_WELL:
                self.pause = FIRST_PAUSE
            self.start_at = now + self.pause
            print(
                f"The worker has ended ({_how(self.process.returncode)});"
                f" it is started again in {self.pause} s.",
                file=sys.stderr,
                flush=True,
            )
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.start_at:
            self._start()

    def end_soon(self):
        """Ask it to end."""
        self.wanted = False
        _tell(self.process, signal.SIGTERM)

    def end(self):
        """See to it that it has ended."""
        self.end_soon()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _start(self):
        self.process = _start(self.command, self.env)
        self.started_at = time.monotonic()
        self.start_at = None


def _start(command, env):
    supervisor = os.getpid()

    def end_with_supervisor():
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != supervisor:  # It was killed in this very moment.
                os._exit(1)

    return subprocess.Popen(command, env=env, close_fds=False, preexec_fn=end_with_supervisor)


def _tell(process, number):
    if process.poll() is None:
        process.send_signal(number)


def _how(code):
    return f"exit code {code}" if code >= 0 else f"killed by signal {-code}"
