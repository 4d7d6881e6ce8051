"""The sheet about a city: what it lists as having happened."""

import pytest

from tests.builders import make_city, make_event, make_site
from tests.crawl import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_what_happened_last_did_happen(client):
    make_site()
    north = {"cities": [make_city(slug="north")]}
    make_event(title="A visit", start="1990", **north)
    make_event(title="A plan", start="1991", sources=[{"kind": "announcement"}], **north)
    make_event(title="A rained-off parade", start="1992", cancelled=True, **north)

    (told,) = read(client, "/en/cities/north/brief/").words("brief__events")

    assert told == "1990A visit"


def test_what_comes_next_takes_place(client):
    make_site()
    north = {"cities": [make_city(slug="north")]}
    make_event(title="A concert", start="2999-05-01", cancelled=True, **north)
    make_event(title="A feast", start="2999-05-02", **north)

    (told,) = read(client, "/en/cities/north/brief/").words("brief__events")

    assert told == "May 2, 2999A feast"
