"""Bring the database, the seed content and the collected static files up to date.

Runs inside the virtual environment (`python -m deploy.prepare`) as one process, because each start
of Django costs a good part of a second. A second run in a row changes nothing.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sys
import traceback

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from deploy import backup, state
from deploy.errors import SetupError
from saltlake_sister.checks import FOREIGN_DATABASE, unknown_migrations

# What decides how a static file is collected, besides the file itself.
PROCESSORS = ["settings.py", "static_files.py"]
# Any number that nothing else on the database server uses.
ADVISORY_LOCK = 7_264_001_958


def main():
    """Do all three steps; return the exit code, having printed one sentence on a failure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")
    try:
        django.setup()
        require_strong_key()
        with one_at_a_time():
            migrate()
            call_command("sync_roles", verbosity=0)
            load_content()
        collect_static_files()
    except (CommandError, ImproperlyConfigured, SetupError) as error:
        print(error, file=sys.stderr)
    except Exception as error:
        # Whoever mends it needs the whole story; whoever only started the site needs one line.
        story = state.data_folder() / "last-failure.txt"
        story.write_text(traceback.format_exc())
        kind = "database" if isinstance(error, DatabaseError) else "preparation"
        print(f"The {kind} failed: {error} (the whole story is in {story})", file=sys.stderr)
    else:
        return 0
    return 1


def require_strong_key():
    """Refuse a secret key that could be guessed: it signs sessions. Raises SetupError."""
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 5:
        raise SetupError(
            "SECRET_KEY must be at least 50 random characters. Left out, make run makes one."
        )


@contextlib.contextmanager
def one_at_a_time():
    """Let machines that start together on one PostgreSQL wait for each other.

    An SQLite file is held by its data folder already.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def migrate():
    """Apply the migrations that are not yet applied, after a backup of what there is."""
    if unknown_migrations(connection):
        raise SetupError(FOREIGN_DATABASE)
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations:
        copy = backup.copy_before("migration")
        print(f"Updating the database; a copy of it as it was is in {copy}.", flush=True)
    call_command("migrate", interactive=False, verbosity=0)


def load_content():
    """Load the seed content. A fault in it takes no site down that has content already.

    Then the old content stays, and the fault is told here, at the desk and to monitors.
    """
    from editorial.models import Entry
    from editorial.seed import faults

    try:
        call_command("load_content", verbosity=0)
    except CommandError as error:
        if not Entry.objects.exists():
            raise
        faults.keep(str(error))
        print(f"The seed content was not loaded, the old one stays: {error}", file=sys.stderr)
    else:
        faults.forget()


def collect_static_files():
    """Collect, combine, hash and compress the static files if any of them has changed.

    Those of the version before stay, for pages that were made by it: in a browser, in a cache, or
    by another machine that was not updated yet.
    """
    stamp = settings.STATIC_ROOT / "collected.json"
    wanted = _fingerprint_of_sources()
    if stamp.is_file() and json.loads(stamp.read_text()) == wanted:
        return
    before = settings.STATIC_ROOT.with_name(settings.STATIC_ROOT.name + ".before")
    shutil.rmtree(before, ignore_errors=True)
    if settings.STATIC_ROOT.exists():
        settings.STATIC_ROOT.rename(before)
    call_command("collectstatic", interactive=False, verbosity=0)
    for name in _hashed_names(before):
        place = settings.STATIC_ROOT / name
        if (before / name).is_file() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            (before / name).rename(place)
    shutil.rmtree(before, ignore_errors=True)
    stamp.write_text(json.dumps(wanted))


def _hashed_names(folder):
    """List the names, compressed ones as well, under which a collected folder's pages ask."""
    try:
        paths = json.loads((folder / "staticfiles.json").read_text())["paths"]
    except (OSError, ValueError, KeyError):
        return []
    return [f"{name}{ending}" for name in set(paths.values()) for ending in ("", ".gz", ".br")]


def _fingerprint_of_sources():
    """Digest path, size and time of every file that is collected, and of what processes them."""
    digest = hashlib.sha256()
    sources = [
        storage.path(path)
        for finder in finders.get_finders()
        for path, storage in finder.list(ignore_patterns=None)
    ]
    processors = [settings.BASE_DIR / "saltlake_sister" / name for name in PROCESSORS]
    for source in sorted(map(str, sources + processors)):
        status = os.stat(source)
        digest.update(f"{source}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
