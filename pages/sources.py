"""The sources that pages rest on, at the end of each page and on the page of all sources."""

from cities.models import Source
from cities.sources import Use
from editorial.text import languages
from editorial.text.localized import localized
from pages.models import Page


def sources_of(page, draft):
    """List the sources of a page that readers see, as they stand in the list of all."""
    rows = Source.objects.visible(languages.current()).in_order()
    if page is draft.root:
        return list(rows.filter(pk__in=draft.many["sources"]))
    found = rows.filter(pages=page.pk)
    return draft.over(Source, found) if _cites(page, draft) else list(found)


def in_use(language):
    """Return the keys of the sources that a page in a language rests on, as a query.

    Where the language is None, a page in any.
    """
    everything = Page.objects
    pages = everything.visible(language) if language else everything.visible_to_anyone()
    keys = pages.order_by().values("pk")
    return Page.sources.through.objects.filter(page__in=keys).values("source")


def uses(keys, draft):
    """List `(key of a source, Use)` of the pages that rest on these sources."""
    pages = draft.over(Page, Page.objects.visible(languages.current()).in_order())
    pairs = Page.sources.through.objects.filter(source__in=keys).values_list("page", "source")
    cited = {}
    for page, source in pairs:
        cited.setdefault(page, []).append(source)
    if draft.is_of(Page):
        cited[draft.root.pk] = [key for key in draft.many["sources"] if key in keys]
    return [
        (source, Use(localized(page, "title"), page.get_absolute_url(), ""))
        for page in pages
        for source in cited.get(page.pk, [])
    ]


def naming(source):
    """Choose the pages that name a source, public or not."""
    return Page.objects.filter(sources=source.pk).in_order().select_related("entry")


def _cites(page, draft):
    return draft.is_of(Source) and page.sources.filter(pk=draft.root.pk).exists()
