"""What a backup holds, written down when it is made: the rows of each table, a digest of each file.

So a restore can be compared with what was copied, and not only with what is left of it.
"""

import hashlib
import json

NAME = "contents.json"


def write(folder, database, folders):
    """Write down what a complete backup holds; `folders` are the names of those with files."""
    place = folder / NAME
    place.touch(mode=0o600)
    found = {"tables": database.rows_of_copy(folder), "files": digests(folder, folders)}
    place.write_text(json.dumps(found, indent=0, sort_keys=True, ensure_ascii=False))


def read(folder):
    """Return what was written down as `{"tables": …, "files": …}`; None where nothing was."""
    place = folder / NAME
    return json.loads(place.read_text()) if place.is_file() else None


def digests(home, folders):
    """Return the SHA-256 of each file in some folders of `home`, by its path there."""
    found = {}
    for name in folders:
        for path in sorted((home / name).rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                found[path.relative_to(home).as_posix()] = digest
    return found
