"""Publishing and withdrawing whole language versions, as they stand."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.cache import version as content_version
from editorial.models import LanguageVersion, Revision, TakenOff
from editorial.publishing import acts
from editorial.publishing.errors import CannotPublishError
from editorial.publishing.projection import fill_in_anew, project
from editorial.publishing.rules import require_complete
from editorial.publishing.saving import title_of, touch
from editorial.revisions.versions import lock
from editorial.search import keeping as search
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import progress

PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState


@transaction.atomic
def publish(entry, codes, *, with_facts=True, by=None):
    """Make the working revisions of these languages public; return the codes that were published.

    Facts and structure go public with the original, unless `with_facts` is off, and with whatever
    is published first. Whoever calls this has seen the drafts, or made them; a person who typed
    something else publishes by `publish_change`.
    Raises CannotPublishError when a language has no title, IncompleteError when the draft lacks
    what the public must not miss.
    """
    versions = lock(entry)
    wanted = list(dict.fromkeys(codes))
    neutral = versions[NEUTRAL]
    with_original = with_facts and versions.original in wanted
    if NEUTRAL not in wanted and (with_original or neutral.live_revision is None):
        wanted.insert(0, NEUTRAL)
    if NEUTRAL in wanted or versions.original in wanted:
        require_complete(versions)
    published, batch = [], uuid.uuid4()
    for language in wanted:
        version = versions[language]
        working = version.working_revision
        require_title(versions, language, working)
        if working == version.live_revision:
            continue
        acts.published(versions, working, by=by, batch=batch)
        make_live(version, working)
        version.work_state = WorkState.NONE
        unplan(version)
        version.save()
        published.append(language)
    search.keep(versions)
    show(versions, published)
    return published


def make_live(version, revision):
    """Point a version at the revision that becomes public. The version is not saved."""
    now = timezone.now()
    version.live_revision = revision
    version.public_state = PublicState.PUBLISHED
    version.first_published_at = version.first_published_at or now
    version.last_published_at = now
    # What was asked for is there.
    version.translation_asked_by = version.translation_asked_at = None


def unplan(version):
    """Forget the time at which a version was to go public. The version is not saved."""
    version.publish_at = version.scheduled_revision = version.scheduled_base = None
    version.scheduled_batch = version.scheduled_by = None
    version.scheduled_in_spite_of = version.schedule_problem = ""


def show(versions, published):
    """Let the public see what was published: figures, rows, content version."""
    if published:
        new = Revision.objects.filter(
            pk__in=[versions[code].live_revision_id for code in published], published_at=None
        )
        new.update(published_at=max(versions[code].last_published_at for code in published))
        _end_being_off(versions, published)
        progress.recompute(versions)
        if project(versions).published_languages():
            fill_in_anew(versions.kind.model)
            content_version.raise_version()


def _end_being_off(versions, published):
    """Forget what stood at the address instead, unless it waits to be taken off at a time.

    Facts alone bring nothing back: without a language nobody sees them.
    """
    if set(published) == {NEUTRAL}:
        return
    others = [v for code, v in versions.items() if code not in {NEUTRAL, *published}]
    was_public = any(version.live_revision_id for version in others)
    if not was_public and not any(version.unpublish_at for version in versions.values()):
        TakenOff.objects.filter(entry=versions.entry).delete()


@transaction.atomic
def withdraw(entry, codes, *, by=None, due=None):
    """Take languages from the public; their working revisions stay. Return the codes withdrawn.

    `due` is the time that was planned for it, if they go by themselves; `by` planned it then.
    """
    versions = lock(entry)
    withdrawn = [
        code
        for code in codes
        if code != NEUTRAL and versions[code].public_state == PublicState.PUBLISHED
    ]
    for code in withdrawn:
        version = versions[code]
        version.live_revision = None
        version.public_state = PublicState.WITHDRAWN
        version.unpublish_at = version.unpublish_by = None
        if version.work_state == WorkState.NONE:
            version.work_state = WorkState.DRAFT
        version.save()
    if withdrawn:
        acts.told(acts.act_of(versions, by=by), acts.Kind.WITHDRAW, withdrawn, due=due)
        progress.recompute(versions)
        touch(versions, by if due is None else None)
        project(versions)
        content_version.raise_version()
    return withdrawn


def require_title(versions, language, revision):
    """Raise CannotPublishError when a language has nothing to publish, or no title."""
    if revision is None or (language != NEUTRAL and not title_of(versions, revision)):
        raise CannotPublishError(
            _("%(language)s has no title yet.") % {"language": languages.own_name(language)}
        )
