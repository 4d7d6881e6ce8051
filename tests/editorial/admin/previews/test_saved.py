"""Drafts that staff look at on their pages: who may, what stands around them."""

import pytest

from editorial import publishing
from editorial.models import Revision
from tests.admin_client import sign_in
from tests.builders import contents_of, make, make_event, make_page, make_site
from tests.editorial.staff.people import editor, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(home):
    make_site()
    page = make_page(title="As it was", slug="one")
    texts = {"title": "A draft", "translations": {"ja": {"title": "題"}}}
    publishing.save(
        page.entry,
        **dict(zip(("facts", "texts"), contents_of(type(page), slug="one", **texts), strict=True)),
    )
    return page


def at(row, language, place=""):
    return f"/admin/preview/{row.entry_id}/{language}/{place}"


def test_the_draft_stands_under_a_bar_that_says_so_and_leads_back(client, one):
    client.force_login(editor())

    shown = client.get(at(one, "en")).content.decode()

    assert "<h1>A draft</h1>" in shown
    assert "Draft, not published" in shown
    assert f'<a href="/admin/pages/page/{one.pk}/change/">Back to the form</a>' in shown
    assert f'href="{at(one, "ja")}' in shown


def test_only_our_own_pages_may_frame_it(client, one):
    client.force_login(editor())

    preview, form = client.get(at(one, "en")), client.get(f"/admin/pages/page/{one.pk}/change/")

    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "frame-src" not in preview["Content-Security-Policy"]
    assert "no-store" in preview["Cache-Control"]
    assert form["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in form["Content-Security-Policy"]
    assert "frame-src 'self'" in form["Content-Security-Policy"]


def test_a_translator_sees_the_drafts_of_her_language_alone(client, one):
    client.force_login(translator("ja"))

    japanese, english = client.get(at(one, "ja")), client.get(at(one, "en"))

    assert "<h1>題</h1>" in japanese.content.decode()
    assert "Back to the translation" in japanese.content.decode()
    assert english.status_code == 403


def test_what_a_translator_typed_is_shown_and_not_saved(client, one):
    client.force_login(translator("ja"))
    before = Revision.objects.count()

    shown = client.post(at(one, "ja"), {"text-root-title": "新しい題", "text-root-slug": "x"})

    assert "<h1>新しい題</h1>" in shown.content.decode()
    assert "It is not saved" in shown.content.decode()
    assert Revision.objects.count() == before


def test_an_event_is_looked_at_where_it_is_shown(client, home):
    make_site()
    event = make_event(title="A visit", start="1990-05-01")
    sign_in(client)

    own_page = client.get(at(event, "en")).content.decode()
    assert "hero__title" in own_page
    history = client.get(at(event, "en", "at/history/")).content.decode()

    assert f'id="{event.anchor}"' in history
    assert f'action="{at(event, "en", "at/history/")}' in history
    assert client.get(at(event, "en", "at/history/?kind=visit")).status_code == 200
    assert client.get(at(event, "en", "at/goals/")).status_code == 404


def test_what_has_no_page_has_no_preview(client):
    from involvement.models import Letter

    letter = make(Letter, title="Thanks", subject="Thanks", body="Thank you.")
    sign_in(client)

    assert client.get(at(letter, "en")).status_code == 404
    form = client.get(f"/admin/involvement/letter/{letter.pk}/change/").content.decode()
    assert "data-preview" not in form


@pytest.mark.parametrize("rows", [1, 4])
def test_previews_need_the_same_queries_however_much_they_show(
    client, home, rows, django_assert_num_queries
):
    make_site()
    page = make_page(slug="one", sections=[{"heading": str(n)} for n in range(rows)])
    events = [make_event(title=str(n), start=f"199{n}") for n in range(rows)]
    sign_in(client)
    for row in (page, events[0]):
        client.get(at(row, "en"))

    with django_assert_num_queries(9):
        client.get(at(page, "en"))
    with django_assert_num_queries(11):
        client.get(at(events[0], "en"))
