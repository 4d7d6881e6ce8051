"""Pictures in the database and in the storage, and the words that each place must have."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from django.test.utils import isolate_apps
from PIL import Image

from editorial.models.picture_use import PictureUse
from editorial.models.pictures import Picture
from editorial.pictures.renditions import names_of, renditions_of


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.MEDIA_URL = "/media/"


def photo(size=(60, 40), file_format="JPEG"):
    data = BytesIO()
    Image.new("RGB", size, "navy").save(data, file_format)
    return data.getvalue()


def make_picture(size=(60, 40), **values):
    values = {"title": "A gate", "credit": "A. Person", "license": "CC BY 4.0", **values}
    return Picture.objects.create(file=ContentFile(photo(size), name="Anna.jpg"), **values)


def stored():
    return sorted(default_storage.listdir("pictures")[1])


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (2400, [(480, 320), (960, 640), (1600, 1067)]),
        (1600, [(480, 320), (960, 640), (1600, 1067)]),
        (700, [(480, 320), (700, 467)]),
        (60, [(60, 40)]),
    ],
)
def test_renditions_are_never_wider_than_the_picture(width, expected):
    renditions = renditions_of("pictures/abc.jpg", width, round(width * 2 / 3))

    assert [(each.width, each.height) for each in renditions] == expected
    assert [each.name for each in renditions] == [f"pictures/abc-{w}.webp" for w, _ in expected]


@pytest.mark.django_db
def test_saving_a_picture_stores_it_anew_with_its_size_and_renditions():
    picture = make_picture((3000, 1500))

    picture.refresh_from_db()
    assert (picture.width, picture.height) == (2400, 1200)
    assert "Anna" not in picture.file.name
    names = names_of(picture.file.name, picture.width, picture.height)
    assert stored() == sorted(name.removeprefix("pictures/") for name in names)
    for extension in ("avif", "webp"):
        for copy in renditions_of(picture.file.name, 2400, 1200, extension):
            with default_storage.open(copy.name) as file, Image.open(file) as image:
                assert (image.format, *image.size) == (extension.upper(), copy.width, copy.height)


@pytest.mark.django_db
def test_addresses_for_pages():
    picture = make_picture((1000, 500))

    stem = picture.url.removesuffix(".jpg")
    assert picture.url == f"/media/{picture.file.name}"
    for extension, srcset in (("webp", picture.srcset()), ("avif", picture.srcset_avif())):
        sizes = [f"{stem}-{width}.{extension} {width}w" for width in (480, 960, 1000)]
        assert srcset == ", ".join(sizes)


@pytest.mark.parametrize(
    ("point", "classes"), [((0, 100), "at-x-0 at-y-100"), ((37, 52), "at-x-35 at-y-50")]
)
def test_the_focal_point_is_a_class_of_the_style_sheet(point, classes, settings):
    picture = Picture(focal_x=point[0], focal_y=point[1])
    sheet = (settings.BASE_DIR / "static/css/components/focal.css").read_text()

    assert picture.focal_classes == classes
    assert all(f".{name} {{" in sheet for name in classes.split())


@pytest.mark.django_db
def test_a_former_file_stays_for_a_while_and_is_remembered():
    picture = make_picture()
    before, former = stored(), picture.file.name

    picture.file.save("new.png", ContentFile(photo((50, 50), "PNG")))

    picture.refresh_from_db()
    assert (picture.width, picture.height) == (50, 50)
    assert set(before) < set(stored())
    (left,) = picture.left_files.all()
    assert (left.name, left.width, left.height) == (former, 60, 40)
    assert {f"pictures/{name}" for name in before} == set(left.names())


@pytest.mark.django_db
def test_saving_other_facts_writes_no_file():
    picture = make_picture()
    before = stored()

    picture.credit = "B. Person"
    picture.save()

    assert stored() == before


@pytest.mark.django_db
def test_the_shell_cannot_store_what_is_not_a_picture():
    with pytest.raises(ValidationError, match="This is a text"), transaction.atomic():
        Picture.objects.create(title="Trick", file=ContentFile(b"<script>", name="trick.jpg"))

    assert not Picture.objects.exists()


PictureForm = modelform_factory(
    Picture, fields=["title", "file", "focal_x", "focal_y", "credit", "license"]
)
FACTS = {"title": "Gate", "focal_x": 30, "focal_y": 50, "credit": "A.", "license": "CC0"}


@pytest.mark.django_db
def test_a_form_stores_a_picture():
    form = PictureForm(FACTS, {"file": SimpleUploadedFile("a.jpg", photo((90, 60)))})

    assert form.errors == {}
    picture = form.save()

    assert (picture.width, picture.height, picture.focal_x) == (90, 60, 30)


@pytest.mark.django_db
def test_a_form_tells_what_is_wrong_next_to_the_file():
    form = PictureForm(FACTS, {"file": SimpleUploadedFile("a.jpg", b"<svg/>")})

    assert list(form.errors) == ["file"]
    assert "This is an SVG drawing." in form.errors["file"][0]


@pytest.mark.django_db
def test_a_form_keeps_the_file_when_only_words_change():
    picture = make_picture()
    name = picture.file.name

    form = PictureForm({**FACTS, "title": "New"}, instance=picture)
    form.save()

    picture.refresh_from_db()
    assert (picture.title, picture.file.name) == ("New", name)


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"focal_x": 101}, {"focal_y": 101}])
def test_the_focal_point_lies_inside(values):
    with pytest.raises(IntegrityError, match="picture_focal_point_inside"), transaction.atomic():
        make_picture(**values)
    form = PictureForm({**FACTS, **values}, {"file": SimpleUploadedFile("a.jpg", photo())})
    assert form.errors.keys() == values.keys()


@pytest.mark.django_db
def test_a_picture_has_a_size():
    picture = make_picture()

    with pytest.raises(IntegrityError, match="picture_has_a_size"), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(width=0)


@pytest.fixture
def place():
    """Return a model with a place for a picture, as other apps make them."""
    with isolate_apps("editorial"):
        from django.db import models

        class Place(PictureUse):
            alt_en = models.CharField(max_length=250, blank=True)
            alt_ja = models.CharField(max_length=250, blank=True)

            class Meta(PictureUse.Meta):
                app_label = "editorial"

        yield Place


def checked(use):
    use.clean()
    use.clean_for_public()


def complaint(use):
    with pytest.raises(ValidationError) as caught:
        checked(use)
    (error,) = caught.value.error_dict["decorative"]
    return error.code


def test_a_picture_needs_words_or_the_tick(place):
    assert complaint(place(picture_id=1)) == "alt_missing"
    assert complaint(place(picture_id=1, alt_ja=" ")) == "alt_missing"


def test_a_picture_has_not_both(place):
    assert complaint(place(picture_id=1, alt_en="A gate", decorative=True)) == "decorative_with_alt"


@pytest.mark.parametrize(
    "values", [{"alt_ja": "門"}, {"alt_en": "A gate", "alt_ja": "門"}, {"decorative": True}]
)
def test_a_picture_with_one_of_them_is_fine(place, values):
    checked(place(picture_id=1, **values))


def test_a_draft_may_lack_both(place):
    place(picture_id=1).clean()


def test_without_a_picture_nothing_is_asked_and_the_tick_is_taken_back(place):
    use = place(decorative=True)

    use.clean()

    assert use.decorative is False


def test_each_place_has_its_own_constraint_in_the_database(place):
    (constraint,) = place._meta.constraints

    assert constraint.name == "editorial_place_decorative_has_picture"
