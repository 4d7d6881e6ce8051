"""What gunicorn and the worker say, as they are shipped, while the database and the mail fail."""

import contextlib
import sqlite3
import subprocess
import sys
import time

import pytest

from benchmarks.server import ROOT, Server, environment, prepare
from tests.involvement.intake.crowd import FORM, Person
from tests.involvement.mail.mail_server import MailServer
from tests.involvement.privacy.marked_person import PERSON, traces
from tests.involvement.worker.processes import mail_settings

pytestmark = pytest.mark.proof

SITE = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")


@contextlib.contextmanager
def without(folder, table):
    """Let a table be missing during the body, as in a database that is damaged."""
    for old, new in ((table, f"{table}_gone"), (f"{table}_gone", table)):
        with contextlib.closing(sqlite3.connect(folder / "db.sqlite3")) as database:
            # So that the names in foreign keys stay as they are.
            database.execute("PRAGMA legacy_alter_table = ON")
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")
        if old == table:
            yield


def test_processes_say_what_fails_and_name_nobody(tmp_path):
    prepare(tmp_path)
    with (tmp_path / "said.txt").open("w") as said, Server(tmp_path, *SITE, stderr=said) as server:
        person = Person(server.port, 1)
        person.begin()
        form = person.form() | PERSON
        with without(tmp_path, "involvement_ratelimithit"):
            refused = person.ask_once("POST", FORM, form)
        time.sleep(3)  # Who sends within three seconds gets no mail.
        stored = person.ask_once("POST", FORM, form)
        link = stored.headers["Location"].replace("/received/", "/mine/")
        assert person.ask_once("GET", link).status == 200
        with without(tmp_path, "involvement_message"):
            failed = person.ask_once("GET", link)
        assert person.ask_once("GET", f"{link}?{PERSON['name'].split()[0]}/x").status == 200
    with MailServer() as mail, (tmp_path / "said.txt").open("a") as said:
        mail.refused[PERSON["email"]] = f"550 {PERSON['email']} is unknown"
        surroundings = environment(tmp_path, **mail_settings(mail))
        work = [sys.executable, "manage.py", "run_worker", "--once"]
        subprocess.run(work, cwd=ROOT, env=surroundings, stderr=said, stdout=said, check=True)

    assert (refused.status, stored.status, failed.status) == (503, 303, 500)
    assert PERSON["message"] in refused.text
    assert "still here" in refused.text
    log = (tmp_path / "said.txt").read_text()
    assert "Service Unavailable: /en/take-part/write/" in log
    assert "Internal Server Error: /en/take-part/mine/…/" in log
    assert "django.db.utils.OperationalError" in log
    assert traces(log) == []
    assert link.split("/")[-2].partition(":")[0] not in log
    with contextlib.closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        logged = database.execute("SELECT exception_type FROM post_office_log").fetchall()
    assert logged == [("SMTPRecipientsRefused",)]
