"""The report that is due, on the admin's first page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cities.models import City
from editorial.staff import dashboard
from editorial.staff.dashboard import Item
from reports.models import Outline, Report

# A report is told of so long before its day, and so long after it where nobody has begun one:
# then it was written elsewhere.
AROUND = timedelta(days=90)


@dashboard.register(dashboard.WAITING)
def due_report(request):
    """Tell of the report that is due next, or is late, until it is public."""
    if not request.user.has_perm("reports.change_report"):
        return []
    outline = Outline.objects.exclude(due_day=None).only("due_month", "due_day").first()
    if outline is None:
        return []
    home = City.objects.home()
    today = home.today() if home else timezone.localdate()
    year = _year_to_tell_of(outline, today)
    report, due = Report.objects.filter(year=year).first(), outline.due_on(year)
    if report and report.published_languages():
        return []
    if report is None and today > due + AROUND:
        return []
    words = {"year": year, "day": date_format(due)}
    is_late = today > due
    title = (
        _("The report of %(year)s was due on %(day)s")
        if is_late
        else _("The report of %(year)s is due on %(day)s")
    )
    return [
        Item(
            title % words,
            _("Its draft is begun.") if report else _("Its first draft writes itself."),
            _address(report, year),
            mark="alert" if is_late else "draft",
        )
    ]


def _year_to_tell_of(outline, today):
    """Return the newest year whose report is due within the time ahead."""
    # A program may ask for it in the year after, at any time of that year.
    return next(
        year
        for year in (today.year, today.year - 1, today.year - 2)
        if outline.due_on(year) - AROUND <= today
    )


def _address(report, year):
    if report:
        return reverse("admin:reports_report_change", args=[report.pk])
    return f"{reverse('admin:reports_report_draft')}?year={year}"
