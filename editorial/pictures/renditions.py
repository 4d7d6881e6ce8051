"""The smaller copies of a picture that pages offer to browsers: AVIF and WebP in a few widths.

Their names follow from the picture's own name and width, so nothing about them is stored in the
database and a page finds them without touching the files. All are made when the picture is
uploaded: what a page offers is there.
"""

from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from django.core.files.base import ContentFile
from PIL import Image

# In pixels: a phone, a phone with a dense screen or half a page, a whole page.
WIDTHS = (480, 960, 1600)
# How each format is written. AVIF takes most of the time of an upload: at this speed about one
# second for all widths, and files a third smaller than WebP. One thread, so that pages that are
# read meanwhile have the other core.
WRITTEN = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 80},
}
FORMATS = tuple(WRITTEN)


class Rendition(NamedTuple):
    """One copy: its size in pixels and its name in the storage."""

    width: int
    height: int
    name: str


def renditions_of(name, width, height, extension="webp"):
    """List the copies in a format of the picture with this name and size, the smallest first.

    A picture is never enlarged: where it is narrower than a step, its own width takes the place
    of that step and ends the list.
    """
    stem = PurePosixPath(name).with_suffix("")
    return [Rendition(*size, f"{stem}-{size[0]}.{extension}") for size in _sizes(width, height)]


def _sizes(width, height):
    steps = sorted({min(step, width) for step in WIDTHS})
    return [(step, max(1, round(height * step / width))) for step in steps]


def names_of(name, width, height):
    """List the names of all files of a picture: its own and those of its copies."""
    copies = [renditions_of(name, width, height, extension) for extension in FORMATS]
    return [name, *(copy.name for some in copies for copy in some)]


def made(picture):
    """Return the bytes of every copy of a Pillow image, by width and extension."""
    found = {}
    for size in _sizes(*picture.size):
        copy = picture.resize(size, Image.Resampling.LANCZOS)
        for extension, options in WRITTEN.items():
            data = BytesIO()
            copy.save(data, **options)
            found[size[0], extension] = data.getvalue()
    return found


def store(storage, name, size, made):
    """Write copies made by `made` beside the picture of this name and size."""
    for extension in FORMATS:
        for copy in renditions_of(name, *size, extension):
            storage.save(copy.name, ContentFile(made[copy.width, extension]))
