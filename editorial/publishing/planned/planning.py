"""What staff do with plans: make, move, call off, try again; and what the worker owes.

A plan is all that goes public together: the languages of one thing, or of several in one batch.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from editorial.models import Entry, LanguageVersion
from editorial.publishing import acts
from editorial.publishing.completeness import require_no_mistakes
from editorial.publishing.errors import CannotPublishError, CannotStandError, ConflictError
from editorial.publishing.planned import still_complete
from editorial.publishing.planned.schedule import (
    CannotScheduleError,
    require_future,
    run_batch,
    schedule,
    what_goes_out,
)
from editorial.publishing.publication import PublicState, unplan
from editorial.publishing.rules import require_complete
from editorial.publishing.saving import require_newest
from editorial.revisions.versions import lock
from editorial.text.languages import NEUTRAL

# The worker looks once a minute; when something is due for longer, it does not run.
PATIENCE = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Plan:
    """What goes public, or is taken off the site, of one thing at one time.

    - `codes`: the languages, `zxx` for the facts; `by`: who planned it, None when unknown;
    - `batch`: the number of what goes out together; None for what is taken off;
    - `problem`: why it could not go out, although its time has come;
    - `later`: the versions of which a later draft is not in the plan.
    """

    entry: Entry
    at: datetime.datetime
    codes: list
    by: object = None
    batch: uuid.UUID | None = None
    problem: str = ""
    later: tuple = ()

    @property
    def languages(self):
        """The languages without the facts."""
        return [code for code in self.codes if code != NEUTRAL]


@transaction.atomic
def plan(entry, codes, at, *, by=None, batch=None, in_spite_of="", bases=None):
    """Plan the newest drafts of some languages for one time; return those that had a draft.

    It is checked as if it were due; `in_spite_of` is why it may go public with the mistakes on its
    checklist, for which it may go out at its time as well; `bases` are the numbers of the newest
    revisions that this person saw. Raises ConflictError, CannotScheduleError, CannotPublishError or
    CannotStandError.
    """
    require_newest(lock(entry), bases or {})
    batch = batch or uuid.uuid4()
    for code in codes:
        schedule(entry, code, at, by=by, batch=batch)
    versions = lock(entry)
    planned = [code for code, version in versions.items() if version.scheduled_batch == batch]
    if NEUTRAL in planned or versions.original in planned:
        require_complete(versions)
    if planned:
        public = what_goes_out(versions, planned)
        live, public = still_complete.asked_of(versions, planned, public)
        require_no_mistakes(versions, live, public, in_spite_of=in_spite_of, by=by)
        if in_spite_of.strip():
            still_complete.note(versions, planned, live, public)
    return planned


def plan_each(wanted, at, *, by=None, in_spite_of=""):
    """Plan several things for one time, `(entry, codes, bases)` each; they go out together.

    Each is planned in a transaction of its own. Returns `(done, refused)`: entries, and
    `(entry, error)` for those that stay as they are.
    """
    batch, done, refused = uuid.uuid4(), [], []
    for entry, codes, bases in wanted:
        try:
            plan(entry, codes, at, by=by, batch=batch, in_spite_of=in_spite_of, bases=bases)
        except (ConflictError, CannotScheduleError, CannotPublishError, CannotStandError) as error:
            refused.append((entry, error))
        else:
            done.append(entry)
    return done, refused


@transaction.atomic
def move(batch, at, *, only=None, by=None):
    """Give a plan another time, or only some entries of it; what it holds stays as planned.

    Those that move alone are a plan of their own from then on.
    """
    require_future(at)
    entries = entries_of(batch)
    moved = [entry for entry in entries if only is None or entry in only]
    own = batch if len(moved) == len(entries) else uuid.uuid4()
    click = uuid.uuid4()
    for versions, version in _held(moved, batch):
        planned = version.scheduled_revision
        acts.planned(versions, planned, by=by, batch=click, due=at)
        version.publish_at = at
        version.scheduled_batch = own
        version.schedule_problem = ""
        version.save()
    return moved


@transaction.atomic
def call_off(batch, *, only=None, by=None):
    """Forget a plan, or only what it holds of some entries. Drafts stay as they are."""
    entries = [entry for entry in entries_of(batch) if only is None or entry in only]
    click = uuid.uuid4()
    for versions, version in _held(entries, batch):
        act = acts.act_of(versions, by=by, batch=click)
        acts.told(act, acts.Kind.UNPLAN, [version.language])
        unplan(version)
        version.save()
    return entries


def try_again(batch):
    """Publish now what is due of a plan; return why it could not go out, "" when it did."""
    run_batch(batch, entries_of(batch), timezone.now())
    left = LanguageVersion.objects.filter(scheduled_batch=batch).exclude(schedule_problem="")
    return left.values_list("schedule_problem", flat=True).first() or ""


def entries_of(batch):
    """List the entries that a plan is about, in a fixed order; deleted ones are left out."""
    found = Entry.objects.filter(versions__scheduled_batch=batch, deleted_at=None)
    return list(found.select_related("kind").distinct().order_by("pk"))


def publications(**of):
    """List the `Plan`s of what goes public, problems first, then by their time."""
    groups = {}
    for version in _planned(publish_at__isnull=False, **of):
        groups.setdefault((version.entry_id, version.scheduled_batch), []).append(version)
    found = [
        Plan(
            entry=versions[0].entry,
            at=min(version.publish_at for version in versions),
            codes=[version.language for version in versions],
            by=versions[0].scheduled_by,
            batch=versions[0].scheduled_batch,
            problem=next((v.schedule_problem for v in versions if v.schedule_problem), ""),
            later=tuple(v for v in versions if v.working_revision_id != v.scheduled_revision_id),
        )
        for versions in groups.values()
    ]
    return sorted(found, key=lambda one: (not one.problem, one.at, one.entry.pk))


def departures(**of):
    """List the `Plan`s of what is taken off the site, by their time."""
    groups = {}
    public = {"public_state": PublicState.PUBLISHED, **of}
    for version in _planned(unpublish_at__isnull=False, **public):
        groups.setdefault((version.entry_id, version.unpublish_at), []).append(version)
    found = [
        Plan(
            entry=versions[0].entry,
            at=versions[0].unpublish_at,
            codes=[version.language for version in versions],
            by=versions[0].unpublish_by,
        )
        for versions in groups.values()
    ]
    return sorted(found, key=lambda one: (one.at, one.entry.pk))


def overdue_since(now=None):
    """Return since when something is due that nobody even tried to do; None when all is well."""
    limit = (now or timezone.now()) - PATIENCE
    late = LanguageVersion.objects.filter(
        Q(publish_at__lt=limit, schedule_problem="")
        | Q(unpublish_at__lt=limit, public_state=PublicState.PUBLISHED),
        entry__deleted_at=None,
    )
    times = late.aggregate(
        out=Min("publish_at", filter=Q(publish_at__lt=limit, schedule_problem="")),
        off=Min("unpublish_at", filter=Q(unpublish_at__lt=limit)),
    )
    return min(filter(None, times.values()), default=None)


def _planned(**conditions):
    return (
        LanguageVersion.objects.filter(entry__deleted_at=None, **conditions)
        .select_related(
            "entry__kind", "scheduled_by", "unpublish_by", "working_revision__created_by"
        )
        .defer("working_revision__data")
        .order_by("pk")
    )


def _held(entries, batch):
    """Hold entries; yield their versions that belong to a plan, beside all of the entry."""
    for entry in entries:
        versions = lock(entry)
        for version in versions.values():
            if version.scheduled_batch == batch:
                yield versions, version
