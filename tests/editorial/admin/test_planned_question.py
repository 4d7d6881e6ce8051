"""The form asks where a plan would replace what is published now."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.publishing.planned import schedule
from tests.admin_client import filled_in, sign_in
from tests.builders import make_page
from tests.editorial.publishing.forms import opened, people, public_texts

pytestmark = pytest.mark.django_db

CHOICE = "_choice|en|root|title"


@pytest.fixture
def about(db):
    """A public page whose title is planned to change, while the draft says something else."""
    (ann,) = people("ann")
    page = make_page(title="One")
    opened(page).write(title="Planned").draft(ann)
    schedule.schedule(page.entry, "en", tomorrow(), by=ann)
    opened(page).write(title="One").draft(ann)
    return page


def tomorrow():
    return timezone.now() + datetime.timedelta(days=1)


def question(client, page):
    sign_in(client)
    address = reverse("admin:pages_page_change", args=[page.pk])
    data = filled_in(client.get(address)) | {"title_en": "Corrected", "_publish": "on"}
    return address, client.post(address, data)


def test_what_is_planned_stands_beside_what_was_typed(client, about):
    _address, asked = question(client, about)

    assert asked.status_code == 409
    words = asked.content.decode()
    assert "This is planned to change at a set time" in words
    assert 'What is planned, from its time on: <span lang="en">Planned</span>' in words
    assert 'Mine, also then: <span lang="en">Corrected</span>' in words
    assert public_texts(about)["title"] == "One"


@pytest.mark.parametrize(("choice", "later"), [("keep", "Planned"), ("mine", "Corrected")])
def test_the_correction_is_public_now_and_the_choice_tells_what_comes(client, about, choice, later):
    address, asked = question(client, about)

    client.post(address, filled_in(asked) | {CHOICE: choice, "_publish": "on"})

    assert public_texts(about)["title"] == "Corrected"
    schedule.run_due(tomorrow())
    assert public_texts(about)["title"] == later
