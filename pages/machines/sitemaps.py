"""What machines ask for: robots.txt, and the site map for search engines.

A short record has one file. With more events `/sitemap.xml` is the index of parts of a bounded
size. An event stays in its part, so that crawlers come back only for those in which one changed.
"""

from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_views
from django.db.models import Count, F, Max
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from cities.history.filters import value_of
from cities.history.record import decades_with_pages
from cities.models import City, Event, Goal
from editorial.cache.decorators import public_page
from editorial.text import languages
from editorial.web.methods import shows_only
from editorial.web.rendering import absolute, offered
from pages import extensions
from pages.models import Page, PrivacyNotice

# So many events stand in a part, those of as many keys in a row. Each address names those of the
# other languages, so an event in seven of them has 5 to 9 KB.
MOST_EVENTS = 20
# So many addresses stand in a part of other pages: as many as those of the events.
MOST_ADDRESSES = 140


class LanguageSitemap(Sitemap):
    """Pages that each exist in some of the languages on offer, linked to each other.

    `x_default` stays off: Django would name the address without a language, and our pages name
    their English address (`editorial.web.rendering`).
    """

    i18n = True
    alternates = True
    limit = MOST_ADDRESSES

    @cached_property
    def paginator(self):
        """Part the addresses, which are read once."""
        return super().paginator

    def get_protocol(self, protocol=None):
        """Return the scheme of SITE_URL, else that of the request."""
        return urlsplit(settings.SITE_URL).scheme or super().get_protocol(protocol)

    def get_domain(self, site=None):
        """Return host and port of SITE_URL, else those of the request."""
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)

    def get_urls(self, *args, **kwargs):
        """Name alternates by their BCP 47 tags, and none for a page in one language alone."""
        urls = super().get_urls(*args, **kwargs)
        for url in urls:
            alternates = url["alternates"] if len(url["alternates"]) > 1 else []
            url["alternates"] = [
                {**alternate, "lang_code": languages.tag(alternate["lang_code"])}
                for alternate in alternates
            ]
        return urls


class NamedPage(NamedTuple):
    """A page by its URL name: its languages, its last change or None, and what the URL takes."""

    url_name: str
    languages: list
    changed: object = None
    arguments: tuple = ()


class NamedPages(LanguageSitemap):
    """The fixed pages, which exist in every language on offer, and those of apps above this one."""

    fixed = (
        "pages:home",
        "cities:city_list",
        "cities:goal_list",
        "cities:coming",
        "cities:history",
        "cities:source_list",
        "pages:data",
        "pages:site_map",
    )

    def items(self):
        """List a `NamedPage` each; the decades of the history where it has several pages."""
        decades = [value_of(year) for year in decades_with_pages(settings.LANGUAGE_CODE)]
        return [
            *(NamedPage(name, offered()) for name in self.fixed),
            *(NamedPage("cities:decade", offered(), None, (decade,)) for decade in decades),
            *(NamedPage(*page) for page in extensions.addresses()),
        ]

    def get_languages_for_item(self, item):
        """List the codes of the languages in which the page exists."""
        return item.languages

    def location(self, item):
        """Return its path in the current language."""
        return reverse(item.url_name, args=item.arguments)

    def lastmod(self, item):
        """Return when it was last changed, as far as that is known."""
        return item.changed


class Rows(LanguageSitemap):
    """The pages of rows: partner cities, goals, pages of staff, the privacy notice."""

    def items(self):
        """List the rows, also those that no language shows."""
        return [
            *City.objects.partners().order_by("pk"),
            *Goal.objects.order_by("pk"),
            *Page.objects.order_by("pk"),
            *PrivacyNotice.objects.order_by("pk"),
        ]

    def get_languages_for_item(self, item):
        """List the languages on offer in which it is not for the most part shown in another."""
        readable = item.readable_languages()
        return [code for code in offered() if code in readable]

    def lastmod(self, item):
        """Return when a language of it was last published."""
        codes = self.get_languages_for_item(item)
        return max(getattr(item, languages.column("live_at", code)) for code in codes)


class Events(Rows):
    """The pages of all events, or of those of one part."""

    # A part is no longer than its events.
    limit = Sitemap.limit

    def __init__(self, part=None):
        self.part = part

    def items(self):
        """List the events with what the site map says of each."""
        stamps = [
            languages.column(name, code)
            for name in ("live_at", "mostly_missing")
            for code in languages.codes()
        ]
        events = Event.objects.order_by("pk").only("slug", *stamps)
        if self.part is None:
            return events
        first = self.part * MOST_EVENTS
        return events.filter(pk__range=(first, first + MOST_EVENTS - 1))


class Part(NamedTuple):
    """A part of the events: its number, how many it has, and when one of them last changed."""

    number: int
    count: int
    changed: object


def parts_of_events():
    """List the `Part`s that have an event in a language on offer (one query)."""
    newest = {
        f"newest_{n}": Max(languages.column("live_at", code)) for n, code in enumerate(offered())
    }
    rows = Event.objects.order_by().annotate(part=F("pk") / MOST_EVENTS).values_list("part")
    parts = [
        Part(number, count, max(filter(None, changes), default=None))
        for number, count, *changes in rows.annotate(count=Count("pk"), **newest)
    ]
    return sorted(part for part in parts if part.changed)


OTHERS = {"named": NamedPages, "rows": Rows}


@shows_only
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


@shows_only
@public_page()
@django_views.x_robots_tag
def sitemap(request):
    """List every public page in every language in which it is published, or the parts that do."""
    others = {name: section() for name, section in OTHERS.items()}
    events = parts_of_events()
    addresses = sum(each.paginator.count for each in others.values())
    if addresses <= MOST_ADDRESSES and sum(part.count for part in events) <= MOST_EVENTS:
        return django_views.sitemap(request, {**others, "events": Events()})
    parts = [
        _listed(request, name, number)
        for name, each in others.items()
        for number in each.paginator.page_range
    ]
    parts += [_listed(request, f"events-{part.number}", changed=part.changed) for part in events]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml"
    )


@shows_only
@public_page(known_parameters=["p"])
def sitemap_part(request, section):
    """List the pages of a part; `p` is Django's name for the number of a further one."""
    name, _mark, number = section.partition("-")
    if name in OTHERS:
        return django_views.sitemap(request, {section: OTHERS[name]()}, section)
    events = Events(int(number))
    if not events.paginator.count:
        raise Http404
    return django_views.sitemap(request, {section: events}, section)


def _listed(request, section, number=1, changed=None):
    query = f"?p={number}" if number > 1 else ""
    path = reverse("sitemap_part", args=[section])
    return django_views.SitemapIndexItem(absolute(request, f"{path}{query}"), changed)
