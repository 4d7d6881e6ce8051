"""Days on the forms of pages and of the privacy notice: typed in words, as everywhere."""

from datetime import date

import pytest
from django.urls import reverse

from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_page, make_privacy

pytestmark = pytest.mark.django_db

FACTS = {"kind": "facts", "heading": "Officials", "facts": "Mayor: N."}


def send(client, row, **typed):
    name = f"admin:pages_{row._meta.model_name}_change"
    address = reverse(name, args=[row.pk])
    return client.post(address, filled_in(client.get(address)) | PUBLISH | typed, follow=True)


@pytest.mark.parametrize("typed", ["March 1, 2027", "3/1/2027", "2027-03-01", "2027年3月1日"])
def test_facts_are_good_until_a_day_in_words(client, typed):
    sign_in(client)
    page = make_page(sections=[FACTS])

    send(client, page, **{"sections-0-valid_until": typed})

    assert page.sections.get().valid_until == date(2027, 3, 1)


def test_what_is_no_day_is_told_in_our_words(client):
    sign_in(client)
    page = make_page(sections=[FACTS])

    html = send(client, page, **{"sections-0-valid_until": "March 2027"}).content.decode()

    assert "“March 2027” is no single day. Write it like November 1, 2026." in html
    assert page.sections.get().valid_until is None


def test_a_section_of_another_kind_is_saved_without_the_field(client):
    sign_in(client)
    page = make_page(sections=[{"heading": "One"}])

    html = send(client, page, **{"sections-0-heading_en": "Two"}).content.decode()

    assert page.sections.get().heading_en == "Two"
    assert "data-read-date" not in html


def test_the_privacy_notice_is_reviewed_on_a_day_in_words(client):
    sign_in(client)
    notice = make_privacy()

    send(client, notice, reviewed_on="March 1, 2027")

    notice.refresh_from_db()
    assert notice.reviewed_on == date(2027, 3, 1)
