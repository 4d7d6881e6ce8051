"""What a monitor is told: what works, what somebody should look at, and nothing about anybody."""

from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from post_office.models import STATUS, Email

from editorial.staff import backups
from involvement.mail import outbox
from involvement.mail.letters import MailText
from involvement.worker import health, leases
from involvement.worker.health import Level
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_is_well(settings, tmp_path):
    settings.EMAIL_HOST = "mail.example.org"
    settings.DATA_DIR, settings.EXPORTS_DIR = tmp_path, tmp_path / "exports"
    (tmp_path / "backups" / timezone.now().strftime("%Y-%m-%dT%H%M%SZ")).mkdir(parents=True)
    leases.take("worker", "somebody")


def mail(status, *, waits=timedelta(0)):
    posted = outbox.post(
        make_submission(), "larysa@example.org", MailText("Subject", "Body", "en"), purpose="answer"
    )
    Email.objects.filter(pk=posted.email_id).update(status=status, created=timezone.now() - waits)


def levels():
    return {finding.part: finding.level for finding in health.findings()}


def test_all_is_well():
    assert set(levels().values()) == {Level.OK}
    assert {"database", "worker", "mail", "disk"} <= set(levels())


@pytest.mark.parametrize(
    ("status", "waits", "level"),
    [
        (STATUS.queued, timedelta(minutes=5), Level.OK),
        (STATUS.queued, timedelta(hours=3), Level.WARNING),
        (STATUS.failed, timedelta(0), Level.WARNING),
        (STATUS.sent, timedelta(days=3), Level.OK),
    ],
)
def test_mail_that_does_not_go_out_is_told(status, waits, level):
    mail(status, waits=waits)

    assert levels()["mail"] == level


def test_without_a_mail_server_nothing_is_sent(settings):
    settings.EMAIL_HOST = ""

    assert levels()["mail"] == Level.WARNING


def test_a_worker_that_stands_still_is_told():
    leases.release("worker", "somebody")

    assert levels()["worker"] == Level.WARNING


def test_a_disk_that_is_nearly_full_is_told(monkeypatch):
    usage = type("Usage", (), {"free": 1024**3})
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: usage)
    assert levels()["disk"] == Level.WARNING

    usage.free = 1024
    assert levels()["disk"] == Level.CRITICAL


def test_an_old_backup_is_told(settings, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("A database server has backups of its own.")
    settings.DATA_DIR = tmp_path / "other"
    (settings.DATA_DIR / "backups" / "2020-01-01T000000Z").mkdir(parents=True)

    assert levels()["backup"] == Level.WARNING


def test_a_disk_that_is_gone_is_told(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "unplugged"
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    assert levels()["disk"] == Level.WARNING

    settings.DATA_DIR = tmp_path / "gone"
    assert levels()["disk"] == Level.CRITICAL


def test_seed_content_that_was_not_loaded_is_told(tmp_path):
    (tmp_path / "seed-fault.txt").write_text("cities/a.toml:3: no such zone")

    assert levels()["content"] == Level.WARNING


def test_a_backup_that_did_not_go_well_is_told(tmp_path):
    (tmp_path / "backup-fault.txt").write_text("rclone ended with 1")

    assert levels()["backup"] == Level.WARNING


def test_where_another_machine_makes_the_backups_none_is_missed(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(backups, "connection", SimpleNamespace(vendor="postgresql"))
    settings.DATA_DIR = tmp_path / "other"
    (settings.DATA_DIR / "backups").mkdir(parents=True)
    assert "backup" not in levels()

    (settings.DATA_DIR / "backups" / "2020-01-01T000000Z").mkdir()
    assert levels()["backup"] == Level.WARNING


def test_migrations_are_looked_at_until_none_is_missing(monkeypatch):
    monkeypatch.setitem(health._known, "is current", False)
    assert levels()["database"] == Level.OK

    monkeypatch.setattr(health, "MigrationExecutor", None)
    assert levels()["database"] == Level.OK


@pytest.mark.parametrize("host", ["testserver", "10.0.0.7:8000", "scanner.example"])
def test_a_balancer_is_answered_whatever_host_it_asks_for(client, settings, host):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/health/", headers={"host": host})

    assert response.status_code == 200
    assert response.json() == {"status": "ok", **dict.fromkeys(levels(), "ok")}
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_what_needs_a_look_takes_no_machine_out_of_service(client):
    mail(STATUS.failed)

    response = client.get("/health/")

    assert (response.status_code, response.json()["mail"]) == (200, "warning")
    assert "larysa" not in response.content.decode()


def test_a_machine_that_cannot_serve_says_so(client):
    def broken(*_):
        raise OperationalError("could not connect to server at 10.0.0.9")

    with connection.execute_wrapper(broken):
        response = client.get("/health/")

    assert response.status_code == 503
    assert response.json() == {"status": "critical", "database": "critical"}


def test_only_looking_is_answered(client):
    assert client.post("/health/").status_code == 405


def test_cron_hears_nothing_while_all_is_well_and_a_line_when_not():
    out = StringIO()
    call_command("check_health", quiet=True, stdout=out)
    assert out.getvalue() == ""

    mail(STATUS.failed)
    with pytest.raises(SystemExit) as ended:
        call_command("check_health", quiet=True, stdout=out)

    assert ended.value.code == 1
    assert out.getvalue() == "WARNING mail: 1 failed; the desk lists them\n"
