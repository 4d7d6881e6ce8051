"""Which way is up, of all that a camera says the one thing that changes how a picture looks."""

from PIL import Image

from editorial.pictures.exif import Exif

_TAG = 0x0112
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
    found = Exif(exif)
    for tag, place in found.tags():
        if tag == _TAG:
            return _UPRIGHT.get(found.number(place + 8, 2))
    return None
