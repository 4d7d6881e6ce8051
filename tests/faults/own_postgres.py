"""A PostgreSQL of a test's own, which may be stopped, lose its power and be started again."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

SERVERS = Path("/usr/lib/postgresql")
START_WITHIN = 30  # seconds


def programs():
    """Return the folder of the newest server's programs; skips the test where there is none."""
    found = sorted(SERVERS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("PostgreSQL's server is not installed here (Debian: apt install postgresql).")
    return found[-1].parent


class OwnPostgres:
    """A server on the loopback, in a folder of its own; use it in a `with` statement."""

    def __init__(self):
        self._programs = programs()
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        self._password = secrets.token_hex(16)
        # Not in the test's folder, which the user postgres may not enter.
        self._folder = Path(tempfile.mkdtemp(prefix="own-postgres-", dir="/tmp"))
        self._data = self._folder / "data"

    @property
    def url(self):
        """Return the address of its database."""
        return f"postgres://site:{self._password}@127.0.0.1:{self._port}/postgres"

    def start(self):
        """Start it; returns once it answers."""
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        log = str(self._folder / "log.txt")
        self._control("--log", log, "--timeout", str(START_WITHIN), "--options", options, "start")

    def stop(self):
        """Stop it as an administrator does: connections are ended."""
        self._control("--mode", "fast", "stop")

    def lose_power(self):
        """End it in the midst of whatever it does; it recovers when it is started."""
        self._control("--mode", "immediate", "stop")

    def __enter__(self):
        try:
            if os.geteuid() == 0:
                shutil.chown(self._folder, "postgres")
            password = self._folder / "password"
            password.write_text(self._password)
            if os.geteuid() == 0:
                shutil.chown(password, "postgres")
            self._run(
                "initdb", "--pgdata", str(self._data), "--username", "site", "--pwfile",
                str(password), "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale",
                "C.UTF-8",
            )  # fmt: skip
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        with contextlib.suppress(subprocess.CalledProcessError):
            self.lose_power()
        shutil.rmtree(self._folder)

    def _control(self, *arguments):
        self._run("pg_ctl", "--pgdata", str(self._data), "--silent", "--wait", *arguments)

    def _run(self, program, *arguments):
        # The server refuses to run as root. What it says goes to a file: it would keep a pipe open.
        owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with (self._folder / "said.txt").open("a") as said:
            subprocess.run(
                [*owner, str(self._programs / program), *arguments],
                cwd=self._folder,
                stdout=said,
                stderr=said,
                check=True,
            )
