"""The way of a language version between draft and public: asking for a translation, review.

`docs/decisions/0002-editorial-core.md` has the table of states. Times are in `schedule`,
the way back in `going_back`.
"""

import copy
import uuid

from django.db import transaction
from django.utils import timezone

from editorial.cache import version as content_version
from editorial.models import LanguageVersion, Revision
from editorial.publishing import acts
from editorial.publishing.projection import project
from editorial.publishing.publication import require_title
from editorial.publishing.rules import require_complete
from editorial.publishing.saving import add_revision
from editorial.revisions import data as revisions
from editorial.revisions.versions import lock
from editorial.text.languages import NEUTRAL
from editorial.translations import progress

WorkState = LanguageVersion.WorkState


@transaction.atomic
def ask_for_translations(entry, codes, *, by=None):
    """Ask those who translate for languages of an entry; return the codes that are asked for now.

    Left out is what is asked for already, and what lacks nothing (`lacks_translation`). Publishing
    a language ends it.
    """
    versions = lock(entry)
    wanted = [code for code in codes if lacks_translation(versions, code)]
    for code in wanted:
        version = versions.open(code)
        version.translation_asked_by, version.translation_asked_at = by, timezone.now()
        version.save()
    if wanted:
        acts.told(acts.act_of(versions, by=by), acts.Kind.ASK_TRANSLATION, wanted)
    return wanted


@transaction.atomic
def take_back_asking(entry, language, *, by=None):
    """Say that a translation is no longer asked for; return whether it was."""
    versions = lock(entry)
    version = versions.get(language)
    if version is None or version.translation_asked_at is None:
        return False
    version.translation_asked_by = version.translation_asked_at = None
    version.save()
    acts.told(acts.act_of(versions, by=by), acts.Kind.UNASK_TRANSLATION, [language])
    return True


def lacks_translation(versions, code):
    """Return whether a language of an entry can be asked for: something of it is to be done.

    That is what is missing, outdated, machine-made or not public; nobody asks for it yet.
    """
    if code in {versions.original, NEUTRAL}:
        return False
    version = versions.get(code)
    if version is None:
        return True
    is_to_do = version.n_missing or version.n_outdated or version.n_machine
    is_to_do = is_to_do or version.live_revision_id is None
    return bool(is_to_do) and version.translation_asked_at is None


@transaction.atomic
def request_review(entry, language, *, by=None):
    """Hand a draft to those who publish.

    Raises CannotPublishError without a title, IncompleteError when the original lacks something.
    """
    versions = lock(entry)
    version = versions[language]
    if version.work_state != WorkState.DRAFT:
        return
    acts.told(acts.act_of(versions, by=by), acts.Kind.ASK, [language])
    require_title(versions, language, version.working_revision)
    if language == versions.original:
        require_complete(versions)
    version.work_state = WorkState.IN_REVIEW
    version.review_requested_by = by
    version.review_requested_at = timezone.now()
    version.save()


@transaction.atomic
def send_back(entry, language, *, by=None):
    """Give what is in review back to its author as a draft."""
    versions = lock(entry)
    version = versions[language]
    if version.work_state == WorkState.IN_REVIEW:
        acts.told(acts.act_of(versions, by=by), acts.Kind.SEND_BACK, [language])
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
    reviewed_by = revisions.review_by(by.pk if by else None)
    for fields in data["texts"].values():
        for item in fields.values():
            item |= reviewed_by
    kind, batch = Revision.Kind.REVIEW, uuid.uuid4()
    reviewed = add_revision(versions, language, data, base=newest, kind=kind, by=by, batch=batch)
    if version.scheduled_revision == newest:
        version.scheduled_revision = reviewed
    if was_live:
        version.live_revision = reviewed
        # What was asked for is there, as when a language is published.
        version.translation_asked_by = version.translation_asked_at = None
        Revision.objects.filter(pk=reviewed.pk).update(published_at=timezone.now())
    version.save()
    progress.recompute(versions)
    if was_live:
        project(versions)
        content_version.raise_version()
    return reviewed
