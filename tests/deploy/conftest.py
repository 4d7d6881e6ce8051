"""A copy of the commands in a folder of its own, run as a person would run them."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys

import pytest

from deploy.environment import ROOT

SETTINGS = ["DATA_DIR", "DATABASE_URL", "DEBUG", "HOST", "PORT", "SECRET_KEY", "SITE_URL"]


class Place:
    """A folder with the code of `deploy/` and nothing else of the project."""

    def __init__(self, root):
        self.root = root
        self.data = root / "var"
        shutil.copytree(ROOT / "deploy", root / "deploy", ignore=shutil.ignore_patterns("__py*"))
        (root / "requirements.txt").write_text("")

    def environment(self, **variables):
        """Give the environment of a bare shell; no package index answers in it.

        A pip that is killed leaves its folders behind, so its home and temporary folder are ours.
        """
        bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        closed = {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": "http://127.0.0.1:9/",
            "PIP_NO_CACHE_DIR": "1",
            "HOME": str(self.root.parent),
            "TMPDIR": str(self.root.parent),
        }
        return bare | closed | {"PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""} | variables

    def command(self, *arguments, before="", **variables):
        """Run `python3 -m deploy …`; `before` is Python that first changes the interpreter."""
        if before:
            start = f"{before}; import runpy; runpy.run_module('deploy', run_name='__main__')"
            program = ["-c", start]
        else:
            program = ["-m", "deploy"]
        return subprocess.run(
            [sys.executable, *program, *arguments],
            cwd=self.root,
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "site")


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def data(monkeypatch, tmp_path):
    """A data folder with a database of one table, a picture and a key."""
    folder = tmp_path / "var"
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATA_DIR", str(folder))
    folder.mkdir(mode=0o700)
    (folder / "media" / "pictures").mkdir(parents=True)
    (folder / "media" / "pictures" / "castle.jpg").write_bytes(b"picture")
    (folder / "submissions").mkdir(mode=0o700)
    (folder / "submissions" / "sent.jpg").write_bytes(b"sent")
    (folder / "secret_key").write_text("secret")
    with sqlite3.connect(folder / "db.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE account (name TEXT, amount INTEGER)")
        database.execute("INSERT INTO account VALUES ('left', 0), ('right', 0)")
    database.close()
    return folder
