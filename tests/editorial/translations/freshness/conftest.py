"""Pages for the tests of freshness."""

import pytest

from tests.builders import make_page
from tests.editorial.translations.freshness.staff import Staff


@pytest.fixture
def staff(db):
    """A public English page, "One", with two sections, and nothing in any other language."""
    sections = [
        {"heading": "A", "body": "<p>First.</p>"},
        {"heading": "B", "body": "<p>Second.</p>"},
    ]
    return Staff(make_page(title="One", lede="Lede", sections=sections))


@pytest.fixture
def sections(staff):
    """The identities of the two sections of that page."""
    return [str(section.pk) for section in staff.page.sections.order_by("position")]
