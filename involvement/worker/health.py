"""Whether the site works, for those who run it: what a monitor asks, and cron.

Nothing here says anything about a person, so the answer may be given to anybody.
"""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from editorial.seed import faults
from editorial.staff import backups
from involvement.mail import outbox
from involvement.worker import leases

# The worker looks once a minute.
STILL = timedelta(minutes=10)
# The worker sends at once; what waits longer waits for a mail server that answers.
OVERDUE = timedelta(hours=2)
# Bytes that are free where the data are.
LITTLE, NONE_LEFT = 2 * 1024**3, 200 * 1024**2

# What this process has found out for good.
_known = {}


class Level(IntEnum):
    """How bad it is, by the codes that Nagios and its kin read."""

    OK = 0
    WARNING = 1
    CRITICAL = 2


@dataclass(frozen=True)
class Finding:
    """What was found of one part of the site; `text` is one English sentence for the log."""

    part: str
    level: Level
    text: str


def findings():
    """List what was found, part by part. Where the database does not answer, that alone."""
    try:
        found = [_database(), _worker(), _mail()]
    except DatabaseError as error:
        return [Finding("database", Level.CRITICAL, f"does not answer ({type(error).__name__})")]
    return [*found, _content(), _disk(), *_backup()]


def worst(found):
    """Return the worst level of some findings."""
    return max((finding.level for finding in found), default=Level.OK)


def _database():
    connection.ensure_connection()
    if missing := _missing_migrations():
        return Finding("database", Level.CRITICAL, f"lacks migrations: {', '.join(missing)}")
    return Finding("database", Level.OK, "answers and is up to date")


def _missing_migrations():
    """List the migrations that this code has and the database has not.

    Once there are none it stays so, and anybody may ask: it is looked at no more.
    """
    if _known.get("is current"):
        return []
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    _known["is current"] = not missing
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in missing]


def _worker():
    last = leases.last_sign("worker")
    if last is None:
        return Finding("worker", Level.WARNING, "does not run")
    # A sign that lies ahead is of a worker under a clock that has been put back.
    if abs(timezone.now() - last) > STILL:
        return Finding("worker", Level.WARNING, f"gave its last sign {last:%Y-%m-%d %H:%M %Z}")
    return Finding("worker", Level.OK, "runs")


def _mail():
    failed = outbox.failed().count()
    late = outbox.waiting().filter(email__created__lt=timezone.now() - OVERDUE).count()
    if not outbox.sending_is_possible():
        return Finding("mail", Level.WARNING, "EMAIL_HOST is not set, so nothing is sent")
    if failed:
        return Finding("mail", Level.WARNING, f"{failed} failed; the desk lists them")
    if late:
        return Finding("mail", Level.WARNING, f"{late} wait for longer than two hours")
    return Finding("mail", Level.OK, "nothing waits for long")


def _content():
    fault = faults.last()
    if fault:
        return Finding("content", Level.WARNING, f"a newer seed was not loaded: {fault}")
    return Finding("content", Level.OK, "loaded")


def _disk():
    """Return the worst that is found of the folders, which may lie on several disks."""
    places = [("the data folder", settings.DATA_DIR)]
    places += [("MEDIA_DIR", settings.MEDIA_ROOT)]
    places += [("SUBMISSIONS_DIR", settings.SUBMISSION_FILES_DIR)]
    others = [("EXPORTS_DIR", settings.EXPORTS_DIR)]
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        others.append(("the folder of DATABASE_URL", Path(connection.settings_dict["NAME"]).parent))
    # In the data folder these are made when they are needed.
    places += [pair for pair in others if not Path(pair[1]).is_relative_to(settings.DATA_DIR)]
    return max((_room(*pair) for pair in places), key=lambda finding: finding.level)


def _room(name, folder):
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        # Without shared pictures the pages are still there; without its own folder nothing is.
        level = Level.CRITICAL if folder == settings.DATA_DIR else Level.WARNING
        return Finding("disk", level, f"{name} cannot be reached: {error.strerror}")
    level = Level.CRITICAL if free < NONE_LEFT else Level.WARNING if free < LITTLE else Level.OK
    return Finding("disk", level, f"{free / 1024**3:.1f} GB free in {name}")


def _backup():
    """List what is known of backups, where this machine is to make some."""
    if not backups.are_expected():
        return []
    last, fault = backups.last(), backups.fault()
    text = f"last one {last:%Y-%m-%d %H:%M %Z}" if last else "none was made on this machine"
    is_recent = last is not None and abs(timezone.now() - last) < backups.OLD
    level = Level.OK if is_recent and not fault else Level.WARNING
    return [Finding("backup", level, f"{text}; the newest try: {fault}" if fault else text)]
