"""A page with a history, and people who look at it."""

import pytest

from tests.builders import make_page
from tests.editorial.publishing.forms import opened
from tests.editorial.staff.people import editor, person, translator

ONE, TWO = "6a1f7c1e-0000-4000-8000-000000000001", "6a1f7c1e-0000-4000-8000-000000000002"


@pytest.fixture
def ed(client):
    """An editor, signed in."""
    user = editor()
    client.force_login(user)
    return user


@pytest.fixture
def ann(db):
    """Another editor."""
    return person("Editor", username="ann")


@pytest.fixture
def hanako(db):
    return translator("ja")


@pytest.fixture
def about(db):
    """A public page of two sections, in English and Japanese."""
    return make_page(
        title="About",
        slug="about",
        lede="The city greets you.",
        sections=[
            {"id": ONE, "heading": "Who we are", "body": "<p>Some words</p>"},
            {"id": TWO, "heading": "Our mayor"},
        ],
        translations={"ja": {"title": "概要"}},
    )


@pytest.fixture
def grown(about, ann, hanako):
    """The page with a new title and a section less in public, and drafts in two languages."""
    opened(about).write(title="About us").publish(ann)
    opened(about).remove(TWO).publish(ann)
    opened(about, "ja").write(language="ja", title="私たち").draft(hanako, facts=False)
    opened(about).write(lede="The town greets you.").draft(ann)
    return about
