"""Deleting and recovering: a deleted thing leaves a tombstone from which it comes back whole.

The tombstone is the entry with its revisions and the state of each language; only the row goes.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from editorial import contents, contentversion
from editorial.languages import NEUTRAL
from editorial.models import LanguageVersion
from editorial.publishing import facts_to_show, lock, project, touch, versions_of
from editorial.registry import kinds


@transaction.atomic
def delete(entry, *, by=None):
    """Remove the live row. Entry, revisions and states stay, so that `recover` is lossless.

    Raises ProtectedError while something else needs the row.
    """
    entry = lock(entry)
    entry.root.delete()
    entry.deleted_at = timezone.now()
    entry.deleted_by = by
    entry.save()
    contentversion.raise_version()


@transaction.atomic
def recover(entry, *, by=None):
    """Bring a deleted thing back with its old key, as it was; give its row.

    Things that named it in a list of theirs (the cities of an event) name it again. Raises
    IntegrityError when its address was given to something else in the meantime.
    """
    entry = lock(entry)
    model = entry.kind.model_class()
    root = model(pk=entry.object_pk, entry=entry)
    root.entry = entry
    entry.deleted_at = entry.deleted_by = None
    entry.save()
    contents.write(root, facts_to_show(versions_of(entry)), {}, {})
    project(entry)
    for other in _entries_naming(model, root.pk):
        project(other)
    touch(entry, by)
    contentversion.raise_version()
    return root


def _entries_naming(model, pk):
    """List entries whose public facts name this row in a list of theirs."""
    for kind in _kinds_with_lists_of(model):
        versions = LanguageVersion.objects.filter(
            entry__kind=ContentType.objects.get_for_model(kind.model),
            entry__deleted_at=None,
            language=NEUTRAL,
            live_revision__isnull=False,
        ).select_related("entry", "live_revision")
        names = [f.name for f in kind.model._meta.many_to_many if f.related_model is model]
        for version in versions:
            root = version.live_revision.data["root"]
            if any(pk in root.get(name, []) for name in names):
                yield version.entry


def _kinds_with_lists_of(model):
    return [
        kind
        for kind in kinds()
        if any(field.related_model is model for field in kind.model._meta.many_to_many)
    ]
