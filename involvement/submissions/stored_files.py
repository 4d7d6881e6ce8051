"""Files of submissions on the disk: written whole or not at all, and gone with their rows.

A file is written before its row and removed after it. Whoever is killed in between leaves a file
that no row names; `sweep` removes it within the hour.
"""

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction

from involvement.errors import NoRoomError
from involvement.models import Disposition, Submission, SubmissionFile

# So much stays free, for the database and the mail: they matter more than a picture.
LEFT_FREE = 200 * 1024 * 1024
# Seconds: a younger file may be waiting for its row.
_YOUNG = 1800
_SMALL = "-small.webp"


def path_of(name):
    """Return where a file lies."""
    return Path(settings.SUBMISSION_FILES_DIR) / name


def small_of(name):
    """Return the name of the small picture beside a file."""
    return f"{name.rpartition('.')[0]}{_SMALL}"


def store(received):
    """Write a `Received`; return the name of its file. Raises NoRoomError.

    The folder is not made here: where it is gone it is probably not mounted.
    """
    name = f"{secrets.token_hex(16)}.{received.format}"
    try:
        folder = path_of("")
        if shutil.disk_usage(folder).free < LEFT_FREE + len(received.content):
            raise NoRoomError
        _write(path_of(name), received.content)
        if received.small:
            _write(path_of(small_of(name)), received.small)
        _keep_names(folder)
    except OSError as error:
        remove(name)
        raise NoRoomError from error
    return name


def opened(name):
    """Return a file, opened. Raises FileNotFoundError; a restored database may name one."""
    return path_of(name).open("rb")


def remove(name):
    """Remove a file and its small picture, as far as they are there."""
    for one in (name, small_of(name)):
        # What the system does not let go now the sweep takes later.
        with contextlib.suppress(OSError):
            path_of(one).unlink()


def remove_with(submission):
    """Remove all files of a submission once the transaction that deletes it is through."""
    for name in submission.files.values_list("name", flat=True):
        transaction.on_commit(lambda name=name: remove(name))


def sweep(now):
    """Remove what lies here and belongs to no row; return how many files. `now` is a moment.

    Beside a database in which nobody ever wrote anything it is somebody else's folder: nothing is
    touched. Who erased the last submission left a line in the disposition log.
    """
    folder = path_of("")
    is_new = not (Submission.objects.exists() or Disposition.objects.exists())
    if is_new or not folder.is_dir():
        return 0
    old = [path for path in folder.iterdir() if _is_older(path, now.timestamp() - _YOUNG)]
    # Read after the folder, so that what got its row meanwhile is known.
    known = set(SubmissionFile.objects.values_list("name", flat=True)) if old else set()
    known |= {small_of(name) for name in known}
    orphans = [path for path in old if path.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _is_older(path, moment):
    """Return whether a file, no folder, is there and older; another worker may have taken it."""
    with contextlib.suppress(FileNotFoundError):
        return path.is_file() and path.stat().st_mtime < moment
    return False


def _write(path, data):
    """Write a file that only we may read, and see it onto the disk."""
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_names(folder):
    """See the names of a folder's files onto the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
