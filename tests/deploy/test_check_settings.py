"""`make check-settings` tries what can be tried, and says each in one line."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import OperationalError

from deploy import check_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering():
    """Serve on the loopback: `answering.reply` is (status, headers)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers = server.reply
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.reply = (200, {})
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
