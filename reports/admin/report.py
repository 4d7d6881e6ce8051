"""Reports in the admin: the words of the office beside what the record holds of the year."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.models import City
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline
from editorial.text.formats import day
from reports.admin import awards, first_draft, recount
from reports.admin.record import RecordPanel, printed
from reports.models import CityReport, Report


class CityReportInline(PartInline):
    """What is said of each city, with its figures above."""

    model = CityReport
    named_by = ["city"]
    summed_up_by = ["accomplishments", "status"]
    readonly_fields = ["record"]
    fields = ["city", "record", *CityReport.TEXTS]
    panel = None

    def get_formset(self, request, obj=None, **kwargs):
        """Take the figures of the whole form along; this inline is made anew for each request."""
        self.panel = getattr(obj, "panel", None)
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Choose a city by its name alone; the home city is no choice."""
        if db_field.related_model is City:
            kwargs["queryset"] = City.objects.partners().in_order().named()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("what the record holds"))
    def record(self, part):
        """Print the figures of this city, each with its events."""
        if self.panel is None or part.city_id is None:
            return _("Choose the city and save; then its figures stand here.")
        return printed(self.panel.of_city(part.city_id))


@admin.register(Report)
class ReportAdmin(ContentAdmin):
    """The list of the reports, and the form of one."""

    list_display = ["label", "year"]
    ordering = ["-year", "pk"]
    change_list_template = "admin/reports/list.html"
    inlines = [CityReportInline]
    groups_before_parts = 1
    readonly_fields = ["record", "counted"]
    fieldsets = [
        (None, {"fields": ["title", "year", "lede"]}),
        (gettext_lazy("The program"), {"fields": ["board_and_meetings", "next"]}),
        (gettext_lazy("Figures of the whole year"), {"fields": ["counted", "record"]}),
    ]

    def get_urls(self):
        """Add the pages of the first draft, of counting anew, and of the sheet for awards."""
        wrap = self.admin_site.admin_view
        return [
            path("draft/", wrap(first_draft.page), name="reports_report_draft"),
            path("awards/", wrap(awards.page), name="reports_report_awards"),
            path("awards/file/", wrap(awards.file), name="reports_report_awards_file"),
            path("<int:key>/figures/", wrap(recount.page), name="reports_report_recount"),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request, obj=None):
        """Keep the year of what is there: its address and its figures hang on it."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "year"] if obj else fields

    def get_object(self, request, object_id, from_field=None):
        """Return the root of the working copy, with the figures that its form shows."""
        report = super().get_object(request, object_id, from_field)
        if report is not None:
            report.panel = RecordPanel(report, request)
        return report

    @admin.display(description=gettext_lazy("what the record holds"))
    def record(self, report):
        """Print the figures of the program, each with its events."""
        panel = getattr(report, "panel", None)
        return (
            printed(panel.of_program()) if panel else _("Save it first; then figures stand here.")
        )

    @admin.display(description=gettext_lazy("counted"))
    def counted(self, report):
        """Say whether the figures are fixed, and lead to what the record says by now."""
        panel = getattr(report, "panel", None)
        if panel is None or panel.fixed is None:
            return _("They follow the record, and are fixed on the day the report goes public.")
        words = _("Fixed on %(day)s") % {"day": day(panel.fixed.fixed_at)}
        url = reverse("admin:reports_report_recount", args=[report.pk])
        link = _("The record has changed since: look at it") if panel.is_behind else ""
        return format_html('{}<br><a href="{}">{}</a>', words, url, link) if link else words
