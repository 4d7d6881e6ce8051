"""A picture as a tile: small, with its name and how it stands."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.admin.lists.standing import State
from editorial.admin.pictures import uses as words
from editorial.models import Picture
from editorial.pictures.renditions import Rendition
from editorial.text.formats import number, short_day


@dataclass(frozen=True)
class Tile:
    """One picture with what is said of it.

    `shot` is its smallest copy, None where the file was removed; `meta` are lines of words,
    `flaw` is what lacks, and `deleted` says by whom, where it was.
    """

    picture: Picture
    url: str
    shot: Rendition | None
    shot_url: str = ""
    meta: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    flaw: str = ""


def shown(picture, meta=(), states=(), flaw=""):
    """Return the tile of one picture."""
    shot = next(iter(picture.renditions), None)
    return Tile(
        picture=picture,
        url=reverse("admin:editorial_picture_change", args=[picture.pk]),
        shot=shot,
        shot_url=picture.file.storage.url(shot.name) if shot else "",
        meta=tuple(meta),
        states=tuple(state.__html__() for state in states),
        flaw=flaw,
    )


def size_of(picture):
    """Say how large a picture is: "2,400 × 1,600"."""
    return f"{number(picture.width)} × {number(picture.height)}"


def in_places(uses):
    """Say in how many places a picture is used."""
    if not uses:
        return _("Not used")
    words = ngettext("Used in %(count)s place", "Used in %(count)s places", len(uses))
    return words % {"count": len(uses)}


def tiles(pictures, uses):
    """List the tiles of a list; `uses` are by the keys of the pictures."""
    deleted_by = {picture.deleted_by_id for picture in pictures} - {None}
    people = get_user_model().objects.in_bulk(deleted_by) if deleted_by else {}
    return [_tile(picture, uses[picture.pk], people) for picture in pictures]


def _tile(picture, uses, people):
    if picture.deleted_at:
        who = people.get(picture.deleted_by_id)
        deleted = _("Deleted %(day)s") % {"day": short_day(picture.deleted_at)}
        by = _("by %(who)s") % {"who": who} if who else ""
        goes = _("Goes for good %(day)s") % {"day": short_day(picture.goes_at)}
        return shown(picture, [f"{deleted} {by}".strip(), goes])
    if picture.removed_at:
        day = _("Removed %(day)s") % {"day": short_day(picture.removed_at)}
        return shown(picture, [in_places(uses), day], [State("withdrawn", _("Off the web"))])
    if any(use.is_public for use in uses):
        state = State("published", _("Public"))
    elif uses:
        state = State("draft", _("Draft"))
    else:
        state = State("draft", _("Added %(day)s") % {"day": short_day(picture.uploaded_at)})
    meta = [in_places(uses), size_of(picture)]
    if picture.is_over:
        state = State("withdrawn", _("Permission ended"))
    if picture.shown_until:
        meta.append(_("Until %(day)s") % {"day": short_day(picture.shown_until)})
    return shown(picture, meta, [state], words.lacking(uses))
