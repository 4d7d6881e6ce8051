"""The only door for uploaded pictures: whatever arrives is checked, decoded and written anew.

What comes out is a JPEG, PNG or WebP of at most 2400 pixels a side in sRGB, upright, without
EXIF, GPS position, comments or color profile, under a name that says nothing of its uploader.
`PictureFileField` calls the door by itself, in forms and wherever else a file is stored.
"""

import contextlib
import logging
import secrets
from io import BytesIO
from threading import Lock

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

from editorial.pictures.renditions import write_renditions

MAX_MEGABYTES = 20
MAX_MEGAPIXELS = 40
LONGER_SIDE = 2400
JPEG_QUALITY = 85
WEBP_QUALITY = 85

FORMATS = ("JPEG", "PNG", "WEBP")
ACCEPT = "image/jpeg,image/png,image/webp"

MESSAGES = {
    "format": _("This file is not a picture in JPEG, PNG or WebP format. Save it as one of them."),
    "bytes": _("This file has more than %(limit)d MB. Save the picture smaller."),
    "pixels": _("This picture has more than %(limit)d megapixels. Save it smaller."),
    "animated": _("This picture moves. Upload a still picture."),
    "damaged": _("This file is damaged or incomplete. Open it, save it again and upload it anew."),
}
LIMITS = {"bytes": MAX_MEGABYTES, "pixels": MAX_MEGAPIXELS}

# The orientations of the EXIF standard. Pillow's own helper also writes the rest of the EXIF data
# anew, which fails on what some cameras leave there.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_READING = Lock()

logger = logging.getLogger(__name__)


class NormalizedPicture(ContentFile):
    """A picture as `normalize` leaves it: the bytes, a random name, width and height in pixels."""

    def __init__(self, content, name, width, height):
        super().__init__(content, name=name)
        self.width = width
        self.height = height


def normalize(upload):
    """Check an uploaded file and write its picture anew; what the file is called counts nothing.

    Raises ValidationError with code `format`, `bytes`, `pixels`, `animated` or `damaged`.
    """
    if upload.size > MAX_MEGABYTES * 1024 * 1024:
        raise refusal("bytes")
    upload.seek(0)
    try:
        with open_within_limits(upload) as image:
            picture = upright_srgb(image)
            return encoded(picture, image.format)
    except ValidationError:
        raise
    except Exception as error:  # Decoders raise nearly anything on files made to harm.
        logger.info("An uploaded picture could not be decoded: %r", error)
        raise refusal("damaged") from error


def refusal(code):
    """Return the ValidationError for one of the codes of `MESSAGES`."""
    return ValidationError(MESSAGES[code], code=code, params={"limit": LIMITS.get(code)})


def open_within_limits(upload):
    """Read the header only; refuse other formats, too many pixels and moving pictures."""
    try:
        image = Image.open(upload, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise refusal("format") from error
    # Pillow's own guard is a warning up to twice its limit, then an error. Ours is far below
    # both, so either means the same.
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusal("pixels") from error
    if image.width * image.height > MAX_MEGAPIXELS * 1_000_000:
        image.close()
        raise refusal("pixels")
    # Phones write several photos into one JPEG ("MPO"); the first one is the picture.
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        image.close()
        raise refusal("animated")
    return image


def upright_srgb(image):
    """Decode at the size that is kept, in sRGB colors, turned as the camera was held."""
    # A JPEG can be decoded at a fraction of its size: a quarter of the memory for a large photo.
    image.draft(None, (2 * LONGER_SIDE, 2 * LONGER_SIDE))
    image.load()
    turn = UPRIGHT.get(image.getexif().get(ExifTags.Base.Orientation))
    picture = in_srgb(image)
    picture.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
    return picture if turn is None else picture.transpose(turn)


def in_srgb(image):
    """Return the image in RGB, or RGBA where something shows through, with sRGB colors."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        # 16 bits a pixel; a plain conversion would cut everything above 255 to white.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
        image.info.pop("transparency", None)
        mode = "RGB"
    elif image.mode not in ("RGB", "RGBA", "CMYK", "L") or mode == "RGBA":
        image = image.convert(mode)
    if profile:
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError) as error:
            # A broken profile, or one for another kind of pixels: show the plain colors.
            logger.info("A color profile was left out: %r", error)
    return image if image.mode == mode else image.convert(mode)


def encoded(picture, source_format):
    """Write the picture to bytes: JPEG, unless something shows through."""
    # Some encoders copy comments and profiles from here.
    picture.info = {}
    data = BytesIO()
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255):
        if source_format == "WEBP":
            extension = "webp"
            picture.save(data, "WEBP", quality=WEBP_QUALITY)
        else:
            extension = "png"
            picture.save(data, "PNG", optimize=True)
    else:
        extension = "jpg"
        picture = picture.convert("RGB")
        picture.save(data, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return NormalizedPicture(
        data.getvalue(), f"{secrets.token_hex(16)}.{extension}", picture.width, picture.height
    )


def read_ahead(files):
    """Normalize the uploads of a request, for the form that will ask for them.

    It takes seconds; a form is often cleaned in a transaction. What is refused, the form says.
    """
    for upload in files.values():
        with contextlib.suppress(ValidationError):
            _read_once(upload)


def _read_once(upload):
    if not hasattr(upload, "normalized"):
        # A large one takes hundreds of megabytes, so threads take turns.
        with _READING:
            upload.normalized = normalize(upload)
    return upload.normalized


class PictureFormField(forms.FileField):
    """A file input that answers with a `NormalizedPicture`, its errors next to the input."""

    def to_python(self, data):
        """Normalize what was uploaded. Raises ValidationError as `normalize` does."""
        upload = super().to_python(data)
        return None if upload is None else _read_once(upload)

    def widget_attrs(self, widget):
        """Let the browser offer only files that have a chance."""
        return {**super().widget_attrs(widget), "accept": ACCEPT}


class PictureFieldFile(FieldFile):
    """The stored file of a `PictureFileField`."""

    def save(self, name, content, save=True):
        """Store the picture and its renditions, and set the size of the row that holds it.

        The given name is not used. Raises ValidationError as `normalize` does.
        """
        if not isinstance(content, NormalizedPicture):
            content = normalize(content)
        self.instance.width, self.instance.height = content.width, content.height
        super().save(content.name, content, save=False)
        write_renditions(self.storage, self.name)
        if save:
            self.instance.save()

    save.alters_data = True


class PictureFileField(models.FileField):
    """A file field for pictures only. Its model has the fields `width` and `height` after it.

    They must come after it, because storing the file sets them while the row is being written.
    Replaced files stay in the storage: an older revision may still show them.
    """

    attr_class = PictureFieldFile
    description = _("Picture")

    def formfield(self, **kwargs):
        """Return the form field; the length of the uploader's file name does not matter."""
        return super().formfield(**{"form_class": PictureFormField, "max_length": None, **kwargs})
