"""Whether loading the seed content again could change anything: a start asks before it reads it.

Reading and cleaning the whole seed takes a second and a half, and most starts come without a new
seed, new code or a change by staff. What a load depends on is digested: the content folder, the
code, and what the database holds of the seed. The data folder remembers the digest of the last
load; whatever differs, in the smallest way, has the seed loaded as ever.
"""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Max

from editorial.models import Entry, LanguageVersion, Revision


def is_as_loaded(folder):
    """Tell whether this folder (a `Path`), the code and the database are those of the last load."""
    try:
        return _file().read_text() == _digest(folder)
    except OSError:
        return False


def remember(folder):
    """Remember that this folder was loaded into this database by this code."""
    _file().write_text(_digest(folder))


def _file():
    return settings.DATA_DIR / "seed-loaded.txt"


def _digest(folder):
    digest = hashlib.sha256()
    for part in (*_content(folder), *_code(), *_database()):
        digest.update(f"{part}\0".encode())
    return digest.hexdigest()


def _content(folder):
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield file
        yield hashlib.sha256(file.read_bytes()).hexdigest()


def _code():
    """Yield path, size and time of each file of our code, and of the list of packages."""
    apps_here = (Path(config.path) for config in apps.get_app_configs())
    places = {path for path in apps_here if path.parent == settings.BASE_DIR}
    places.add(settings.BASE_DIR / "saltlake_sister")
    files = [file for place in sorted(places) for file in sorted(place.rglob("*.py"))]
    for file in [*files, settings.BASE_DIR / "requirements.txt"]:
        status = file.stat()
        yield file
        yield status.st_size
        yield status.st_mtime_ns


def _database():
    """Yield each seed entry with its versions, and of the rest whether anything was changed.

    Staff's own entries count as well: one may have the address that the seed would give away.
    """
    seeded = Entry.objects.exclude(seed_key="").order_by("pk")
    yield from seeded.values_list("pk", "seed_key", "changed_at", "deleted_at", "deleted_by_seed")
    versions = LanguageVersion.objects.exclude(entry__seed_key="").order_by("pk")
    yield from versions.values_list("pk", "working_revision", "live_revision", "public_state")
    yield Entry.objects.aggregate(Count("pk"), Max("changed_at"), Max("deleted_at"))
    yield Revision.objects.aggregate(Max("pk"))
