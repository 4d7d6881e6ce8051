"""Exports of many rows, made beside the web server: asked for, made, fetched, thrown away.

A file holds what many people wrote, so it is kept for a day, for the one person who asked, and is
made anew when something in it may have been erased.
"""

import logging
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import translation

from editorial.models import audit
from editorial.staff.private_logging import kind_of
from involvement.models import Export
from involvement.records import exports
from involvement.submissions.exported_files import path_of, remove, withdraw

# So many rows are made while the person waits; a thread is busy for half a second with them.
AT_ONCE = 500
MOST_TRIES = 3

logger = logging.getLogger(__name__)

Action = audit.AuditEntry.Action


def ask(submissions, form, *, by):
    """Ask for a file of what a query finds; return the `Export`.

    From now on the audit log says whose data is in it.
    """
    # Read before the transaction, in which everybody else who writes waits.
    pairs = exports.found_by(submissions)
    with transaction.atomic():
        keys = exports.noted(pairs, form, by)
        return Export.objects.create(
            by=by, form=form, language=translation.get_language(), keys=keys, rows=len(keys)
        )


def is_due():
    """Return whether a file is to be made."""
    return Export.objects.waiting().exists()


def make_next():
    """Make the file that has waited longest, if any waits; return whether one did.

    What a killed worker has begun is begun anew, and given up after some times.
    """
    export = Export.objects.waiting().defer("keys").first()
    if export is None:
        return False
    if export.tries >= MOST_TRIES:
        export.state = Export.State.FAILED
        export.save(update_fields=["state"])
        return True
    Export.objects.filter(pk=export.pk).update(tries=F("tries") + 1)
    try:
        _make(export)
    except Exception as error:
        logger.error("Export %s failed: %s", export.pk, kind_of(error))
    return True


def _make(export):
    path = path_of(f"{secrets.token_hex(16)}.{export.form}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with path.open("wb") as file, translation.override(export.language):
            path.chmod(0o600)
            exports.write(export.keys, export.form, file)
        if not _finish(export, path.name):
            path.unlink()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@transaction.atomic
def _finish(export, name):
    """Let it be fetched; return False when it was withdrawn or made by another worker meanwhile."""
    waiting = Export.objects.filter(pk=export.pk, state=Export.State.WAITING, epoch=export.epoch)
    if not waiting.update(state=Export.State.READY, file=name):
        return False
    note = f"{export.form}, {export.rows} rows"
    audit.record(Action.MADE, Export, [str(export.pk)], by=export.by, note=note)
    return True


def fetch(export):
    """Return its file, opened; None when it is not there, and then it is made anew.

    A restored database may name a file that is not.
    """
    try:
        file = path_of(export.file).open("rb")
    except FileNotFoundError:
        withdraw(Export.objects.filter(pk=export.pk))
        return None
    audit.record(Action.FETCHED, Export, [str(export.pk)], by=export.by)
    return file


def clear(now):
    """Throw away what is expired, and files that belong to nothing; return how many exports."""
    expired = list(Export.objects.expired(now).values_list("pk", "file"))
    Export.objects.filter(pk__in=[key for key, _name in expired]).delete()
    for name in filter(None, (name for _key, name in expired)):
        remove(name)
    folder = path_of("")
    known = set(Export.objects.exclude(file="").values_list("file", flat=True))
    for path in folder.iterdir() if folder.is_dir() else ():
        # A younger one may be in the making.
        is_old = path.stat().st_mtime < (now - timedelta(hours=1)).timestamp()
        if path.name not in known and is_old:
            remove(path.name)
    return len(expired)
