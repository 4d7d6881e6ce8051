"""What visitors find of the yearly reports, and what stands beside each."""

from django.utils.translation import gettext_lazy as _

from editorial.search.findable import Findable
from reports.models import Report


def _reports():
    return Report.objects.select_related("entry")


def _about_report(report):
    return [(_("Yearly report"), ""), (str(report.year), "")]


FINDABLE = Findable(Report, "reports", _("Yearly reports"), 50, rows=_reports, about=_about_report)
