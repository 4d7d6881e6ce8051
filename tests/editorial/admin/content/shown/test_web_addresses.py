"""An address on the web stands in its field, and below is the way there."""

import pytest

from tests.admin_client import sign_in
from tests.builders import make_meeting_rule

pytestmark = pytest.mark.django_db


def test_an_address_leads_there_without_words_of_djangos_own(client):
    rule = make_meeting_rule(notice_url="https://notices.example.org/1")
    sign_in(client)

    html = client.get(f"/admin/cities/meetingrule/{rule.pk}/change/").content.decode()

    assert '<a href="https://notices.example.org/1">https://notices.example.org/1</a>' in html
    assert "Currently:" not in html
