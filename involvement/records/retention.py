"""How long submissions are kept, what is due to go, and the round that disposes of it every day.

Each kind is kept for the years of its choice in the form, from the last letter or change on. What
is still open, on hold, or of a kind without a term stays and is listed for staff.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from accounts import ending as accounts
from editorial.models import Unsaved
from editorial.previews import links as preview_links
from editorial.readers import invitations
from editorial.staff.private_logging import kind_of
from involvement import links as secret_links
from involvement.claims import claiming
from involvement.errors import IncompleteError
from involvement.ideas import supporting
from involvement.intake import spam
from involvement.mail import outbox
from involvement.models import Disposition, MemoryUse, Submission
from involvement.records import rounds
from involvement.records.terms import catch_up, in_force
from involvement.submissions import erasure, guardians

State = Submission.State

# Only what somebody has finished with is disposed of by itself.
FINISHED = (State.ANSWERED, State.CLOSED, State.WITHDRAWN)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """What a daily round did, in numbers."""

    disposed: int = 0
    unconfirmed: int = 0
    mails: int = 0
    hits: int = 0
    claims: int = 0
    supports: int = 0
    links: int = 0
    readers: int = 0
    unsaved: int = 0
    sign_ins: int = 0


# --- Terms ------------------------------------------------------------------------------------


def terms():
    """Map each kind that has a choice to the years that it is kept at present."""
    return in_force()


def kept_until(day, years):
    """Return the last day on which something is kept whose last activity was on `day`.

    It is the same day so many years later; for February 29 the 28th, where there is no 29th.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_day_of(submission, terms):
    """Return the last day on which a submission is kept; None when its kind has no term.

    `terms` is what `terms()` gives.
    """
    years = terms.get(submission.kind)
    return kept_until(timezone.localdate(submission.last_activity_at), years) if years else None


def past_before(today, years):
    """Return the first day of a last activity that is kept today; the days before are past."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        # February 28 has gone; March 1 has not.
        return today.replace(year=today.year - years, month=3, day=1)


# --- What is due ------------------------------------------------------------------------------


def past_their_term(today):
    """Query what has been kept for its time, whatever its state; `today` is a date.

    What no guardian has confirmed is left out: it goes after thirty days, by a rule of its own. So
    is what its sender lets us show on the timeline: their yes is kept as long as it counts.
    """
    agreed = MemoryUse.objects.filter(answer=MemoryUse.Answer.YES)
    found = Submission.objects.readable().filter(_past(today))
    return found.exclude(pk__in=agreed.values("submission"))


def _past(today):
    """Return the condition that a term is over; kinds that are kept equally long share a part."""
    kinds = {}
    for kind, years in terms().items():
        kinds.setdefault(years, []).append(kind)
    past = Q(pk__in=[])
    for years, same in kinds.items():
        first_kept = timezone.make_aware(datetime.combine(past_before(today, years), time.min))
        past |= Q(kind__in=same, last_activity_at__lt=first_kept)
    return past


def due(today):
    """Query what the next run disposes of: past its term, finished and not on hold."""
    return past_their_term(today).filter(state__in=FINISHED, hold_reason="")


def due_within(today, days):
    """Query what becomes due within so many days after today, if nothing happens to it."""
    return due(today + timedelta(days=days)).exclude(_past(today))


def still_open(today):
    """Query what would be due, but nobody has answered or closed it."""
    return past_their_term(today).exclude(state__in=FINISHED).filter(hold_reason="")


def on_hold():
    """Query all that a hold keeps, past its term or not."""
    return Submission.objects.exclude(hold_reason="")


def without_term():
    """Map kinds that have no choice in the form to the number of submissions kept without end."""
    kinds = Submission.objects.readable().exclude(kind__in=terms()).order_by().values_list("kind")
    return dict(kinds.annotate(number=Count("pk")))


def taken_by_a_round(now):
    """Return how many a daily round takes: what is due, and what no guardian has confirmed."""
    return due(timezone.localdate(now)).count(), guardians.overdue(now).count()


# --- Disposing --------------------------------------------------------------------------------


def dispose(today, *, by=None, most=None):
    """Dispose of what is due, at most of so many; return the `erasure.Erased`."""
    catch_up(timezone.now())
    return erasure.erase_each(
        lambda: due(today), reason=Disposition.Reason.RETENTION, by=by, most=most
    )


def daily(now, *, is_sure=False):
    """Do what is to be done once a day; return the `Done`. `now` is a moment.

    It may run twice, or on two machines at once: what the one has done the other does not find.
    What fails does not keep the rest from being done. Raises IncompleteError at the end of it, and
    UnusualRoundError, with nothing done, unless somebody `is_sure`.
    """
    if not is_sure:
        rounds.require_usual(now, sum(taken_by_a_round(now)))
    rounds.done(now)
    done, failed = {}, []
    steps = {
        "disposed": lambda: _all_of(dispose(timezone.localdate(now))),
        "unconfirmed": lambda: _all_of(guardians.erase_unconfirmed(now)),
        "mails": lambda: outbox.forget_sent(now),
        "hits": lambda: spam.forget_old_hits(now),
        "claims": lambda: claiming.forget_decided(now),
        "supports": lambda: supporting.forget_unconfirmed(now),
        "links": lambda: preview_links.clean_up(now) + secret_links.forget_ended(now),
        "readers": lambda: invitations.clean_up(now),
        "unsaved": lambda: Unsaved.objects.clear(now),
        "sign_ins": lambda: accounts.clean_up(now),
    }
    for part, step in steps.items():
        try:
            done[part] = step()
        except _PartlyError as error:
            done[part] = error.number
            failed.append(part)
        except Exception as error:
            failed.append(part)
            logger.error("The daily round failed at %s: %s", part, kind_of(error))
    erasure.empty_journal()
    if failed:
        raise IncompleteError(Done(**done), failed)
    return Done(**done)


class _PartlyError(Exception):
    def __init__(self, number):
        super().__init__()
        self.number = number


def _all_of(erased):
    """Return the number of what was erased. Raises _PartlyError when some of it failed."""
    if erased.failed:
        raise _PartlyError(erased.number)
    return erased.number
