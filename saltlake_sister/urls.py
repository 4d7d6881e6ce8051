"""All addresses. Public pages carry their language in front; nothing else does."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from editorial.pictures.views import serve_media
from pages import root_views, sitemaps

urlpatterns = [
    path("", root_views.choose_language, name="choose_language"),
    path("admin/account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serve_media, name="media"),
    path(".well-known/security.txt", root_views.security_txt, name="security_txt"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("favicon.ico", root_views.favicon, name="favicon"),
    path("site.webmanifest", root_views.manifest, name="manifest"),
    *i18n_patterns(
        path("", include("cities.urls")),
        path("", include("involvement.urls")),
        path("", include("editorial.previews.urls")),
        path("", include("editorial.links.urls")),
        # The pages come last, because their pattern matches any word.
        path("", include("pages.urls")),
    ),
]

handler400 = "pages.error_views.bad_request"
handler403 = "pages.error_views.permission_denied"
handler404 = "pages.error_views.page_not_found"
handler500 = "pages.error_views.server_error"
