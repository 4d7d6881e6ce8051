"""The desk's own "nothing here": an old tab, a bookmark, or an address with a slip of the pen."""

from django.contrib import admin
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from editorial.admin.refusals import denied
from editorial.web.spelling import respelled


def page(request, model_admin=None):
    """Answer somebody of the staff who looked for what is not there, with ways on.

    Return None where visitors' own page is the answer: in a preview, and to everybody else.
    """
    if request.method not in {"GET", "HEAD"} or not admin.site.has_permission(request):
        return None
    if (request.resolver_match.url_name or "").startswith("preview"):
        return None
    redirect = respelled(request)
    if redirect is not None:
        return redirect
    context = {
        **admin.site.each_context(request),
        "title": _("There is nothing here"),
        **denied.way_back(request, model_admin),
    }
    response = render(request, "admin/missing.html", context, status=404)
    add_never_cache_headers(response)
    return response
