"""Where the yearly reports stand on the rail."""

from django.utils.translation import gettext_lazy as _

from editorial.staff.rail import SETTINGS, SITE, Place, register

register(
    Place(
        _("Yearly reports"),
        SITE,
        30,
        "admin:reports_report_changelist",
        "reports.view_report",
        guide="yearly-report",
    ),
    Place(
        _("Outline of the reports"),
        SETTINGS,
        12,
        "admin:reports_outline_changelist",
        "reports.view_outline",
        text=_("The headings of the yearly reports, and the day on which one is due."),
        guide="yearly-report",
    ),
)
