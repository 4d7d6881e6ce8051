"""What the door for pictures refuses, for which cause; and what it takes in spite of a flaw."""

import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from editorial.pictures import decoding
from editorial.pictures.refusals import MAX_MEGABYTES
from editorial.pictures.uploads import PictureFormField, normalize
from tests.editorial.pictures.test_uploads import picture, written

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP = b"XML:com.adobe.xmp\0\x01\0\0\0" + zlib.compress(b"x" * 2_000_000)


def noise(size=(300, 200)):
    return Image.effect_noise(size, 90).convert("RGB")


def taken(content):
    """Return width and height of what comes out."""
    result = normalize(SimpleUploadedFile("photo.jpg", content))
    return result.width, result.height


def refused(content):
    """Return the code of the refusal."""
    with pytest.raises(ValidationError) as caught:
        normalize(SimpleUploadedFile("photo.jpg", content))
    return caught.value.code


def words(content):
    """Return what the form says."""
    with pytest.raises(ValidationError) as caught:
        PictureFormField().clean(SimpleUploadedFile("photo.jpg", content))
    (message,) = caught.value.messages
    return message


def chunk(kind, content, *, is_right=True):
    checksum = zlib.crc32(kind + content) ^ (not is_right)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png(width, height, rows, color=0, depth=1, passes=0):
    """Return a PNG of any size from its unpacked rows: a bomb, where the size is large."""
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, passes)
    packed = zlib.compress(rows, 9)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def flat_png(width, height):
    return png(width, height, bytes((1 + (width + 7) // 8) * height))


def after_header(content, more):
    return content[:33] + more + content[33:]


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7\n", "This is a PDF."),
        (b'<?xml version="1.0"?>\n<svg xmlns="x" onload="alert(1)"/>', "This is an SVG drawing."),
        (b"<!DOCTYPE html><script>alert(1)</script>", "This is a web page,"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "This is a video."),
        (b"\x1a\x45\xdf\xa3\x01", "This is a video."),
        (b"PK\x03\x04\x14\0", "This is a document or a ZIP file."),
        ("Ріка".encode(), "This is a text."),
        (bytes(range(256)), "This is not a picture."),
        (picture(file_format="TIFF"), "This is a TIFF or a raw photo."),
        (picture(file_format="BMP"), "This is a BMP."),
    ],
)
def test_what_is_no_picture_is_called_by_its_name_whatever_the_file_is_called(content, begins):
    assert words(content).startswith(begins)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (flat_png(12000, 12000), "has 144 megapixels; in this format (PNG) at most 64"),
        (picture(size=(6000, 4001), file_format="WEBP", method=0), "at most 24 are taken"),
        (written(noise())[:4000], "A part of this picture is missing"),
        (written(noise(), "GIF")[:20], "This picture is damaged"),
    ],
    ids=["bomb", "webp", "cut off", "stump"],
)
def test_each_cause_has_its_own_sentence(content, says):
    assert says in words(content)


@pytest.mark.parametrize(("width", "height"), [(8001, 8000), (15000, 15000), (60000, 60000)])
def test_too_many_pixels_are_refused_before_they_are_unpacked(width, height, monkeypatch):
    monkeypatch.setattr(zlib, "decompressobj", None)

    assert refused(png(width, height, b"")) == "pixels"


@pytest.mark.proof
def test_64_megapixels_are_made_smaller():
    assert taken(flat_png(8000, 8000)) == (2400, 2400)


@pytest.mark.proof
def test_a_large_jpeg_is_made_smaller_without_being_decoded_as_a_whole():
    assert taken(picture("L", (16000, 12500), 90)) == (2400, 1875)


