"""Pages that show what one person wrote: kept by no cache, named to no other site, in no index."""

from functools import wraps

from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters


def private_page(view):
    """Decorate a view of the form or of a signed link.

    Such a view needs no cookie. The form's own stamp, or the secret of the link, does what a CSRF
    token would; see `involvement.formtoken`.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
