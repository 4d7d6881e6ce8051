"""Whether a daily round may destroy anything: a clock that jumps must not.

The last round that was done is remembered. When the next one comes much later, or would take an
unusual share, it is refused and the desk is told; a person looks and lets it go on.
"""

from datetime import timedelta

from django.db.models import Max

from editorial.models import Act, AuditEntry
from involvement.errors import UnusualRoundError
from involvement.models import DailyRound, Submission

LONGEST_PAUSE = timedelta(days=2)
# So many at once are usual at any time; above it, no more than this share of all.
USUAL_NUMBER = 50
USUAL_SHARE = 0.25


def require_usual(now, number):
    """Refuse a round that would take so many, or that comes long after the last one.

    Raises UnusualRoundError; that it was refused is remembered.
    """
    last = DailyRound.objects.filter(done_at__isnull=False).first()
    # The first round of all is measured by what was done last at the desk, if it takes anything.
    before = last.done_at if last else (_last_act() if number else None)
    reason = None
    if before is not None and now - before > LONGEST_PAUSE:
        reason = DailyRound.Reason.PAUSE
    elif number > USUAL_NUMBER and number > Submission.objects.count() * USUAL_SHARE:
        reason = DailyRound.Reason.SHARE
    if reason is not None:
        _store(refused_at=now, refused_because=reason)
        raise UnusualRoundError(reason)


def _last_act():
    """Return when anything was last written down of anybody at the desk, or of the site itself."""
    moments = (Act.objects.aggregate(at=Max("at")), AuditEntry.objects.aggregate(at=Max("at")))
    return max((found["at"] for found in moments if found["at"]), default=None)


def done(now):
    """Remember that a round was done, or that a person lets the next one go on."""
    _store(done_at=now, refused_at=None, refused_because="")


def refused():
    """Return the `DailyRound` that was refused and waits for a person; None when all is well."""
    return DailyRound.objects.filter(refused_at__isnull=False).first()


def _store(**values):
    DailyRound.objects.update_or_create(pk=1, defaults=values)
