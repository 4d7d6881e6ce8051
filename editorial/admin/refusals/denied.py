"""The staff's own "no": which right is missing, who has it, and the way back."""

from urllib.parse import urlsplit

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from editorial.admin.refusals import typed
from editorial.admin.refusals.same_site import is_from_elsewhere
from editorial.staff import rail, roles
from editorial.staff.refusing import MissingRightError
from editorial.text import languages

# The pages of Django's admin, by the ends of their names, and the right that each asks for.
_RIGHTS = {
    "changelist": "view",
    "history": "view",
    "change": "change",
    "add": "add",
    "delete": "delete",
}


def page(request, error, model_admin=None):
    """Answer somebody who lacks a right; what they sent from here stands on the page."""
    ways, words = _missing(request, error, model_admin)
    may_show = request.method == "POST" and not is_from_elsewhere(request)
    context = {
        **admin.site.each_context(request),
        "title": _("Your account does not include this"),
        "words": words,
        "roles": roles.opening(ways),
        **way_back(request),
        "texts": typed.texts(request.POST, model_admin) if may_show else [],
        "is_popup": "_popup" in request.GET,
    }
    response = render(request, "admin/denied.html", context, status=403)
    add_never_cache_headers(response)
    return response


def way_back(request, model_admin=None):
    """Return the page of the admin that led here, with its name on the rail; else the first page.

    Of a thing that is gone, `model_admin` has the list where it stood. Only the path is kept: what
    a browser says about where it was is shown to nobody else.
    """
    index = reverse("admin:index")
    if model_admin is not None and model_admin.has_view_permission(request):
        opts = model_admin.opts
        path = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        if path != request.path:
            return {"back_url": path, "back_label": rail.name_of(request.user, path)}
    before = request.headers.get("Referer", "")
    path = urlsplit(before).path
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()})
    if not is_ours or not path.startswith(index) or path in {request.path, index}:
        return {"back_url": index, "back_label": _("Today")}
    return {"back_url": path, "back_label": rail.name_of(request.user, path)}


def _missing(request, error, model_admin):
    """Return the sets of rights of which one is missing, none if unknown, and a sentence."""
    if error.args:
        return [], str(error)
    if isinstance(error, MissingRightError):
        return error.ways, _sentence(request, error)
    right = _RIGHTS.get((request.resolver_match.url_name or "").rsplit("_", 1)[-1])
    if model_admin is None or right is None:
        return [], _("You do not have the right to do this.")
    if right == "change" and request.method != "POST":
        right = "view"
    opts = model_admin.opts
    permission = f"{opts.app_label}.{right}_{opts.model_name}"
    if request.user.has_perm(permission):
        # The right is there: this very thing is kept from everybody.
        return [], _("This is not possible here, whoever asks.")
    # An admin that asks for other rights than those of its model names them.
    ways = [set(getattr(model_admin, "opened_by", ()) or {permission})]
    return ways, _sentences()[right] % {"things": opts.verbose_name_plural}


def _sentence(request, error):
    code = request.resolver_match.kwargs.get("language")
    if code in languages.codes() and {roles.translate_permission(code)} in error.ways:
        words = _("You do not have the right to write the texts in this language: %(language)s.")
        return words % {"language": languages.own_name(code)}
    return _("You do not have the right to do this.")


def _sentences():
    return {
        "view": _("You do not have the right to see this: %(things)s."),
        "add": _("You do not have the right to add to this: %(things)s."),
        "change": _("You do not have the right to change this: %(things)s."),
        "delete": _("You do not have the right to delete from this: %(things)s."),
    }
