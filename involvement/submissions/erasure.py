"""Erasing a submission with all that hangs on it. Nothing else in the site deletes one.

What stays names nobody: a line in the disposition log and one in the audit log.
"""

import contextlib
import logging
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from post_office.models import Email

from editorial.cache.version import raise_version
from editorial.models import audit
from editorial.staff.private_logging import kind_of
from involvement.errors import OnHoldError
from involvement.ideas import supporting
from involvement.models import Choice, Disposition, Submission
from involvement.submissions import exported_files, record_series, stored_files
from involvement.submissions.changes import lock
from involvement.timeline import leaving

# Somebody's own wish, or their guardian's, is an erasure; the rest goes by rule.
_WISHES = (Disposition.Reason.ERASURE, Disposition.Reason.DECLINED)
BATCH = 200
# Milliseconds for which the emptying of the journal waits for readers.
_JOURNAL_PATIENCE = 1000

logger = logging.getLogger(__name__)


@transaction.atomic
def erase(submission, *, reason, by=None, note="", empties_journal=True):
    """Delete a submission, its messages, mails with their logs, files, its idea, and what was
    made of a memory; log that.

    `reason` is a `Disposition.Reason`; `by` a user, or None when the site itself, the sender or a
    guardian did it; `note` goes into the audit log and must name no person. A public idea leaves
    the public page in the same transaction, and files of exports are made anew. SQLite's journal
    is emptied after it, unless the caller does that for many at once.

    Return the `Disposition`, or None when the submission is gone already. Raises OnHoldError.
    """
    try:
        locked = lock(submission)
    except Submission.DoesNotExist:
        return None
    if locked.is_on_hold:
        raise OnHoldError(locked.reference)
    disposition = _disposition_of(locked, reason, by)
    audit.record(
        audit.AuditEntry.Action.ERASED if reason in _WISHES else audit.AuditEntry.Action.DISPOSED,
        Submission,
        [locked.reference],
        by=by,
        note=note or reason,
    )
    has_idea = hasattr(locked, "idea")
    was_public = has_idea and locked.idea.is_public
    # The logs of a mail, and the row that ties it to the submission, go with it.
    Email.objects.filter(about__submission=locked).delete()
    stored_files.remove_with(locked)
    leaving.forget(locked, by=by)
    locked.delete()
    if has_idea:
        supporting.forget_mails()
    exported_files.withdraw()
    if was_public:
        raise_version()
    if empties_journal:
        transaction.on_commit(empty_journal)
    return disposition


def empty_journal():
    """Write SQLite's journal into the database and cut it off: it holds what was erased.

    Whoever reads at this moment keeps it for a while; the daily round does it once more.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
        (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        try:
            cursor.execute(f"PRAGMA busy_timeout = {_JOURNAL_PATIENCE}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


@dataclass(frozen=True)
class Erased:
    """How many submissions were erased, and of how many that failed."""

    number: int
    failed: int = 0


def erase_each(due, *, reason, by=None, most=None):
    """Erase what a query finds, at most so many; return the `Erased`. `due()` makes the query.

    Each submission goes in a transaction of its own, and is looked at once more in it: somebody
    may have answered it or put it on hold meanwhile, or another machine was quicker. One that
    fails is logged by its number and does not keep the others from going.
    """
    number = failed = last = 0
    while following := _next(due(), last):
        for last, reference in following:
            if most is not None and number >= most:
                empty_journal()
                return Erased(number, failed)
            try:
                number += _erase_if_due(last, due, reason, by)
            except Exception as error:
                failed += 1
                logger.error("%s was not erased: %s", reference, kind_of(error))
    empty_journal()
    return Erased(number, failed)


def _next(due, last):
    found = due.filter(pk__gt=last).order_by("pk")
    return list(found.values_list("pk", "reference")[:BATCH])


@transaction.atomic
def _erase_if_due(key, due, reason, by):
    """Erase one submission if it is still due; return whether it was."""
    locked = due().select_for_update().filter(pk=key).first()
    if locked is None:
        return False
    return erase(locked, reason=reason, by=by, empties_journal=False) is not None


def _disposition_of(submission, reason, by):
    choice = Choice.objects.of_kind(submission.kind)
    return Disposition.objects.create(
        reference=submission.reference,
        # Of what nobody may read, staff learn nothing but the age group.
        kind="" if submission.is_unread else submission.kind,
        series=record_series.series_of(choice),
        retention_years=choice.retention_years if choice else None,
        received_on=timezone.localdate(submission.received_at),
        reason=reason,
        by=by,
    )
