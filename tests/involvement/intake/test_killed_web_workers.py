"""2,000 people write to the site at once while its workers are killed, again and again."""

import contextlib
import os
import random
import signal
import sqlite3
import threading

import psycopg
import pytest

from benchmarks.server import Server, environment, prepare
from tests.involvement.form_client import signed_token
from tests.involvement.intake.many_senders import Person, all_at_once
from tests.postgres import fresh_database

pytestmark = pytest.mark.proof

PEOPLE = int(os.environ.get("PEOPLE", "2000"))
CONNECTIONS = 16
KILL_EVERY = 0.5  # seconds
# One person of so many opens the form at the server; to spare time the others get their tokens
# from where the server's come from.
OPENS_IT = 10


@contextlib.contextmanager
def on_sqlite(folder):
    """Return the environment of a site on SQLite, and a function that opens its database."""
    yield {}, lambda: contextlib.closing(sqlite3.connect(folder / "db.sqlite3"))


@contextlib.contextmanager
def on_postgres(folder):
    """Return the same for PostgreSQL."""
    with fresh_database() as address:
        yield {"DATABASE_URL": address}, lambda: psycopg.connect(address)


@contextlib.contextmanager
def killed_now_and_then(server):
    """Kill one of the server's workers after the other during the body; return the list of them."""
    killed, over = [], threading.Event()
    chance = random.Random(8)

    def kill():
        while not over.wait(KILL_EVERY):
            with contextlib.suppress(ProcessLookupError, IndexError):
                worker = int(chance.choice(server.workers()))
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize("database", [on_sqlite, on_postgres])
def test_every_number_that_was_shown_has_its_row_and_nothing_is_there_twice(
    database, tmp_path, settings
):
    with contextlib.ExitStack() as stack:
        variables, opened = stack.enter_context(database(tmp_path))
        prepare(tmp_path, **variables)
        said = stack.enter_context((tmp_path / "said.txt").open("w"))
        server = Server(
            tmp_path,
            "saltlake_sister.wsgi:application",
            "saltlake_sister.settings",
            stderr=said,
            **variables,
        )
        stack.enter_context(server)
        people = [Person(server.port, number) for number in range(PEOPLE)]
        with killed_now_and_then(server) as killed:
            all_at_once(CONNECTIONS, people[::OPENS_IT], Person.begin)
            settings.SECRET_KEY = environment(tmp_path)["SECRET_KEY"]
            for person in people:
                person.token = person.token or signed_token()
            before = len(killed)
            all_at_once(CONNECTIONS, people, Person.send)
        with opened() as connection:
            rows = connection.execute(
                "SELECT reference, message, state FROM involvement_submission"
            ).fetchall()
            mails = connection.execute(
                "SELECT s.reference, count(m.id) FROM involvement_submission s"
                " LEFT JOIN involvement_mail m ON m.submission_id = s.id GROUP BY s.reference"
            ).fetchall()

    # The fault was real: workers died while people sent, and answers broke off.
    assert len(killed) - before >= 20
    assert sum(person.broken for person in people) >= 10
    stored = {reference: message for reference, message, _ in rows}
    assert len(rows) == len(stored) == PEOPLE
    assert {person.shown: person.message for person in people} == stored
    # Each has its receipt in the outbox, unless it is held for review.
    held = {reference for reference, _, state in rows if state == "held"}
    assert dict(mails) == {reference: int(reference not in held) for reference in stored}