def test_too_many_bytes_are_refused_before_they_are_read(monkeypatch):
    upload = SimpleUploadedFile("a.jpg", b"x")
    upload.size = MAX_MEGABYTES * 1024 * 1024 + 1
    monkeypatch.setattr(decoding, "_TURN", None)

    with pytest.raises(ValidationError, match=r"This file has 61 MB; at most 60 MB are taken."):
        normalize(upload)


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "GIF", "AVIF"])
def test_a_moving_picture_is_refused(file_format):
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]

    moving = written(frames[0], file_format, save_all=True, append_images=frames[1:])

    assert refused(moving) == "animated"


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_half_a_picture_is_refused_as_incomplete(file_format):
    content = written(noise(), file_format)

    assert refused(content[: len(content) // 2]) == "incomplete"


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_half_a_jpeg_is_refused_in_gray_and_in_inks_too(mode):
    content = written(noise().convert(mode), "JPEG")

    assert refused(content[: len(content) // 2]) == "incomplete"
    assert taken(content[:-2]) == (300, 200)


def test_half_the_passes_of_a_jpeg_are_refused():
    content = written(noise(), "JPEG", progressive=True)

    assert refused(content[: len(content) // 2]) == "incomplete"


@pytest.mark.parametrize(
    "content",
    [
        png(1, 39_999_999, bytes(1000), depth=8),
        png(300, 200, bytes(100 * 301), depth=8),
        png(300, 200, bytes(190 * 301), depth=8, passes=1),
    ],
    ids=["nearly all", "half", "of passes"],
)
def test_a_png_that_unpacks_to_too_few_rows_is_refused(content):
    assert refused(content) == "incomplete"


@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=["plain", "in passes"])
def test_a_jpeg_without_its_last_bytes_is_taken_whole(options):
    content = written(noise(), "JPEG", **options)

    assert taken(content[:-2]) == (300, 200)


def test_a_strip_that_lacks_is_cut_off():
    jpeg, png = written(noise(), "JPEG"), written(noise(), "PNG")

    width, height = taken(jpeg[: int(len(jpeg) * 0.95)])
    assert (width, 180 <= height < 200) == (300, True)
    width, height = taken(png[: int(len(png) * 0.95)])
    assert (width, 180 <= height < 200) == (300, True)


@pytest.mark.parametrize(
    "more",
    [
        chunk(b"tEXt", b"Comment\0hello", is_right=False),
        chunk(b"iTXt", XMP),
        chunk(b"iCCP", b"name\0\0" + zlib.compress(b"no profile"), is_right=False),
        chunk(b"eXIf", b"MM\0*\xff\xff"),
        chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(80_000_000))),
    ],
    ids=["checksum", "large XMP", "broken profile", "broken EXIF", "bomb of text"],
)
def test_what_a_png_says_about_itself_decides_nothing(more):
    assert taken(after_header(written(noise(), "PNG"), more)) == (300, 200)


@pytest.mark.parametrize(
    "segment",
    [
        b"\xff\xe1\0\x28Exif\0\0MM\0*" + b"\xff" * 28,
        b"\xff\xe2\0\x14MPF\0" + bytes(14),
        b"\xff\xed\0\x06\0\0\0\0",
        b"\xff\xff\xfe\0\x04hi",
    ],
    ids=["EXIF", "several pictures", "IPTC", "comment"],
)
def test_what_a_jpeg_says_about_itself_decides_nothing(segment):
    content = written(noise(), "JPEG")

    assert taken(content[:2] + segment + content[2:]) == (300, 200)


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff" + b"\xff" * 5_000_000, b"\xff\xd8\xff\xe0\0\x01"]
)
def test_a_jpeg_of_nothing_is_refused_at_once(content):
    assert refused(content) == "damaged"


def test_a_broken_middle_is_refused():
    content = bytearray(written(noise(), "PNG"))
    content[len(content) // 2] ^= 0xFF

    assert refused(bytes(content)) == "damaged"


def test_one_picture_is_decoded_at_a_time_and_the_others_wait(monkeypatch):
    monkeypatch.setattr(decoding, "PATIENCE", 0.01)

    with decoding.turn():
        assert refused(picture()) == "busy"
    assert taken(picture()) == (60, 40)
