"""What is typed and not saved, on the page that it would make."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.models import Entry, Revision
from tests.admin_client import filled_in, sign_in
from tests.builders import make_city, make_page, make_site
from tests.editorial.staff.people import translator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(home):
    make_site()


def opened(client, row):
    """Return the form of a row as it is sent back unchanged."""
    model = row._meta
    return filled_in(client.get(f"/admin/{model.app_label}/{model.model_name}/{row.pk}/change/"))


def preview(client, row, data):
    return client.post(f"/admin/preview/{row.entry_id}/", data)


def test_typed_words_are_shown_and_nothing_is_written(client):
    page = make_page(title="One", slug="one", sections=[{"heading": "Old"}])
    sign_in(client)
    data = opened(client, page) | {"title_en": "Typed", "sections-0-heading_en": "A new one"}
    before = Revision.objects.count()

    with CaptureQueriesContext(connection) as captured:
        shown = preview(client, page, data)

    text = shown.content.decode()
    assert "<h1>Typed</h1>" in text
    assert "A new one" in text
    assert "It is not saved" in text
    # Django asks about constraints inside savepoints.
    statements = {query["sql"].split()[0] for query in captured.captured_queries}
    assert statements == {"SELECT", "SAVEPOINT", "RELEASE"}
    assert Revision.objects.count() == before


def test_parts_are_shown_as_they_were_added_removed_and_moved(client):
    page = make_page(slug="one", sections=[{"heading": name} for name in ("One", "Two", "Three")])
    sign_in(client)
    data = opened(client, page)
    data |= {"sections-0-position": "99", "sections-1-DELETE": "on", "sections-TOTAL_FORMS": "4"}
    data |= {"sections-3-position": "100", "sections-3-kind": "text", "sections-3-heading_en": "4"}

    text = preview(client, page, data).content.decode()

    assert text.index("<h2>Three</h2>") < text.index("<h2>One</h2>") < text.index("<h2>4</h2>")
    assert "<h2>Two</h2>" not in text


def test_another_language_and_another_place_are_asked_for_with_the_form(client):
    city = make_city(name="North", slug="north", translations={"ja": {"name": "北"}})
    sign_in(client)
    data = opened(client, city) | {"name_en": "Typed"}

    japanese = preview(client, city, {**data, "_preview_language": "ja"}).content.decode()
    cities = preview(client, city, {**data, "_preview_place": "cities/"}).content.decode()

    assert "<h1" in japanese
    assert "北" in japanese
    assert "Typed" in cities
    assert preview(client, city, {**data, "_preview_place": "goals/"}).status_code == 404


def test_what_is_wrong_is_named_and_the_rest_is_shown(client):
    city = make_city(name="North", slug="north", greeting="Hello", greeting_language="en")
    sign_in(client)
    data = opened(client, city) | {"latitude": "far", "greeting": "Good day"}

    shown = preview(client, city, data).content.decode()

    assert "Not shown as you typed it:" in shown
    assert "Latitude: “far”" in shown
    assert "Good day" in shown
    assert "North" in shown


def test_something_new_is_shown_before_it_was_ever_saved(client):
    sign_in(client)
    data = filled_in(client.get("/admin/pages/page/add/"))
    data |= {"title_en": "Brand new", "slug": "brand-new", "menu": "header"}

    shown = client.post("/admin/preview/new/pages.page/", data)

    assert shown.status_code == 200
    assert "<h1>Brand new</h1>" in shown.content.decode()
    assert not Entry.objects.filter(label="Brand new").exists()


def test_what_is_missing_for_a_new_page_is_said(client):
    sign_in(client)
    data = filled_in(client.get("/admin/pages/page/add/"))

    shown = client.post("/admin/preview/new/pages.page/", data)

    assert shown.status_code == 422
    assert "Address: This field is required." in shown.content.decode()
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


def test_without_a_script_the_languages_send_what_was_typed_again(client):
    page = make_page(title="One", slug="one")
    sign_in(client)
    data = opened(client, page) | {"title_en": "Typed"}

    shown = preview(client, page, data).content.decode()

    assert '<input type="hidden" name="title_en" value="Typed">' in shown
    assert 'name="_preview_language" value="ja"' in shown


def test_who_may_not_change_it_may_not_preview_what_they_typed(client):
    page = make_page(slug="one")
    client.force_login(translator("ja"))

    assert preview(client, page, {"title_en": "Typed"}).status_code == 403
    assert client.post("/admin/preview/new/pages.page/", {}).status_code == 403
