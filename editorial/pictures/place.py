"""Where a picture was taken, as the phone that took it wrote into its file.

Asked only where its owner lets us keep that: `editorial.pictures.uploads` throws it away.
"""

import logging
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from editorial.pictures.decoding import exif_of, turn
from editorial.pictures.exif import Exif

# About a meter; phones write more, and know less.
_STEP = Decimal("0.00001")
_OF_PLACE = 0x8825
# The tags there: which half of the earth, then degrees, minutes and seconds.
_LATITUDE, _LONGITUDE = (1, 2, {"N": 1, "S": -1}, 90), (3, 4, {"E": 1, "W": -1}, 180)
_FRACTIONS, _BYTES_OF_ONE = 5, 8

logger = logging.getLogger(__name__)


class Place(NamedTuple):
    """A place on earth in degrees, to five digits; south and west of zero are below it."""

    latitude: Decimal
    longitude: Decimal


def place_of(data):
    """Return the `Place` that stands in a picture, given as bytes; None where none is to be read.

    Raises ValidationError with code `busy` when others are decoded for long.
    """
    with turn():
        try:
            return place_in(exif_of(data))
        except Exception as error:  # Decoders raise nearly anything on files made to harm.
            logger.info("The place of a picture could not be read: %r", error)
            return None


def place_in(data):
    """Return the `Place` that EXIF data name, or None."""
    exif = Exif(data)
    named = next((exif.number(at + 8, 4) for tag, at in exif.tags() if tag == _OF_PLACE), None)
    if named is None:
        return None
    entries = dict(exif.tags(named))
    found = [_degrees(exif, entries, *axis) for axis in (_LATITUDE, _LONGITUDE)]
    # A camera that does not know writes zeros; nobody lives where they meet.
    return None if None in found or not any(found) else Place(*found)


def _degrees(exif, entries, half, value, signs, most):
    if half not in entries or value not in entries:
        return None
    letter = exif.data[entries[half] + 8 : entries[half] + 9].decode("latin-1")
    at = entries[value]
    is_whole = exif.number(at + 2, 2) == _FRACTIONS and exif.number(at + 4, 4) == 3
    if letter not in signs or not is_whole:
        return None
    first, degrees = exif.number(at + 8, 4), Fraction(0)
    for index, size in enumerate((1, 60, 3600)):
        place = first + _BYTES_OF_ONE * index
        above, below = exif.number(place, 4), exif.number(place + 4, 4)
        if not below:
            return None
        degrees += Fraction(above, below * size)
    if degrees > most:
        return None
    exact = Decimal(degrees.numerator) / Decimal(degrees.denominator)
    return (signs[letter] * exact).quantize(_STEP, ROUND_HALF_UP)
