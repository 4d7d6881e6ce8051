"""The real contents in the database of the tests: loaded once in a run, copied ever after."""

import fcntl
import sqlite3
from contextlib import closing, contextmanager

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from editorial.seed import loader


class SeedCopy:
    """SQLite's database with the seed in it, in a file that all processes of a run share.

    Loading takes many seconds, copying the file a few hundredths. PostgreSQL loads it each time.
    """

    def __init__(self, folder):
        self.file, self.lock = folder / "seed.sqlite3", folder / "seed.lock"
        self.empty = sqlite3.connect(":memory:", check_same_thread=False)

    @contextmanager
    def in_database(self):
        """Have the contents there for a while, outside any transaction; then none again."""
        if connection.vendor != "sqlite":
            with transaction.atomic():
                loader.load(settings.CONTENT_DIR)
                yield
                transaction.set_rollback(True)
            return
        connection.ensure_connection()
        connection.connection.backup(self.empty)
        self.put()
        try:
            yield
        finally:
            self.empty.backup(connection.connection)
            ContentType.objects.clear_cache()

    def put(self):
        """Put the contents into the empty database, to stay."""
        if connection.vendor != "sqlite":
            loader.load(settings.CONTENT_DIR)
            return
        connection.ensure_connection()
        with self.lock.open("w") as lock:
            # Whoever comes first loads; the others wait, and copy.
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.file.exists():
                loader.load(settings.CONTENT_DIR)
                with closing(sqlite3.connect(self.file)) as copy:
                    connection.connection.backup(copy)
                return
        with closing(sqlite3.connect(self.file)) as copy:
            copy.backup(connection.connection)
        ContentType.objects.clear_cache()
