"""Logs say what failed and where, and name nobody."""

import io
import json
import logging
from datetime import datetime

import pytest
from django.db import IntegrityError
from django.test import Client

from editorial.staff.private_logging import JsonFormatter, PrivateFormatter, is_new, kind_of


def written(message, *arguments, error=None):
    """Write one record as the site does."""
    formatter = PrivateFormatter("{levelname} {message}", style="{")
    raised = (type(error), error, error.__traceback__) if error else None
    return formatter.format(
        logging.LogRecord("site", logging.ERROR, "module.py", 1, message, arguments, raised)
    )


def caught(action):
    """Return the exception that something raises."""
    try:
        action()
    except Exception as error:
        return error
    return None


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("Not Found: /en/take-part/mine/0a1b:sig-nature/", "Not Found: /en/take-part/mine/…/"),
        ("Error handling request GET /uk/take-part/guardian/0a1b:x/?a=b", "Error handling request GET /uk/take-part/guardian/…/?…"),  # noqa: E501
        ("Not Found: /en/ideas/me-too/Zm9v-bar_1/", "Not Found: /en/ideas/me-too/…/"),
        ("Not Found: /en/ideas/12/me-too/", "Not Found: /en/ideas/12/me-too/"),
        ("Not Found: /uk/preview/Zm9v-bar_1/at/cities/", "Not Found: /uk/preview/…/at/cities/"),
        ("Not Found: /ja/reader/Zm9v-bar_1/12/", "Not Found: /ja/reader/…/12/"),
        ("Forbidden: /admin/?q=larysa@example.org", "Forbidden: /admin/?…"),
        ("Invalid request from ip=192.0.2.7: bad", "Invalid request from ip=…: bad"),
        ("Invalid request from ip=2001:db8::7: bad", "Invalid request from ip=…: bad"),
        ("Not Found: /en/take-part/", "Not Found: /en/take-part/"),
        ("Not Found: /en/cities/nowhere/", "Not Found: /en/cities/nowhere/"),
    ],
)  # fmt: skip
def test_addresses_lose_their_secrets_and_nothing_else(message, kept):
    assert written(message) == f"ERROR {kept}"


def test_arguments_of_a_message_are_cut_too():
    assert written("%s: %s", "Bad Request", "/en/?name=Larysa") == "ERROR Bad Request: /en/?…"


def test_a_traceback_shows_the_place_and_the_kinds_but_no_message():
    person = "larysa@example.org"

    def fail():
        try:
            raise KeyError(person)
        except KeyError as error:
            raise IntegrityError(f"Key (email)=({person}) already exists.") from error

    text = written("It failed", error=caught(fail))

    assert person not in text
    assert "in fail" in text
    assert "\nKeyError\nthen:\n" in text
    assert text.endswith("\ndjango.db.utils.IntegrityError")


def test_times_name_their_offset():
    record = logging.LogRecord("site", logging.ERROR, "module.py", 1, "It failed", (), None)

    text = PrivateFormatter("{asctime} {message}", style="{").format(record)

    told = datetime.fromisoformat(text.split()[0])
    assert told.utcoffset() is not None
    assert abs(told.timestamp() - record.created) < 1


def test_a_line_of_json_says_the_same_and_no_more():
    error = caught(lambda: {}["larysa@example.org"])
    raised = (type(error), error, error.__traceback__)
    told = ("Failed: %s", ("/en/take-part/mine/0a1b/?q=松本",), raised)

    text = JsonFormatter().format(logging.LogRecord("site", logging.ERROR, "m.py", 1, *told))

    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["logger"]) == ("ERROR", "site")
    assert line["message"] == "Failed: /en/take-part/mine/…/?…"
    assert line["traceback"].endswith("\nKeyError")
    assert datetime.fromisoformat(line["time"]).utcoffset() is not None


def test_what_led_to_an_error_is_shown_unless_it_was_hidden():
    def fail():
        try:
            raise KeyError
        except KeyError:
            raise ValueError from None

    text = written("It failed", error=caught(fail))

    assert "KeyError" not in text.splitlines()
    assert text.endswith("\nValueError")


def test_errors_that_led_to_each_other_end():
    error = ValueError()
    error.__context__ = KeyError()
    error.__context__.__context__ = error

    assert written("It failed", error=error) == "ERROR It failed\nKeyError\nthen:\nValueError"


def test_a_database_tells_its_code():
    error = IntegrityError()
    error.sqlstate = "23505"

    assert kind_of(error) == "django.db.utils.IntegrityError (23505)"


def test_the_site_writes_its_log_this_way():
    formatters = [type(handler.formatter) for handler in logging.getLogger().handlers]

    assert PrivateFormatter in formatters
    assert not logging.getLogger("post_office").isEnabledFor(logging.ERROR)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "host", "line"),
    [
        ("/en/", "elsewhere.example", "Invalid HTTP_HOST header: 'elsewhere.example'."),
        ("/admin/logout/", "testserver", "Forbidden (CSRF cookie not set.): /admin/logout/"),
    ],
)
def test_what_a_client_did_wrong_is_one_line(settings, address, host, line):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PrivateFormatter("{message}", style="{"))
    handler.addFilter(is_new)
    logging.getLogger("django").addHandler(handler)
    try:
        Client(enforce_csrf_checks=True).post(address, headers={"Host": host})
    finally:
        logging.getLogger("django").removeHandler(handler)

    (written_line,) = stream.getvalue().splitlines()
    assert written_line.startswith(line)
