"""Counting the figures of a public report anew, when the record was corrected."""

from django.db import transaction

from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import audit
from reports.counting.year import count_year
from reports.models import FixedFigures, Report


def newest(report):
    """Return the figures that hold of a report, or None while it follows the record."""
    return FixedFigures.objects.of(report).last()


def what_came_in(fixed):
    """Return what a later count tells of the form: the same, once the year is over.

    Submissions are erased when their time has come; a later count would find fewer.
    """
    return fixed.submissions if fixed.fixed_at.year > fixed.year else None


@transaction.atomic
def count_anew(report, *, by=None):
    """Fix the figures of today beside the former ones; return the row, or None for the same.

    The page then says what changed, and when. What was never fixed follows the record anyway.
    """
    publishing.lock(report.entry)
    fixed = newest(report)
    if fixed is None or fixed.counted() == count_year(report.year):
        return None
    row = FixedFigures.objects.fix(report, by=by, submissions=what_came_in(fixed))
    changed = audit.AuditEntry.Action.CHANGED
    note = f"figures of {report.year} counted anew"
    audit.record(changed, Report, [str(report.entry_id)], by=by, note=note)
    content_version.raise_version()
    return row
