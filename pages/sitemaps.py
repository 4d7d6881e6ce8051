"""What machines ask for: robots.txt and sitemap.xml."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from cities.models import City, Goal
from editorial.cache.decorators import public_page
from editorial.text import languages
from editorial.web.rendering import absolute, offered
from pages import extensions
from pages.models import Page, PrivacyNotice

# Pages without a row of their own exist in every language on offer.
FIXED_PAGES = (
    "pages:home",
    "cities:city_list",
    "cities:goal_list",
    "cities:history",
    "pages:site_map",
)


@require_safe
@public_page()
def robots(request):
    """Tell crawlers where the site map is and what is for staff."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Sitemap: {absolute(request, reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@public_page()
def sitemap(request):
    """List every public page in every language in which it is published."""
    return render(
        request,
        "sitemap.xml",
        {"pages": [_with_alternates(request, page) for page in _pages()]},
        content_type="application/xml; charset=utf-8",
    )


def _pages():
    """Yield (path by language, last change) of everything public."""
    for name in FIXED_PAGES:
        yield {code: _in(code, lambda name=name: reverse(name)) for code in offered()}, None
    for model in (City, Goal, Page, PrivacyNotice):
        rows = model.objects.order_by("pk")
        for row in rows.partners() if model is City else rows:
            live = [code for code in row.readable_languages() if code in offered()]
            if live:
                stamps = [getattr(row, languages.column("live_at", code)) for code in live]
                yield {code: _in(code, row.get_absolute_url) for code in live}, max(stamps)
    for name, codes, changed in extensions.addresses():
        if codes:
            yield {code: _in(code, lambda name=name: reverse(name)) for code in codes}, changed


def _in(language, address):
    with translation.override(language):
        return address()


def _with_alternates(request, page):
    paths, changed = page
    links = [
        {"tag": languages.tag(code), "url": absolute(request, path)} for code, path in paths.items()
    ]
    return {"links": links, "alternates": links if len(links) > 1 else [], "changed": changed}
