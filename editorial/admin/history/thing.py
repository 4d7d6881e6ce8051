"""The history of one thing: all languages and the facts in one list, click by click."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.admin.history import rights, states
from editorial.admin.history.filters import HistoryFilter, people_of
from editorial.admin.history.rows import rows_of
from editorial.models import Act
from editorial.text import languages

PER_PAGE = 25


@require_safe
def history(request, entry_pk):
    """List what was done, the newest first."""
    entry, seen = rights.find(request.user, entry_pk)
    chosen = HistoryFilter(request.GET, people=people_of(entry=entry), seen=seen)
    acts = chosen.narrow(Act.objects.filter(entry=entry)).select_related("by", "about")
    page = Paginator(acts, PER_PAGE).get_page(request.GET.get("page"))
    for act in page:
        # They were chosen by it; reading it with each of them would cost.
        act.entry = entry
    rows = rows_of(list(page), request.user, seen)
    states.add_states(entry, rows, seen)
    query = request.GET.copy()
    query.pop("page", None)
    versions = [row for row in rows if row.is_version]
    context = {
        **admin.site.each_context(request),
        **about(request, entry),
        "title": _("History of %(thing)s") % {"thing": entry},
        "filter": chosen,
        "rows": rows,
        "chosen": _to_compare(versions),
        "can_compare": len(versions) > 1,
        "may_recover": entry.deleted_at and rights.may_recover(request.user, entry),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return TemplateResponse(request, "admin/history/thing.html", context)


def _to_compare(rows):
    """Choose what is asked for most: from what is public to the newest, else the newest two."""
    if len(rows) < 2:
        return {}
    newest = rows[0]
    public = next((row for row in rows[1:] if states.PUBLIC in row.shapes), rows[1])
    return {"from": public.act.pk, "to": newest.act.pk}


def about(request, entry):
    """Return what every page of a history says of its thing."""
    model = entry.kind.model_class()
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    is_editor = rights.sees_all(request.user, model)
    form_url = reverse(f"admin:{name}_change", args=[entry.object_pk])
    return {
        "entry": entry,
        "entry_tag": languages.tag(entry.original_language),
        "kind_name": capfirst(str(model._meta.verbose_name_plural)),
        "kind_url": reverse(f"admin:{name}_changelist") if is_editor else "",
        "form_url": form_url if is_editor and not entry.deleted_at else "",
        "history_url": reverse("admin:history", args=[entry.pk]),
    }
