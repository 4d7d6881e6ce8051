"""Pages that show what one person wrote: kept by no cache, named to no other site, in no index."""

from functools import wraps

from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from editorial.web.rendering import render_without_request
from involvement import links
from involvement.intake import request_guard

_REFUSALS = {400: "400.html", 413: "413.html"}


def private_page(view, handler_for=None):
    """Decorate a view of the form or of a signed link.

    Such a view needs no cookie. The form's own token, or the secret of the link, does what a CSRF
    token would (`involvement.intake.form_token`). A request that cannot be read never reaches it.
    `handler_for` chooses by the request and its address what becomes of files; without it they
    are thrown away.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def guarded(request, *args, **kwargs):
        handler = handler_for(request, **kwargs) if handler_for else request_guard.NoFiles
        if status := request_guard.refusal(request, handler):
            response = render_without_request(_REFUSALS[status], status=status)
        else:
            response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return guarded


def takes_a_file(view):
    """Decorate a view of a sender's link that takes a file, from who holds the link alone."""

    def handler_for(request, token):
        is_known = request.method == "POST" and links.of_sender(token) is not None
        return request_guard.OneFile if is_known else request_guard.NoFiles

    return private_page(view, handler_for)


def kept_for_the_way_back(response):
    """Let the reader's own browser keep a page of the form that back leads to; return it.

    Otherwise the back button would ask for a fresh form, with a token of its own: what was typed
    would be lost, and sending it would send it twice.
    """
    patch_cache_control(response, private=True, no_cache=True, max_age=0)
    return response


def open_to_search(response):
    """Let search engines name a page that is the same for everybody; return it."""
    response["X-Robots-Tag"] = "all"
    return response
