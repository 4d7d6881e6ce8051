"""How long the certificate of the public address still holds, asked as a browser would."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from involvement.worker.health import Finding, Level

# Who renews it does so a month before its end.
SOON = timedelta(days=14)
# Seconds for the server to answer.
PATIENCE = 15


def finding(url):
    """Ask the server at an https address for its certificate; return what was found."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return Finding("certificate", Level.WARNING, "SITE_URL names no https address to ask")
    try:
        until = _end(parts.hostname, parts.port or 443)
    except ssl.SSLCertVerificationError as error:
        return Finding("certificate", Level.CRITICAL, f"is refused: {error.verify_message}")
    except OSError as error:
        return Finding("certificate", Level.CRITICAL, f"{url} does not answer: {error}")
    level = Level.WARNING if until - timezone.now() < SOON else Level.OK
    return Finding("certificate", level, f"holds until {until:%Y-%m-%d}")


def _end(host, port):
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as connection,
        context.wrap_socket(connection, server_hostname=host) as secured,
    ):
        until = ssl.cert_time_to_seconds(secured.getpeercert()["notAfter"])
    return datetime.fromtimestamp(until, UTC)
