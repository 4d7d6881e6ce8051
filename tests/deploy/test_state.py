"""The data folder: who may read it, and that one server at a time uses it."""

import os
import stat

import pytest

from deploy import state
from deploy.errors import SetupError


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    for name in ("SECRET_KEY", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))


@pytest.fixture
def hold():
    descriptor = state.open_data_folder()
    yield descriptor
    os.close(descriptor)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("hold")
def test_the_data_folder_and_the_secret_key_are_for_their_owner_alone():
    state.ensure_secret_key()

    folder = state.data_folder()
    assert mode(folder) == 0o700
    assert mode(folder / "secret_key") == 0o600
    assert len((folder / "secret_key").read_text()) >= 50
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


@pytest.mark.usefixtures("hold")
def test_the_secret_key_stays_and_its_permissions_are_mended():
    state.ensure_secret_key()
    key_file = state.data_folder() / "secret_key"
    first = key_file.read_text()
    key_file.chmod(0o644)

    state.ensure_secret_key()

    assert key_file.read_text() == first
    assert mode(key_file) == 0o600


def test_a_folder_that_others_may_enter_is_refused_with_the_way_to_close_it():
    state.data_folder().mkdir(mode=0o750)

    with pytest.raises(SetupError, match="chmod 700"):
        state.open_data_folder()


@pytest.mark.parametrize("command", ["find_person", "dispose", "shell", "createsuperuser"])
def test_no_command_but_migrate_makes_a_database(command, tmp_path):
    with pytest.raises(SetupError, match=f"no database at {tmp_path}/var/db.sqlite3"):
        state.require_database(command)

    state.require_database("migrate")
    assert not state.data_folder().exists()


def test_a_database_that_is_there_or_elsewhere_is_used(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://a:b@127.0.0.1/c")
    state.require_database("find_person")

    monkeypatch.delenv("DATABASE_URL")
    state.data_folder().mkdir()
    (state.data_folder() / "db.sqlite3").touch()
    state.require_database("find_person")


@pytest.mark.usefixtures("hold")
def test_a_key_in_the_environment_needs_no_file(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x" * 50)

    state.ensure_secret_key()

    assert not (state.data_folder() / "secret_key").exists()


@pytest.mark.usefixtures("hold")
def test_a_second_server_on_the_same_folder_is_refused():
    with pytest.raises(state.FolderInUseError, match="already running on the data folder"):
        state.open_data_folder()


def test_the_hold_ends_with_its_process(hold):
    os.close(os.dup(hold))  # one of two copies closed: still held
    with pytest.raises(state.FolderInUseError):
        state.open_data_folder()


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("sqlite:////srv/site/data%20base.sqlite3", "/srv/site/data base.sqlite3"),
        ("postgres://user:word@host/name", None),
    ],
)
def test_the_database_file_follows_its_address(monkeypatch, address, path):
    monkeypatch.setenv("DATABASE_URL", address)

    found = state.database_file()

    assert (found and str(found)) == path


def test_the_env_file_fills_in_what_the_shell_has_not_set(monkeypatch, tmp_path):
    file = tmp_path / ".env"
    file.write_text("# Where\nHOST=::1\n\nexport PORT='9000'\nSITE_URL=\"https://example.org\"\n")
    monkeypatch.setenv("PORT", "8001")
    for name in ("HOST", "SITE_URL"):
        monkeypatch.setenv(name, "")  # so that monkeypatch puts back what the file sets
        monkeypatch.delenv(name)

    state.read_env_file(file)

    assert (os.environ["HOST"], os.environ["PORT"]) == ("::1", "8001")
    assert os.environ["SITE_URL"] == "https://example.org"
