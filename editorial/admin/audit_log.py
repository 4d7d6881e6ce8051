"""The audit log in the admin: read by administrators, written by nobody."""

import json

from django.contrib import admin
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from editorial.admin.paginators import CappedPaginator
from editorial.admin.read_only import ViewOnlyAdmin
from editorial.models.audit import AuditEntry

# The list shows so many references of an entry; its own page shows all.
SHOWN = 3


class LongPaginator(CappedPaginator):
    """Pages of the log; what lies behind is found by the filters."""

    most = 100_000


class KindFilter(admin.SimpleListFilter):
    """Choose what kind of data was dealt with."""

    title = _("kind of data")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        kinds = AuditEntry.objects.order_by("kind").values_list("kind", flat=True).distinct()
        return [(kind, kind) for kind in kinds]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class AuditLogAdmin(ViewOnlyAdmin):
    """Who did what to which data. Nothing here can be added, changed or deleted by anybody."""

    list_display = ["at", "account", "action", "some_references", "note"]
    list_filter = ["action", "at", KindFilter]
    search_fields = ["by_name"]
    show_full_result_count = False
    paginator = LongPaginator
    list_per_page = 50
    fields = ["at", "account", "action", "kind", "note", "number", "all_references"]
    readonly_fields = fields
    # The one of this app is for what has languages.
    change_form_template = "admin/change_form.html"
    change_list_template = "admin/audit_log.html"

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Audit log"), **(extra_context or {})})

    def get_search_results(self, request, queryset, search_term):
        """Find an account, or a reference as a whole: part of a number names nothing."""
        words = search_term.strip()
        if not words:
            return queryset, False
        # A reference is one string in a list of JSON: with its quotes it is found as a whole.
        named = Q(by_name__iexact=words)
        for reference in {words, words.upper()}:
            named |= Q(text__contains=json.dumps(reference))
        return queryset.annotate(text=Cast("references", TextField())).filter(named), False

    @admin.display(description=_("account"), ordering="by_name")
    def account(self, entry):
        return entry.by_name or "–"

    @admin.display(description=_("to which"))
    def some_references(self, entry):
        some = entry.references[:SHOWN]
        if more := entry.references[SHOWN:]:
            some.append(f"+ {len(more)}")
        return _in_a_row(some)

    @admin.display(description=_("to how many"))
    def number(self, entry):
        return len(entry.references)

    @admin.display(description=_("to which"))
    def all_references(self, entry):
        return _in_a_row(entry.references)


def _in_a_row(texts):
    return format_html_join(" ", '<span class="nowrap">{}</span>', ((text,) for text in texts))
