"""A copy of a backup in another place: whole, private, and readable only with the office's key."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile

import pytest

from deploy import backup, check_settings
from deploy.copies import elsewhere
from deploy.errors import SetupError


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "another place"
    folder.mkdir()
    return folder


@pytest.fixture
def asked(monkeypatch, place):
    monkeypatch.setenv("BACKUP_COPY", f"cp {{file}} '{place}/{{name}}'")


@pytest.fixture
def secret(tmp_path, monkeypatch):
    """Return the folder of the office's private key; the settings name the public one."""
    if shutil.which("gpg") is None and not os.environ.get("CI"):
        pytest.skip("gpg is not on this machine")
    public = tmp_path / "backup.asc"
    # Its path must be short: there is a socket in it.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        gpg = ["gpg", "--batch", "--quiet", "--homedir", home]
        new = ["--passphrase", "", "--quick-generate-key", "office@example.org", "future-default"]
        subprocess.run([*gpg, *new], check=True)
        with public.open("wb") as file:
            subprocess.run([*gpg, "--armor", "--export"], stdout=file, check=True)
        monkeypatch.setenv("BACKUP_KEY", str(public))
        yield home
        subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=True)


def left_beside(data):
    return [path.name for path in (data / "backups").iterdir() if path.is_file()]


def rows(folder):
    return (folder / "db.sqlite3").read_bytes()


def test_without_a_command_nothing_leaves_the_machine(data, capsys):
    backup.make_backup()

    assert "elsewhere" not in capsys.readouterr().out


def test_the_command_gets_the_whole_backup_in_one_file(data, asked, place, tmp_path, capsys):
    backup.make_backup()

    (made,) = (data / "backups").iterdir()
    (packed,) = place.iterdir()
    assert packed.name == f"{made.name}.tar"
    assert f"Copied elsewhere: {packed.name}" in capsys.readouterr().out
    subprocess.run(["tar", "--extract", "--file", packed, "--directory", tmp_path], check=True)
    unpacked = tmp_path / made.name
    assert rows(unpacked) == rows(made)
    assert {path.name for path in unpacked.rglob("*")} == {path.name for path in made.rglob("*")}
    assert left_beside(data) == []


def test_with_a_key_only_the_office_reads_it_and_restores_from_it(
    data, asked, place, secret, monkeypatch
):
    backup.make_backup()
    (made,) = (data / "backups").iterdir()
    (packed,) = place.iterdir()
    before = rows(made)

    assert packed.suffixes[-2:] == [".tar", ".gpg"]
    assert b"SQLite format" not in packed.read_bytes()
    opened = subprocess.run(
        ["gpg", "--batch", "--quiet", "--homedir", secret, "--decrypt", packed],
        stdout=subprocess.PIPE,
        check=True,
    )
    for path in sorted(made.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    made.rmdir()
    subprocess.run(["tar", "-x", "-C", data / "backups"], input=opened.stdout, check=True)
    assert rows(made) == before
    backup.restore_backup(str(made))


def test_what_is_packed_is_private_while_it_lies_there(data, monkeypatch, tmp_path):
    noted = tmp_path / "mode"
    script = f"import os, sys; open({str(noted)!r}, 'w').write(oct(os.stat(sys.argv[1]).st_mode))"
    monkeypatch.setenv("BACKUP_COPY", f'{sys.executable} -c "{script}"')

    backup.make_backup()

    assert stat.S_IMODE(int(noted.read_text(), 8)) == 0o600


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("false", "false ended with 1"),
        ("no-such-command-here {file}", "no command no-such-command-here"),
        ("cp {file", "is not a command"),
        ("cp {file} 'x", "is not a command"),
        ("cp {other}", "is not a command"),
        ("   ", "is empty"),
        ("cp {file} /no/such/folder/", "/no/such/folder"),
    ],
)
def test_a_copy_that_did_not_arrive_is_told_and_the_backup_stays(data, monkeypatch, command, told):
    monkeypatch.setenv("BACKUP_COPY", command)

    with pytest.raises(SetupError, match=told):
        backup.make_backup()

    (made,) = (data / "backups").iterdir()
    assert rows(made)


@pytest.mark.parametrize("content", ["", "no key at all", None])
def test_a_key_that_is_none_sends_nothing_unencrypted(
    data, asked, place, monkeypatch, tmp_path, content
):
    # Without gpg it is refused as well, with a sentence about gpg.
    key = tmp_path / "key.asc"
    if content is not None:
        key.write_text(content)
    monkeypatch.setenv("BACKUP_KEY", str(key))

    with pytest.raises(SetupError, match="BACKUP_KEY"):
        backup.make_backup()

    assert list(place.iterdir()) == []
    assert len(list((data / "backups").iterdir())) == 1


def test_the_check_of_the_settings_says_where_backups_go(asked, secret, monkeypatch):
    assert check_settings.backups() == (
        True,
        "backups: copied elsewhere by the command in BACKUP_COPY, encrypted",
    )
    monkeypatch.setenv(elsewhere.COPY, "no-such-command-here")
    assert check_settings.backups()[0] is False
    monkeypatch.delenv(elsewhere.COPY)
    assert check_settings.backups()[1].startswith("backups: on this machine alone")
