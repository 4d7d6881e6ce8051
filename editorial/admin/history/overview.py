"""Everything that changed, over all things, the newest first."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.admin.history import rights
from editorial.admin.history.filters import ChangesFilter, people_of
from editorial.admin.history.naming import kind_of_entry
from editorial.admin.history.rows import rows_of
from editorial.models import Act, Action
from editorial.registry import kinds
from editorial.staff import roles
from editorial.staff.refusing import require_one, right
from editorial.text import languages

PER_PAGE = 50


@require_safe
def changes(request):
    """List the acts that somebody may see: of their kinds, or in their languages."""
    models = rights.models_seen(request.user)
    views = (right("view", kind.model) for kind in kinds())
    require_one(request.user, [*views, *map(roles.translate_permission, languages.codes())])
    seen = None if models else roles.languages_of(request.user)
    chosen = ChangesFilter(request.GET, user=request.user, people=people_of(), seen=seen)
    acts = chosen.narrow(_theirs(models, seen)).select_related("by", "about", "entry")
    page = Paginator(acts, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **admin.site.each_context(request),
        "title": _("Everything that changed"),
        "filter": chosen,
        "rows": [_with_links(row, bool(models)) for row in rows_of(list(page), request.user, seen)],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return TemplateResponse(request, "admin/history/changes.html", context)


def _theirs(models, seen):
    if seen is not None:
        actions = Action.objects.filter(act=OuterRef("pk"), language__in=seen)
        return Act.objects.filter(Exists(actions), entry__deleted_at=None)
    if len(models) == len(kinds()):
        return Act.objects.all()
    return Act.objects.filter(entry__kind__in=ContentType.objects.get_for_models(*models).values())


def _with_links(row, is_editor):
    """Return a row with its thing: name, kind, and the addresses of its history and its form."""
    entry = row.act.entry
    meta = kind_of_entry(entry).model._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_change"
    return {
        "row": row,
        "entry": entry,
        "tag": languages.tag(entry.original_language),
        "kind": capfirst(str(meta.verbose_name)),
        "history_url": reverse("admin:history", args=[entry.pk]),
        "form_url": reverse(name, args=[entry.object_pk])
        if is_editor and not entry.deleted_at
        else "",
    }
