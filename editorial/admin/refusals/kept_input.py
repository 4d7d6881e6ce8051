"""A form that could not be saved is never lost: its answer holds everything that was typed.

A sign-in ends, a colleague deletes what was open, the database is busy, the disk is full, or we
made a mistake. Each time the answer is a page with the same fields, hidden, under a fresh token:
it says why, and goes on. Nothing is stored, and nothing that another site sent is ever shown,
because it could be saved with one click.
"""

from django.contrib import admin
from django.contrib.messages.storage import default_storage
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import connection
from django.http import Http404, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.urls import get_resolver, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.log import log_response
from django.utils.translation import gettext as _

from editorial.admin.refusals import denied, faults, keys, missing, typed
from editorial.admin.refusals.same_site import is_from_elsewhere, is_from_here
from editorial.registry import kinds

# These are the browser's or an attacker's doing, and Django has an answer to them.
_LEFT_TO_DJANGO = (BadRequest, SuspiciousOperation, UnreadablePostError)


def answered(request, view, *args, model_admin=None, **kwargs):
    """Answer by a view of the admin; with what was typed where that fails.

    `model_admin` is the one whose view it is. The view's own transactions have ended by then.
    """
    try:
        if _is_signed_out(request):
            step = admin.site.step_of_sign_in(request)
            if step.cookies is None:
                return _signed_out_page(request, step)
            response = answered(request, view, *args, model_admin=model_admin, **kwargs)
            response.cookies.update(step.cookies)
            return response
        if not keys.are_keys(kwargs):
            raise Http404
        response = view(request, *args, **kwargs)
        if request.method != "POST":
            return response
        if _is_sent_away(request, response, model_admin, kwargs):
            return _failed(request, faults.gone(), model_admin)
        # A page is made here, so that a fault in making it is met as well.
        return response.render() if hasattr(response, "render") else response
    except PermissionDenied as error:
        return denied.page(request, error, model_admin)
    except _LEFT_TO_DJANGO:
        raise
    except Http404 as error:
        if request.method == "POST" and not is_from_elsewhere(request):
            return _failed(request, faults.of(error), model_admin, error)
        found = missing.page(request, model_admin)
        if found is None:
            raise
        return found
    except Exception as error:
        if request.method != "POST" or is_from_elsewhere(request):
            raise
        fault = faults.of(error)
        if fault.is_ours and _is_gone(request, model_admin, kwargs):
            fault = faults.gone()
        return _failed(request, fault, model_admin, error)


def csrf_failure(request, reason=""):
    """Answer a form whose token is not right: Django's `CSRF_FAILURE_VIEW`."""
    if not _is_form(request) or not typed.fields(request.POST) or not is_from_here(request):
        return refused(request)
    if admin.site.has_permission(request):
        return _signed_in_again_page(request)
    if request.user.is_authenticated:
        return refused(request)
    return _signed_out_page(request, admin.site.step_of_sign_in(request, is_looked_at=False))


def refused(request):
    """Answer as the site answers whatever is forbidden."""
    return get_resolver().resolve_error_handler(403)(request, exception=None)


def half_signed_in(request, url):
    """Answer a form of somebody who has to set up a second factor first, at `url`.

    Return None where nothing was typed: then leading there is all there is to do.
    """
    if not _is_form(request) or is_from_elsewhere(request) or not typed.texts(request.POST):
        return None
    context = {
        "title": _("One more lock before this is saved"),
        "words": _(
            "Nothing is lost: what you typed is kept on this page and is not saved yet. Set up a "
            "second factor on a new tab, then come back to this one."
        ),
        "button": _("I have set it up, save"),
        "step_url": url,
        "step_label": _("Set it up (opens a new tab)"),
    }
    return _kept_page(request, context)


def _is_signed_out(request):
    """Return whether a form came without a session.

    Its token was right, so it came from here; a browser that says otherwise is believed.
    """
    return (
        not admin.site.has_permission(request)
        and not request.user.is_authenticated
        and _is_form(request)
        and not is_from_elsewhere(request)
        and bool(typed.fields(request.POST))
    )


