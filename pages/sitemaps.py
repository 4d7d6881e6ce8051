"""What machines ask for: robots.txt and sitemap.xml."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_views
from django.http import HttpResponse
from django.urls import reverse

from cities.models import City, Goal
from editorial.cache.decorators import public_page
from editorial.text import languages
from editorial.web.methods import shows_only
from editorial.web.rendering import absolute, offered
from pages import extensions
from pages.models import Page, PrivacyNotice


class LanguageSitemap(Sitemap):
    """Pages that each exist in some of the languages on offer, linked to each other.

    `x_default` stays off: Django would name the address without a language, and our pages name
    their English address (`editorial.web.rendering`).
    """

    i18n = True
    alternates = True

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
    """A page without a row of its own: a URL name, its languages, and its last change or None."""

    url_name: str
    languages: list
    changed: object = None


class NamedPages(LanguageSitemap):
    """The fixed pages, which exist in every language on offer, and those of apps above this one."""

    fixed = (
        "pages:home",
        "cities:city_list",
        "cities:goal_list",
        "cities:history",
        "pages:site_map",
    )

    def items(self):
        """List a `NamedPage` each."""
        fixed = [NamedPage(name, offered()) for name in self.fixed]
        return fixed + [NamedPage(*page) for page in extensions.addresses()]

    def get_languages_for_item(self, item):
        """List the codes of the languages in which the page exists."""
        return item.languages

    def location(self, item):
        """Return its path in the current language."""
        return reverse(item.url_name)

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


SITEMAPS = {"named": NamedPages, "rows": Rows}


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
def sitemap(request):
    """List every public page in every language in which it is published."""
    return django_views.sitemap(request, SITEMAPS)
