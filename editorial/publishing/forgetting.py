"""Erasing a thing with all its history, for what somebody has the right to have erased.

Deleting leaves a tombstone whose revisions hold every word. Here nothing stays but a line in the
audit log, which names the key of the entry alone.
"""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from editorial.cache import version as content_version
from editorial.models import (
    Act,
    Entry,
    LanguageVersion,
    MinorChange,
    Revision,
    TakenOff,
    Unsaved,
    audit,
)


@transaction.atomic
def forget(entry, *, by=None, note=""):
    """Erase an entry, public or not, with its row, revisions and everything that tells of it.

    `note` goes into the audit log and must name no person. Raises ProtectedError while something
    else needs it.
    """
    entry = Entry.objects.select_for_update(of=("self",)).select_related("kind").get(pk=entry.pk)
    model, key = entry.kind.model_class(), entry.object_pk
    for root in model._base_manager.filter(entry=entry):
        was_public = bool(root.published_languages())
        root.delete()
        if was_public:
            content_version.raise_version()
    TakenOff.objects.filter(entry=entry).delete()
    # What led here leads nowhere from now on; there is nothing to tell of where it has gone.
    leading_here = TakenOff.objects.filter(target=entry)
    leading_here.filter(reason=TakenOff.Reason.MERGED).delete()
    leading_here.update(target=None)
    Act.objects.filter(entry=entry).update(about=None)
    Act.objects.filter(entry=entry).delete()
    _forget_unsaved(entry)
    LanguageVersion.objects.filter(entry=entry).delete()
    MinorChange.objects.filter(entry=entry).delete()
    # They lie on one another, which holds each of them back.
    Revision.objects.filter(entry=entry).update(base=None)
    Revision.objects.filter(entry=entry).delete()
    # Django's own log, with its title.
    LogEntry.objects.filter(content_type=entry.kind, object_id=str(key)).delete()
    entry_key = entry.pk
    entry.delete()
    audit.record(audit.AuditEntry.Action.ERASED, model, [str(entry_key)], by=by, note=note)


def _forget_unsaved(entry):
    """Delete what people typed and did not save: in its form, and in its languages' pages."""
    Unsaved.objects.filter(kind=entry.kind, object_pk=entry.object_pk).delete()
    versions = LanguageVersion.objects.filter(entry=entry).values_list("pk", flat=True)
    kind = ContentType.objects.get_for_model(LanguageVersion)
    Unsaved.objects.filter(kind=kind, object_pk__in=list(versions)).delete()
