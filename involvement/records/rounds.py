"""Whether a daily round may destroy anything: a clock that jumps must not.

The last round that was done is remembered. When the next one comes much later, or would take an
unusual share, it is refused and the desk is told; a person looks and lets it go on.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from editorial.models import Act, AuditEntry, audit
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
    if before is not None and now - before > LONGEST_PAUSE:
        _refuse(now, DailyRound.Reason.PAUSE)
    allowed = last.allowed if last else 0
    if number > allowed + USUAL_NUMBER and is_unusual(number):
        _refuse(now, DailyRound.Reason.SHARE)


def require_true_clock(now):
    """Refuse what somebody at the desk would dispose of by a clock that may have jumped.

    How many go is for them to judge, who are asked. Raises UnusualRoundError; that it was refused
    is remembered, and the daily round waits for a person as well.
    """
    stopped = refused()
    if stopped is not None and stopped.refused_because == DailyRound.Reason.PAUSE:
        raise UnusualRoundError(stopped.refused_because)
    last = DailyRound.objects.filter(done_at__isnull=False).first()
    # What is done today is written down by the clock that is in doubt.
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    before = last.done_at if last else _last_act(before=today)
    if before is not None and now - before > LONGEST_PAUSE:
        _refuse(now, DailyRound.Reason.PAUSE)


def is_unusual(number):
    """Return whether so many are an unusual share of all that is kept."""
    return number > USUAL_NUMBER and number > Submission.objects.count() * USUAL_SHARE


def _refuse(now, reason):
    _store(refused_at=now, refused_because=reason)
    raise UnusualRoundError(reason)


def _last_act(before=None):
    """Return when anything was last written down of anybody at the desk, or of the site itself."""
    until = {"at__lt": before} if before else {}
    written = (model.objects.filter(**until) for model in (Act, AuditEntry))
    moments = (rows.aggregate(at=Max("at"))["at"] for rows in written)
    return max(filter(None, moments), default=None)


def done(now):
    """Remember that a round was done."""
    _store(done_at=now, refused_at=None, refused_because="", allowed=0)


@transaction.atomic
def let_go_on(now, number, *, by):
    """Let the next round take so many, which a person has looked at; that is written down.

    Return whether a round waited for it; nothing is done where none did.
    """
    waiting = DailyRound.objects.filter(refused_at__isnull=False)
    if not waiting.update(done_at=now, refused_at=None, refused_because="", allowed=number):
        return False
    changed = AuditEntry.Action.CHANGED
    audit.record(changed, DailyRound, [], by=by, note=f"the daily run goes on, {number} due")
    return True


def refused():
    """Return the `DailyRound` that was refused and waits for a person; None when all is well."""
    return DailyRound.objects.filter(refused_at__isnull=False).first()


def _store(**values):
    DailyRound.objects.update_or_create(pk=1, defaults=values)
