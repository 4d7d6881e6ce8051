"""What a picture says about itself is thrown away and decides nothing, whatever its format."""

import zlib

import pytest
from PIL import ExifTags, Image

from tests.editorial.pictures.test_refusals import after_header, chunk, noise, refused, taken
from tests.editorial.pictures.test_uploads import written

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]
RUBBISH = b"\xff\x00rubbish" * 400


def exif(orientation=1):
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Make] = "A camera that writes what it likes"
    return found.tobytes()


def spoiled(content, beginning=b"MM\0*"):
    """Return a file in which the EXIF data begin as no TIFF does."""
    beginning = beginning if beginning in content else b"II*\0"
    place = content.index(beginning)
    return content[:place] + b"\xff" * 8 + content[place + 8 :]


@pytest.mark.parametrize("file_format", FORMATS)
def test_exif_that_is_no_tiff(file_format):
    content = written(noise(), file_format, exif=exif())

    assert taken(spoiled(content)) == (300, 200)


@pytest.mark.parametrize("file_format", ["WEBP", "HEIF"])
@pytest.mark.parametrize("data", [b"\0", b"Exif\0\0", RUBBISH], ids=["a byte", "empty", "rubbish"])
def test_exif_of_nothing(file_format, data):
    assert taken(written(noise(), file_format, exif=data)) == (300, 200)


@pytest.mark.parametrize("file_format", ["JPEG", "WEBP", "AVIF", "HEIF"])
def test_xmp_of_rubbish(file_format):
    assert taken(written(noise(), file_format, xmp=RUBBISH)) == (300, 200)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_color_profile_of_rubbish(file_format):
    assert taken(written(noise(), file_format, icc_profile=RUBBISH)) == (300, 200)


def test_comments_of_rubbish():
    assert taken(written(noise().quantize(), "GIF", comment=RUBBISH)) == (300, 200)


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_but_which_way_is_up_is_looked_for(file_format, orientation):
    content = written(noise(), file_format, exif=exif(orientation))

    assert taken(content) == ((300, 200) if orientation == 3 else (200, 300))


@pytest.mark.parametrize(
    "profile",
    [b"", b"n", b"name\0", b"name\0\1" + zlib.compress(b"x"), b"n" * 90 + b"\0\0", b"name\0\0no"],
)
def test_a_png_whose_profile_is_none(profile):
    assert taken(after_header(written(noise(), "PNG"), chunk(b"iCCP", profile))) == (300, 200)


def test_a_png_whose_profile_unpacks_to_megabytes():
    bomb = b"name\0\0" + zlib.compress(bytes(3_000_000))

    assert taken(after_header(written(noise(), "PNG"), chunk(b"iCCP", bomb))) == (300, 200)


@pytest.mark.parametrize(
    "segment",
    [b"\xff\xe2\0\x0eICC_PROFILE\0", b"\xff\xee\0\x07Adobe", b"\xff\xe0\0\x06JFIF"],
    ids=["profile", "transform", "JFIF"],
)
def test_a_jpeg_with_a_name_and_nothing_behind_it(segment):
    content = written(noise(), "JPEG")

    assert taken(content[:2] + segment + content[2:]) == (300, 200)


def test_a_webp_that_is_cut_off_in_what_describes_it():
    content = written(noise(), "WEBP", xmp=RUBBISH)

    assert taken(content[:-100]) == (300, 200)
    assert refused(content[: content.index(b"XMP ") // 2]) == "incomplete"
