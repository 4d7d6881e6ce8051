"""Views that only show something."""

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def shows_only(view):
    """Decorate a public view that answers GET and HEAD; any other method is not allowed there.

    Nobody is asked for a token first: with one, such a request would change nothing either.
    """
    return csrf_exempt(require_safe(view))
