"""Deleting pictures, bringing them back, taking them off the web: the one place that does it.

A deleted picture keeps its files for `KEPT` and can be brought back. Removing it from the web is
for consent that was taken back: the files go at once and never come back. Whoever does either is
written into the audit log.
"""

import logging
import re
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext

from editorial.cache import version as content_version
from editorial.models import LeftFile, Picture
from editorial.models.audit import AuditEntry, record
from editorial.pictures.renditions import names_of
from editorial.revisions.picture_uses import uses_of

Action = AuditEntry.Action

# How long a file without a row lies there: its upload may still be on its way.
ORPHANS_KEPT = timedelta(days=1)
_FOLDER = Picture._meta.get_field("file").upload_to
_UPLOADED = re.compile(rf"{_FOLDER}[0-9a-f]{{32}}(-[0-9]+)?\.[a-z]+")

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
    _empty(picture, now, reason=reason, by=by)
    return sweep(now, LeftFile.objects.filter(picture=picture))


@transaction.atomic
def remove_at_commit(picture, *, reason, by=None):
    """Remove a picture from the web as a part of a transaction, at whose end the files go.

    What the storage does not delete then is tried again by `sweep`.
    """
    now = timezone.now()
    key = _empty(picture, now, reason=reason, by=by).pk
    transaction.on_commit(lambda: sweep(now, LeftFile.objects.filter(picture=key)))


@transaction.atomic
def forget(picture, *, reason, by=None):
    """Remove a picture from the web with what was said of it, for somebody's right to erasure.

    The row stays, empty, because revisions may name it. The files go when the transaction is
    through; what the storage does not delete then is tried again by `sweep`.
    """
    now = timezone.now()
    picture = _empty(picture, now, reason=reason, by=by)
    picture.title = gettext("A picture that was erased")
    picture.credit = picture.license = "–"
    picture.credit_url = ""
    picture.save()
    key = picture.pk
    transaction.on_commit(lambda: sweep(now, LeftFile.objects.filter(picture=key)))


@transaction.atomic
def _empty(picture, now, *, reason, by):
    """Leave a placeholder of a picture, and its files to be deleted; return the row."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    if picture.removed_at is None:
        picture.removed_at, picture.file = now, ""
        picture.save(update_fields=["file", "removed_at", "search_words"])
        record(Action.REMOVED, Picture, [str(picture.pk)], by=by, note=reason[:250])
        content_version.raise_version()
    picture.left_files.update(goes_at=now)
    return picture


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


@contextmanager
def kept_with_rows(contents):
    """Delete the files of these `NormalizedPicture`s when what is done in here is rolled back.

    The transaction is to begin and to end in here.
    """
    try:
        yield
    except BaseException:
        for content in contents:
            _delete_unless_stored(content)
        raise


def _delete_unless_stored(content):
    field = Picture._meta.get_field("file")
    name = field.generate_filename(None, content.name)
    if not Picture.objects.filter(file=name).exists():
        for each in names_of(name, content.width, content.height):
            field.storage.delete(each)


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


def sweep_orphans(now=None):
    """Delete files of pictures, a day old, that no row names; return how many.

    Files are written before their row: whoever is killed in between leaves some that nobody could
    find again, and that the web server would go on to serve. Only names that an upload makes are
    touched, and nothing beside a database that has never had a picture.
    """
    uploaded = Picture.objects.exists() or _was_ever_told_of()
    if not uploaded or not default_storage.exists(_FOLDER):
        return 0
    before = (now or timezone.now()) - ORPHANS_KEPT
    old = [
        name
        for name in (f"{_FOLDER}{file}" for file in default_storage.listdir(_FOLDER)[1])
        if _UPLOADED.fullmatch(name) and _is_older(name, before)
    ]
    # Read after the folder, so that what got its row meanwhile is known.
    known = _known() if old else set()
    orphans = [name for name in old if name not in known]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def _known():
    rows = Picture.objects.exclude(file="").values_list("file", "width", "height")
    found = {name for row in rows for name in names_of(*row)}
    return found | {name for file in LeftFile.objects.all() for name in file.names()}


def _was_ever_told_of():
    return AuditEntry.objects.filter(kind=Picture._meta.label_lower).exists()


def _is_older(name, moment):
    try:
        return default_storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False


def _locked(queryset, pictures):
    keys = [picture.pk for picture in pictures]
    return list(queryset.select_for_update().filter(pk__in=keys).values_list("pk", flat=True))


def _tell(action, keys, by):
    if keys:
        record(action, Picture, [str(key) for key in sorted(keys)], by=by)
