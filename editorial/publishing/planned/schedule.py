"""Publishing and withdrawing at a time; the worker calls `run_due`. What a plan is: `plans`."""

import logging
import uuid

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import LanguageVersion, Revision
from editorial.publishing import acts
from editorial.publishing.errors import CannotPublishError, CannotStandError, NotCompleteError
from editorial.publishing.planned import plans, still_complete
from editorial.publishing.publication import (
    PublicState,
    WorkState,
    make_live,
    require_title,
    show,
    unplan,
    withdraw,
)
from editorial.publishing.rules import require_to_stand
from editorial.publishing.saving import add_revision, data_of, touch
from editorial.revisions.versions import lock
from editorial.text.languages import NEUTRAL

log = logging.getLogger(__name__)


class CannotScheduleError(Exception):
    """Only a time that lies ahead can be scheduled."""


@transaction.atomic
def schedule(entry, language, at, *, by=None, batch=None):
    """Pin the working revision for publication at a time; a later save does not slip in.

    With the original go the facts. What is public as it stands needs no plan and gets none.
    `batch` is the number that all that is to go out together has in common. Raises
    CannotScheduleError for a time that has passed, CannotPublishError without a title.
    """
    require_future(at)
    versions = lock(entry)
    require_title(versions, language, versions.revision("working", language))
    with_facts = language == versions.original or not versions.revision("live", NEUTRAL)
    batch, click = batch or uuid.uuid4(), uuid.uuid4()
    for code in [*([NEUTRAL] if with_facts else []), language]:
        version = versions[code]
        unplan(version)
        if version.working_revision != version.live_revision:
            version.publish_at = at
            version.scheduled_revision = version.working_revision
            version.scheduled_base = version.live_revision
            version.scheduled_batch = batch
            version.scheduled_by = by
            planned = version.scheduled_revision
            acts.planned(versions, planned, by=by, batch=click, due=at)
        version.save()


@transaction.atomic
def unschedule(entry, language, *, by=None):
    """Call a publication off, and that of the facts with it; the draft stays as it is.

    Facts that were never public stay planned while another language of the plan needs them: else
    it would go out with whatever is drafted by then, which nobody has checked.
    """
    versions = lock(entry)
    batch, click = versions[language].scheduled_batch, uuid.uuid4()
    if batch is None and language == versions.original:
        # Nothing of the original was drafted, only facts.
        batch = versions[NEUTRAL].scheduled_batch
    others = [v for code, v in versions.items() if code not in {language, NEUTRAL}]
    is_first = versions.revision("live", NEUTRAL) is None
    keeps_facts = is_first and any(other.scheduled_batch == batch for other in others)
    for version in (versions[language], *([] if keeps_facts else [versions[NEUTRAL]])):
        if batch is not None and version.scheduled_batch == batch:
            acts.told(
                acts.act_of(versions, by=by, batch=click), acts.Kind.UNPLAN, [version.language]
            )
            unplan(version)
            version.save()


@transaction.atomic
def schedule_withdrawal(entry, language, at, *, by=None):
    """Take a language from the public at a time; None keeps it."""
    if at is not None:
        require_future(at)
    versions = lock(entry)
    version = versions[language]
    if version.unpublish_at != at:
        kind = acts.Kind.PLAN_END if at else acts.Kind.UNPLAN_END
        acts.told(acts.act_of(versions, by=by), kind, [language], due=at)
    version.unpublish_at = at
    version.unpublish_by = by if at else None
    version.save()


def require_future(at):
    """Raise CannotScheduleError for a time that has passed."""
    if at <= timezone.now():
        raise CannotScheduleError(_("Choose a time that lies ahead."))


def run_due(now=None):
    """Publish and withdraw what is due; return `(published, withdrawn)` counts of languages.

    Safe to run in several processes and beside staff: an entry is held, read again, and what is
    no longer due is left alone. What was planned together goes out together, but for what is not
    complete any more. What cannot go out keeps its time, says why, and holds up nothing else.
    """
    now = now or timezone.now()
    present = LanguageVersion.objects.filter(entry__deleted_at=None).select_related("entry")
    published = 0
    batches = {}
    for version in present.filter(publish_at__lte=now).order_by("publish_at", "entry_id"):
        batches.setdefault(version.scheduled_batch, {})[version.entry_id] = version.entry
    for batch, entries in batches.items():
        published += run_batch(batch, entries.values(), now)
    over = present.filter(public_state=PublicState.PUBLISHED, unpublish_at__lte=now)
    withdrawn = sum(_try_to_withdraw(version, now) for version in over)
    return published, withdrawn


