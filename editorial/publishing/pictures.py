"""Deleting pictures, bringing them back, and taking them off the web: the one place that does it.

A deleted picture keeps its files for `KEPT` and can be brought back. Removing it from the web is
for consent that was taken back: the files go at once and never come back. Whoever does either is
written into the audit log.
"""

import logging

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from editorial.cache import version as content_version
from editorial.models import LeftFile, Picture
from editorial.models.audit import AuditEntry, record
from editorial.revisions.picture_uses import uses_of

Action = AuditEntry.Action

logger = logging.getLogger(__name__)


@transaction.atomic
def delete(pictures, *, by=None):
    """Delete pictures that nothing uses, so that they can be brought back for a while.

    Raises ProtectedError, with the entries, if anything uses one of them; then none is deleted.
    """
    keys = _locked(Picture.objects.in_library(), pictures)
    entries = {use.entry for uses in uses_of(keys).values() for use in uses}
    if entries:
        raise ProtectedError("A picture that is used cannot be deleted.", entries)
    Picture.objects.filter(pk__in=keys).update(deleted_at=timezone.now(), deleted_by=by)
    _tell(Action.DELETED, keys, by)


@transaction.atomic
def bring_back(pictures, *, by=None):
    """Bring deleted pictures back into the library; return how many there were."""
    keys = _locked(Picture.objects.exclude(deleted_at=None), pictures)
    Picture.objects.filter(pk__in=keys).update(deleted_at=None, deleted_by=None)
    _tell(Action.RECOVERED, keys, by)
    return len(keys)


def remove_from_web(picture, *, reason, by=None):
    """Delete the files of a picture now, all its sizes and former files, whatever shows it.

    The row stays as a placeholder: pages leave it out, and forms say what became of it. Return
    whether every file is gone; what the storage would not delete is tried again by `sweep`.
    """
    now = timezone.now()
    with transaction.atomic():
        picture = Picture.objects.select_for_update().get(pk=picture.pk)
        if picture.removed_at is None:
            picture.removed_at, picture.file = now, ""
            picture.save(update_fields=["file", "removed_at", "search_words"])
            record(Action.REMOVED, Picture, [str(picture.pk)], by=by, note=reason[:250])
            content_version.raise_version()
        picture.left_files.update(goes_at=now)
    return sweep(now, LeftFile.objects.filter(picture=picture))


def purge(now=None):
    """Delete for good what was deleted `KEPT` ago; return how many pictures went.

    One that is used again in the meantime, by a draft that was open, stays.
    """
    now = now or timezone.now()
    with transaction.atomic():
        keys = _locked(Picture.objects.past(now), Picture.objects.past(now))
        unused = [key for key, uses in uses_of(keys).items() if not uses]
        for picture in Picture.objects.filter(pk__in=unused).exclude(file=""):
            LeftFile.objects.create(
                picture=None,
                name=picture.file.name,
                width=picture.width,
                height=picture.height,
                goes_at=now,
            )
        LeftFile.objects.filter(picture__in=unused).update(goes_at=now)
        Picture.objects.filter(pk__in=unused).delete()
        _tell(Action.DISPOSED, unused, None)
    sweep(now)
    return len(unused)


def sweep(now=None, left=None):
    """Delete the files that no picture shows and whose time is over; return whether all went."""
    left = LeftFile.objects.all() if left is None else left
    went = True
    for file in left.filter(goes_at__lte=now or timezone.now()):
        try:
            for name in file.names():
                default_storage.delete(name)
        except OSError as error:
            logger.error("A picture's file could not be deleted: %s", error)
            went = False
        else:
            file.delete()
    return went


def _locked(queryset, pictures):
    keys = [picture.pk for picture in pictures]
    return list(queryset.select_for_update().filter(pk__in=keys).values_list("pk", flat=True))


def _tell(action, keys, by):
    if keys:
        record(action, Picture, [str(key) for key in sorted(keys)], by=by)
