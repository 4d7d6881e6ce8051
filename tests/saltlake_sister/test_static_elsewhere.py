"""Static files from another host: pages ask for them there, and that host may fetch them here."""

import pytest
from django.test import Client

from editorial.text.languages import has_no_language
from editorial.web.rendering import absolute

pytestmark = pytest.mark.django_db

HOST = "https://files.example.org"


@pytest.fixture
def elsewhere(settings):
    settings.STATIC_HOST, settings.STATIC_URL = HOST, f"{HOST}/static/"
    settings.SITE_URL = "https://www.example.org"
    settings.STORAGES = {**settings.STORAGES}


def test_pages_ask_that_host(elsewhere, client):
    html = client.get("/en/nowhere/").content.decode()

    assert f'href="{HOST}/static/css/site.css"' in html
    assert 'href="/static/' not in html


def test_addresses_of_its_files_are_full_already(elsewhere, rf):
    picture = f"{HOST}/static/img/share.png"

    assert absolute(rf.get("/en/"), picture) == picture
    assert absolute(rf.get("/en/"), "/en/") == "https://www.example.org/en/"


def test_we_hand_them_out_to_pages_of_that_host(elsewhere):
    policy = Client().get("/static/css/site.css").headers["Cross-Origin-Resource-Policy"]

    assert policy == "cross-origin"


def test_an_address_of_ours_stays_one_without_a_language(elsewhere):
    assert has_no_language("/static/img/share.png")
