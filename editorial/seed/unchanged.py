"""Whether loading the seed content again could change anything: a start asks before it reads it.

Reading and cleaning the whole seed takes a second and a half, and most starts come without a new
seed, new code or a change by staff. What a load depends on is digested: the content folder, the
code, and what the database holds of the seed. The data folder remembers the digest of the last
load; whatever differs, in the smallest way, has the seed loaded as ever.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Max

from editorial.models import Entry, LanguageVersion, Revision
from editorial.registry import kinds


def files_of(folder):
    """Return a digest of a content folder (a `Path`) and of the code that would load it.

    It is taken before a load: what is changed meanwhile was perhaps not read.
    """
    return _digest([*_content(folder), *_code()])


def is_as_loaded(files):
    """Tell whether these files (of `files_of`) and the database are those of the last load."""
    try:
        return _file().read_text() == _digest([files, *_database()])
    except OSError:
        return False


def remember(files):
    """Remember that these files were loaded into this database."""
    with suppress(OSError):  # Without the note the next start loads them again.
        _file().write_text(_digest([files, *_database()]))


def _file():
    return settings.DATA_DIR / "seed-loaded.txt"


def _digest(parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{part}\0".encode())
    return digest.hexdigest()


def _content(folder):
    """Yield each file with its contents, also below a linked folder of a kind."""
    found = {
        *folder.rglob("*"),
        *(file for kind in kinds() for file in folder.glob(f"{kind.folder}/*")),
    }
    for file in sorted(found):
        if file.is_file():
            yield file
            yield _contents(file)


def _contents(file):
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        return error.strerror


def _code():
    """Yield path, size and time of each file of our code, and of the list of packages."""
    apps_here = (Path(config.path) for config in apps.get_app_configs())
    places = {path for path in apps_here if path.parent == settings.BASE_DIR}
    places.add(settings.BASE_DIR / "saltlake_sister")
    files = [file for place in sorted(places) for file in sorted(place.rglob("*.py"))]
    for file in [*files, settings.BASE_DIR / "requirements.txt"]:
        if file.is_file():
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
    yield LanguageVersion.objects.aggregate(Max("last_published_at"), Max("live_revision"))
    yield Revision.objects.aggregate(Max("pk"))
