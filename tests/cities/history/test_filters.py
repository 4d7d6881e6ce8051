"""Finding an event in the admin."""

import pytest

from tests.admin_client import sign_in
from tests.builders import make_city, make_event

pytestmark = pytest.mark.django_db

LIST = "/admin/cities/event/"


def listed(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [event.entry.label for event in response.context["cl"].result_list]


def test_events_are_found_by_decade(client):
    sign_in(client)
    make_event(title="Old", start="1989")
    make_event(title="New", start="1990")

    assert listed(client, decade="1980") == ["Old"]


@pytest.mark.parametrize("decade", ["²", "99999999999", "-1990", "1990s", "\x00", "1950"])
def test_a_decade_that_is_no_choice_filters_nothing(client, decade):
    sign_in(client)
    make_event(title="Old", start="1989")

    assert listed(client, decade=decade) == ["Old"]


def test_events_are_found_by_city_and_by_words(client):
    sign_in(client)
    north, south = make_city(name="North"), make_city(name="South")
    make_event(title="A concert", cities=[north])
    make_event(title="A visit", cities=[north, south])

    assert listed(client, cities__id__exact=south.pk) == ["A visit"]
    assert listed(client, q="concert") == ["A concert"]


def test_the_newest_event_stands_first_with_its_date_as_visitors_see_it(client):
    sign_in(client)
    make_event(title="Old", start="by 1988-05")
    make_event(title="New", start="autumn 2023")

    page = client.get(LIST)

    assert [event.entry.label for event in page.context["cl"].result_list] == ["New", "Old"]
    dates = [page.content.decode().count(text) for text in ("autumn 2023", "by May 1988")]
    assert dates == [1, 1]
