"""What the Atom feed tells of yearly reports: that one is public, and that it was counted anew."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate, Unit
from editorial.text import languages
from editorial.text.localized import localized
from pages.extensions import Told
from reports.models import FixedFigures, Report


def news():
    """List the `Told`s of the reports that a reader sees; see `pages.extensions`.

    A count that was made anew is news of its own, so that the report stands among what is new.
    """
    stamp = languages.column("live_at", languages.current())
    reports = Report.objects.filter(**{f"{stamp}__isnull": False}).select_related("entry")
    counted = {}
    rows = FixedFigures.objects.filter(entry__in=[report.entry_id for report in reports])
    for entry, year, fixed_at in rows.values_list("entry", "year", "fixed_at"):
        counted.setdefault((entry, year), []).append(fixed_at)
    return [_told(report, counted.get((report.entry_id, report.year), [])) for report in reports]


def _told(report, counted):
    changed = localized(report, "live_at").value
    text = str(localized(report, "lede"))
    if len(counted) < 2:
        return Told(report, text, changed)
    anew = counted[-1]
    day = HonestDate(timezone.localtime(anew).date(), Unit.DAY).text()
    note = _("Counted anew on %(day)s") % {"day": day}
    return Told(report, ". ".join(filter(None, [note, text])), max(changed, anew))
