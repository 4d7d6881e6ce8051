"""The way back: an earlier version becomes the draft, or a publication is undone.

Nothing is lost by it: what it replaces stays in the history, and comes back the same way.
"""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from editorial.cache import version as content_version
from editorial.models import ENDING_PUBLIC, GOING_PUBLIC, Action, LanguageVersion, Revision
from editorial.publishing import acts
from editorial.publishing.completeness import require_no_mistakes
from editorial.publishing.errors import CannotStandError, CannotUndoError
from editorial.publishing.projection import fill_in_anew, follow_draft, project
from editorial.publishing.rules import require_to_stand
from editorial.publishing.saving import add_revision, require_newest, touch
from editorial.registry import fact_fields
from editorial.revisions import data as revisions
from editorial.revisions.merge.shape import State
from editorial.revisions.snapshots import ROOT, Targets
from editorial.revisions.versions import lock
from editorial.text.languages import NEUTRAL
from editorial.translations import progress

PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState


def restore(revision, *, by=None):
    """Make an old revision's data the newest working revision again; return the new revision."""
    return restore_together(revision.entry, [revision], by=by)[0]


@transaction.atomic
def restore_together(entry, found, *, by=None, about=None, bases=None):
    """Make old revisions, at most one a language, the draft again; return the new ones.

    Facts bring parts back in their order. Texts of parts that an old revision did not know stay
    as they are now. `about` is the act whose version it is. `bases` are the numbers of the newest
    revisions that this person saw, by language; raises ConflictError when there are newer ones.
    """
    versions = lock(entry)
    require_newest(versions, bases or {})
    batch = uuid.uuid4()
    acts.act_of(versions, by=by, batch=batch, about=about)
    # Facts first, as whatever saves several languages stores them.
    ordered = sorted(found, key=lambda revision: revision.language != NEUTRAL)
    restored = [_restored(versions, revision, by, batch) for revision in ordered]
    progress.recompute(versions)
    touch(versions, by)
    if any(revision.language == NEUTRAL for revision in restored):
        follow_draft(versions)
    return restored


def _restored(versions, revision, by, batch):
    language, data = revision.language, revision.data
    version = versions.open(language)
    if language != NEUTRAL:
        data = {**data, "texts": _with_later_parts(versions, revision)}
    kind, base = Revision.Kind.RESTORE, version.working_revision
    restored = add_revision(versions, language, data, kind=kind, base=base, by=by, batch=batch)
    version.work_state = WorkState.DRAFT
    version.save()
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


@dataclass(frozen=True)
class Gone:
    """A row that facts refer to and that is not there any more; `part` is the root or a part."""

    part: str
    field: object
    key: int


def gone_targets(kind, facts):
    """List what facts refer to although it was deleted; a part that needs it cannot come back."""
    targets = Targets(kind).of(facts)
    models = revisions.part_models(kind, facts)
    rows = {ROOT: facts["root"], **{part["id"]: part["facts"] for part in facts["parts"]}}
    return [
        Gone(part, field, key)
        for part, model in models.items()
        for field in (*fact_fields(model), *model._meta.many_to_many)
        if field.is_relation
        for key in _keys(rows[part].get(field.name))
        if not targets.has(field, key)
    ]


def _keys(value):
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


@transaction.atomic
def undo_publication(act, *, by=None):
    """Make public again what was public before an act of publishing; return the codes.

    What the act published stays as a draft. Raises CannotUndoError, with the reason in words, when
    it cannot be done without touching what came later; then nothing was written.
    """
    versions = lock(act.entry)
    actions = list(
        act.actions.filter(kind=Action.Kind.PUBLISH).select_related("revision", "before")
    )
    _require_last_word(versions, actions)
    try:
        with transaction.atomic():
            return _undo(versions, act, actions, by)
    except CannotStandError as error:
        raise CannotUndoError(str(error)) from error
    except IntegrityError as error:
        raise CannotUndoError(
            _("Its former address belongs to something else by now. Change that one first.")
        ) from error


def _require_last_word(versions, actions):
    """Refuse when something else went public since, was taken off, or is gone."""
    if versions.entry.deleted_at:
        raise CannotUndoError(_("It was deleted in the meantime."))
    codes = [action.language for action in actions]
    later = Action.objects.filter(
        act__entry=versions.entry,
        language__in=codes,
        kind__in=ENDING_PUBLIC,
        pk__gt=max((action.pk for action in actions), default=0),
    )
    is_public = all(
        versions.revision("live", action.language) == action.revision for action in actions
    )
    if not actions or later.exists() or not is_public:
        raise CannotUndoError(_("Something else was published or taken off the site since."))
    _require_no_second_leave(versions, actions)


def _require_no_second_leave(versions, actions):
    """Refuse to take off what had been off before: what stood at its address is forgotten."""
    codes = {action.language for action in actions}
    stays = any(action.before for action in actions if action.language != NEUTRAL) or any(
        version.live_revision_id
        for code, version in versions.items()
        if code not in {NEUTRAL, *codes}
    )
    earlier = Action.objects.filter(
        act__entry=versions.entry,
        kind__in=GOING_PUBLIC,
        pk__lt=min(action.pk for action in actions),
    )
    if not stays and codes != {NEUTRAL} and earlier.exists():
        raise CannotUndoError(_("It had been taken off the site. Take it off again instead."))


def _undo(versions, act, actions, by):
    texts = [action.language for action in actions if action.language != NEUTRAL]
    live = versions.state("live", texts)
    back = {action.language: action.before for action in actions}
    facts = revisions.facts_of(back[NEUTRAL]) if back.get(NEUTRAL) else live.facts
    if gone_targets(versions.kind, facts) and facts != live.facts:
        raise CannotUndoError(_("Something that the former version shows was deleted since."))
    items = {code: revisions.items_of(back[code]) for code in texts}
    require_to_stand(versions, live, State(facts, items))
    # What it lacks it lacked in public before; what must not be public, for no reason, stays away.
    shown = {code: items[code] for code in texts if back[code]}
    public = State(facts, shown)
    require_no_mistakes(versions, live, public, in_spite_of="public before", by=by)
    batch = uuid.uuid4()
    done = acts.act_of(versions, by=by, batch=batch, about=act)
    for action in actions:
        # Facts without a former version stay: without a public language nobody sees them.
        if action.before or action.language != NEUTRAL:
            _show_again(versions[action.language], action)
            acts.undid(done, action)
    progress.recompute(versions)
    touch(versions, by)
    project(versions)
    fill_in_anew(versions.kind.model)
    content_version.raise_version()
    return [action.language for action in actions]


def _show_again(version, action):
    version.live_revision = action.before
    version.public_state = PublicState.PUBLISHED if action.before else PublicState.WITHDRAWN
    if action.before:
        version.last_published_at = _public_since(version, action)
    if version.work_state == WorkState.NONE:
        version.work_state = WorkState.DRAFT
    version.save()


def _public_since(version, action):
    earlier = Action.objects.filter(
        act__entry=version.entry_id,
        language=version.language,
        kind__in=GOING_PUBLIC,
        pk__lt=action.pk,
    ).select_related("act")
    last = earlier.order_by("-pk").first()
    return last.act.at if last else version.last_published_at
