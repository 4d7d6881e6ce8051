"""The page "First draft of a year": staff choose it, and go on in the form of what was made."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.staff.refusing import require
from reports import drafting
from reports.admin.fields import YearField
from reports.models import Report


class YearForm(forms.Form):
    """The year that is reported on."""

    year = YearField(
        label=gettext_lazy("Year"),
        help_text=gettext_lazy("Four digits. A year that has begun and has no report yet."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.there = None

    def clean_year(self):
        """Refuse a year that has a report; `there` is this report then."""
        year = self.cleaned_data["year"]
        self.there = Report.objects.filter(year=year).select_related("entry").first()
        if self.there:
            raise ValidationError(_("There is a report of %(year)s already.") % {"year": year})
        return year


def page(request):
    """Ask for a year, and make the draft of its report."""
    require(request.user, "reports.add_report")
    form = _form(request)
    if form.is_valid():
        year = form.cleaned_data["year"]
        try:
            report = drafting.first_draft(year, by=request.user)
        except drafting.IsThereError:
            form.add_error("year", _("There is a report of %(year)s already.") % {"year": year})
        else:
            words = _("This is the first draft. Read what it says of each city, and go on writing.")
            messages.success(request, words)
            address = reverse("admin:reports_report_change", args=[report.pk])
            return HttpResponseRedirect(address)
    context = {
        **admin.site.each_context(request),
        "title": _("First draft of a year"),
        "form": form,
        "opts": Report._meta,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/reports/first_draft.html", context, status=status)


def _form(request):
    if request.method == "POST":
        return YearForm(request.POST)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else None
    return YearForm(initial={"year": year or timezone.localdate().year - 1})
