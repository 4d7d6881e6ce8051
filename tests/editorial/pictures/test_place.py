"""Where a picture was taken, as its file says; what is broken or made to harm says nothing."""

import struct
from decimal import Decimal

import pytest
from PIL import Image

from editorial.pictures import place
from editorial.pictures.place import Place, place_in, place_of
from tests.involvement.sent_pictures import PDF, exif_with_place, heic, photo

HERE = Place(Decimal("40.76056"), Decimal("-111.89111"))


@pytest.mark.parametrize(
    "content",
    [
        photo(exif=exif_with_place()),
        photo(form="PNG", exif=exif_with_place()),
        photo(form="WEBP", exif=exif_with_place()),
        photo(form="AVIF", exif=exif_with_place()),
        heic(exif=exif_with_place().tobytes()),
    ],
    ids=["JPEG", "PNG", "WebP", "AVIF", "HEIC"],
)
def test_the_place_is_read_in_whatever_form_a_phone_saves(content):
    assert place_of(content) == HERE


@pytest.mark.parametrize("content", [photo(), photo(form="PNG"), photo(form="GIF"), heic(), PDF])
def test_where_none_stands_none_is_read(content):
    assert place_of(content) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "read"),
    [
        (("S", (33.0, 51.5, 0.0)), ("E", (151.0, 12.6, 0.0)), ("-33.85833", "151.21000")),
        (("N", (90.0, 0.0, 0.0)), ("W", (180.0, 0.0, 0.0)), ("90.00000", "-180.00000")),
        (("N", (0.0, 0.0, 0.0)), ("E", (6.5, 0.0, 0.0)), ("0.00000", "6.50000")),
        # No place on earth, or none that anybody meant.
        (("N", (91.0, 0.0, 0.0)), ("E", (6.0, 0.0, 0.0)), None),
        (("N", (40.0, 0.0, 0.0)), ("E", (180.0, 1.0, 0.0)), None),
        (("N", (0.0, 0.0, 0.0)), ("E", (0.0, 0.0, 0.0)), None),
        (("X", (40.0, 0.0, 0.0)), ("E", (6.0, 0.0, 0.0)), None),
        (("N", (40.0, 0.0)), ("E", (6.0, 0.0, 0.0)), None),
    ],
)
def test_degrees_are_those_of_the_earth(latitude, longitude, read):
    found = place_in(exif_with_place(latitude, longitude).tobytes())

    assert found == (read and Place(*map(Decimal, read)))


def test_broken_data_say_nothing_and_raise_nothing():
    whole = exif_with_place().tobytes()
    assert place_in(whole) == HERE

    for length in range(len(whole)):
        assert place_in(whole[:length]) in (None, HERE)
    for index in range(len(whole)):
        for byte in (0x00, 0x7F, 0xFF):
            found = place_in(whole[:index] + bytes([byte]) + whole[index + 1 :])
            assert found is None or (abs(found[0]) <= 90 and abs(found[1]) <= 180)


def test_a_fraction_of_nothing_is_no_place():
    assert place_in(_with_fractions(struct.pack("<6I", 40, 0, 45, 1, 38, 1))) is None
    assert place_in(_with_fractions(struct.pack("<6I", 40, 1, 45, 1, 38, 1))) is not None


def test_a_list_that_names_itself_and_everything_else_is_read_in_a_moment():
    # 65535 entries, each of which says that its value is the whole of it.
    entry = struct.pack("<HHII", 0x8825, 4, 1, 8)
    data = b"II*\x00" + struct.pack("<IH", 8, 65535) + entry * 65535

    assert place_in(data) is None


def test_a_decoder_that_stumbles_costs_no_picture(monkeypatch):
    def stumble(data):
        raise RuntimeError("made to harm")

    monkeypatch.setattr(place, "exif_of", stumble)

    assert place_of(photo(exif=exif_with_place())) is None


def _with_fractions(latitude):
    """Return EXIF data with a latitude as its bytes, beside a longitude that is sound."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (1.0, 2.0, 3.0), 3: "W", 4: (111.0, 53.0, 28.0)}
    data = exif.tobytes()
    sound = struct.pack(">6I" if b"MM" in data[:10] else "<6I", 1, 1, 2, 1, 3, 1)
    assert sound in data
    order = ">" if b"MM" in data[:10] else "<"
    return data.replace(sound, struct.pack(f"{order}6I", *struct.unpack("<6I", latitude)))
