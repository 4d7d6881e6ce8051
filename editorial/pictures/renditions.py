"""The smaller copies of a picture that pages offer to browsers: WebP in a few widths.

Their names follow from the picture's own name and width, so nothing about them is stored in the
database and a page finds them without touching the files.
"""

from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from django.core.files.base import ContentFile
from PIL import Image

# In pixels: a phone, a phone with a dense screen or half a page, a whole page.
WIDTHS = (480, 960, 1600)
QUALITY = 80


class Rendition(NamedTuple):
    """One copy: its size in pixels and its name in the storage."""

    width: int
    height: int
    name: str


def renditions_of(name, width, height):
    """List the copies of the picture with this name and size, the smallest first.

    A picture is never enlarged: where it is narrower than a step, its own width takes the place
    of that step and ends the list.
    """
    path = PurePosixPath(name)
    return [
        Rendition(step, max(1, round(height * step / width)), f"{path.with_suffix('')}-{step}.webp")
        for step in sorted({min(step, width) for step in WIDTHS})
    ]


def write_renditions(storage, name):
    """Make the copies of a stored, normalized picture that are not there yet.

    Safe to repeat. Raises OSError when the picture itself cannot be read.
    """
    with storage.open(name) as file, Image.open(file, formats=("JPEG", "PNG", "WEBP")) as image:
        for rendition in renditions_of(name, *image.size):
            if storage.exists(rendition.name):
                continue
            copy = image.resize((rendition.width, rendition.height), Image.Resampling.LANCZOS)
            data = BytesIO()
            copy.save(data, "WEBP", quality=QUALITY)
            storage.save(rendition.name, ContentFile(data.getvalue()))
