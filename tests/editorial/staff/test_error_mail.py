"""Those who run the site hear of errors by mail, and learn nothing of anybody."""

import logging
import threading

import pytest
from django.core import mail

from editorial.staff import error_mail

LOCAL = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def handler(settings, tmp_path):
    settings.ERROR_EMAIL = "office@example.org"
    settings.EMAIL_HOST = "mail.example.org"
    settings.DATA_DIR = tmp_path
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": LOCAL}}
    return error_mail.ErrorMail()


def sent(handler, message="It failed", *arguments, error=None, **more):
    """Hand a record to the handler; return all mails so far."""
    raised = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("site", logging.ERROR, "m.py", 1, message, arguments, raised)
    record.__dict__ |= more
    handler.handle(record)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(timeout=5)
    return mail.outbox


def test_it_says_what_failed_and_where(handler):
    def fail():
        return {}["Larysa"]

    try:
        fail()
    except KeyError as error:
        (message,) = sent(handler, "Internal Server Error: %s", "/en/", error=error)

    assert message.to == ["office@example.org"]
    assert "Internal Server Error: /en/" in message.subject
    assert "in fail" in message.body
    assert "KeyError" in message.body
    assert "Larysa" not in message.body.replace('return {}["Larysa"]', "")


@pytest.mark.parametrize(
    "secret",
    [
        "/en/take-part/mine/0a1b:sig-nature/",
        "/admin/?q=Larysa",
        "larysa.writer+x@mail.example.org",
        "192.0.2.17",
        "2001:db8::17",
    ],
)
def test_no_secret_and_no_address_of_anybody_is_in_it(handler, secret):
    (message,) = sent(handler, "Failed at %s, once", secret)

    assert secret not in message.subject + message.body
    assert "Failed at " in message.body


def test_what_a_client_did_wrong_is_none(handler):
    assert sent(handler, "Invalid HTTP_HOST header", status_code=400) == []


def test_a_hundred_errors_are_one_mail_also_of_several_processes(handler):
    for _ in range(50):
        sent(handler)
        sent(error_mail.ErrorMail())

    assert len(mail.outbox) == 1


def test_after_a_while_there_is_another_one(handler, monkeypatch):
    sent(handler)
    later = error_mail.time.time() + error_mail.PAUSE + 1
    monkeypatch.setattr(error_mail.time, "time", lambda: later)

    assert len(sent(handler)) == 2


def test_a_disk_that_cannot_be_written_is_told_too(handler, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"

    assert len(sent(handler)) == 1


@pytest.mark.parametrize("name", ["ERROR_EMAIL", "EMAIL_HOST"])
def test_without_an_address_or_a_mail_server_there_is_none(handler, settings, name):
    setattr(settings, name, "")

    assert sent(handler) == []


def test_a_mail_server_that_fails_breaks_nothing(handler, settings, capsys):
    settings.POST_OFFICE = {"BACKENDS": {"default": "no.such.Backend"}}

    sent(handler)

    assert "The error mail was not sent: ModuleNotFoundError" in capsys.readouterr().err


def test_a_record_that_cannot_be_written_breaks_nothing_and_tells_nobody(handler, capsys):
    assert sent(handler, "%d letters", "Larysa") == []

    complaint = capsys.readouterr().err
    assert "The error mail was not sent: TypeError" in complaint
    assert "Larysa" not in complaint


def test_a_moment_that_was_half_written_stops_no_mail(handler, tmp_path):
    (tmp_path / "error-mail").write_text("17.0.")

    assert len(sent(handler)) == 1
    assert float((tmp_path / "error-mail").read_text()) > 17


def test_the_site_hands_its_errors_over():
    kinds = [type(handler) for handler in logging.getLogger().handlers]

    assert error_mail.ErrorMail in kinds
