"""Our own error pages, each with ways on."""

import sys

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from cities.overview import overview
from editorial.cache.outage import is_outage
from editorial.web.rendering import render_without_request
from editorial.web.spelling import respelled
from pages import frame


def bad_request(request, exception=None):
    """Say that the request could not be understood.

    Its Host may be at fault, and whatever asks for it would fail again; so the template is
    rendered without the request.
    """
    return render_without_request("400.html", status=400)


def permission_denied(request, exception=None):
    """Say that this is not for the person who asks."""
    return render(request, "403.html", frame.context(request), status=403)


def page_not_found(request, exception=None):
    """Say that the address leads nowhere, and name addresses that lead somewhere.

    An address of ours in another spelling leads on instead.
    """
    redirect = respelled(request)
    if redirect is not None:
        return redirect
    values = {**frame.context(request), "cities": overview(request).partners}
    return render(request, "404.html", values, status=404)


# Seconds after which it is worth asking again while the database does not answer.
SOON = 60


def server_error(request):
    """Answer from a file that asks nothing of the database.

    Where that is what does not answer it is no fault of the page: 503 lets a proxy show what it has
    seen, and search engines come again.
    """
    if is_outage(sys.exception()):
        return render_without_request("503.html", status=503, headers={"Retry-After": SOON})
    return HttpResponseServerError(loader.get_template("500.html").render())
