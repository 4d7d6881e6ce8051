"""Real processes of the site on the database of the tests, which they see once it is committed."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from deploy.environment import ROOT

OWN = ("EMAIL_", "DEFAULT_FROM_EMAIL", "SITE_URL", "ALLOWED_HOSTS", "DEBUG", "HOST", "PORT")


def database_url():
    """Return the address of the database of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    person = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    return f"postgres://{person}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


def environment(**variables):
    """Return the environment of a process that works on this database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    return kept | {
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "saltlake_sister.settings",
        **variables,
    }


def mail_settings(server, **variables):
    """Name a mail server of the tests as an environment does."""
    return {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(server.port),
        "EMAIL_USE_TLS": "false",
        **variables,
    }


def start_worker(*arguments, **variables):
    """Start `manage.py run_worker`; its output is a pipe."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "run_worker", *arguments],
        cwd=ROOT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def work_once(**variables):
    """Let a worker do what is due; return what it said."""
    worker = start_worker("--once", **variables)
    said, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0, said
    return said


@contextlib.contextmanager
def working(**variables):
    """Run a worker during the body, then end it as a service manager does."""
    worker = start_worker(**variables)
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.send_signal(signal.SIGTERM)
        try:
            worker.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.communicate()
            raise


def wait_until(holds, seconds=30):
    """Wait for something to become true; say whether it did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False
