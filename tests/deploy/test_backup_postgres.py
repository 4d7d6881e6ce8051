"""A PostgreSQL is copied and put back behind the same two commands."""

import psycopg
import pytest

from deploy import backup, state
from deploy.errors import SetupError
from tests.postgres import fresh_database

pytestmark = pytest.mark.proof


@pytest.fixture
def database(monkeypatch, tmp_path):
    """A PostgreSQL with one table, and a data folder with a picture; return its address."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    state.data_folder().mkdir(mode=0o700)
    (state.data_folder() / "media").mkdir()
    (state.data_folder() / "media/castle.jpg").write_bytes(b"picture")
    with fresh_database() as address:
        monkeypatch.setenv("DATABASE_URL", address)
        run(
            address, "CREATE TABLE letter (words text UNIQUE)", "INSERT INTO letter VALUES ('松本')"
        )
        yield address


def run(address, *statements):
    with psycopg.connect(address) as connection:
        for statement in statements:
            connection.execute(statement)


def words(address):
    with psycopg.connect(address) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM letter ORDER BY words")]


def newest():
    return max((state.data_folder() / "backups").iterdir())


def test_what_was_written_after_the_backup_is_gone_after_the_restore(database):
    backup.make_backup()
    made = newest()
    run(database, "INSERT INTO letter VALUES ('later')", "CREATE TABLE another (x int)")
    (state.data_folder() / "media/castle.jpg").unlink()

    backup.restore_backup(str(made))

    assert words(database) == ["松本"]
    with pytest.raises(psycopg.errors.UndefinedTable):
        run(database, "SELECT x FROM another")
    assert (state.data_folder() / "media/castle.jpg").read_bytes() == b"picture"
    backup.restore_backup(str(newest()))
    assert words(database) == ["later", "松本"]


def test_a_damaged_dump_changes_nothing(database):
    backup.make_backup()
    made = newest()
    dump = made / "database.dump"
    dump.write_bytes(dump.read_bytes()[:40])
    run(database, "INSERT INTO letter VALUES ('later')")

    with pytest.raises(SetupError, match="could not be copied"):
        backup.restore_backup(str(made))

    assert words(database) == ["later", "松本"]


def test_a_server_that_does_not_answer_is_told_without_its_password(database, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://user:word@127.0.0.1:1/name")

    with pytest.raises(SetupError, match="could not be copied") as error:
        backup.make_backup()

    assert "word" not in str(error.value).replace("password", "")
