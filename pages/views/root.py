"""The addresses without a language: the way to one's own language, icons and manifest."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import (
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control

from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from pages.models import SiteSettings


@shows_only
def choose_language(request, path=""):
    """Send the reader to the site, or a page of it, in the language that the browser asks for.

    No cookie is read or set, and nobody is trapped: every page links to all languages.
    """
    response = HttpResponseRedirect(f"/{preferred_language(request)}/{path}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def preferred_language(request):
    """Return the first language of the Accept-Language header that the site offers."""
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


@shows_only
def favicon(request):
    """Send browsers that ask at the root to the icon."""
    return HttpResponsePermanentRedirect(staticfiles_storage.url("img/favicon.ico"))


@shows_only
@cache_control(public=True, max_age=3600)
def security_txt(request):
    """Say where somebody who found a weakness may write (RFC 9116); 404 without an address."""
    site = SiteSettings.objects.current()
    if site is None or not site.email:
        raise Http404
    until = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0)
    tags = ", ".join(languages.tag(code) for code, _name in settings.LANGUAGES)
    lines = [
        f"Contact: mailto:{site.email}",
        f"Expires: {until.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {tags}",
        f"Canonical: {request.build_absolute_uri()}" if settings.SITE_URL else "",
    ]
    text = "".join(f"{line}\n" for line in lines if line)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@shows_only
@cache_control(public=True, max_age=3600)
def manifest(request):
    """Describe the site for a home screen. The scheme of colors is that of the header."""
    site = SiteSettings.objects.current()
    name = str(localized(site, "program_name")) if site else ""
    return JsonResponse(
        {
            "name": name,
            "short_name": str(localized(site, "tagline") or name) if site else "",
            "start_url": reverse("choose_language"),
            "display": "browser",
            "background_color": "#f4f8f8",
            "theme_color": "#07343c",
            "icons": [
                {
                    "src": static(f"img/icon-{size}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                }
                for size in (192, 512)
            ],
        },
        content_type="application/manifest+json",
    )
