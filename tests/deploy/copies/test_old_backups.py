"""Old backups go, as the privacy notice promises, and it is remembered why one failed."""

from pathlib import Path

import pytest

from deploy import backup
from deploy.errors import SetupError


def backups(data):
    return sorted((data / "backups").iterdir())


def test_backups_older_than_the_privacy_notice_promises_are_deleted(data, capsys):
    old = ["2020-01-01T000000Z", "2020-01-02T000000Z-before-migration"]
    for name in [*old, "notes of the office"]:
        (data / "backups" / name).mkdir(parents=True)

    backup.make_backup()

    new, notes = backups(data)
    assert (new / "db.sqlite3").is_file()
    assert notes.name == "notes of the office"
    assert f"Deleted, older than 30 days: {', '.join(old)}" in capsys.readouterr().out


def test_packed_backups_are_deleted_as_well(data):
    (data / "backups").mkdir()
    for name in ("2020-01-01T000000Z.tar.gpg", ".2020-01-02T000000Z.tar"):
        (data / "backups" / name).touch()

    backup.make_backup()

    assert [path.is_dir() for path in backups(data)] == [True]


def test_where_nothing_can_be_copied_old_backups_go_but_for_the_newest(data):
    old = ["2020-01-01T000000Z", "2020-01-02T000000Z", "2020-01-03T000000Z-before-migration"]
    for name in [*old, "2020-01-04T000000Z.partial"]:
        (data / "backups" / name).mkdir(parents=True)
        (data / "backups" / name / "db.sqlite3").touch()
    (data / "db.sqlite3").write_bytes(b"no database " * 400)

    with pytest.raises(SetupError, match="database"):
        backup.make_backup()

    assert [path.name for path in backups(data)] == ["2020-01-02T000000Z"]


def test_a_backup_that_cannot_be_deleted_is_told_and_the_others_go(data, monkeypatch):
    old = ["2020-01-01T000000Z", "2020-01-02T000000Z"]
    for name in old:
        (data / "backups" / name).mkdir(parents=True)
    remove = backup.shutil.rmtree

    def closed(path, **options):
        if Path(path).name == old[0]:
            raise PermissionError(13, "Permission denied", str(path))
        remove(path, **options)

    monkeypatch.setattr(backup.shutil, "rmtree", closed)

    with pytest.raises(SetupError, match=f"not to be deleted: .*{old[0]}"):
        backup.make_backup()

    first, new = backups(data)
    assert first.name == old[0]
    assert (new / "db.sqlite3").is_file()


def test_why_a_backup_failed_is_remembered_until_one_succeeds(data, monkeypatch):
    monkeypatch.setenv("BACKUP_COPY", "false")
    with pytest.raises(SetupError):
        backup.make_backup()
    assert "not copied elsewhere" in (data / "backup-fault.txt").read_text()

    monkeypatch.delenv("BACKUP_COPY")
    backup.make_backup()
    assert not (data / "backup-fault.txt").exists()


@pytest.mark.parametrize("days", ["0", "-1", "a month"])
def test_an_impossible_time_to_keep_them_is_refused_before_anything_is_done(
    data, monkeypatch, days
):
    monkeypatch.setenv("BACKUP_DAYS", days)

    with pytest.raises(SetupError, match="BACKUP_DAYS"):
        backup.make_backup()

    assert not (data / "backups").exists()
