"""All addresses. Public pages carry their language in front; nothing else does."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from editorial.web.views import media
from pages.machines import cards, feeds, open_data, sitemaps
from pages.views import root
from reports.views import figures

urlpatterns = [
    path("", root.choose_language, name="choose_language"),
    path("admin/account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media, name="media"),
    path(".well-known/security.txt", root.security_txt, name="security_txt"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    re_path(
        "^sitemap-(?P<section>named|rows|events-(?:0|[1-9][0-9]{0,8}))[.]xml$",
        sitemaps.sitemap_part,
        name="sitemap_part",
    ),
    path("data/", root.choose_language, {"path": "data/"}, name="data_root"),
    path("data/v1/", open_data.index, name="data_index"),
    re_path(
        "^data/v1/(?P<name>cities|relationships|goals|events|sources)[.](?P<extension>json|csv|jsonld)$",
        open_data.dataset,
        name="data",
    ),
    re_path(
        "^data/v1/figures[.](?P<extension>json|csv)$", figures.of_all_years, name="figures_of_all"
    ),
    re_path(
        "^data/v1/figures/(?P<year>[0-9]{4})[.](?P<extension>json|csv)$",
        figures.of_year,
        name="figures_of_year",
    ),
    path("favicon.ico", root.favicon, name="favicon"),
    path("site.webmanifest", root.manifest, name="manifest"),
    *i18n_patterns(
        path("", include("cities.urls")),
        path("", include("involvement.urls")),
        path("", include("reports.urls")),
        path("", include("editorial.previews.urls")),
        path("", include("editorial.readers.urls")),
        path("", include("editorial.links.urls")),
        re_path(
            "^cards/(?P<kind>city|goal|event|page)/(?P<slug>[-a-zA-Z0-9_]+)[.]png$",
            cards.draw,
            name="card",
        ),
        re_path(
            f"^cards/(?P<name>{'|'.join(cards.LIST_NAMES)})[.]png$",
            cards.draw_list,
            name="list_card",
        ),
        path("news.atom", feeds.news, name="news"),
        # The pages come last, because their pattern matches any word.
        path("", include("pages.urls")),
    ),
]

handler400 = "pages.views.errors.bad_request"
handler403 = "pages.views.errors.permission_denied"
handler404 = "pages.views.errors.page_not_found"
handler500 = "pages.views.errors.server_error"
