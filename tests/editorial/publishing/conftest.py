"""People and things that tests of publishing share."""

import pytest

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
