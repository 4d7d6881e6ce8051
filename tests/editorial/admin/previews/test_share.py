"""The page on which links to a preview are made and revoked."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from editorial.models import PreviewLink
from editorial.previews import links
from tests.builders import make_page, make_site
from tests.editorial.staff.people import editor, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(home):
    make_site()
    return make_page(title="One", slug="one")


def test_the_address_is_shown_once_and_leads_to_the_draft(client, one):
    client.force_login(editor())
    address = f"/admin/preview/{one.entry_id}/links/"

    made = client.post(address, {"language": "ja"})

    link = re.search(r'value="(http[^"]+)"', made.content.decode())[1]
    assert urlsplit(link).path.startswith("/ja/preview/")
    assert "no-store" in made["Cache-Control"]
    assert Client().get(urlsplit(link).path).status_code == 200
    assert link.split("/")[-2] not in client.get(address).content.decode()


def test_a_link_is_revoked_from_the_list(client, one):
    user = editor()
    client.force_login(user)
    link, secret = links.make(one.entry, "", by=user)

    response = client.post(f"/admin/preview/{one.entry_id}/links/", {"_revoke": link.pk})

    assert response.status_code == 302
    assert links.find(secret) is None
    listed = client.get(f"/admin/preview/{one.entry_id}/links/").content.decode()
    assert "revoked " in listed
    assert "_revoke" not in listed


def test_the_link_of_another_thing_cannot_be_revoked_here(client, one):
    link, secret = links.make(make_page(slug="two").entry, "", by=None)
    client.force_login(editor())

    client.post(f"/admin/preview/{one.entry_id}/links/", {"_revoke": link.pk})

    assert links.find(secret) == link


def test_a_translator_shares_nothing(client, one):
    client.force_login(translator("ja"))

    response = client.post(f"/admin/preview/{one.entry_id}/links/", {"language": "ja"})

    assert response.status_code == 403
    assert not PreviewLink.objects.exists()


def test_so_many_links_at_once_are_too_many(client, one):
    user = editor()
    client.force_login(user)
    for _link in range(links.MOST_WORKING):
        links.make(one.entry, "", by=user)

    response = client.post(f"/admin/preview/{one.entry_id}/links/", {"language": ""})

    assert "Revoke one that nobody needs" in response.content.decode()
    assert PreviewLink.objects.count() == links.MOST_WORKING


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_needs_the_same_queries_however_long(
    client, one, count, django_assert_num_queries
):
    user = editor()
    client.force_login(user)
    for _link in range(count):
        links.make(one.entry, "", by=user)
    client.get(f"/admin/preview/{one.entry_id}/links/")

    with django_assert_num_queries(7):
        client.get(f"/admin/preview/{one.entry_id}/links/")
