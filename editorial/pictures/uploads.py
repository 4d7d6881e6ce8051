"""The only door for uploaded pictures: whatever arrives is checked, decoded and written anew.

What comes out is a JPEG, PNG or WebP of at most 2400 pixels a side in sRGB, upright, without
EXIF, GPS position, comments or color profile, under a name that says nothing of its uploader.
`PictureFileField` calls the door by itself, in forms and wherever else a file is stored. A view
that stores in a transaction calls `prepare` before it begins.
"""

import secrets
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from editorial.pictures import renditions
from editorial.pictures.decoding import decoded, turn
from editorial.pictures.refusals import MAX_MEGABYTES, MESSAGES, refusal

JPEG_QUALITY = 85
WEBP_QUALITY = 85

# By type and by name: some systems know no type for HEIC.
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,image/heif,.heic,.heif"

_MEGABYTE = 1024 * 1024


class NormalizedPicture(ContentFile):
    """A picture as `normalize` leaves it.

    The bytes, a random name, width and height in pixels, and the bytes of its smaller copies.
    """

    def __init__(self, content, name, size, copies):
        super().__init__(content, name=name)
        self.width, self.height = size
        self.copies = copies


def normalize(upload, copies=renditions.made):
    """Check an uploaded file and write its picture anew; what the file is called counts nothing.

    `copies` makes the smaller ones of a Pillow image. Raises ValidationError with one of the codes
    of `refusals.MESSAGES`.
    """
    if upload.size > MAX_MEGABYTES * _MEGABYTE:
        found = -(-upload.size // _MEGABYTE)
        raise refusal("bytes", found=found, limit=MAX_MEGABYTES)
    with turn():
        upload.seek(0)
        return encoded(*decoded(upload.read()), copies)


def prepare(files):
    """Decode what was uploaded now, so that a form finds it done; return the pictures.

    `files` are those of a request. Decoding takes seconds, in which nobody else could write if a
    transaction were open. What is refused is told by the field of the form.
    """
    done = []
    for _name, uploads in files.lists():
        for upload in uploads:
            try:
                upload.prepared = normalize(upload)
                done.append(upload.prepared)
            except ValidationError as error:
                upload.prepared = error
    return done


def prepared(upload):
    """Return what `prepare` made of an upload, or make it now. Raises as `normalize` does."""
    found = getattr(upload, "prepared", None) or normalize(upload)
    if isinstance(found, ValidationError):
        raise found
    return found


def encoded(picture, came_as, copies=renditions.made):
    """Write the picture to bytes: JPEG, unless something shows through."""
    # Some encoders copy comments and profiles from here.
    picture.info = {}
    data = BytesIO()
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255):
        if came_as in ("WEBP", "AVIF"):
            extension = "webp"
            picture.save(data, "WEBP", quality=WEBP_QUALITY)
        else:
            extension = "png"
            picture.save(data, "PNG", optimize=True)
    else:
        extension = "jpg"
        picture = picture.convert("RGB")
        picture.save(data, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    name = f"{secrets.token_hex(16)}.{extension}"
    return NormalizedPicture(data.getvalue(), name, picture.size, copies(picture))


class LimitedFileInput(forms.FileInput):
    """A file input that says in the browser, before anything is sent, that a file is too large.

    `too_much` is the sentence, in which "{found}" stands for the megabytes that were chosen.
    """

    class Media:
        js = [Script("js/file_size.js", type="module")]

    def __init__(self, megabytes, too_much, attrs=None):
        limits = {"data-most-megabytes": megabytes, "data-too-much": too_much}
        super().__init__({**limits, **(attrs or {})})


def in_browser(message, **params):
    """Return a sentence as `LimitedFileInput` wants it; it may have "%(found)d" in it."""
    return lazy(lambda: str(message).replace("%(found)d", "{found}") % params, str)()


class PictureInput(LimitedFileInput):
    """The file input of one picture."""

    def __init__(self, attrs=None):
        too_much = in_browser(MESSAGES["bytes"], limit=MAX_MEGABYTES)
        super().__init__(MAX_MEGABYTES, too_much, attrs)


class PictureFormField(forms.FileField):
    """A file input that answers with a `NormalizedPicture`, its errors next to the input."""

    widget = PictureInput
    default_error_messages = {"empty": refusal("empty").message}

    def to_python(self, data):
        """Normalize what was uploaded. Raises ValidationError as `normalize` does."""
        upload = super().to_python(data)
        return None if upload is None else prepared(upload)

    def widget_attrs(self, widget):
        """Let the browser offer only files that have a chance."""
        return {**super().widget_attrs(widget), "accept": ACCEPT}


class PictureFieldFile(FieldFile):
    """The stored file of a `PictureFileField`."""

    def save(self, name, content, save=True):
        """Store the picture and its copies, and set the size of the row that holds it.

        The given name is not used. Raises ValidationError as `normalize` does.
        """
        if not isinstance(content, NormalizedPicture):
            content = normalize(content)
        self.instance.width, self.instance.height = content.width, content.height
        super().save(content.name, content, save=False)
        renditions.store(self.storage, self.name, (content.width, content.height), content.copies)
        if save:
            self.instance.save()

    save.alters_data = True


class PictureFileField(models.FileField):
    """A file field for pictures only. Its model has the fields `width` and `height` after it.

    They must come after it, because storing the file sets them while the row is being written.
    """

    attr_class = PictureFieldFile
    description = _("Picture")

    def formfield(self, **kwargs):
        """Return the form field; the length of the uploader's file name does not matter."""
        return super().formfield(**{"form_class": PictureFormField, "max_length": None, **kwargs})
