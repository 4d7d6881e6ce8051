"""Sources at the desk: one article stands once, with what rests on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import Source
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_city, make_event, make_source
from tests.selecting import page_of

pytestmark = pytest.mark.django_db

ALL = "/admin/cities/source/"
ADD = f"{ALL}add/"


def send(client, **values):
    typed = {"headline": "An article", "language": "en", "description_en": "Newspaper article"}
    return client.post(ADD, filled_in(client.get(ADD)) | typed | values | PUBLISH)


def test_an_article_is_written_down_once(client):
    sign_in(client)
    send(client, url="https://www.paper.example/1")

    refused = send(client, url="http://paper.example/1/")

    assert "This source is there already: “An article”." in refused.content.decode()
    assert Source.objects.count() == 1


def test_a_headline_needs_its_language_and_a_day_a_sensible_year(client):
    sign_in(client)

    response = send(client, language="", published="May 1, 9999")

    html = response.content.decode()
    assert "Say in which language the headline is." in html
    assert "Was the year mistyped?" in html
    assert not Source.objects.exists()


def test_its_form_names_what_rests_on_it(client):
    source = make_source()
    make_event(title="A visit", sources=[{"source": source}])
    make_city(name="Northtown", stages=[{"stage": "sister", "start": "1958", "source": source}])
    sign_in(client)

    html = client.get(f"/admin/cities/source/{source.pk}/change/").content.decode()

    assert ">A visit</a>" in html
    assert ">Northtown</a>" in html


def test_the_list_leads_to_each_by_its_headline_or_by_our_words(client):
    known = make_source("Una visita", language="it", publisher="La Carta")
    ours = make_source("", description="Photograph of 1990")
    sign_in(client)

    links = page_of(client.get(ALL)).select("#result_list .field-headline_shown a")

    found = {link.get_text(): link["href"] for link in links}
    assert found == {
        "Una visita": f"{ALL}{known.pk}/change/",
        "Photograph of 1990": f"{ALL}{ours.pk}/change/",
    }


def test_the_list_asks_as_often_for_many_without_a_headline_as_for_one(client):
    sign_in(client)

    def queries():
        make_source("", description="A letter")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ALL).status_code == 200
        return len(captured)

    queries()
    assert queries() == queries()


def test_in_the_form_of_an_event_a_source_is_searched_or_added(client):
    source = make_source("An article", publisher="The Paper")
    event = make_event(sources=[{"source": source}])
    sign_in(client)

    html = client.get(f"/admin/cities/event/{event.pk}/change/").content.decode()
    query = "app_label=cities&model_name=citation&field_name=source&term=paper"
    found = client.get(f"/admin/autocomplete/?{query}").json()

    assert "An article, The Paper" in html
    assert f"{ADD}?_popup=1" in html
    assert [each["text"] for each in found["results"]] == ["An article, The Paper"]


def queries_of(client, event):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/admin/cities/event/{event.pk}/change/").status_code == 200
    return len(queries)


def test_an_event_with_many_sources_opens_with_as_many_queries_as_one_with_one(client):
    one = make_event(sources=[{"source": make_source()}])
    many = make_event(sources=[{"source": make_source()} for _number in range(5)])
    sign_in(client)
    queries_of(client, one)

    assert queries_of(client, many) == queries_of(client, one)
