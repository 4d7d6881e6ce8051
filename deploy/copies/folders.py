"""Folders of files: copied while the site writes into them, and replaced by those of a backup.

They may be links, or disks of other machines, in a folder where this user may write nothing. So
they are never renamed themselves: new files are laid into a folder inside, and change places with
the old ones there.
"""

import contextlib
import os
import shutil
import sys
from pathlib import Path

from deploy.errors import SetupError

# The two folders inside, while files change places.
NEW, OLD = ".restored", ".replaced"
# What a disk has of its own at its top; only root may read it.
OF_THE_DISK = "lost+found"


def copy(source, target):
    """Copy a folder as private as it is; a file that is deleted meanwhile is left out.

    Raises OSError for whatever else cannot be read, and SetupError for a link to a folder, which is
    not gone into: it would be missing in silence.
    """
    for folder, folders, names in os.walk(source, onerror=_refuse):
        if Path(folder) == source and OF_THE_DISK in folders:
            folders.remove(OF_THE_DISK)
        for name in folders:
            if Path(folder, name).is_symlink():
                raise SetupError(
                    f"{Path(folder, name)} is a link to a folder, and no copy would hold what is in"
                    " it. Put the folder itself there."
                )
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        shutil.copymode(folder, place)
        for name in names:
            try:
                shutil.copy2(Path(folder, name), place / name)
            except FileNotFoundError:
                # Gone with its folder, it was not deleted: the disk is gone. Nor was a file that a
                # link still names.
                if not Path(folder).is_dir() or Path(folder, name).is_symlink():
                    raise


@contextlib.contextmanager
def replaced(pairs):
    """Put folders in the place of others, the second of each pair, before something else is done.

    If that fails, or one of the folders cannot be replaced, all are again as they were; that is an
    OSError then, or what the other thing raised. Where even that fails, `OLD` stays, and is told.
    """
    laid, moves = [], []
    try:
        for source, target in pairs:
            _lay_inside(source, target, laid)
        for target in laid:
            # Known before the first move: what was moved is then seen on the disk.
            planned = _moves(target)
            moves += planned
            for place, other in planned:
                place.rename(other)
        yield
    except BaseException:
        _move_back(moves)
        for target in laid:
            if _dropped(target / OLD):
                shutil.rmtree(target / NEW, ignore_errors=True)
        raise
    for target in laid:
        _delete(target / NEW)
        _delete(target / OLD)


def _refuse(error):
    raise error


def _delete(folder):
    try:
        shutil.rmtree(folder)
    except OSError as error:
        print(f"{folder} could not be deleted ({error.strerror}). Delete it.", file=sys.stderr)


def _lay_inside(source, target, laid):
    if not target.is_dir():
        target.mkdir(parents=True)
        shutil.copymode(source, target)
    # An error where it is there: what another restore left would come along.
    (target / NEW).mkdir(mode=0o700)
    laid.append(target)
    copy(source, target / NEW)
    (target / OLD).mkdir(mode=0o700)


def _moves(target):
    """List the renames that take the old files out of a folder and the new ones into it."""
    old, new = target / OLD, target / NEW
    leaving = [(path, old / path.name) for path in _files(target)]
    return leaving + [(path, target / path.name) for path in _files(new)]


def _move_back(moves):
    """Undo those moves that the disk shows to be done, the last ones first."""
    for place, other in reversed(moves):
        if os.path.lexists(other) and not os.path.lexists(place):
            try:
                other.rename(place)
            except OSError as error:
                print(f"{other} could not be moved back: {error.strerror}.", file=sys.stderr)


def _dropped(folder):
    """Tell whether a folder is gone, deleting it if it is empty."""
    with contextlib.suppress(OSError):
        folder.rmdir()
    return not os.path.lexists(folder)


def _files(folder):
    return [path for path in folder.iterdir() if path.name not in {NEW, OLD, OF_THE_DISK}]
