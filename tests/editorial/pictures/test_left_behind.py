"""Files of a picture whose row was not stored after all: none is left behind."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import signals
from django.urls import reverse

from editorial.models import Picture
from tests.admin_client import sign_in
from tests.html_forms import filled, form_of
from tests.saltlake_sister.admin_rows import make_picture, png

pytestmark = pytest.mark.django_db

WORDS = {"title": "Harbor", "credit": "Ann", "license": "CC0"}


@pytest.fixture
def staff(client):
    sign_in(client)
    client.raise_request_exception = False
    return client


@pytest.fixture
def broken():
    """Let storing a second picture fail after its files were written; the first one is well."""
    stored = []

    def fail(sender, instance, **more):
        stored.append(instance)
        if len(stored) == 2:
            raise OSError("The disk broke.")

    signals.post_save.connect(fail, sender=Picture)
    yield
    signals.post_save.disconnect(fail, sender=Picture)


def files():
    """List the files of pictures that lie in the storage."""
    folder = Path(Picture._meta.get_field("file").storage.location)
    return {path for path in folder.rglob("*") if path.is_file()}


def sent(name="a.png"):
    return SimpleUploadedFile(name, png(), "image/png")


def test_of_several_of_which_one_could_not_be_stored_no_file_is_left(staff, broken):
    url = reverse("admin:editorial_picture_several")
    data = filled(form_of(staff.get(url), "files")) | {"credit": "Ann", "license": "CC0"}
    before = files()

    response = staff.post(url, {**data, "files": [sent("a.png"), sent("b.png")]})

    assert response.status_code == 503
    assert not Picture.objects.exists()
    assert files() == before


@pytest.mark.parametrize("form", ["add", "change"])
def test_of_a_form_that_could_not_be_saved_no_file_is_left(staff, broken, form):
    picture = make_picture()
    args = [picture.pk] if form == "change" else []
    url = reverse(f"admin:editorial_picture_{form}", args=args)
    data = filled(form_of(staff.get(url), "credit")) | WORDS
    before = files()

    response = staff.post(url, {**data, "file": sent()})

    assert response.status_code == 503
    assert list(Picture.objects.values_list("file", flat=True)) == [picture.file.name]
    assert files() == before
