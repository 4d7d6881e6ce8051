"""Pages rest on sources, too: at the end of the page, and on the page of all sources."""

import pytest

from cities.models import Source
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_page, make_site, make_source
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_a_page_lists_its_sources_and_stands_with_each(client):
    law, secret = make_source("A law"), make_source("A draft", public=False)
    page = make_page(title="Who decides", slug="who-decides", sources=[law, secret])

    assert read(client, page.get_absolute_url()).words("event-page__sources") == ["A law"]
    listed = read(client, "/en/sources/")
    assert [words_of(use) for use in listed.all("dd")] == ["Who decides"]


def test_our_words_of_a_source_that_a_machine_translated_are_told_as_such(client):
    make_site()
    laws = [make_source("A law", language=tag) for tag in ("en", "ja")]
    Source.objects.update(machine_translated_en=True)
    plain, foreign = (make_page(title="Who decides", sources=[law]) for law in laws)

    noted = [
        read(client, page.get_absolute_url()).words("translation-note") for page in (plain, foreign)
    ]

    # Of what has its headline in the reader's language, nothing of ours is printed.
    assert [len(notes) for notes in noted] == [0, 1]


def test_so_are_those_of_a_city_and_of_its_events(client):
    make_site()
    law = make_source("法", language="ja")
    stages = [{"stage": "sister", "start": "1958", "source": law}]
    staged, told = make_city(slug="staged", stages=stages), make_city(slug="told")
    event = make_event(cities=[told], start="1960", sources=[{"source": law}])
    assert read(client, staged.get_absolute_url()).words("translation-note") == []
    Source.objects.update(machine_translated_en=True)

    for row in (staged, told, event):
        assert len(read(client, row.get_absolute_url()).words("translation-note")) == 1


def test_a_page_without_sources_has_no_such_heading(client):
    page = make_page(title="Hello", sections=[{"heading": "One", "body": "<p>Text</p>"}])

    assert "Source" not in read(client, page.get_absolute_url()).words("page-sections")[0]


def test_the_desk_names_the_pages_that_rest_on_a_source_and_does_not_delete_it(client):
    law = make_source("A law")
    page = make_page(title="Who decides", sources=[law], public=False)
    sign_in(client)
    address = f"/admin/cities/source/{law.pk}"
    link = f'<a href="/admin/pages/page/{page.pk}/change/">Who decides</a>'

    form = client.get(f"{address}/change/").content.decode()
    asked = client.get(f"{address}/delete/").content.decode()
    client.post(f"{address}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": law.pk, "post": "yes"}
    client.post("/admin/cities/source/", chosen)

    assert link in form
    assert link in asked
    assert "Nothing yet" not in form
    assert Source.objects.get() == law
