"""The page of the search, and how browsers may ask it."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from cities import goals
from cities.overview import overview
from editorial.cache.decorators import public_page
from editorial.previews.draft import made_for
from editorial.text import languages
from editorial.web.methods import shows_only
from editorial.web.rendering import Crumb, absolute, home_crumb, render_public
from pages.frame import frame_of
from pages.search.asked import LONGEST, Asked
from pages.search.results import find


@shows_only
@cache_control(private=True, max_age=60)
def search(request):
    """What holds the words of the address, or ways on where nothing does.

    The page cache keeps none of these pages: there is no end of words that can be asked.
    """
    asked = Asked.by(request)
    results = find(request, asked)
    shown_ways = results is None or not results.total
    title = _("Search: %(words)s") % {"words": asked.query} if asked.query else _("Search")
    response = render_public(
        request,
        "pages/search.html",
        {
            "asked": asked,
            "longest": LONGEST,
            "results": results,
            "cities": overview(request).partners if shown_ways else [],
            "goals": made_for(request, goals.all_goals) if shown_ways else [],
        },
        title=title,
        description=_("Search the cities, the goals, the history and the pages, in any language."),
        breadcrumbs=[home_crumb(), Crumb(_("Search"))],
    )
    # Whoever searches elsewhere wants our pages, not lists of them.
    response["X-Robots-Tag"] = "noindex, follow"
    return response


@shows_only
@public_page()
def open_search(request):
    """Describe the search so that a browser can offer it (OpenSearch 1.1)."""
    return render(
        request,
        "pages/opensearch.xml",
        {
            "site": frame_of(request).site,
            "tag": languages.tag(languages.current()),
            "address": absolute(request, Asked(query="q").url.removesuffix("q")),
        },
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
