"""People and things that tests of publishing share."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from editorial.models import Picture
from tests.builders import make_page
from tests.editorial.publishing.forms import people


@pytest.fixture
def ann(db):
    return people("ann")[0]


@pytest.fixture
def bea(db):
    return people("bea")[0]


@pytest.fixture
def about(db):
    """A public page of two sections."""
    sections = [{"heading": "A", "body": "<p>First.</p>"}, {"heading": "B"}]
    return make_page(title="One", lede="Lede", sections=sections)


@pytest.fixture
def picture(db):
    """A picture of the library."""
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(file, "PNG")
    return Picture.objects.create(
        title="A gate", file=ContentFile(file.getvalue(), name="gate.png")
    )
