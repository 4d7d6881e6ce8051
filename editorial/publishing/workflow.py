"""The way of a language version between draft and public: review, schedule, restore.

`docs/decisions/0002-editorial-core.md` has the table of states. Saving and publishing stand in
`editorial.publishing.publication`; nothing here writes a live row but through it.
"""

import copy

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.cache import version as content_version
from editorial.models import LanguageVersion, Revision
from editorial.publishing import publication as publishing
from editorial.publishing.publication import PublicState, WorkState
from editorial.text.languages import NEUTRAL
from editorial.translations import progress


class CannotScheduleError(Exception):
    """Only a time that lies ahead can be scheduled."""


@transaction.atomic
def request_review(entry, language, *, by=None):
    """Hand a draft to those who publish."""
    version = _version(entry, language)
    if version.work_state != WorkState.DRAFT:
        return
    version.work_state = WorkState.IN_REVIEW
    version.review_requested_by = by
    version.review_requested_at = timezone.now()
    version.save()


@transaction.atomic
def send_back(entry, language):
    """Return what is in review back to its author as a draft."""
    version = _version(entry, language)
    if version.work_state == WorkState.IN_REVIEW:
        version.work_state = WorkState.DRAFT
        version.save()


@transaction.atomic
def review(entry, language, *, by):
    """Record that a speaker of the language has checked every text of it; return the revision.

    Texts and what they were made from stay, so what is outdated stays outdated. When the texts
    are the public ones, the public learns of it at once. Without any text it gives None.
    """
    entry = publishing.lock(entry)
    versions = publishing.versions_of(entry)
    version = versions[language]
    if version.working_revision is None:
        return None
    was_live = version.live_revision is not None and (
        version.working_revision == version.live_revision
    )
    state_before = (version.work_state, version.publish_at, version.scheduled_revision)
    data = copy.deepcopy(version.working_revision.data)
    now = timezone.now().isoformat()
    for fields in data["texts"].values():
        for item in fields.values():
            item["reviewed_by"], item["reviewed_at"] = by.pk if by else None, now
    reviewed = publishing.add_revision(
        version, data, kind=Revision.Kind.REVIEW, base=version.working_revision, by=by
    )
    version.work_state, version.publish_at, version.scheduled_revision = state_before
    if was_live:
        version.live_revision = reviewed
        Revision.objects.filter(pk=reviewed.pk).update(published_at=timezone.now())
    version.save()
    progress.recompute(entry, versions)
    if was_live:
        publishing.project(entry)
        content_version.raise_version()
    return reviewed


@transaction.atomic
def restore(revision, *, by=None):
    """Make an old revision's data the newest working revision again; return the new revision."""
    entry = publishing.lock(revision.entry)
    versions = publishing.versions_of(entry)
    version = versions[revision.language]
    restored = publishing.add_revision(
        version,
        revision.data,
        kind=Revision.Kind.RESTORE,
        base=version.working_revision,
        by=by,
        note=_("from number %(number)s") % {"number": revision.number},
    )
    progress.recompute(entry, versions)
    publishing.touch(entry, by)
    if revision.language == NEUTRAL:
        publishing.follow_draft(entry, version)
    return restored


@transaction.atomic
def schedule(entry, language, at, *, by=None):
    """Pin the working revision for publication at a time; a later save does not slip in.

    What is public as it stands needs no schedule and gets none. Raises CannotScheduleError for
    a time that has passed, CannotPublishError without a title.
    """
    if at <= timezone.now():
        raise CannotScheduleError(_("Choose a time that lies ahead."))
    entry = publishing.lock(entry)
    version = publishing.versions_of(entry)[language]
    publishing.require_title(entry, version)
    if version.working_revision == version.live_revision:
        return
    version.work_state = WorkState.SCHEDULED
    version.publish_at = at
    version.scheduled_revision = version.working_revision
    version.save()


@transaction.atomic
def schedule_withdrawal(entry, language, at):
    """Take a language from the public at a time; None keeps it."""
    if at is not None and at <= timezone.now():
        raise CannotScheduleError(_("Choose a time that lies ahead."))
    version = _version(entry, language)
    version.unpublish_at = at
    version.save()


@transaction.atomic
def unschedule(entry, language):
    """Turn what was scheduled back into a draft."""
    version = _version(entry, language)
    if version.work_state == WorkState.SCHEDULED:
        version.work_state = WorkState.DRAFT
        version.publish_at = version.scheduled_revision = None
        version.save()


def run_due(now=None):
    """Publish and withdraw what is due; return `(published, withdrawn)` counts.

    Safe to run in several processes and beside staff: a row is claimed by an update that names
    what it expects, and only the one whose update hits goes on. The entry is held before, in the
    order in which a save does it, so that the two never wait for each other.
    """
    now = now or timezone.now()
    versions = LanguageVersion.objects.filter(entry__deleted_at=None)
    due = versions.filter(work_state=WorkState.SCHEDULED, publish_at__lte=now)
    published = sum(_publish_due(version, now) for version in due.select_related("entry"))
    over = versions.filter(public_state=PublicState.PUBLISHED, unpublish_at__lte=now)
    withdrawn = sum(_withdraw_due(version, now) for version in over.select_related("entry"))
    return published, withdrawn


@transaction.atomic
def _publish_due(version, now):
    publishing.lock(version.entry)
    claimed = LanguageVersion.objects.filter(
        pk=version.pk,
        entry__deleted_at=None,
        scheduled_revision=version.scheduled_revision_id,
        publish_at__lte=now,
    ).update(work_state=WorkState.DRAFT, publish_at=None, scheduled_revision=None)
    if not claimed:
        return 0
    publishing.publish(version.entry, [version.language])
    return 1


@transaction.atomic
def _withdraw_due(version, now):
    publishing.lock(version.entry)
    claimed = LanguageVersion.objects.filter(
        pk=version.pk,
        entry__deleted_at=None,
        public_state=PublicState.PUBLISHED,
        unpublish_at__lte=now,
    ).update(unpublish_at=None)
    if not claimed:
        return 0
    publishing.withdraw(version.entry, [version.language])
    return 1


def _version(entry, language):
    return LanguageVersion.objects.select_for_update().get(
        entry=publishing.lock(entry), language=language
    )
