"""A PostgreSQL that TEST_POSTGRES_URL names, for the proofs; `.ci/with-postgres` starts one."""

import contextlib
import os
import secrets
from urllib.parse import urlsplit

import psycopg
import pytest


def address():
    """Return the address of the server's database; skips the test where there is none."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if not given:
        pytest.skip(
            "TEST_POSTGRES_URL names no PostgreSQL; `.ci/with-postgres make proof` has one."
        )
    return given


@contextlib.contextmanager
def fresh_database():
    """Make an empty database for the body; return its address."""
    server = address()
    name = f"proof_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
