"""Staff who look for what is not there are answered by the desk, with a way on."""

import pytest
from django.urls import reverse

from tests.builders import make_event, make_home
from tests.editorial.staff.people import editor, person
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

NOTHING = "There is nothing here"


def words(response):
    assert response.status_code == 404
    assert "no-cache" in response.headers["Cache-Control"]
    return response.content.decode()


def test_an_address_that_leads_nowhere_leads_back_to_today(client):
    client.force_login(editor())

    html = words(client.get("/admin/nowhere/"))

    assert NOTHING in html
    assert '<a class="button default" href="/admin/">' in html
    assert "This address leads nowhere" not in html


def test_a_submission_that_was_erased_leads_back_to_the_inbox(client):
    submission = make_submission()
    inbox = reverse("admin:involvement_submission_changelist")
    client.force_login(person("Involvement coordinator"))

    html = words(client.get(f"{inbox}{submission.pk + 1}/change/"))

    assert NOTHING in html
    assert f'<a class="button default" href="{inbox}"' in html


def test_visitors_see_their_own_page(client):
    make_home()

    assert NOTHING not in client.get("/admin/nowhere/", follow=True).content.decode()


def test_a_preview_shows_what_visitors_would_see(client):
    make_home()
    event = make_event()
    client.force_login(editor())

    response = client.get(reverse("admin:preview_place", args=[event.entry_id, "en", "x/"]))

    assert response.status_code == 404
    assert "This address leads nowhere" in response.content.decode()
