"""Mail to those who run the site when something broke: what and where, never what somebody wrote.

It says what the log says, without addresses of people and machines. It goes straight to the mail
server, not by the outbox: the database may be what broke. One every quarter of an hour at most,
over all processes of a machine; the others stand in the log.
"""

import contextlib
import fcntl
import logging
import re
import socket
import sys
import threading
import time

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from editorial.staff.private_logging import PrivateFormatter, is_of_a_client, kind_of

# Seconds: between two mails, and for each answer of the mail server.
PAUSE = 15 * 60
PATIENCE = 15

_PEOPLE = [
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),
    re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{1,4}(?![\w:])"),
]


class ErrorMail(logging.Handler):
    """Sends a record to ERROR_EMAIL; nothing where that or the mail server is not set."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.setFormatter(PrivateFormatter())
        self.last = None

    def emit(self, record):
        """Send one record, in a thread of its own: whoever waits for a page waits for no mail."""
        try:
            if not (settings.ERROR_EMAIL and settings.EMAIL_HOST) or is_of_a_client(record):
                return
            if self._is_time():
                threading.Thread(target=_send, args=[self._mail(record)]).start()
        except Exception as error:  # Whoever logs must not fail by it.
            _complain(error)

    def _is_time(self):
        """Take this turn, unless this process or another one of this machine had one just now."""
        now = time.time()
        if self.last is not None and 0 <= now - self.last < PAUSE:
            return False
        self.last = now
        # Where nothing can be written, that is worth a mail as well.
        with contextlib.suppress(OSError), (settings.DATA_DIR / "error-mail").open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            # Nothing, or half of it as on a full disk, is no moment.
            with contextlib.suppress(ValueError):
                if 0 <= now - float(file.read()) < PAUSE:
                    return False
            file.truncate(0)
            file.write(str(now))
        return True

    def _mail(self, record):
        text = self.format(record)
        for pattern in _PEOPLE:
            text = pattern.sub("…", text)
        first, _, _ = text.partition("\n")
        site = settings.SITE_URL or socket.gethostname()
        return EmailMessage(
            subject=f"Error on {site}: {first[:150]}",
            body=(
                f"{self.formatter.formatTime(record)} {record.levelname} {record.name}\n{text}\n\n"
                f"Further errors within {PAUSE // 60} minutes stand in the log alone."
            ),
            to=[settings.ERROR_EMAIL],
        )


def _send(mail):
    try:
        backend = settings.POST_OFFICE["BACKENDS"]["default"]
        mail.connection = get_connection(backend, timeout=PATIENCE)
        mail.send()
    except Exception as error:  # Mail servers fail in every way; the log must not break for it.
        _complain(error)


def _complain(error):
    # Not by handleError, which quotes the record and what stands in the exception.
    print(f"The error mail was not sent: {kind_of(error)}", file=sys.stderr)  # noqa: T201
