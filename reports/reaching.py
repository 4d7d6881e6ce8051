"""How readers come to the reports: menus and site maps name them as soon as one is public."""

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.text import languages
from editorial.web.rendering import offered
from pages.extensions import MoreData
from reports.counting import files
from reports.models import Report


def any_in(language):
    """Return the expression that says whether a reader of a language sees a report."""
    return Exists(Report.objects.visible(language))


def addresses():
    """Yield the list and each report for the site map; see `pages.extensions`."""
    stamps = [
        languages.column(name, code)
        for name in ("live_at", "mostly_missing")
        for code in languages.codes()
    ]
    reports = list(Report.objects.in_order().only("year", *stamps))
    changed = {report.pk: _last_change(report) for report in reports}
    if any(changed.values()):
        newest = max(filter(None, changed.values()))
        yield "reports:report_list", offered(), newest
    for report in reports:
        readable = [code for code in offered() if code in report.readable_languages()]
        yield "reports:report", readable, changed[report.pk], (report.year,)


def data():
    """Return the files of figures for the open data: of all years, and of each that has a report.

    See `pages.extensions`.
    """
    years = Report.objects.visible_to_anyone().in_order().values_list("year", flat=True)
    return MoreData(
        files.FIGURES,
        _("All years"),
        {each: reverse("figures_of_all", args=[each]) for each in files.FORMATS},
        {
            year: {each: reverse("figures_of_year", args=[year, each]) for each in files.FORMATS}
            for year in years
        },
    )


def _last_change(report):
    live_at = [getattr(report, languages.column("live_at", code)) for code in offered()]
    return max(filter(None, live_at), default=None)
