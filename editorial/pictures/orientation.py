"""Which way is up, of all that a camera says the one thing that changes how a picture looks.

Read by hand: what else stands there is thrown away, so it may be broken or of any length.
"""

from PIL import Image

_TAG = 0x0112
_BEGINNING = b"Exif\x00\x00"
# Of the EXIF standard.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def turn_of(exif):
    """Return how to turn a picture with these EXIF data upright; None for not at all."""
    data = (exif or b"").removeprefix(_BEGINNING)
    order = {b"II*\x00": "little", b"MM\x00*": "big"}.get(bytes(data[:4]))
    if order is None:
        return None

    def number(place, length):
        return int.from_bytes(data[place : place + length], order)

    first = number(4, 4)
    for index in range(number(first, 2)):
        place = first + 2 + 12 * index
        if place + 12 > len(data):
            break
        if number(place, 2) == _TAG:
            return _UPRIGHT.get(number(place + 8, 2))
    return None
