"""Uploaded pictures: what is let in, what comes out, and what people are told."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from editorial.pictures.uploads import PictureFormField, normalize

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def picture(mode="RGB", size=(60, 40), color=None, file_format="JPEG", **options):
    """Draw a picture and give its bytes."""
    image = Image.new(mode, size, 0 if color is None else color)
    return written(image, file_format, **options)


def written(image, file_format="JPEG", **options):
    data = BytesIO()
    image.save(data, file_format, **options)
    return data.getvalue()


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


def opened(result):
    return Image.open(BytesIO(result.read()))


def refused(content):
    """Return the code of the refusal."""
    with pytest.raises(ValidationError) as caught:
        normalize(upload(content))
    return caught.value.code


def flat_png(width, height):
    """Return a gray PNG of any size that is tiny as a file: a bomb, where the size is large."""

    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [HTML, SVG, b"", b"GIF89a", *(picture(file_format=name) for name in ("GIF", "TIFF", "BMP"))],
    ids=["html", "svg", "empty", "stump", "gif", "tiff", "bmp"],
)
def test_other_formats_are_refused_by_content_whatever_their_name(content):
    assert refused(content) == "format"


@pytest.mark.parametrize(("width", "height"), [(12000, 12000), (15000, 15000), (8000, 5001)])
def test_too_many_pixels_are_refused_before_they_are_decoded(width, height, monkeypatch):
    bomb = flat_png(width, height)
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", None)

    assert len(bomb) < 100_000
    assert refused(bomb) == "pixels"


def test_forty_megapixels_are_let_in():
    result = normalize(upload(flat_png(8000, 5000)))

    assert (result.width, result.height) == (2400, 1500)


def test_21_megabytes_are_refused_before_they_are_opened(monkeypatch):
    monkeypatch.setattr(Image, "open", None)

    assert refused(picture() + bytes(21 * 1024 * 1024)) == "bytes"


def noise(size=(300, 200)):
    return Image.effect_noise(size, 90).convert("RGB")


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused(file_format):
    content = written(noise(), file_format)

    assert refused(content[: len(content) // 2]) == "damaged"


def test_a_picture_with_a_broken_middle_is_refused():
    content = bytearray(written(noise(), "PNG"))
    content[len(content) // 2] ^= 0xFF

    assert refused(bytes(content)) == "damaged"


@pytest.mark.parametrize("file_format", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(file_format):
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]

    moving = written(frames[0], file_format, save_all=True, append_images=frames[1:])

    assert refused(moving) == "animated"


def test_of_several_photos_in_one_file_the_first_is_taken():
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]

    photos = written(frames[0], "MPO", save_all=True, append_images=frames[1:])
    result = opened(normalize(upload(photos)))

    assert result.format == "JPEG"
    assert result.getpixel((5, 5))[0] > 200


def test_place_camera_and_comments_are_removed():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of a person"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (40.0, 45.0, 38.9)
    content = picture(exif=exif, comment=b"private words", xmp=b"<x>private words</x>")
    assert b"private words" in content

    result = normalize(upload(content))

    data = result.read()
    assert b"Exif" not in data
    assert b"Camera" not in data
    assert b"private words" not in data
    assert not Image.open(BytesIO(data)).getexif()


def test_words_inside_a_png_are_removed():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "private words")
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 90))

    data = normalize(upload(written(image, "PNG", pnginfo=words, dpi=(300, 300)))).read()

    assert b"private words" not in data
    assert Image.open(BytesIO(data)).info == {}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_phone_photo_comes_out_upright(orientation):
    upright = Image.new("RGB", (80, 40), "white")
    upright.paste("red", (0, 0, 40, 20))
    as_the_sensor_saw_it = {
        1: [], 2: ["FLIP_LEFT_RIGHT"], 3: ["ROTATE_180"], 4: ["FLIP_TOP_BOTTOM"],
        5: ["TRANSPOSE"], 6: ["ROTATE_90"], 7: ["TRANSVERSE"], 8: ["ROTATE_270"],
    }[orientation]  # fmt: skip
    turned = upright
    for step in as_the_sensor_saw_it:
        turned = turned.transpose(Image.Transpose[step])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation

    result = opened(normalize(upload(written(turned, exif=exif, quality=95))))

    assert result.size == (80, 40)
    red, green, _blue = result.getpixel((10, 10))
    assert red > 200
    assert green < 60
    assert min(result.getpixel((70, 30))) > 200


def test_a_large_photo_is_made_smaller_and_a_small_one_stays():
    large = normalize(upload(picture(size=(6000, 3000))))
    small = normalize(upload(picture(size=(60, 40))))

    assert (large.width, large.height) == opened(large).size == (2400, 1200)
    assert (small.width, small.height) == opened(small).size == (60, 40)


def test_a_thin_strip_keeps_at_least_one_pixel():
    result = normalize(upload(picture(size=(1, 9000), file_format="PNG")))

    assert (result.width, result.height) == (1, 2400)


def test_a_cmyk_photo_becomes_rgb():
    result = opened(normalize(upload(picture("CMYK", color=(0, 255, 255, 0)))))

    assert (result.format, result.mode) == ("JPEG", "RGB")
    red, green, blue = result.getpixel((5, 5))
    assert red > 180
    assert max(green, blue) < 80


def test_a_16_bit_gray_picture_keeps_its_gray():
    image = Image.new("I;16", (40, 40), 128 * 256)

    result = opened(normalize(upload(written(image, "PNG"))))

    assert result.format == "JPEG"
    assert abs(result.getpixel((5, 5))[0] - 128) <= 2


def test_a_palette_picture_stays_transparent_without_its_palette():
    image = Image.new("P", (40, 40), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    image.paste(1, (0, 0, 20, 40))

    result = opened(normalize(upload(written(image, "PNG", transparency=0))))

    assert (result.format, result.mode) == ("PNG", "RGBA")
    assert result.getpixel((5, 5)) == (255, 0, 0, 255)
    assert result.getpixel((30, 5))[3] == 0


@pytest.mark.parametrize(
    ("file_format", "alpha", "expected", "extension"),
    [
        ("PNG", 90, "PNG", "png"),
        ("WEBP", 90, "WEBP", "webp"),
        ("PNG", 255, "JPEG", "jpg"),
        ("WEBP", 255, "JPEG", "jpg"),
    ],
)
def test_only_what_shows_through_is_kept_as_such(file_format, alpha, expected, extension):
    image = Image.new("RGBA", (40, 40), (200, 30, 30, alpha))

    result = normalize(upload(written(image, file_format)))

    assert result.name.endswith(f".{extension}")
    assert opened(result).format == expected


@pytest.mark.parametrize(
    ("mode", "color", "file_format"),
    [
        ("RGB", (200, 60, 60), "JPEG"),
        ("RGB", (200, 60, 60), "PNG"),
        ("RGBA", (200, 60, 60, 90), "PNG"),
        ("RGBA", (200, 60, 60, 90), "WEBP"),
    ],
)
def test_colors_of_another_profile_are_shown_as_they_were_meant(mode, color, file_format):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A device whose red channel drives the green light, and the other way round.
    swapped = profile.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
    options = {"lossless": True} if file_format == "WEBP" else {}

    content = picture(mode, (20, 20), color, file_format, icc_profile=swapped, **options)
    result = opened(normalize(upload(content)))

    assert "icc_profile" not in result.info
    for got, wanted in zip(result.getpixel((5, 5)), (60, 200, 60, 90), strict=False):
        assert abs(got - wanted) <= 6


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "CMYK"])
@pytest.mark.parametrize("profile", [b"not a profile", "LAB"])
def test_a_profile_that_does_not_fit_is_left_out(mode, profile):
    if profile == "LAB":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    file_format = "PNG" if mode == "P" else "JPEG"

    result = opened(normalize(upload(picture(mode, file_format=file_format, icc_profile=profile))))

    assert (result.mode, "icc_profile" in result.info) == ("RGB", False)


def test_the_name_says_nothing_of_its_uploader():
    names = {normalize(upload(picture(), "../Anna at home.php.jpg")).name for _ in range(2)}

    assert len(names) == 2
    for name in names:
        stem, extension = name.split(".")
        assert (len(stem), extension) == (32, "jpg")
        int(stem, 16)


def test_the_form_field_answers_with_the_clean_picture():
    field = PictureFormField()

    result = field.clean(upload(picture(size=(3000, 30)), "松" * 120 + ".jpg"))

    assert (result.width, result.height) == (2400, 24)
    assert field.widget.attrs["accept"] == "image/jpeg,image/png,image/webp"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SVG, "not a picture in JPEG, PNG or WebP"),
        (flat_png(12000, 12000), "more than 40 megapixels"),
        (written(noise())[:4000], "damaged or incomplete"),
    ],
)
def test_the_form_says_what_is_wrong(content, words):
    with pytest.raises(ValidationError) as caught:
        PictureFormField().clean(upload(content))

    assert len(caught.value.messages) == 1
    assert words in caught.value.messages[0]


def test_an_optional_field_may_stay_empty():
    assert PictureFormField(required=False).clean(None) is None
