"""A certificate that ends soon is told before browsers refuse it."""

import ssl
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from involvement.worker import certificate
from involvement.worker.health import Level
from tests.deploy.serving.certificates import signed_by_itself


@pytest.fixture
def serving(tmp_path, monkeypatch):
    """Serve with a certificate that ends in some days, trusted here; return the address."""
    servers = []

    def serve(days):
        file = tmp_path / "certificate.pem"
        signed_by_itself(file, "localhost", timezone.now() + timedelta(days=days))
        server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secure.load_cert_chain(file)
        server.socket = secure.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        trusting = ssl.create_default_context(cafile=file)
        monkeypatch.setattr(certificate.ssl, "create_default_context", lambda: trusting)
        return f"https://localhost:{server.server_port}"

    yield serve
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("days", "level", "text"),
    [(40, Level.OK, "holds until"), (5, Level.WARNING, "until"), (-1, Level.CRITICAL, "expired")],
)
def test_its_end_is_told_in_time(serving, days, level, text):
    found = certificate.finding(serving(days))

    assert (found.part, found.level) == ("certificate", level)
    assert text in found.text


@pytest.mark.parametrize(
    ("url", "level"), [("", Level.WARNING), ("https://localhost:1", Level.CRITICAL)]
)
def test_where_there_is_none_that_is_told(url, level):
    assert certificate.finding(url).level == level


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "is_asked"), [([], False), (["--certificate"], True)])
def test_it_is_looked_at_if_asked(settings, options, is_asked):
    settings.SITE_URL = "https://localhost:1"
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_health", *options, stdout=out)

    assert ("CRITICAL certificate" in out.getvalue()) is is_asked
