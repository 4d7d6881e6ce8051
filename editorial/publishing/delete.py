"""Deleting and recovering: a deleted entry leaves a tombstone from which it comes back whole.

The tombstone is the entry with its revisions and the state of each language; only the row goes.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from editorial.cache import version as content_version
from editorial.models import LanguageVersion
from editorial.publishing import acts
from editorial.publishing.projection import project
from editorial.publishing.publication import withdraw
from editorial.publishing.saving import touch
from editorial.registry import fact_fields, kinds
from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.versions import lock
from editorial.search import public
from editorial.text.languages import NEUTRAL


@transaction.atomic
def delete(entry, *, by=None, by_seed=False):
    """Remove the live row. Entry, revisions and states stay, so that `recover` is lossless.

    `by_seed` says that nobody decided it: the seed content holds the thing no longer.

    Raises ProtectedError while something else needs the row.
    """
    versions = lock(entry)
    entry = versions.entry
    if entry.deleted_at:
        return
    root = entry.root
    was_public = bool(root.published_languages())
    root.delete()
    public.forget(entry)
    entry.deleted_at = timezone.now()
    entry.deleted_by = by
    entry.deleted_by_seed = by_seed
    entry.save()
    acts.told(acts.act_of(versions, by=by), acts.Kind.DELETE, [NEUTRAL])
    if was_public:
        content_version.raise_version()


@transaction.atomic
def recover(entry, *, by=None):
    """Bring a deleted entry back with its old key, as it was; return its row.

    Things that named it (the cities of an event, the goals of a city) name it again. What may not
    be shown any more comes back as drafts. Raises IntegrityError when its address was given to
    something else in the meantime.
    """
    versions = lock(entry)
    entry = versions.entry
    if not entry.deleted_at:
        return entry.root
    model = entry.kind.model_class()
    root = model(pk=entry.object_pk, entry=entry)
    entry.deleted_at = entry.deleted_by = None
    entry.deleted_by_seed = False
    entry.save()
    snapshots.write(root, versions.facts_to_show(), {}, {})
    root = project(versions)
    for other in _entries_naming(model, root.pk):
        project(other)
    acts.told(acts.act_of(versions, by=by), acts.Kind.RECOVER, [NEUTRAL])
    touch(versions, by)
    if root.published_languages():
        content_version.raise_version()
    else:
        # What nothing may be shown of any more (`projection.amend`) is not public for staff either.
        withdraw(entry, [code for code in versions if code != NEUTRAL], by=by)
    return root


def _entries_naming(model, pk):
    """List entries whose facts, or those of their parts, name this row."""
    for kind in kinds():
        references = {
            row_model._meta.label_lower: _references(row_model, model)
            for row_model in (kind.model, *(part.model for part in kind.parts))
        }
        if not any(references.values()):
            continue
        versions = LanguageVersion.objects.filter(
            entry__kind=ContentType.objects.get_for_model(kind.model),
            entry__deleted_at=None,
            language=NEUTRAL,
        ).select_related("entry", "live_revision", "working_revision")
        for version in versions:
            facts = revisions.facts_of(version.live_revision or version.working_revision)
            rows = [(kind.label, facts["root"])]
            rows += [(part["kind"], part["facts"]) for part in facts["parts"]]
            if any(
                _is_named(row.get(name), pk)
                for label, row in rows
                for name in references.get(label, [])
            ):
                yield version.entry


def _references(model, target):
    fields = [*fact_fields(model), *model._meta.many_to_many]
    return [field.name for field in fields if field.related_model is target]


def _is_named(value, pk):
    return pk in value if isinstance(value, list) else value == pk
