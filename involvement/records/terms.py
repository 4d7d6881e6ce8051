"""The years that each kind is kept, and what follows when they are made fewer.

Staff type them on the form's choices. A longer term counts at once. A shorter one would take away
what people were told is kept, so it is announced first, stands in the audit log, and counts after
`DAYS_OF_NOTICE`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from editorial.models import audit
from involvement.models import Choice, RetentionTerm

DAYS_OF_NOTICE = 30
_NOTICE = timedelta(days=DAYS_OF_NOTICE)


@dataclass(frozen=True)
class Shortened:
    """A shorter term that does not count yet."""

    term: RetentionTerm

    @property
    def counts_from(self):
        """Return the day from which it counts."""
        return timezone.localdate(self.term.announced_at + _NOTICE)


def in_force(now=None):
    """Map each kind that has a choice to the years that it is kept; of two choices the longer."""
    now = now or timezone.now()
    stored = RetentionTerm.objects.filter(kind=OuterRef("kind"))
    kinds = Choice.objects.order_by().values("kind").annotate(typed=Max("retention_years"))
    columns = ("years", "next_years", "announced_at")
    rows = kinds.annotate(**{name: Subquery(stored.values(name)[:1]) for name in columns})
    return {
        row["kind"]: _years(now, **{key: row[key] for key in row if key != "kind"}) for row in rows
    }


def _years(now, *, typed, years, next_years, announced_at):
    if years is None or typed >= years:
        return typed
    is_over = next_years == typed and announced_at + _NOTICE <= now
    return typed if is_over else years


@transaction.atomic
def catch_up(now, *, by=None):
    """Note the terms that staff have typed since; announce those that are shorter.

    `by` is whoever typed them, where that is known.
    """
    typed = Choice.objects.order_by().values_list("kind").annotate(Max("retention_years"))
    terms = {term.kind: term for term in RetentionTerm.objects.select_for_update()}
    for kind, years in typed:
        term = terms.get(kind)
        if term is None:
            RetentionTerm.objects.create(kind=kind, years=years)
        elif years < term.years:
            _shorten(term, years, now, by)
        elif years != term.years or term.next_years is not None:
            _set(term, years, by)


def shortened():
    """List the shorter terms that do not count yet."""
    return [Shortened(term) for term in RetentionTerm.objects.filter(next_years__isnull=False)]


def _shorten(term, years, now, by):
    if term.next_years != years:
        term.next_years, term.announced_at = years, now
        term.save()
        note = f"term of {term.kind}: {term.years} to {years} years, in {DAYS_OF_NOTICE} days"
        _record(note, by)
    elif term.announced_at + _NOTICE <= now:
        _set(term, years, by)


def _set(term, years, by):
    if years != term.years:
        _record(f"term of {term.kind}: {term.years} to {years} years, from now on", by)
    term.years, term.next_years, term.announced_at = years, None, None
    term.save()


def _record(note, by):
    audit.record(audit.AuditEntry.Action.CHANGED, RetentionTerm, [], by=by, note=note)
