"""The pages of the yearly reports: the list, and one for each year."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.overview import required_overview
from editorial.cache.decorators import public_page, until_published
from editorial.previews.draft import draft_on
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.redirects import redirect_or_404
from editorial.web.rendering import Crumb, home_crumb, render_public
from reports.models import Outline, Report
from reports.shown.page import report_page


@shows_only
@public_page(valid_until=until_published)
def report_list(request):
    """Every report that is public, the newest first."""
    required_overview(request)
    draft = draft_on(request)
    outline = _outline(draft)
    reports = draft.over(Report, Report.objects.visible(languages.current()).in_order())
    title = localized(outline, "title") or _("Yearly reports")
    return render_public(
        request,
        "reports/report_list.html",
        {"outline": outline, "reports": reports},
        title=title,
        description=_("What was done with each partner city, year by year, with figures."),
        breadcrumbs=[home_crumb(), Crumb(title)],
        shown=[outline, *reports],
    )


@shows_only
@public_page(valid_until=until_published)
def report(request, year):
    """What is reported of one year: figures, city by city, each with its events."""
    overview, draft = required_overview(request), draft_on(request)
    rows = Report.objects.visible(languages.current()).filter(year=int(year))
    found = next((row for row in draft.over(Report, rows) if row.year == int(year)), None)
    if found is None:
        return redirect_or_404(request, Report, int(year))
    outline = _outline(draft)
    page = report_page(found, outline, overview, draft)
    title = localized(found, "title")
    above = localized(outline, "title") or _("Yearly reports")
    return render_public(
        request,
        "reports/report.html",
        {"report": found, "page": page},
        title=title,
        description=localized(found, "lede"),
        breadcrumbs=[home_crumb(), Crumb(above, reverse("reports:report_list")), Crumb(title)],
        root=found,
        shown=page.shown,
    )


def _outline(draft):
    """Return what all reports share; None before the program has it."""
    return draft.only(Outline, Outline.objects.current())
