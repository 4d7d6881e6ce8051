"""Serving uploaded pictures, which have passed our own normalizer and bear unguessable names."""

from django.conf import settings
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.static import serve

YEAR = 31_536_000


@csrf_exempt
@require_safe
def serve_media(request, path):
    """Serve a file of the media folder. A new picture has a new name, so it may be kept long."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
