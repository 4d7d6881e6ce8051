"""Uploaded pictures: what comes out of the door; see also `test_refusals`."""

from io import BytesIO

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from editorial.pictures.uploads import PictureFormField, normalize


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


@pytest.mark.parametrize("file_format", ["GIF", "AVIF", "HEIF"])
def test_other_formats_that_people_have_become_a_jpeg(file_format):
    image = Image.new("RGB", (64, 48), (200, 30, 30))

    result = opened(normalize(upload(written(image, file_format), "photo.heic")))

    assert (result.format, result.size) == ("JPEG", (64, 48))
    assert result.getpixel((5, 5))[0] > 180


@pytest.mark.proof
def test_a_photo_of_a_phone_stands_upright_without_place_and_camera():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Camera of a person"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (40.0, 45.0, 38.9)
    # The sensor saw it lying on its side: 4032 x 3024 pixels of a 12-megapixel camera.
    lying = Image.new("RGB", (4032, 3024), (30, 30, 200))
    lying.paste((200, 30, 30), (0, 0, 400, 3024))
    content = BytesIO()
    pillow_heif.from_pillow(lying).save(content, quality=20, exif=exif.tobytes())

    result = normalize(upload(content.getvalue(), "IMG_0001.HEIC"))

    data = result.read()
    upright = Image.open(BytesIO(data))
    assert (result.width, result.height) == upright.size == (1800, 2400)
    assert upright.getpixel((900, 20))[0] > 150
    assert b"Camera" not in data


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
    assert ".heic" in field.widget.attrs["accept"]


def test_an_optional_field_may_stay_empty():
    assert PictureFormField(required=False).clean(None) is None
