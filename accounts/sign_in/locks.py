"""One after the other, over all processes: what is counted and then written is not overtaken."""

from django.db import connection


def take(digests):
    """Wait until nobody else holds one of these digests; hold them until the transaction ends.

    SQLite needs none of it: a transaction that writes has the whole database to itself.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        # All in the same order, so that no two wait for each other.
        for digest in sorted(digests):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])