def _is_form(request):
    """Return whether this is a form of the admin, other than signing in and out."""
    outside = {reverse("admin:login"), reverse("admin:logout")}
    return (
        request.method == "POST"
        and request.path.startswith(reverse("admin:index"))
        and request.path not in outside
    )


def _is_sent_away(request, response, model_admin, parts):
    """Return whether Django sent a form to the first page, because its row is not there."""
    is_away = response.headers.get("Location") == reverse("admin:index")
    return is_away and _is_gone(request, model_admin, parts)


def _is_gone(request, model_admin, parts):
    """Return whether the row whose form was sent is not there."""
    name = request.resolver_match.url_name or ""
    if model_admin is None or not name.endswith("_change"):
        return False
    try:
        return model_admin.get_object(request, parts["object_id"]) is None
    except Exception:
        return False


def _signed_out_page(request, step):
    words = (
        _("Nothing is lost: what you typed is kept on this page. One more step, and it is saved.")
        if step.is_second
        else _(
            "Nothing is lost: what you typed is kept on this page and is not saved yet. Sign in "
            "here, and it goes on from where you were."
        )
    )
    title = _("Second step") if step.is_second else _("You are signed out")
    button = _("Sign in and save what I typed")
    context = {"title": title, "words": words, "button": button, "step": step}
    return _kept_page(request, context)


def _signed_in_again_page(request):
    context = {
        "title": _("Save what you typed"),
        "words": _(
            "You signed in again since you opened that form. Nothing is lost: what you typed is "
            "kept on this page and is not saved yet."
        ),
        "button": _("Save what I typed"),
    }
    return _kept_page(request, context)


def _kept_page(request, context):
    kept = {
        "fields": typed.fields(request.POST),
        "left_out": typed.left_out(request.POST, request.FILES),
    }
    return _page(request, context | kept, 403)


def _failed(request, fault, model_admin, error=None):
    """Answer a form that could not be saved, and let the maintainer know of our own faults."""
    # What the view meant to say is not true any more, and a session that cannot be written now
    # would break this answer as well.
    request._messages = default_storage(request)
    request.session.modified = False
    context = {
        "title": fault.title,
        "words": fault.reason,
        "fields": typed.fields(request.POST),
        "button": _("Save what I typed") if fault.is_gone else _("Try again"),
        "again_url": "" if fault.is_gone else request.get_full_path(),
        "left_out": typed.left_out(request.POST, request.FILES, model_admin),
        "texts": typed.texts(request.POST, model_admin),
        "is_open": fault.is_gone,
        "recover": _recover_url(request, model_admin) if fault.is_gone else None,
        "is_popup": "_popup" in request.POST,
        **(denied.way_back(request, model_admin) if fault.is_for_good else {}),
    }
    response = _page(request, context, fault.status)
    if fault.retry_after:
        response.headers["Retry-After"] = str(fault.retry_after)
    if fault.is_ours and error is not None:
        got_request_exception.send(sender=None, request=request)
        log_response(
            "Internal Server Error: %s",
            request.path,
            response=response,
            request=request,
            level="error",
            exception=error,
        )
    return response


def _recover_url(request, model_admin):
    """Return where deleted content comes back: "" for those who may not; None for anything else."""
    contents = {kind.model for kind in kinds()}
    is_content = (
        model_admin.model in contents
        if model_admin
        else (request.resolver_match.url_name or "").startswith("translate")
    )
    if not is_content:
        return None
    if not request.user.has_perm("editorial.change_entry"):
        return ""
    return f"{reverse('admin:editorial_entry_changelist')}?state=deleted"


def _page(request, context, status):
    """Make the page in the admin's frame; without it where the database does not answer."""
    context |= {"action": request.get_full_path(), "is_nav_sidebar_enabled": False}
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        response = render(
            request,
            "admin/kept.html",
            {**admin.site.each_context(request), **context},
            status=status,
        )
    except Exception:
        bare = {**context, "csrf_token": get_token(request)}
        text = loader.get_template("admin/kept_without_frame.html").render(bare)
        response = HttpResponse(text, status=status)
    add_never_cache_headers(response)
    return response
