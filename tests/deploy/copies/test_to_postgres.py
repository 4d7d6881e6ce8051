"""A site moves from SQLite to PostgreSQL with every row and key, and only into an empty one."""

import json
import secrets
import sqlite3
from urllib.parse import urlsplit

import psycopg
import pytest

from deploy import state
from tests.deploy.copies.site_commands import prepared, run
from tests.postgres import fresh_database

A_SUBMISSION = """
from django.contrib.auth.models import Group
from accounts.models import User
from tests.submissions import make_submission
user = User.objects.create_user("mika", "mika@example.org", "a long password", id=4711)
user.groups.add(Group.objects.first())
make_submission(message="二つの町 – a year as guests, 🎏 and 'quotes' \\\\ %s")
"""
A_SEARCH = """
from django.test import Client
from accounts.models import User
client = Client(headers={"host": "localhost"})
print(client.get("/ja/search/", {"q": "松本"}).content.decode().count("<mark"))
print(User.objects.create_user("later", "later@example.org", "a long password").pk)
"""


def test_without_an_empty_postgresql_nothing_is_begun(tmp_path):
    done = run(tmp_path, "-m", "deploy.copies.to_postgres", MOVE_TO="sqlite:////tmp/x")

    assert done.returncode == 1
    assert done.stderr.startswith("Name an empty PostgreSQL by the variable MOVE_TO")


def test_a_site_that_runs_is_not_moved(place, monkeypatch):
    place.data.mkdir(mode=0o700)
    (place.data / "db.sqlite3").touch()
    monkeypatch.setenv("DATA_DIR", str(place.data))
    hold = state.open_data_folder()

    done = place.command("to-postgres", before="import deploy.environment as e; e.ensure = str")

    assert "already running" in done.stderr
    assert hold


def everything(data, **variables):
    done = run(data, "manage.py", "dumpdata", "--all", **variables)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    # What a row refers to as one of many comes in no order.
    return {
        (row["model"], json.dumps(row["pk"])): {
            name: sorted(value, key=str) if isinstance(value, list) else value
            for name, value in row["fields"].items()
        }
        for row in rows
    }


@pytest.mark.proof
def test_every_row_comes_over_and_the_site_works_there(tmp_path):
    data = prepared(tmp_path / "var")
    assert run(data, "manage.py", "shell", "-v0", "-c", A_SUBMISSION).stderr == ""
    with fresh_database() as address:
        move = ("-m", "deploy", "to-postgres")
        done = run(data, *move, MOVE_TO=address)
        before, after = everything(data), everything(data, DATABASE_URL=address)
        again = run(data, *move, MOVE_TO=address)
        found = run(data, "manage.py", "shell", "-v0", "-c", A_SEARCH, DATABASE_URL=address)
        assert run(data, "-m", "deploy", "backup", DATABASE_URL=address).returncode == 0
        drilled = run(data, "-m", "deploy", "drill", DATABASE_URL=address)

        assert done.returncode == 0, done.stderr
        assert "Moved and counted: " in done.stdout
        assert before == after
        assert again.returncode == 1
        assert "The PostgreSQL is not empty" in again.stderr
        marks, key = found.stdout.split()
        assert int(marks) > 0, found.stderr
        assert int(key) > 4711
        # The same trial as of SQLite, in a database beside.
        assert drilled.returncode == 0, drilled.stdout + drilled.stderr
        assert "all as they were copied" in drilled.stdout
        with psycopg.connect(address) as server:
            names = [row[0] for row in server.execute("SELECT datname FROM pg_database")]
        assert [name for name in names if name.startswith("drill_")] == []


@pytest.mark.proof
def test_what_keeps_the_site_from_moving_is_one_sentence(tmp_path):
    data = tmp_path / "var"
    data.mkdir(mode=0o700)
    run(data, "manage.py", "migrate")

    def refusal(address):
        done = run(data, "-m", "deploy", "to-postgres", MOVE_TO=address)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr

    assert "cannot be reached" in refusal("postgres://user:word@127.0.0.1:1/name")
    with fresh_database() as address:
        user = f"mover_{secrets.token_hex(4)}"
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"CREATE ROLE {user} LOGIN PASSWORD 'word'")
            server.execute("REVOKE CREATE ON SCHEMA public FROM public")
            parts = urlsplit(address)
            theirs = parts._replace(netloc=f"{user}:word@{parts.hostname}:{parts.port}").geturl()
            told = refusal(theirs)
            server.execute(f"DROP ROLE {user}")
        assert "The tables could not be made" in told

        with sqlite3.connect(data / "db.sqlite3") as database:
            database.execute(
                "INSERT INTO accounts_user_groups (user_id, group_id) VALUES (1, 4711)"
            )
        assert "The move failed (psycopg.errors.ForeignKeyViolation (23503))" in refusal(address)


@pytest.mark.proof
def test_what_cannot_be_taken_leaves_the_postgresql_empty(tmp_path):
    data = tmp_path / "var"
    data.mkdir(mode=0o700)
    run(data, "manage.py", "migrate")
    spoil = (
        "from accounts.models import User; "
        "User.objects.create(username='good', email='good@example.org'); "
        "User.objects.create(username='nul', email='nul@example.org', first_name='a\\0b')"
    )
    run(data, "manage.py", "shell", "-v0", "-c", spoil)
    with fresh_database() as address:
        done = run(data, "-m", "deploy", "to-postgres", MOVE_TO=address)
        with psycopg.connect(address) as server:
            rows = server.execute("SELECT count(*) FROM accounts_user").fetchone()[0]

    assert done.returncode == 1
    assert "A row of accounts_user was not taken" in done.stderr
    assert rows == 0
