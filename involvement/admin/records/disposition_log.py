"""The log of what is gone, as a list and as a file."""

from django.contrib import admin
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from editorial.admin.read_only import ViewOnlyAdmin
from editorial.models import audit
from involvement.models import Disposition
from involvement.permissions import VIEW_LOG, require
from involvement.records import disposition_log


@admin.register(Disposition)
class DispositionAdmin(ViewOnlyAdmin):
    """What stays of what is gone. Nothing here can be added, changed or deleted by anybody."""

    list_display = [
        "reference",
        "kind_words",
        "reason",
        "series",
        "retention_years",
        "received_on",
        "disposed_at",
        "by",
    ]
    list_filter = ["reason", "disposed_at"]
    list_select_related = ["by"]
    list_display_links = None
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    search_fields = ["reference"]
    search_help_text = gettext_lazy("A receipt number.")
    change_list_template = "admin/involvement/retention_log.html"

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def kind_words(self, disposition):
        return disposition_log.kind_words(disposition)

    def get_urls(self):
        """Add the log as a file."""
        view = self.admin_site.admin_view(self.as_csv)
        return [path("log.csv", view, name="involvement_disposition_csv"), *super().get_urls()]

    def as_csv(self, request):
        """Send the whole log as a file."""
        require(request, VIEW_LOG)
        audit.record(audit.AuditEntry.Action.EXPORTED, Disposition, [], by=request.user)
        name = f"disposition-log-{timezone.localdate():%Y-%m-%d}.csv"
        return StreamingHttpResponse(
            disposition_log.csv_lines(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
