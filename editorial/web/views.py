"""Files of pictures, but for those that are withheld: staff alone see these.

Withheld are pictures whose permission has ended, those that a claim hides until staff decide, and
deleted ones; with all their copies and former files. So are files that are to be gone already and
that the storage has not let go of.
"""

import logging
import posixpath
import time
from contextlib import suppress
from functools import wraps
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.contrib import admin
from django.db import DatabaseError
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from editorial.cache import version
from editorial.models import LeftFile, Picture
from editorial.pictures.renditions import names_of
from editorial.pictures.views import serve_media
from editorial.web.rendering import render_without_request

# In seconds: which files these are is read once for so long, and anew after each change that the
# public can see. For each picture of a page only the number of the last change is read.
KNOWN_FOR = 30
# Seconds after which it is worth asking again for a file of a folder that is gone.
SOON = 60

logger = logging.getLogger(__name__)


class _Withheld:
    """The names of the files that are not to be shown, with what they were read at."""

    def __init__(self):
        self._lock = Lock()
        self.forget()

    def forget(self):
        """Read them anew at the next question."""
        self._names, self._read_at, self._until = frozenset(), None, 0.0

    def names(self, request):
        """Return them; while the database does not answer, those that were known last.

        Returns None where none were ever read: then nothing may be shown.
        """
        with suppress(DatabaseError):
            # Before the lock, so that no request waits for this query of another.
            self._read_anew((version.of(request), timezone.localdate()))
        return None if self._read_at is None else self._names

    def _read_anew(self, read_at):
        with self._lock:
            if read_at != self._read_at or time.monotonic() > self._until:
                self._names = frozenset(_names())
                self._read_at, self._until = read_at, time.monotonic() + KNOWN_FOR


def _names():
    pictures = Picture.objects.withheld()
    for row in pictures.values_list("file", "width", "height"):
        yield from names_of(*row)
    left = LeftFile.objects.filter(Q(picture__in=pictures) | Q(goes_at__lte=timezone.now()))
    for file in left:
        yield from file.names()


withheld = _Withheld()


@wraps(serve_media)
def media(request, path):
    """Serve a file of the media folder; one that is withheld is there for staff, who decide."""
    # As the file is looked for afterwards: "pictures//a.jpg" is the same file.
    name = posixpath.normpath(path).lstrip("/")
    if name.startswith("."):  # Files of before, while a restore puts others in their place.
        raise Http404
    names = withheld.names(request)
    if names is None:
        return _not_now()
    if name not in names:
        return _served(request, path)
    if not admin.site.lets_in(request):
        raise Http404
    response = _served(request, path)
    response.headers.pop("Cache-Control", None)
    add_never_cache_headers(response)
    return response


def _served(request, path):
    """Serve a file. Where the whole folder is gone nothing is said of it: 404 would be believed."""
    try:
        return serve_media(request, path)
    except Http404:
        if Path(settings.MEDIA_ROOT).is_dir():
            raise
    logger.error("The folder of pictures cannot be reached.")
    return _not_now()


def _not_now():
    return render_without_request("503.html", status=503, headers={"Retry-After": SOON})
