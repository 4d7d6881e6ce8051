"""JPEG files as pixels alone, and what to do where their end is missing.

A file is a row of segments before the pixels. Of those that describe it two stay, because they
change how it looks: the color profile and the note of the color transform.
"""

import re
import struct

from PIL import Image, ImageChops

from editorial.pictures.refusals import refusal

BEGINNING, END = b"\xff\xd8\xff", b"\xff\xd9"
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_IN_PASSES = {0xC2, 0xC6, 0xCA, 0xCE}
_START_OF_PIXELS, _COMMENT, _CAMERA = 0xDA, 0xFE, 0xE1
# The notes that change how a picture looks, and how long each is at least.
_LOOKS = {b"ICC_PROFILE\x00": 14, b"Adobe": 12, b"JFIF": 12}
# What a decoder puts where pixels lack; inks are counted from the other end.
_GRAY = {127, 128}
# No camera writes as many.
_MOST_SEGMENTS = 4000
# So many of the rows, in percent, must be there; those that lack are cut off then.
ENOUGH = 90


class Jpeg:
    """What the segments of a JPEG say.

    `data` is the file without those that only describe it, `exif` what the camera says.
    """

    def __init__(self, data):
        kept, place = [data[:2]], 2
        self.comes_in_passes, self.exif = False, b""
        for _number in range(_MOST_SEGMENTS):
            marker, length = _segment(data, place)
            if marker == _START_OF_PIXELS:
                break
            segment = data[place : place + 2 + length]
            if marker in _FRAMES:
                self.comes_in_passes = marker in _IN_PASSES
            if marker == _CAMERA and segment[4:10] == b"Exif\x00\x00":
                self.exif = self.exif or segment[4:]
            elif _is_kept(marker, segment[4:24]):
                kept.append(segment)
            place += 2 + length
        else:
            raise refusal("damaged")
        self.data = b"".join([*kept, memoryview(data)[place:]])

    def with_end(self):
        """Return the file with an end, so that what is there of it can be decoded.

        Raises ValidationError with code `incomplete` where whole passes lack: all rows would be
        there, without their detail.
        """
        if self.comes_in_passes and not self._last_passes_began():
            raise refusal("incomplete")
        return self.data + END

    def _last_passes_began(self):
        """Return whether the last pass of each color has begun: for its mean and its detail."""
        colors, means, details = set(), set(), set()
        for match in re.finditer(rb"\xff\xda..([\x01-\x04])", self.data, re.DOTALL):
            count, place = match[1][0], match.end()
            tail = self.data[place + 2 * count : place + 2 * count + 3]
            if len(tail) < 3:
                break
            named = set(self.data[place : place + 2 * count : 2])
            colors |= named
            if tail[2] & 15 == 0:
                means |= named if tail[0] == 0 else set()
                details |= named if tail[1] > 0 else set()
        return bool(colors) and colors == means == details


def without_lost_rows(image):
    """Return what a JPEG with a missing end shows, without the gray that stands for lost rows.

    Raises ValidationError with code `incomplete` where more is lost than a strip.
    """
    last = image.getpixel((image.width - 1, image.height - 1))
    values = last if isinstance(last, tuple) else (last,)
    if not set(values) <= _GRAY:
        return image
    gray = Image.new(image.mode, image.size, last)
    box = ImageChops.difference(image, gray).getbbox()
    there = box[3] if box else 0
    if there * 100 < image.height * ENOUGH:
        raise refusal("incomplete")
    return image if there == image.height else image.crop((0, 0, image.width, there))


def _segment(data, place):
    """Return marker and length of the segment at a place; raise ValidationError without one."""
    # Any number of fill bytes may stand before a marker; they are one byte each.
    head = data[place : place + 4]
    if len(head) < 4:
        raise refusal("incomplete")
    if head[0] != 0xFF:
        raise refusal("damaged")
    if head[1] == 0xFF:
        return 0xFF, -1
    length = struct.unpack(">H", head[2:])[0]
    if length < 2:
        raise refusal("damaged")
    if place + 2 + length > len(data):
        raise refusal("incomplete")
    return head[1], length


def _is_kept(marker, content):
    if 0xE0 <= marker <= 0xEF:
        # With less than that behind its name, it says nothing and some decoders stumble over it.
        return any(
            content.startswith(name) and len(content) >= length for name, length in _LOOKS.items()
        )
    return marker not in (_COMMENT, 0xFF)