def run_batch(batch, entries, now):
    """Publish what is due of one batch; return how many languages.

    What is not complete any more stays back alone. Of the rest all goes out or nothing.
    """
    due = LanguageVersion.objects.filter(scheduled_batch=batch, publish_at__lte=now)
    published, incomplete = 0, {}
    try:
        with transaction.atomic():
            for entry in entries:
                try:
                    published += _publish_due(entry, batch, now)
                except NotCompleteError as error:
                    incomplete[entry] = str(error)
    except (CannotPublishError, CannotStandError, DatabaseError) as error:
        log.exception("What was planned could not be published.")
        problem = "" if isinstance(error, DatabaseError) else str(error)
        due.update(schedule_problem=problem or _("The database refused it."))
        published = 0
    for entry, mistakes in incomplete.items():
        words = _("It is not complete any more: %(mistakes)s") % {"mistakes": mistakes}
        due.filter(entry=entry).update(schedule_problem=words)
    return published


def _publish_due(entry, batch, now):
    """Publish what is planned of an entry in a batch; return how many languages.

    Raises NotCompleteError before anything is written.
    """
    versions = lock(entry)
    codes = [
        code
        for code, version in versions.items()
        if version.scheduled_batch == batch and version.publish_at and version.publish_at <= now
    ]
    if not codes or versions.entry.deleted_at:
        return 0
    texts = [code for code in codes if code != NEUTRAL]
    if not versions.revision("live", NEUTRAL) and NEUTRAL not in codes:
        codes = [NEUTRAL, *codes]
    public = what_goes_out(versions, codes)
    still_complete.require(versions, codes, *still_complete.asked_of(versions, codes, public))
    click = uuid.uuid4()
    for code in codes:
        _write(versions, code, public, click)
    touch(versions, None)
    show(versions, codes)
    return len(texts)


def what_goes_out(versions, codes):
    """Return the public state that the plans of these languages make, checked as a whole.

    Raises CannotPublishError or CannotStandError.
    """
    texts = [code for code in codes if code != NEUTRAL]
    live = versions.state("live", texts)
    public = plans.when_due(versions, live, codes)
    if NEUTRAL in codes and not versions.revision("scheduled", NEUTRAL):
        public = type(public)(versions.facts("working"), public.items)
    for code in texts:
        revision = Revision(language=code, data=data_of(public, code))
        require_title(versions, code, revision)
    require_to_stand(versions, live, public)
    return public


def _write(versions, code, public, batch):
    """Point a language at what became public of it, as a new revision where none says that."""
    version = versions[code]
    data = data_of(public, code)
    newest = version.working_revision
    was_planned = newest == version.scheduled_revision
    for revision in (version.scheduled_revision, newest):
        if revision is not None and revision.data == data:
            live = revision
            break
    else:
        live = add_revision(
            versions,
            code,
            data,
            base=version.live_revision,
            kind=Revision.Kind.SAVE,
            by=version.scheduled_by,
            batch=batch,
            is_newest=was_planned,
        )
    version.working_revision = live if was_planned or newest.data == data else newest
    by, due = version.scheduled_by, version.publish_at
    acts.published(versions, live, by=by, batch=batch, due=due)
    make_live(version, live)
    if version.working_revision == live:
        version.work_state = WorkState.NONE
    unplan(version)
    version.save()


def _try_to_withdraw(version, now):
    try:
        return _withdraw_due(version, now)
    except DatabaseError:
        log.exception("What was planned could not be taken off the site.")
        return 0


@transaction.atomic
def _withdraw_due(version, now):
    current = lock(version.entry)[version.language]
    is_due = current.unpublish_at is not None and current.unpublish_at <= now
    if not is_due or current.public_state != PublicState.PUBLISHED or current.entry.deleted_at:
        return 0
    by, due = current.unpublish_by, current.unpublish_at
    return len(withdraw(version.entry, [version.language], by=by, due=due))
