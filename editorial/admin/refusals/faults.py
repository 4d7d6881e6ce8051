"""Why a save failed, in words for the person who saved: one for each kind of exception."""

import errno
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404
from django.utils.translation import gettext as _

from editorial.text import languages

# Codes of SQLite begin with these; those of PostgreSQL are five characters.
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01", "57014")
_FULL = ("SQLITE_FULL", "53100")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# What a folder answers that is not mounted, read-only, or on a disk that is gone.
_OUT_OF_REACH = {
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.EIO,
    errno.ESTALE,
    errno.ENODEV,
    errno.ENOTCONN,
    errno.EHOSTDOWN,
}
# Seconds after which it is worth trying again.
SOON, LATER = 10, 120


class ErasedError(Http404):
    """What a form was about is erased, or closed to everybody: it cannot be sent again."""


@dataclass(frozen=True)
class Fault:
    """What happened. `retry_after` is in seconds; 0 where time alone mends nothing.

    `is_gone` says that what was to be changed is not there, `is_for_good` that nobody can bring it
    back; `is_ours` that somebody has to mend it.
    """

    status: int
    title: str
    reason: str
    retry_after: int = 0
    is_gone: bool = False
    is_for_good: bool = False
    is_ours: bool = False


def of(error):
    """Describe the exception that ended a save."""
    match error:
        case ErasedError():
            return _erased()
        case Http404():
            return gone(status=404)
        case ObjectDoesNotExist():
            return gone()
        case ProtectedError():
            return _used(error.protected_objects)
        case RestrictedError():
            return _used(error.restricted_objects)
        case IntegrityError():
            return _collided()
        case OSError(errno=number) if number in _NO_ROOM:
            return _full()
        case OSError(errno=number) if number in _OUT_OF_REACH:
            return _out_of_reach()
        case DatabaseError():
            return _of_database(_code(error))
    return _unexpected()


def gone(status=409):
    """Describe that what was to be changed is there no more."""
    return Fault(
        status,
        _("It is not there any more"),
        _(
            "What you changed was deleted or moved while you had it open, so it could not be "
            "saved. What you typed is kept on this page."
        ),
        is_gone=True,
    )


def _erased():
    return Fault(
        404,
        _("It is not there any more"),
        _(
            "It was erased while you had it open, or nobody may read it at present. So nothing was "
            "done, and no email was sent."
        ),
        is_gone=True,
        is_for_good=True,
    )


def _of_database(code):
    if code.startswith(_BUSY):
        return Fault(
            503,
            _("Not saved yet: the database was busy"),
            _(
                "Something else was writing for a long time. Nothing is lost: what you typed is "
                "kept on this page. Wait a moment, then try again."
            ),
            SOON,
        )
    if code.startswith(_FULL):
        return _full()
    return Fault(
        503,
        _("Not saved: the database takes nothing at the moment"),
        _(
            "Nothing is lost: what you typed is kept on this page. Leave it open, tell your "
            "maintainer, and try again later."
        ),
        LATER,
        is_ours=True,
    )


def _full():
    return Fault(
        503,
        _("Not saved: there is no space left"),
        _(
            "The disk of the server is full. Nothing is lost: what you typed is kept on this page. "
            "Leave it open, tell your maintainer, and try again when there is space."
        ),
        LATER,
        is_ours=True,
    )


def _out_of_reach():
    return Fault(
        503,
        _("Not saved: the folder of files cannot be reached"),
        _(
            "Nothing is lost: what you typed is kept on this page. Leave it open, tell your "
            "maintainer, and try again later."
        ),
        LATER,
        is_ours=True,
    )


def _collided():
    return Fault(
        409,
        _("Somebody else was quicker"),
        _(
            "Something that was saved at the same moment stands in the way, so this was not saved. "
            "What you typed is kept on this page. Try again: the form then says what has to differ."
        ),
    )


def _used(things):
    try:
        names = languages.listed(sorted({str(thing) for thing in things}))
    except Exception:
        # Their names are read only now, and they may be gone in their turn.
        names = "–"
    return Fault(
        409,
        _("It is used somewhere"),
        _("It could not be deleted, because it is used by: %(names)s.") % {"names": names},
    )


def _unexpected():
    return Fault(
        503,
        _("Something broke on our side"),
        _(
            "The fault is ours, not yours, and it has been noted. It is not saved, but nothing is "
            "lost: what you typed is kept on this page. Try again; if it breaks again, tell your "
            "maintainer at what time."
        ),
        SOON,
        is_ours=True,
    )


def _code(error):
    """Return the database's own code for an error; "" when it has none."""
    while error is not None:
        if code := getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None):
            return code
        error = error.__cause__
    return ""
