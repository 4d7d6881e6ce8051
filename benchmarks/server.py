"""Gunicorn as it is shipped, started for a measurement and stopped after it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
# What would make this machine's own site differ from the one that is measured.
OWN_SETTINGS = {
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_HOST",
    "HOST",
    "PORT",
    "SITE_URL",
}
START_WITHIN = 30  # seconds


def environment(data_dir, settings="saltlake_sister.settings", **more):
    """Return the environment of a process that works on this data folder."""
    inherited = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    return inherited | {
        "DATA_DIR": str(data_dir),
        # A process that is killed leaves its temporary files in a folder that goes with the data.
        "TMPDIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": settings,
        "SECRET_KEY": "for measurements on this machine only, never for a site",
        **more,
    }


class Checkout:
    """A checkout of this project: the folder, and the interpreter with its packages."""

    def __init__(self, path):
        self.path = Path(path).resolve()
        if not (self.path / "manage.py").is_file():
            sys.exit(f"{path} is no checkout of this project.")
        # Its own packages, where it has an environment.
        own = self.path / ".venv/bin/python"
        self.python = str(own) if own.exists() and self.path != ROOT else sys.executable


HERE = Checkout(ROOT)


def free_port():
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def prepare(data_dir, checkout=HERE, **more):
    """Make the database with the seed content and the static files, as `make run` does."""
    command = [checkout.python, "-m", "deploy.prepare"]
    subprocess.run(command, cwd=checkout.path, env=environment(data_dir, **more), check=True)


def addresses(get):
    """List the addresses that the site map names, part by part; `get` fetches a path as text."""

    def named(path):
        return re.findall("<loc>(https?://[^/<]+(/[^<]*))</loc>", get(path))

    found = named("/sitemap.xml")
    parts = [path for _address, path in found if path.startswith("/sitemap-")]
    found = [each for part in parts for each in named(part)] if parts else found
    return [address for address, _path in found]


class Server:
    """A running gunicorn; use it in a `with` statement.

    `more` are variables of its environment; `stderr` takes what it says, as `Popen` does. Without
    a `port` it gets one that is free.
    """

    def __init__(
        self, data_dir, application, settings, *, checkout=HERE, port=None, stderr=None, **more
    ):
        self.port = port or free_port()
        self.process = subprocess.Popen(
            [checkout.python, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", application],
            cwd=checkout.path,
            env=environment(data_dir, settings, HOST=HOST, PORT=str(self.port), **more),
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )

    def __enter__(self):
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection((HOST, self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self
        self.__exit__()
        raise RuntimeError("The server did not start; its messages stand above.")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def workers(self):
        """List the process ids of the workers."""
        pid = self.process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

    def cpu_seconds(self):
        """Add up the processor time that the workers have used, in user and system mode."""
        ticks = 0
        for pid in self.workers():
            # The name of the program, in parentheses, may contain spaces.
            numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(numbers[11]) + int(numbers[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def resident_megabytes(self):
        """Return the resident memory of the largest worker."""
        return max(
            int(line.split()[1]) / 1024
            for pid in self.workers()
            for line in Path(f"/proc/{pid}/status").read_text().splitlines()
            if line.startswith("VmRSS:")
        )

    def proportional_megabytes(self):
        """Return what the largest worker costs: memory that it shares counts by its share."""
        return max(
            int(line.split()[1]) / 1024
            for pid in self.workers()
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            if line.startswith("Pss:")
        )

    def get(self, path):
        """Fetch one address as text. Raises OSError for anything but success."""
        with urllib.request.urlopen(f"http://{HOST}:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()
