"""The page of the search over everything."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

# The first registers what it finds.
from editorial.admin.search import content, results
from editorial.text.folding import needles

LONGEST = 200

__all__ = ["content", "search"]


@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """Show what was found of each kind, to everybody what they may open.

    The words are posted: they may be somebody's name, and addresses stand in logs and histories.
    """
    query = request.POST.get("words", "").strip()[:LONGEST]
    wanted = needles(query)
    context = {
        **admin.site.each_context(request),
        "title": _("Search"),
        "query": query,
        # The field above shows them again.
        "search_words": query,
        "has_words": bool(wanted),
        "groups": results.groups(request, query, wanted) if wanted else [],
        "may_list": request.user.has_perm("editorial.view_entry"),
    }
    return TemplateResponse(request, "admin/search/page.html", context)
