"""The exports that somebody asked for: how far they are, and their files."""

from django.contrib import admin
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from involvement.models import Export
from involvement.permissions import EXPORT, VIEW, require
from involvement.records import exports, kept_exports


@require_safe
def listing(request):
    """Show one's own exports of the last day. A script asks again while one is being made."""
    require(request, VIEW, EXPORT)
    rows = list(Export.objects.of(request.user, timezone.now()).defer("keys"))
    context = {
        **admin.site.each_context(request),
        "title": _("Your exports"),
        "rows": rows,
        "is_waiting": any(row.is_waiting for row in rows),
    }
    return TemplateResponse(request, "admin/involvement/exports.html", context)


@require_safe
def file(request, key):
    """Send the file of one's own export; back to the list while it is not there."""
    require(request, VIEW, EXPORT)
    own = Export.objects.of(request.user, timezone.now()).defer("keys")
    export = get_object_or_404(own, pk=key)
    if export.state == Export.State.FAILED:
        raise Http404
    content = kept_exports.fetch(export) if export.is_ready else None
    if content is None:
        return HttpResponseRedirect(reverse("admin:involvement_exports"))
    response = exports.file_response(content, export.form)
    add_never_cache_headers(response)
    return response
