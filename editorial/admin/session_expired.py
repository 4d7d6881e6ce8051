"""Signed out while typing: what was sent is shown again, to be saved after signing in.

Two things lose a long text otherwise. A session ends, and the form is answered with the sign-in
page; or somebody signs in again in another tab, which changes the secret behind the form's token,
and the form is refused. Both get a page with the same fields, hidden, under a fresh token. Nothing
is stored, and nothing that another site sent is ever shown: it could be saved with one click.
"""

from django.conf import settings
from django.contrib import admin
from django.shortcuts import render
from django.urls import get_resolver, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)


def csrf_failure(request, reason=""):
    """Answer a form whose token is not right: Django's `CSRF_FAILURE_VIEW`."""
    if is_desk_form(request) and is_from_here(request):
        return page(request) or refused(request)
    return refused(request)


def refused(request):
    """Answer as the site answers whatever is forbidden."""
    return get_resolver().resolve_error_handler(403)(request, exception=None)


def signed_out(request):
    """Answer a form that came without a session; None when signing in is all there is to say.

    Its token was right, so it came from here; a browser that says otherwise is believed.
    """
    if not is_desk_form(request) or request.user.is_authenticated or is_from_elsewhere(request):
        return None
    return page(request)


def is_desk_form(request):
    """Return whether this is a form of the desk, other than signing in and out."""
    outside = {reverse("admin:login"), reverse("admin:logout")}
    return (
        request.method == "POST"
        and request.path.startswith(reverse("admin:index"))
        and request.path not in outside
    )


def is_from_here(request):
    """Return whether the browser states that one of our own pages sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") in _own_origins(request)


def is_from_elsewhere(request):
    """Return whether the browser states that another site's page sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site != "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and origin not in _own_origins(request)


def page(request):
    """Show what was sent as hidden fields; None when nothing of it may be shown.

    Passwords are never sent back, and a file cannot be: both have to be given again.
    """
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != TOKEN and not is_secret(name)
        for value in values
    ]
    if not fields:
        return None
    is_signed_in = admin.site.has_permission(request)
    context = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Save what you typed") if is_signed_in else _("You are signed out"),
        "fields": fields,
        "action": request.get_full_path(),
        "is_signed_in": is_signed_in,
        "left_out": bool(request.FILES) or any(is_secret(name) for name in request.POST),
        "sign_in_url": reverse("admin:login"),
    }
    response = render(request, "admin/editorial/resume.html", context, status=403)
    add_never_cache_headers(response)
    return response


def is_secret(name):
    """Return whether a field may hold a password."""
    return "password" in name.lower()


def _own_origins(request):
    return {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
