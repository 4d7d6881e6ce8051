"""What the rich editor asks the server, and what a form says of its texts."""

import pytest
from django.urls import reverse

from tests.admin_client import filled_in
from tests.builders import make_city, make_page

pytestmark = pytest.mark.django_db


def test_pasted_text_comes_back_in_order_with_what_was_left_out_in_words(admin_client):
    sent = {"html": '<h1>A</h1><p><img src="x"><span lang="en-US">b</span></p>', "language": "en"}

    answer = admin_client.post(reverse("admin:paste"), sent).json()

    assert answer == {
        "html": "<h3>A</h3><p>b</p>",
        "notice": "Taken out: a picture (pictures have a field of their own).",
    }


def saved(client, page, body):
    path = reverse("admin:pages_page_change", args=[page.pk])
    data = filled_in(client.get(path))
    client.post(path, {**data, "sections-0-body_en": body})
    return client.get(path).content.decode()


def test_saving_says_what_was_left_out_and_which_links_lead_nowhere(admin_client):
    page = make_page(sections=[{"heading": "One", "body": "<p>One.</p>"}])

    html = saved(admin_client, page, '<p><img src="x">See <a href="/nowhere/">it</a>.</p>')

    assert "Taken out: a picture" in html
    assert "The link /nowhere/ leads nowhere on this site." in html


def test_an_address_that_was_typed_is_stored_by_what_it_leads_to_and_others_stay(admin_client):
    target = make_page(title="Target", slug="target")
    page = make_page(sections=[{"heading": "One", "body": "<p>One.</p>"}])

    html = saved(admin_client, page, '<p><a href="/en/target/">x</a> {days}</p>')

    assert f"/go/{target.entry_id}/" in html


def test_a_placeholder_that_stands_for_nothing_is_refused_beside_its_field(admin_client):
    page = make_page(sections=[{"heading": "One", "body": "<p>One.</p>"}])
    path = reverse("admin:pages_page_change", args=[page.pk])
    data = filled_in(admin_client.get(path))

    response = admin_client.post(path, {**data, "sections-0-body_en": "<p>{dayz}</p>"})

    assert "“{dayz}” stands for nothing here." in response.content.decode()


def test_a_link_can_lead_to_whatever_is_found_what_is_named_so_first(admin_client):
    page = make_page(title="About", sections=[{"body": "<p>Matsumoto is in Japan.</p>"}])
    city = make_city(name="Matsumoto")

    answer = admin_client.get(reverse("admin:link_targets"), {"q": "matsu"}).json()

    assert answer["targets"] == [
        {"href": f"/go/{city.entry_id}/", "title": "Matsumoto", "kind": "City"},
        {"href": f"/go/{page.entry_id}/", "title": "About", "kind": "Page"},
    ]
