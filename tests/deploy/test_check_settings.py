"""`make check-settings` tries what can be tried, and says each in one line."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from django.core import checks
from django.db import OperationalError

from deploy import check_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering():
    """Serve on the loopback: `answering.reply` is (status, headers), of any page but `pages`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, *body = server.pages.get(self.path, server.reply)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"".join(body))

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.reply, server.pages = (200, {}), {}
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_database_is_asked(monkeypatch):
    assert check_settings.database()[0]

    def broken(connection):
        raise OperationalError("could not connect to 10.0.0.9")

    monkeypatch.setattr(check_settings, "MigrationExecutor", broken)
    assert check_settings.database() == (
        False,
        "database: does not answer (OperationalError)",
    )


def test_a_folder_that_keeps_the_site_from_starting_is_told(monkeypatch, tmp_path):
    assert check_settings.folders()[0]

    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "unplugged"))
    is_well, line = check_settings.folders()
    assert not is_well
    assert "MEDIA_DIR names" in line


def test_a_mail_server_that_lets_nobody_in_is_told(settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()

        is_well, line = check_settings.mail()

    assert not is_well
    assert line == "email: 127.0.0.1 does not let us in (ConnectionRefusedError)"


def test_without_a_mail_server_it_is_said_what_that_means(settings):
    settings.EMAIL_HOST = ""

    assert check_settings.mail()[0]


def test_an_address_that_leads_to_itself_is_told_with_what_the_proxy_lacks(settings, answering):
    settings.SITE_URL = answering.url
    assert check_settings.public_address()[0]

    answering.reply = (301, {"Location": f"{answering.url}/robots.txt"})
    is_well, line = check_settings.public_address()
    assert not is_well
    assert "X-Forwarded-Proto" in line

    answering.reply = (502, {})
    assert not check_settings.public_address()[0]


@pytest.mark.parametrize(
    ("reply", "is_well"),
    [
        ((200, {"Content-Type": "text/css"}), True),
        ((200, {"Content-Type": "text/html"}), False),
        ((404, {}), False),
    ],
)
def test_the_host_of_the_static_files_is_asked_for_one(settings, answering, reply, is_well):
    settings.STATIC_HOST, settings.STATIC_URL = answering.url, f"{answering.url}/static/"
    answering.reply = reply

    assert check_settings.static_files()[0] is is_well


@pytest.mark.parametrize(
    ("written", "mode", "is_well"),
    [
        ("EMAIL_HOST_PASSWORD=abc", 0o644, False),
        ("export SECRET_KEY='abc'", 0o640, False),
        ("DATABASE_URL=postgres://a:b@127.0.0.1/c", 0o644, False),
        ("DATABASE_URL=postgres://a:b@127.0.0.1/c", 0o600, True),
        ("DATABASE_URL=sqlite:////srv/a.sqlite3\n#SECRET_KEY=\nSECRET_KEY=", 0o644, True),
    ],
)
def test_a_password_that_others_can_read_is_told(tmp_path, written, mode, is_well):
    file = tmp_path / ".env"
    file.write_text(f"{written}\n")
    file.chmod(mode)

    told = check_settings.env_file(file)

    assert told[0] is is_well
    assert is_well or "chmod 600" in told[1]
    assert "abc" not in told[1]


@pytest.mark.parametrize(("is_https", "told"), [(True, "for https; of hosts"), (False, "of hosts")])
def test_without_https_nobody_asks_for_what_belongs_to_it(settings, monkeypatch, is_https, told):
    found = [
        checks.Warning("for https", id="security.W008"),
        checks.Warning("of hosts", id="security.W020"),
    ]
    monkeypatch.setattr(check_settings, "run_checks", lambda **_options: found)
    settings.SERVED_OVER_HTTPS = is_https

    assert check_settings.settings_of_django() == (False, f"settings: {told}")


def test_a_database_of_a_newer_version_is_told(monkeypatch):
    monkeypatch.setattr(check_settings, "unknown_migrations", lambda loader: ["cities.0009"])

    is_well, line = check_settings.database()

    assert not is_well
    assert "TIME-before-migration" in line


def test_a_database_that_cannot_be_backed_up_is_told(monkeypatch):
    monkeypatch.setattr(check_settings, "connection", SimpleNamespace(vendor="postgresql"))
    monkeypatch.setattr(check_settings, "unknown_migrations", lambda loader: [])
    monkeypatch.setattr(check_settings, "MigrationExecutor", lambda connection: MagicMock())
    monkeypatch.setenv("DATABASE_URL", "postgres://a:b@127.0.0.1:1/c")
    monkeypatch.setenv("PATH", "")

    is_well, line = check_settings.database()

    assert not is_well
    assert "postgresql-client" in line


@pytest.mark.parametrize(
    ("headers", "is_told"),
    [
        ({}, False),
        ({"x-forwarded-proto": "https"}, True),
        ({"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}, False),
    ],
)
def test_a_proxy_that_hides_who_asks_is_seen(client, headers, is_told):
    assert ("proxy" in client.get("/health/", headers=headers).json()) is is_told


@pytest.mark.parametrize("status", [200, 503])
def test_a_proxy_that_hides_who_asks_is_told(settings, answering, status):
    settings.SITE_URL = answering.url
    answering.pages["/health/"] = (status, {}, b'{"proxy": "warning"}')

    is_well, line = check_settings.public_address()

    assert not is_well
    assert "X-Forwarded-For" in line
