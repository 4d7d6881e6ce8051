"""The data folder: who may read it, and that one server at a time uses it."""

import os
import stat
from pathlib import Path

import pytest

from deploy import backup, state
from deploy.errors import SetupError
from saltlake_sister import env


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
        ("sqlite:///site.sqlite3", f"{state.ROOT}/site.sqlite3"),
        ("postgres://user:word@host/name", None),
    ],
)
def test_the_database_file_follows_its_address(monkeypatch, tmp_path, address, path):
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.chdir(tmp_path)

    found = state.database_file()

    assert (found and str(found)) == path
    assert env.database("DATABASE_URL", "")["NAME"] == (path or "name"), "Django opens another."


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


def test_relative_folders_are_the_same_wherever_a_command_is_begun(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", "var")
    monkeypatch.setenv("MEDIA_DIR", "../pictures")
    monkeypatch.chdir(tmp_path)

    assert state.data_folder() == state.ROOT / "var"
    assert state.folder_of("media") == state.ROOT / "../pictures"
    # The settings of the site agree.
    assert env.folder("MEDIA_DIR", "media") == state.folder_of("media")
    assert env.folder("NOT_SET", "media") == state.ROOT / "media"


@pytest.mark.parametrize("variable", ["MEDIA_DIR", "SUBMISSIONS_DIR", "EXPORTS_DIR"])
def test_a_shared_folder_that_is_not_mounted_is_refused(monkeypatch, tmp_path, variable):
    monkeypatch.setenv(variable, str(tmp_path / "shared"))

    with pytest.raises(SetupError, match=f"{variable} names .*shared.*mounted"):
        state.require_folders()

    (tmp_path / "shared").mkdir(mode=0o700)
    state.require_folders()
    assert not state.data_folder().exists()


@pytest.mark.parametrize(
    ("media", "submissions"),
    [("files", "files"), ("files", "files/sent"), ("files/media", "files"), ("files", "link/sent")],
)
def test_folders_inside_each_other_are_refused(monkeypatch, tmp_path, media, submissions):
    for name in ("files", "files/sent", "files/media"):
        (tmp_path / name).mkdir(mode=0o700)
    (tmp_path / "link").symlink_to("files")
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / media))
    monkeypatch.setenv("SUBMISSIONS_DIR", str(tmp_path / submissions))

    with pytest.raises(SetupError, match="a folder of its own"):
        state.require_folders()


def test_the_folders_of_files_are_made_at_the_start_for_the_site_alone(monkeypatch, tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    monkeypatch.setenv("DATA_DIR", str(data))

    state.make_folders()
    state.make_folders()

    modes = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert modes == dict.fromkeys(state.FILES, 0o700)


def test_the_folder_of_pictures_is_not_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path))

    with pytest.raises(SetupError, match="a folder of its own"):
        state.require_folders(["media"])


@pytest.mark.parametrize("variable", ["SUBMISSIONS_DIR", "EXPORTS_DIR"])
def test_a_shared_folder_of_what_people_sent_is_for_the_site_alone(monkeypatch, tmp_path, variable):
    (tmp_path / "shared").mkdir(mode=0o750)
    monkeypatch.setenv(variable, str(tmp_path / "shared"))

    with pytest.raises(SetupError, match=rf"{variable}.*chmod 700"):
        state.require_folders()


@pytest.mark.parametrize("command", [state.open_data_folder, backup.make_backup])
def test_the_data_folder_of_another_user_is_left_alone(monkeypatch, command):
    state.data_folder().mkdir(mode=0o700)
    monkeypatch.setattr(state.os, "geteuid", lambda: 54_321)

    with pytest.raises(SetupError, match=r"DATA_DIR.* sudo -u"):
        command()

    assert list(state.data_folder().iterdir()) == []


@pytest.mark.parametrize("command", ["makemigrations", "check", "help"])
def test_what_needs_no_database_makes_none(monkeypatch, command):
    monkeypatch.setenv("DATABASE_URL", "")
    state.require_database(command)

    assert os.environ["DATABASE_URL"] == "sqlite://:memory:"


def test_a_check_of_the_database_needs_one():
    with pytest.raises(SetupError, match="no database at"):
        state.require_database("check", "--database", "default")


def test_a_database_that_this_user_may_not_see_is_told(monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", closed)

    with pytest.raises(SetupError, match=r"Permission denied.*sudo -u"):
        state.require_database("find_person")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ALOWED_HOSTS", "ALLOWED_HOSTS"), ("SITEURL", "SITE_URL"), ("HSOT", "HOST")],
)
def test_a_misspelt_setting_in_the_environment_is_told(monkeypatch, tmp_path, name, meant):
    monkeypatch.setenv(name, "a")

    with pytest.raises(SetupError, match=f"environment has {name}.* is it {meant}"):
        state.read_env_file(tmp_path / ".env")


def test_what_other_programs_have_in_the_environment_is_no_mistake(monkeypatch, tmp_path):
    for name in ("HOSTNAME", "WEB_CONCURRENCY", "XDG_DATA_DIRS", "POSTGRES_DB", "site_url"):
        monkeypatch.setenv(name, "a")

    state.read_env_file(tmp_path / ".env")


@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), b"A=\xff"])
def test_a_file_of_settings_that_cannot_be_read_is_told(monkeypatch, tmp_path, fault):
    file = tmp_path / ".env"
    if isinstance(fault, bytes):
        file.write_bytes(fault)
    else:

        def closed(path, **_options):
            raise fault

        monkeypatch.setattr(type(file), "read_text", closed)
    state._known_settings()

    with pytest.raises(SetupError, match=r"\.env (cannot be read|is not in UTF-8)"):
        state.read_env_file(file)
