"""When this machine last made a backup, for Today and for who watches the site."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

# A backup of last week is no backup any more.
OLD = timedelta(days=8)


def last():
    """Return when the newest whole backup was made, or None; its folder's name tells.

    `deploy.backup` makes them. Unfinished ones, and copies of the database alone before an update,
    have longer names.
    """
    found = []
    for folder in (settings.DATA_DIR / "backups").glob("*Z/"):
        try:
            found.append(datetime.strptime(folder.name, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC))
        except ValueError:
            continue
    return max(found, default=None)


def are_expected():
    """Return whether this machine is to make some.

    A database server may have tools of its own for them, or another machine makes them; then none
    is missed here until one was made.
    """
    return connection.vendor == "sqlite" or last() is not None or bool(fault())


def fault():
    """Return why the last one failed, or was not copied elsewhere; "" when all went well."""
    try:
        return (settings.DATA_DIR / "backup-fault.txt").read_text().strip()
    except OSError:
        return ""
