"""A page to translate, and people who do it."""

import pytest

from tests.builders import make_page
from tests.editorial.admin.translations.pages import ONE, TWO
from tests.editorial.staff.people import editor, translator


@pytest.fixture
def welcome():
    return make_page(
        title="Welcome",
        lede="The city greets you.",
        sections=[
            {"id": ONE, "heading": "First", "body": "<p>Some <strong>words</strong></p>"},
            {"id": TWO, "heading": "Second"},
        ],
    )


@pytest.fixture
def hanako(client):
    user = translator("ja")
    client.force_login(user)
    return user


@pytest.fixture
def ed(client):
    user = editor()
    client.force_login(user)
    return user
