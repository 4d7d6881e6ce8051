"""Files of exports that lie on this machine: thrown away when something in them is erased."""

import contextlib
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from involvement.models import Export


def path_of(name):
    """Return where a file lies."""
    return Path(settings.EXPORTS_DIR) / name


@transaction.atomic
def withdraw(among=None):
    """Throw away the files of all exports, or of those `among` them, and let them be made anew.

    A file that is being made at this moment is not taken either.
    """
    found = Export.objects.all() if among is None else among
    found = found.exclude(state=Export.State.FAILED)
    names = list(found.exclude(file="").values_list("file", flat=True))
    found.update(state=Export.State.WAITING, file="", tries=0, epoch=F("epoch") + 1)
    for name in names:
        transaction.on_commit(lambda name=name: remove(name))


def remove(name):
    """Remove a file, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        path_of(name).unlink()
