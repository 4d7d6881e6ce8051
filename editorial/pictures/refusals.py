"""Why a picture was not taken: one true sentence for each cause, and the name of what came instead.

What a file is called counts nothing; it is known by its first bytes.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_MEGABYTES = 60
# By what a decoder needs in memory, in megapixels: none may take more than half a gigabyte. A JPEG
# is decoded at a fraction of its size, but one that comes in passes is in memory as a whole.
MAX_MEGAPIXELS_OF_JPEG = 250
MAX_MEGAPIXELS = {"JPEG": 64, "PNG": 64, "GIF": 64, "HEIF": 50, "AVIF": 40, "WEBP": 24}

_TAKEN = _("Taken are JPEG, PNG, WebP, AVIF, GIF and the HEIC of phones.")

MESSAGES = {
    "empty": _("This file is empty. Choose it anew."),
    "format": _("This is not a picture. %(taken)s"),
    "bytes": _(
        "This file has %(found)d MB; at most %(limit)d MB are taken. Save the picture smaller."
    ),
    "pixels": _(
        "This picture has %(found)d megapixels; in this format (%(format)s) at most %(limit)d are"
        " taken. Save it as a plain JPEG (up to %(jpeg)d megapixels), or smaller."
    ),
    "animated": _("This picture moves. Upload a still picture."),
    "damaged": _(
        "This picture is damaged and cannot be read. Open it, save it again, and try anew."
    ),
    "incomplete": _(
        "A part of this picture is missing: the file is cut off. Copy or download it again."
    ),
    "busy": _("Several pictures are being read at this moment. Try again in a minute."),
}

# The beginnings of files that are no pictures for the web, and what people call such a file.
_KINDS = {
    b"%PDF": _("This is a PDF. Save its page as a picture, or link to the PDF. %(taken)s"),
    b"%!PS": _("This is a PostScript drawing. Save it as a picture. %(taken)s"),
    b"PK\x03\x04": _(
        "This is a document or a ZIP file. Save the picture in it as a file of its own. %(taken)s"
    ),
    b"\xd0\xcf\x11\xe0": _(
        "This is an Office document. Save the picture in it as a file of its own. %(taken)s"
    ),
    b"II*\x00": _("This is a TIFF or a raw photo. Save it as JPEG or PNG. %(taken)s"),
    b"MM\x00*": _("This is a TIFF or a raw photo. Save it as JPEG or PNG. %(taken)s"),
    b"8BPS": _("This is a Photoshop file. Save it as JPEG or PNG. %(taken)s"),
    b"BM": _("This is a BMP. Save it as PNG. %(taken)s"),
    b"\x00\x00\x01\x00": _("This is an icon (ICO). Save it as PNG. %(taken)s"),
    b"\xff\x0a": _("This is a JPEG XL. Save it as JPEG or PNG. %(taken)s"),
    b"\x00\x00\x00\x0cJXL ": _("This is a JPEG XL. Save it as JPEG or PNG. %(taken)s"),
    b"\x00\x00\x00\x0cjP  ": _("This is a JPEG 2000. Save it as JPEG or PNG. %(taken)s"),
    b"\x1a\x45\xdf\xa3": _("This is a video. Take a still of it. %(taken)s"),
    b"OggS": _("This is a video or a sound. Take a still of it. %(taken)s"),
    b"ID3": _("This is a sound. %(taken)s"),
    b"\x1f\x8b": _("This is a packed file. Unpack it first. %(taken)s"),
    b"Rar!": _("This is a packed file. Unpack it first. %(taken)s"),
    b"7z\xbc\xaf": _("This is a packed file. Unpack it first. %(taken)s"),
}
_SVG = _("This is an SVG drawing. Save it as PNG. %(taken)s")
_VIDEO = _("This is a video. Take a still of it. %(taken)s")
_PAGE = _("This is a web page, not the picture on it. Save the picture itself. %(taken)s")
_TEXT = _("This is a text. %(taken)s")


def refusal(code, **params):
    """Return the ValidationError for one of the codes of `MESSAGES`."""
    return ValidationError(MESSAGES[code], code=code, params={"taken": _TAKEN, **params})


def no_picture(head):
    """Return the ValidationError that names what a file is by its first kilobytes."""
    return ValidationError(_message(head), code="format", params={"taken": _TAKEN})


def _message(head):
    for beginning, message in _KINDS.items():
        if head.startswith(beginning):
            return message
    if head[4:8] in {b"ftyp", b"moov", b"mdat"} or head[:3] == b"\x00\x00\x01":
        return _VIDEO
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return _VIDEO
    return _of_text(head)


def _of_text(head):
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in words[:2000] and words.startswith(b"<"):
        return _SVG
    if words.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return _PAGE
    is_text = words and not any(byte < 9 or 13 < byte < 32 for byte in words)
    return _TEXT if is_text else MESSAGES["format"]
