"""Where reports and their outline are shown, for previews of their drafts."""

from django.urls import reverse

from editorial.previews.places import Place
from editorial.text.localized import localized


def of_report(draft):
    """The report's own page."""
    report = draft.root
    return [Place.at(report.get_absolute_url(), localized(report, "title"))]


def of_outline(draft):
    """The list of the reports; its headings stand on each of them."""
    return [Place.at(reverse("reports:report_list"), localized(draft.root, "title"))]
