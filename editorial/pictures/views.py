"""Serving uploaded pictures, which have passed our own normalizer and bear unguessable names."""

import errno
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.utils._os import safe_join
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_safe
from django.views.static import serve

# In seconds. A picture never changes under its name, but it can be taken off the web: whoever
# keeps a copy must ask again after this time. Asking costs one short answer (304).
FRESH = 300


def _etag(request, path):
    """Return the entity tag of a file by its time and size; None where there is none."""
    try:
        found = Path(safe_join(settings.MEDIA_ROOT, path)).stat()
    except (OSError, SuspiciousFileOperation, ValueError):
        return None
    return f'"{found.st_mtime_ns:x}-{found.st_size:x}"'


@csrf_exempt
@require_safe
@cache_control(public=True, max_age=FRESH, must_revalidate=True)
@condition(etag_func=_etag)
def serve_media(request, path):
    """Serve a file of the media folder, for a few minutes; see `FRESH`."""
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise  # The disk is at fault, not the address.
        raise Http404 from error
