"""Whether it is the database itself that does not answer, which passes by itself."""

from django.db import InterfaceError, OperationalError


def is_outage(error):
    """Return whether an exception says that the database does not answer, or is locked for long.

    SQLite tells by the same exception that a table is missing, which no time mends.
    """
    code = getattr(getattr(error, "__cause__", None), "sqlite_errorname", "")
    return isinstance(error, OperationalError | InterfaceError) and code != "SQLITE_ERROR"
