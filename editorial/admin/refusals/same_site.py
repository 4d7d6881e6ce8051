"""Whether a form came from one of our own pages, as the browser states it."""

from django.conf import settings


def is_from_here(request):
    """Return whether the browser states that one of our own pages sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") in _own_origins(request)


def is_from_elsewhere(request):
    """Return whether the browser states that another site's page sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site != "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and origin not in _own_origins(request)


def _own_origins(request):
    return {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
