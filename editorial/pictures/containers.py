"""Files in boxes, WebP (RIFF), HEIC and AVIF (ISO base media): how to see that one is cut off."""

from editorial.pictures import jpeg, png

# The brands of still pictures, and of short sequences of them.
_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
# A picture has about three boxes.
_MOST_BOXES = 100


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
    place = 0
    for _number in range(_MOST_BOXES):
        if place >= len(data):
            break
        size = int.from_bytes(data[place : place + 4], "big")
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + 16], "big")
        if size == 0:  # Up to the end, wherever that is.
            return False
        place += max(size, 8)
    return place > len(data)


def _is_webp(data):
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_in_boxes(data):
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS
