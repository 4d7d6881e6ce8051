"""The page "Count anew": what the record says by now, beside what a public report tells."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import City, Goal
from editorial.staff import roles
from editorial.staff.refusing import require
from reports import fixing
from reports.counting.year import count_year
from reports.models import Report
from reports.shown.figures import corrections


def page(request, key):
    """Show what would change, and fix the figures of today when the button is pressed."""
    require(request.user, "reports.change_report", roles.PUBLISH)
    report = get_object_or_404(Report.objects.select_related("entry"), pk=key)
    if request.method == "POST":
        counted = fixing.count_anew(report, by=request.user)
        if counted:
            messages.success(
                request, _("The figures are those of today. The page says what changed.")
            )
        else:
            messages.info(request, _("The record says the same, so nothing was done."))
        address = reverse("admin:reports_report_change", args=[report.pk])
        return HttpResponseRedirect(address)
    fixed = fixing.newest(report)
    context = {
        **admin.site.each_context(request),
        "title": _("Count the figures of %(year)s anew") % {"year": report.year},
        "report": report,
        "opts": Report._meta,
        "fixed": fixed,
        "changed": _changed(report, fixed) if fixed else [],
    }
    return TemplateResponse(request, "admin/reports/recount.html", context)


def _changed(report, fixed):
    """List in words what would change; "" for nothing but which events were counted."""
    counts = [(fixed.fixed_at, fixed.counted()), (None, count_year(report.year))]
    if counts[0][1] == counts[1][1]:
        return []
    goals = dict(Goal.objects.values_list("entry", "entry__label"))
    cities = dict(City.objects.values_list("entry", "entry__label"))
    found = corrections(counts, goals, cities)
    only_events = [_("The numbers are the same, but they were counted from other events.")]
    return found[0].changed if found else only_events
