"""All addresses. Public pages carry their language in front; nothing else does."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from editorial.mediafiles import serve_media
from pages import feeds, landing

urlpatterns = [
    path("", landing.choose_language, name="choose_language"),
    path("admin/", admin.site.urls),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serve_media, name="media"),
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("favicon.ico", landing.favicon, name="favicon"),
    path("site.webmanifest", landing.manifest, name="manifest"),
    *i18n_patterns(
        path("", include("cities.urls")),
        path("", include("involvement.urls")),
        # The pages come last, because their pattern matches any word.
        path("", include("pages.urls")),
    ),
]

handler400 = "pages.errors.bad_request"
handler403 = "pages.errors.permission_denied"
handler404 = "pages.errors.page_not_found"
handler500 = "pages.errors.server_error"
