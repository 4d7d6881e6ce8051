"""The way of a language version between draft and public: review and restoring.

`docs/decisions/0002-editorial-core.md` has the table of states. Times are in `schedule`.
"""

import copy
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.cache import version as content_version
from editorial.models import LanguageVersion, Revision
from editorial.publishing.projection import follow_draft, project
from editorial.publishing.publication import require_title
from editorial.publishing.rules import require_complete
from editorial.publishing.saving import add_revision, touch
from editorial.revisions import data as revisions
from editorial.revisions.versions import lock
from editorial.text.languages import NEUTRAL
from editorial.translations import progress

WorkState = LanguageVersion.WorkState


@transaction.atomic
def request_review(entry, language, *, by=None):
    """Hand a draft to those who publish.

    Raises CannotPublishError without a title, IncompleteError when the original lacks something.
    """
    versions = lock(entry)
    version = versions[language]
    if version.work_state != WorkState.DRAFT:
        return
    require_title(versions, language, version.working_revision)
    if language == versions.original:
        require_complete(versions)
    version.work_state = WorkState.IN_REVIEW
    version.review_requested_by = by
    version.review_requested_at = timezone.now()
    version.save()


@transaction.atomic
def send_back(entry, language):
    """Give what is in review back to its author as a draft."""
    version = lock(entry)[language]
    if version.work_state == WorkState.IN_REVIEW:
        version.work_state = WorkState.DRAFT
        version.save()


@transaction.atomic
def review(entry, language, *, by):
    """Record that a speaker of the language has checked every text of it; return the revision.

    Texts and what they were made from stay, so what is outdated stays outdated. When the texts
    are the public ones, the public learns of it at once. Without any text it gives None.
    """
    versions = lock(entry)
    version = versions[language]
    newest = version.working_revision
    if newest is None:
        return None
    was_live = newest == version.live_revision
    data = copy.deepcopy(newest.data)
    now = timezone.now().isoformat()
    for fields in data["texts"].values():
        for item in fields.values():
            item["reviewed_by"], item["reviewed_at"] = by.pk if by else None, now
    kind, batch = Revision.Kind.REVIEW, uuid.uuid4()
    reviewed = add_revision(versions, language, data, base=newest, kind=kind, by=by, batch=batch)
    if version.scheduled_revision == newest:
        version.scheduled_revision = reviewed
    if was_live:
        version.live_revision = reviewed
        Revision.objects.filter(pk=reviewed.pk).update(published_at=timezone.now())
    version.save()
    progress.recompute(versions)
    if was_live:
        project(versions)
        content_version.raise_version()
    return reviewed


@transaction.atomic
def restore(revision, *, by=None):
    """Make an old revision's data the newest working revision again; return the new revision.

    Texts of parts that the old revision did not know stay as they are now.
    """
    versions = lock(revision.entry)
    language = revision.language
    version = versions.open(language)
    data = revision.data
    if language != NEUTRAL:
        data = {**data, "texts": _with_later_parts(versions, revision)}
    restored = add_revision(
        versions,
        language,
        data,
        kind=Revision.Kind.RESTORE,
        base=version.working_revision,
        by=by,
        batch=uuid.uuid4(),
        note=_("from number %(number)s") % {"number": revision.number},
    )
    version.work_state = WorkState.DRAFT
    version.save()
    progress.recompute(versions)
    touch(versions, by)
    if language == NEUTRAL:
        follow_draft(versions)
    return restored


def _with_later_parts(versions, revision):
    """Return an old revision's texts, and the newest ones of the parts that were added since."""
    structures = Revision.objects.filter(entry=versions.entry, language=NEUTRAL)
    # Facts are stored first, so what was saved in one click has the structure before the texts.
    then = structures.filter(pk__lt=revision.pk).order_by("-pk").first()
    known = revisions.part_ids(revisions.facts_of(then))
    later = (
        revisions.part_ids(versions.facts("live")) | revisions.part_ids(versions.facts("working"))
    ) - known
    newest = revisions.items_of(versions.revision("working", revision.language))
    kept = {part: newest[part] for part in later & newest.keys()}
    return {**revision.data["texts"], **kept}
