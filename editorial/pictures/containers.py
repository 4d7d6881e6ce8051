"""WebP (RIFF), HEIC and AVIF (ISO base media): their pixels alone, and how one sees their end."""

import re

from editorial.pictures import jpeg, png

# The brands of still pictures, and of short sequences of them.
_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
# A picture has about three boxes.
_MOST_BOXES = 100
# What only describes a picture, in the list of what an ISO file holds. By another name decoders do
# not look at it; which way is up stands beside the pixels there.
_NOTE = re.compile(rb"(infe(?:\x02.{7}|\x03.{9}))(?:Exif|mime)", re.DOTALL)


def is_ours(data):
    """Return whether a file begins like one of the formats that are taken."""
    if data.startswith((jpeg.BEGINNING, png.SIGNATURE, b"GIF87a", b"GIF89a")):
        return True
    return _is_webp(data) or _is_in_boxes(data)


def is_cut(data):
    """Return whether a WebP, HEIC or AVIF file is shorter than it says itself."""
    if _is_webp(data):
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if not _is_in_boxes(data):
        return False
    return any(end > len(data) for _start, end in _boxes(data))


def pixels_of(data):
    """Return a WebP, HEIC or AVIF file without what only describes it, and the EXIF of a WebP.

    Other files come back as they are.
    """
    if _is_webp(data):
        return _webp_of(data)
    if _is_in_boxes(data):
        for start, end in _boxes(data):
            if data[start + 4 : start + 8] == b"meta":
                named = _NOTE.sub(rb"\1skip", data[start:end])
                return b"".join([data[:start], named, data[end:]]), b""
    return data, b""


def _webp_of(data):
    stated = int.from_bytes(data[4:8], "little")
    kept, exif, place, left_out = [], b"", 12, 0
    while place < min(len(data), stated + 8):
        kind, length = (
            data[place : place + 4],
            int.from_bytes(data[place + 4 : place + 8], "little"),
        )
        end = place + 8 + length + length % 2
        if kind in (b"EXIF", b"XMP "):
            left_out += end - place
            exif = exif or (data[place + 8 : end] if kind == b"EXIF" else b"")
        else:
            kept.append(memoryview(data)[place:end])
        place = end
    # Whatever lacks of the pixels still lacks.
    size = max(0, stated - left_out).to_bytes(4, "little")
    return b"".join([b"RIFF", size, b"WEBP", *kept]), exif


def _boxes(data):
    """Yield where each box of an ISO file begins and ends; one up to the end is the last."""
    place = 0
    for _number in range(_MOST_BOXES):
        if place >= len(data):
            return
        size = int.from_bytes(data[place : place + 4], "big")
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + 16], "big")
        if size == 0:  # Up to the end, wherever that is.
            yield place, len(data)
            return
        yield place, place + max(size, 8)
        place += max(size, 8)


def _is_webp(data):
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_in_boxes(data):
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS
