"""The commands of a site in processes of their own, on a data folder of theirs."""

import os
import subprocess
import sys

from deploy.environment import ROOT

OWN = ["ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "EMAIL_HOST", "SITE_URL"]


def environment(data, **variables):
    """Return the environment of a site on a data folder; SQLite, unless told otherwise."""
    bare = {name: value for name, value in os.environ.items() if name not in OWN}
    return bare | {"DATA_DIR": str(data), "SECRET_KEY": "0123456789" * 5} | variables


def run(data, *command, **variables):
    """Run Python with these arguments; return what became of it."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(data, **variables),
        capture_output=True,
        text=True,
        check=False,
    )


def prepared(data, **variables):
    """Make the data folder and what a first start makes in it; return the folder."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    done = run(data, "-m", "deploy.prepare", **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return data
