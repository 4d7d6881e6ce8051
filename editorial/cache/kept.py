"""What is the same for everybody until the next publication, kept in each process.

The cities at a glance, the menus, the goals stand on nearly every page and change some times a
week. What a page makes of the database for them is kept under (content version, function, language)
and so made once after a publication instead of once a page:

- The version is the one that the request read before anything else: a publication changes what is
  shown at once, in every process. Only one version is kept; another number drops all that was.
- Within a transaction nothing is taken and nothing kept: it may see what is never committed.
- Threads share what is kept, so nobody changes it. What depends on the request is made of it anew.
- Its weight is bounded, and its keys are functions of ours, never anything that a reader sends.

Views come here by `editorial.previews.draft.made_for`, which lets no draft near it.
"""

import pickle
from collections import OrderedDict
from threading import Lock

from django.db import connection
from django.utils.translation import get_language

from editorial.cache import version as content_version

# Pickled, the seed's things weigh 0.1 MB a language; in memory they take two or three times that.
MOST_BYTES = 8 * 1024 * 1024


class Kept:
    """Values of one content version; those not asked for longest go first when room is short."""

    def __init__(self, most_bytes=MOST_BYTES):
        self.most_bytes = most_bytes
        self.size = 0
        self._lock = Lock()
        self._version = None
        self._values = OrderedDict()

    def get(self, version, key, make):
        """Return the value of a key, made by `make()` where this version has none yet.

        Two threads may make one at the same time; they do not wait for each other.
        """
        with self._lock:
            if version != self._version:
                self._clear()
                self._version = version
            elif key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        value = make()
        # Nothing else tells what a tree of rows weighs. It is asked once a publication.
        size = len(pickle.dumps(value))
        with self._lock:
            if version == self._version and size <= self.most_bytes:
                self._put(key, value, size)
        return value

    def clear(self):
        """Forget everything, for tests: their databases begin with the same numbers."""
        with self._lock:
            self._clear()
            self._version = None

    def _clear(self):
        self._values.clear()
        self.size = 0

    def _put(self, key, value, size):
        _value, old_size = self._values.pop(key, (None, 0))
        self._values[key] = value, size
        self.size += size - old_size
        while self.size > self.most_bytes:
            _key, (_value, dropped) = self._values.popitem(last=False)
            self.size -= dropped


KEPT = Kept()


def until_published(request, make, *arguments):
    """Return `make(*arguments)` in the reader's language, kept until the next publication.

    `make` is a function of a module; like its few, hashable arguments it is the key.
    """
    if connection.in_atomic_block:
        return make(*arguments)
    key = (make, arguments, get_language())
    return KEPT.get(content_version.of(request), key, lambda: make(*arguments))


def for_all_languages(request, make):
    """Return `make()`, which is the same in every language, kept until the next publication."""
    if connection.in_atomic_block:
        return make()
    return KEPT.get(content_version.of(request), (make,), make)
