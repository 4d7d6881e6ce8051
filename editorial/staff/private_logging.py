"""What may stand in a log: what failed and where, never what somebody wrote or who it was.

Messages of exceptions quote values ("Key (email)=(…) already exists"), private addresses hold
the secret of a link, and searches stand in query strings. So these are left out wherever they may
come from, not only where we thought of it.
"""

import copy
import json
import logging
import re
import traceback
from datetime import datetime

_CUTS = [
    # The secret of a link: /en/take-part/mine/SECRET/
    (re.compile(r"(/take-part/[a-z]+/)[^/\s]+"), r"\1…"),
    # That of a "me too" to an idea: /en/ideas/me-too/SECRET/
    (re.compile(r"(/ideas/me-too/)[^/\s]+"), r"\1…"),
    # That of a link for a reader: /ja/reader/SECRET/12/
    (re.compile(r"(/reader/)[^/\s]+"), r"\1…"),
    # That of a shared preview, not of one at the desk: /uk/preview/SECRET/at/cities/
    (re.compile(r"(?<!/admin)(/preview/)[^/\s]+"), r"\1…"),
    # And that of a link for a new password: /admin/account/password/new/SECRET/
    (re.compile(r"(/password/new/)[^/\s]+"), r"\1…"),
    (re.compile(r"\?\S+"), "?…"),
    # gunicorn names the sender of a broken request.
    (re.compile(r"\bip=[0-9A-Fa-f.:]*[0-9A-Fa-f.]"), "ip=…"),
]


def is_of_a_client(record):
    """Return whether a record tells of a request that was refused, such as for its host."""
    return 400 <= getattr(record, "status_code", 0) < 500


def is_new(record):
    """Return whether a record says more than Django has said already of the same request.

    What is suspicious is named by its own logger, and once more as a bad request without a cause.
    """
    is_bad_request = getattr(record, "status_code", 0) == 400
    return not (is_bad_request and record.name == "django.request" and not record.exc_info)


class PrivateFormatter(logging.Formatter):
    """Writes tracebacks without the messages of exceptions, and addresses without secrets."""

    def format(self, record):
        """Write one record; of what a client did wrong, one line."""
        if is_of_a_client(record):
            record = copy.copy(record)
            record.exc_info = record.exc_text = record.stack_info = None
        return _cut(super().format(record))

    def formatTime(self, record, datefmt=None):  # noqa: N802 - the name that logging calls
        """Write the time by the program's clock with its offset, unless another form is asked."""
        if datefmt:
            return super().formatTime(record, datefmt)
        return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="seconds")

    def formatException(self, ei):  # noqa: N802 - the name that logging calls
        """Write a traceback: files, lines, code and the kinds of the exceptions."""
        return "\n".join(_told(ei[1], set()))


class JsonFormatter(PrivateFormatter):
    """Writes each record as one line of JSON, for programs that collect logs."""

    def format(self, record):
        """Write one record."""
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": _cut(record.getMessage()),
        }
        if record.exc_info and not is_of_a_client(record):
            line["traceback"] = _cut(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def _cut(text):
    for pattern, replacement in _CUTS:
        text = pattern.sub(replacement, text)
    return text


def _told(error, seen):
    """List the lines of an exception and of those that led to it, the oldest first."""
    seen.add(id(error))
    lines = []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and id(earlier) not in seen:
        lines += [*_told(earlier, seen), "then:"]
    lines += "".join(traceback.format_tb(error.__traceback__)).splitlines()
    lines.append(kind_of(error))
    return lines


def kind_of(error):
    """Name an exception by its class, with the code of a database where there is one."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f"{name} ({code})" if code else name
