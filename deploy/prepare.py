"""Bring the database, the seed content and the collected static files up to date.

Runs inside the virtual environment (`python -m deploy.prepare`) as one process, because each start
of Django costs a good part of a second. A second run in a row changes nothing.
"""

import contextlib
import gc
import hashlib
import json
import os
import shutil
import sys
import time
import traceback

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from deploy import backup, state
from deploy.errors import SetupError
from saltlake_sister import program
from saltlake_sister.checks import FOREIGN_DATABASE, unknown_migrations

# What decides how a static file is collected, besides the file itself.
PROCESSORS = ["settings.py", "static_files.py"]
# In the folder of static files: which of them are of earlier versions, and how long they stay.
FORMER, DAYS_OF_FORMER = "former.json", 30
# Which of Django's checks are about settings.
CHECKED = [Tags.security, Tags.translation, Tags.files, Tags.caches]
# Any number that nothing else on the database server uses.
ADVISORY_LOCK = 7_264_001_958


def main():
    """Do all three steps; return the exit code, having printed one sentence on a failure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")
    try:
        # What is loaded stays; looking for rubbish among it costs a part of each start.
        gc.disable()
        django.setup()
        gc.freeze()
        gc.enable()
        require_strong_key()
        require_sound_settings()
        state.require_folders()
        state.make_folders()
        with one_at_a_time():
            migrate()
            call_command("sync_roles", verbosity=0)
            load_content()
        collect_static_files()
    except (CommandError, ImproperlyConfigured, SetupError) as error:
        print(error, file=sys.stderr)
    except Exception as error:
        kind = "database" if isinstance(error, DatabaseError) else "preparation"
        print(f"The {kind} failed: {_kept_story(error)}", file=sys.stderr)
    else:
        return 0
    return 1


def _kept_story(error):
    """Write down the exception that is being handled; return one line on it.

    Whoever mends it needs the whole story; whoever only started the site needs one line.
    """
    story = state.data_folder() / "last-failure.txt"
    story.write_text(traceback.format_exc())
    return f"{error} (the whole story is in {story})"


def require_strong_key():
    """Refuse a secret key that could be guessed: it signs sessions. Raises SetupError."""
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 5:
        raise SetupError(
            "SECRET_KEY must be at least 50 random characters. Left out, make run makes one."
        )


def require_sound_settings():
    """Refuse settings of which Django says that they cannot work. Raises SetupError.

    Only what the environment may change is asked here; the checks of the code are those of CI.
    """
    found = run_checks(tags=CHECKED, include_deployment_checks=True)
    errors = [message.msg for message in found if message.is_serious()]
    if errors:
        raise SetupError("\n".join(errors))


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
    executor = MigrationExecutor(connection)
    if unknown_migrations(executor.loader):
        raise SetupError(FOREIGN_DATABASE)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if not executor.loader.applied_migrations:
        name = state.database_file() or "the PostgreSQL of DATABASE_URL"
        print(f"Making a new database: {name}", flush=True)
    else:
        copy = backup.copy_before("migration")
        print(f"Updating the database; a copy of it as it was is in {copy}.", flush=True)
    call_command("migrate", interactive=False, verbosity=0)


def load_content():
    """Load the seed content, unless nothing has changed since it was loaded.

    A fault in it takes no site down that has content already: then the old content stays, and the
    fault is told here, at the desk and to monitors.
    """
    from editorial.models import Entry
    from editorial.seed import faults, unchanged

    try:
        files = unchanged.files_of(settings.CONTENT_DIR)
        if not unchanged.is_as_loaded(files):
            call_command("load_content", verbosity=0)
            unchanged.remember(files)
    except Exception as error:
        if not Entry.objects.exists():
            raise
        told = str(error) if isinstance(error, CommandError) else _kept_story(error)
        faults.keep(told)
        print(f"The seed content was not loaded, the old one stays: {told}", file=sys.stderr)
    else:
        faults.forget()
        program.keep(settings.PROGRAM, settings.PROGRAM_KEPT)


def collect_static_files():
    """Collect the static files. A fault in those of the program takes no site down.

    Then ours alone are collected, and the fault is told as one in the seed content.
    """
    from editorial.seed import faults

    own = settings.CONTENT_DIR / "static"
    try:
        _collect()
    except Exception as error:
        if own not in settings.STATICFILES_DIRS:
            raise
        with _left_out(own):
            _collect()
        told = f"The files in {own} were left out: {_kept_story(error)}"
        faults.keep("\n".join(filter(None, [faults.last(), told])))
        print(told, file=sys.stderr)


@contextlib.contextmanager
def _left_out(folder):
    """Collect no static files from a folder."""
    all_of_them = settings.STATICFILES_DIRS
    settings.STATICFILES_DIRS = [each for each in all_of_them if each != folder]
    finders.get_finder.cache_clear()
    try:
        yield
    finally:
        settings.STATICFILES_DIRS = all_of_them
        finders.get_finder.cache_clear()


def _collect():
    """Collect, combine, hash and compress the static files if any of them has changed.

    Those of earlier versions stay for a while, for pages that were made by these: in a browser, in
    a cache, or by another machine that was not updated yet. Where it fails, all stays as it was.
    """
    stamp = settings.STATIC_ROOT / "collected.json"
    before = settings.STATIC_ROOT.with_name(settings.STATIC_ROOT.name + ".before")
    if before.is_dir() and not stamp.is_file():  # A start was cut off in between.
        _put_back(before)
    wanted = _fingerprint_of_sources()
    if stamp.is_file() and json.loads(stamp.read_text()) == wanted:
        return
    shutil.rmtree(before, ignore_errors=True)
    if settings.STATIC_ROOT.exists():
        settings.STATIC_ROOT.rename(before)
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except BaseException:
        _put_back(before)
        raise
    former = {}
    for name, moment in _former_names(before).items():
        place = settings.STATIC_ROOT / name
        if (before / name).is_file() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            (before / name).rename(place)
            former[name] = moment
    shutil.rmtree(before, ignore_errors=True)
    (settings.STATIC_ROOT / FORMER).write_text(json.dumps(former))
    stamp.write_text(json.dumps(wanted))


def _put_back(before):
    """Put what was collected before in the place of what was not collected to its end."""
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    if before.is_dir():
        before.rename(settings.STATIC_ROOT)


def _former_names(folder):
    """Return the names, compressed ones as well, under which pages of earlier versions ask.

    Each with the moment since when no new page asks for it; those whose time is over are left out.
    """
    now = time.time()
    kept = {
        name: moment
        for name, moment in _read_json(folder / FORMER).items()
        if now - moment < DAYS_OF_FORMER * 24 * 3600
    }
    paths = _read_json(folder / "staticfiles.json").get("paths", {})
    names = [f"{name}{ending}" for name in set(paths.values()) for ending in ("", ".gz", ".br")]
    return kept | dict.fromkeys(names, now)


def _read_json(file):
    try:
        return json.loads(file.read_text())
    except (OSError, ValueError):
        return {}


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
