"""The door for what people send with a memory: known by its content, and written anew.

A picture passes `editorial.pictures`, so it comes out without place, camera and comments, whatever
it may be used for; where it was taken is read only if its sender lets us keep that. A PDF cannot be
written anew: it is kept as it came, is never shown, and leaves this site as a file to save alone.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.pictures import uploads
from editorial.pictures.place import Place, place_of

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * MEGABYTE
TOO_LARGE = _("This file has %(found)d MB; at most %(limit)d MB are taken. Save it smaller.")

ACCEPT = f"{uploads.ACCEPT},application/pdf"

# Here a PDF is taken as well.
_TAKEN = _("Taken are JPEG, PNG, WebP, AVIF, GIF, the HEIC of phones, and PDF.")
_PDF = b"%PDF-"
# A PDF ends with a mark of its own, behind which some programs leave a few bytes.
_END_OF_PDF, _PDF_TAIL = b"%%EOF", 2048
_SMALL_SIDE = 480


@dataclass(frozen=True)
class Received:
    """What is kept of a file: its bytes, those of its small picture, and what is known of both."""

    content: bytes
    small: bytes
    format: str
    content_hash: str
    width: int | None = None
    height: int | None = None
    place: Place | None = None


def read(upload, *, keeps_place=False):
    """Return the `Received` of an uploaded file, with the place only where that may be kept.

    Raises ValidationError with a sentence.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(
            TOO_LARGE,
            code="bytes",
            params={"found": -(-upload.size // MEGABYTE), "limit": MOST_MEGABYTES},
        )
    upload.seek(0)
    data = upload.read()
    content_hash = hashlib.sha256(data).hexdigest()
    if data.startswith(_PDF):
        if _END_OF_PDF not in data[-_PDF_TAIL:]:
            raise ValidationError(
                _("A part of this PDF is missing: the file is cut off. Save or scan it again."),
                code="incomplete",
            )
        return Received(data, b"", "pdf", content_hash)
    try:
        picture = uploads.normalize(upload, copies=_small)
    except ValidationError as error:
        if "taken" in (getattr(error, "params", None) or {}):
            error.params["taken"] = _TAKEN
        raise
    extension = picture.name.rpartition(".")[2]
    content = picture.read()
    return Received(
        content,
        picture.copies,
        extension,
        content_hash,
        picture.width,
        picture.height,
        place_of(data) if keeps_place else None,
    )


def _small(picture):
    """Return a Pillow image as a small WebP, for lists."""
    copy = picture.copy()
    copy.thumbnail((_SMALL_SIDE, _SMALL_SIDE))
    data = BytesIO()
    copy.save(data, "WEBP", quality=80)
    return data.getvalue()
