"""From the bytes of a file to pixels of the size that is kept: upright, in sRGB colors.

One picture is decoded at a time in each process, so that memory is bounded whoever uploads what,
and a page that is read meanwhile has the other core. Pillow lets other threads run while it
decodes, shrinks and writes; no database transaction may be open around it (see
`editorial.pictures.uploads.prepare`).
"""

import contextlib
import io
import logging
import threading
from functools import cache

from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, UnidentifiedImageError

from editorial.pictures import containers, jpeg, png
from editorial.pictures.orientation import turn_of
from editorial.pictures.refusals import (
    MAX_MEGAPIXELS,
    MAX_MEGAPIXELS_OF_JPEG,
    no_picture,
    refusal,
)

LONGER_SIDE = 2400
# Above this a JPEG is decoded at the size that is kept, below at twice that, which is finer.
_LARGE = 40_000_000
# Seconds that an upload waits for its turn.
PATIENCE = 20
_TURN = threading.BoundedSemaphore(1)
# Pillow makes a copy of what shows through before it makes it smaller.
_HALF_AT_LEAST = 20_000_000
# Rows that are shrunk at once: a copy of all pixels in another mode would double the memory.
_BAND = 256

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF")

# Pillow's own guard, a warning and then an error, has one bound for all formats. Ours stand in
# `_opened`, the only place that opens what somebody sent.
Image.MAX_IMAGE_PIXELS = None

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def turn(patience=None):
    """Wait until no other picture is decoded in this process.

    Raises ValidationError with code `busy` after `patience` seconds.
    """
    if not _TURN.acquire(timeout=PATIENCE if patience is None else patience):
        raise refusal("busy")
    try:
        yield
    finally:
        _TURN.release()


def decoded(data):
    """Return `(picture, format)`: pixels in RGB or RGBA, and the format that they came in.

    Raises ValidationError with one of the codes of `refusals.MESSAGES`.
    """
    if not data:
        raise refusal("empty")
    try:
        if data.startswith(jpeg.BEGINNING):
            return _of_jpeg(data), "JPEG"
        if data.startswith(png.SIGNATURE):
            _require_few("PNG", *png.size_of(data))
            data, exif = png.sound(data)
            with _opened(data) as image:
                return _kept(image, exif), "PNG"
        pixels, exif = containers.pixels_of(data)
        with _opened(pixels) as image:
            return _kept(image, exif or image.info.get("exif")), image.format
    except ValidationError:
        raise
    except Exception as error:  # Decoders raise nearly anything on files made to harm.
        logger.info("An uploaded picture could not be decoded: %r", error)
        is_cut = "truncated" in str(error) or containers.is_cut(data)
        raise refusal("incomplete" if is_cut else "damaged") from error


def exif_of(data):
    """Return what the camera wrote into a picture, as bytes; b"" for nothing.

    Raises whatever decoders raise.
    """
    if data.startswith(jpeg.BEGINNING):
        return jpeg.Jpeg(data).exif
    if data.startswith(png.SIGNATURE):
        return png.exif_of(data)
    _pixels, exif = containers.pixels_of(data)
    if exif:
        return exif
    with _opened(data) as image:
        return image.info.get("exif") or b""


def _of_jpeg(data):
    found = jpeg.Jpeg(data)
    most = None if found.comes_in_passes else MAX_MEGAPIXELS_OF_JPEG
    try:
        with _opened(found.data, most) as image:
            return _kept(image, found.exif)
    except OSError as error:
        if "truncated" not in str(error):
            raise
    with _opened(found.with_end(), most) as image:
        return _kept(image, found.exif, without=jpeg.without_lost_rows)


@cache
def _learn_heif():
    """Let Pillow read HEIC. The decoder weighs ten megabytes, and few processes take pictures."""
    import pillow_heif

    pillow_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )


def _opened(data, most=None):
    """Read the header only; refuse other formats, too many pixels and moving pictures."""
    _learn_heif()
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise _unreadable(data) from error
    try:
        _require_few(image.format, *image.size, most)
        # HEIC files hold several pictures that are no frames; the first one is the picture.
        if image.format != "HEIF" and getattr(image, "is_animated", False):
            raise refusal("animated")
    except Exception:
        image.close()
        raise
    return image


def _unreadable(data):
    """Return what is said of a file that no decoder takes for one of its own."""
    if not containers.is_ours(data):
        return no_picture(data[:4096])
    return refusal("incomplete" if containers.is_cut(data) else "damaged")


def _require_few(name, width, height, most=None):
    most = most or MAX_MEGAPIXELS[name]
    if width * height > most * 1_000_000:
        found = -(-width * height // 1_000_000)
        limits = {"limit": most, "jpeg": MAX_MEGAPIXELS_OF_JPEG}
        raise refusal("pixels", found=found, format=name, **limits)


def _kept(image, exif, without=lambda image: image):
    """Decode at the size that is kept, in sRGB colors, turned as the camera was held."""
    is_large = image.width * image.height > _LARGE
    side = LONGER_SIDE if is_large else 2 * LONGER_SIDE
    image.draft(None, (side, side))
    image.load()
    turned = turn_of(exif)
    profile = image.info.get("icc_profile")
    picture = _in_srgb(_shrunk(without(image)), profile)
    picture.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
    return picture if turned is None else picture.transpose(turned)


def _shrunk(image):
    """Return the image at no more than thrice the size that is kept, in a plain mode."""
    factor = max(image.size) * 2 // (3 * LONGER_SIDE)
    if image.has_transparency_data and image.width * image.height > _HALF_AT_LEAST:
        factor = max(factor, 2)
    if factor < 2:
        return _plain(image)
    size = (-(-image.width // factor), -(-image.height // factor))
    height = max(1, _BAND // factor) * factor
    shrunk = None
    for top in range(0, image.height, height):
        bottom = min(top + height, image.height)
        band = _plain(image.crop((0, top, image.width, bottom))).reduce(factor)
        shrunk = shrunk or Image.new(band.mode, size)
        shrunk.paste(band, (0, top // factor))
    return shrunk


def _plain(image):
    """Return the image in one of the modes L, RGB, RGBA and CMYK."""
    if image.mode.startswith("I"):
        # 16 bits a pixel; a plain conversion would cut everything above 255 to white.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
        image.info.pop("transparency", None)
        return image
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")


def _in_srgb(image, profile):
    """Return a plain image in RGB, or RGBA where something shows through, with sRGB colors."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError) as error:
            # A broken profile, or one for another kind of pixels: show the plain colors.
            logger.info("A color profile was left out: %r", error)
    return image if image.mode == mode else image.convert(mode)
