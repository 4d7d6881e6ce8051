"""One language of one entry at the admin: what is shown and what is saved."""

import re

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.models import Revision
from editorial.revisions import data as revisions
from editorial.translations.freshness import fingerprint_of
from pages.models import Page, Section
from tests.builders import make_page
from tests.editorial.admin.translations.pages import (
    ONE,
    TWO,
    change_source,
    items,
    opened,
    said,
    send,
    url_of,
    working,
)
from tests.html_forms import buttons, filled, form_of

pytestmark = pytest.mark.django_db


def test_texts_stand_in_the_order_of_the_page_by_their_names(client, welcome, hanako):
    response = client.get(url_of(welcome))

    assert [segment.label for segment in response.context["segments"]] == [
        "Title",
        "First sentences",
        "Section 1: heading",
        "Section 1: text",
        "Section 2: heading",
    ]


def test_inputs_have_their_language_and_sources_theirs(client, welcome, hanako):
    html = client.get(url_of(welcome)).content.decode()

    assert re.search(r'<input [^>]*name="text-root-title"[^>]* lang="ja"', html)
    assert '<div class="pair__text pair__text--plain" lang="en">Welcome</div>' in html
    assert '<span lang="ja">日本語</span>' in html


def test_a_rich_text_has_the_rich_editor(client, welcome, hanako):
    response = client.get(url_of(welcome))

    assert "data-rich-text" in response.content.decode()
    assert f'nonce="{response.wsgi_request.csp_nonce}"' in response.content.decode()


def test_a_page_without_rich_texts_needs_no_editor(client, hanako):
    welcome = make_page(title="Plain")

    response = client.get(url_of(welcome))

    assert "nonce" not in response.headers["Content-Security-Policy"]
    assert "prose" not in response.content.decode()


def test_everything_is_escaped(client, hanako):
    evil = '<script>alert("1")</script>'
    welcome = make_page(
        title=evil,
        sections=[{"id": ONE, "heading": evil, "body": "<p>&lt;script&gt;</p>"}],
        translations={"ja": {"title": evil}},
    )
    change_source(welcome, title=f"{evil} again")

    html = client.get(url_of(welcome)).content.decode()

    assert "<script>alert" not in html
    assert "<script&gt;" not in html.lower()


def test_links_of_the_source_open_beside_the_page(client, hanako):
    welcome = make_page(
        title="A", sections=[{"id": ONE, "body": '<p><a href="/about/">About</a></p>'}]
    )

    html = client.get(url_of(welcome)).content.decode()

    assert '<a href="/en/about/" target="_blank" rel="noopener">About</a>' in html


def test_the_first_button_saves_so_that_enter_saves(client, welcome, hanako):
    form = form_of(client.get(url_of(welcome)), "_base")

    assert buttons(form)[0] == ("action", "save", "Save draft")


def test_a_translator_gets_no_button_that_is_not_theirs(client, welcome, hanako):
    form = form_of(client.get(url_of(welcome)), "_base")

    assert {value for name, value, _words in buttons(form) if name == "action"} == {
        "save",
        "next",
        "ask",
    }


def test_the_original_shows_all_its_fields_without_a_source(client, welcome, ed):
    response = client.get(url_of(welcome, "en"))

    segments = response.context["segments"]
    assert [segment.name for segment in segments if segment.part == "root"] == [
        "title",
        "menu_label",
        "lede",
        "description",
    ]
    assert all(segment.state is None for segment in segments)
    assert "shown-" not in response.content.decode()


def test_an_unknown_language_or_entry_is_not_there(client, welcome, ed):
    assert client.get(reverse("admin:translate", args=[welcome.entry.pk, "xx"])).status_code == 404
    assert client.get(reverse("admin:translate", args=[welcome.entry.pk, "zxx"])).status_code == 404
    assert client.get(reverse("admin:translate", args=[999, "ja"])).status_code == 404


def test_what_was_typed_is_a_draft_made_from_the_source_on_screen(client, welcome, hanako):
    response = send(client, welcome, opened(client, welcome), text__root__title="ようこそ")

    assert response.status_code == 302
    assert working(welcome) == {"root": {"title": "ようこそ"}}
    item = items(welcome)["root"]["title"]
    assert item["from"] == fingerprint_of("en", Page, "title", "Welcome")
    assert item["origin"] == "person"
    version = publishing.versions_of(welcome.entry)["ja"]
    assert (version.work_state, version.public_state) == ("draft", "never")
    assert version.working_revision.created_by == hanako
    welcome.refresh_from_db()
    assert welcome.title_ja is None


def test_a_text_of_a_part_is_saved_and_made_safe(client, welcome, hanako):
    typed = {f"text-{ONE}-body": "<p>言葉<script>x</script></p>"}

    send(client, welcome, opened(client, welcome), **typed)

    assert working(welcome) == {ONE: {"body": "<p>言葉</p>"}}
    made_from = fingerprint_of("en", Section, "body", "<p>Some <strong>words</strong></p>")
    assert items(welcome)[ONE]["body"]["from"] == made_from


def test_saving_what_nobody_touched_writes_nothing(client, welcome, hanako):
    send(client, welcome, opened(client, welcome), text__root__title="ようこそ")
    before = Revision.objects.count()

    response = send(client, welcome, opened(client, welcome))

    assert Revision.objects.count() == before
    assert "Nothing was changed" in said(response)


def test_an_error_stands_at_its_field_and_what_was_typed_stays(client, welcome, hanako):
    form = opened(client, welcome)

    response = send(
        client, welcome, form, text__root__title="長" * 121, text__root__lede="大切な言葉"
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["text-root-title"]
    assert 'href="#id_text-root-title"' in html
    assert 'aria-describedby="id_text-root-title_error"' in html
    assert 'id="id_text-root-title_error"' in html
    again = filled(form_of(response, "_base"))
    assert again["text-root-lede"] == "大切な言葉"
    assert working(welcome) == {}


def test_an_input_that_was_not_sent_empties_nothing(client, welcome, hanako):
    send(client, welcome, opened(client, welcome), text__root__title="題", text__root__lede="文")
    form = opened(client, welcome)
    del form["text-root-lede"]

    send(client, welcome, form, text__root__title="題名")

    assert working(welcome)["root"] == {"title": "題名", "lede": "文"}


def test_a_text_can_be_emptied(client, welcome, hanako):
    send(client, welcome, opened(client, welcome), text__root__title="題", text__root__lede="文")

    send(client, welcome, opened(client, welcome), text__root__lede="")

    assert working(welcome)["root"] == {"title": "題"}


def test_what_was_typed_for_a_part_that_somebody_removed_is_given_back(client, welcome, hanako):
    form = opened(client, welcome)
    facts = revisions.facts_of(publishing.versions_of(welcome.entry)["zxx"].working_revision)
    publishing.save(welcome.entry, facts={**facts, "parts": facts["parts"][:1]})
    publishing.publish(welcome.entry, ["zxx"])

    response = send(client, welcome, form, **{f"text-{TWO}-heading": "二番目"})

    assert "二番目" in said(response)


def test_a_part_that_the_draft_removes_is_shown_but_closed(client, welcome, hanako):
    facts = revisions.facts_of(publishing.versions_of(welcome.entry)["zxx"].working_revision)
    publishing.save(welcome.entry, facts={**facts, "parts": facts["parts"][:1]})

    response = client.get(url_of(welcome))

    last = response.context["segments"][-1]
    assert (last.label, last.is_open) == ("Section (removed): heading", False)
    assert f"text-{TWO}-heading" not in opened(client, welcome)


def test_a_long_line_may_wrap_while_it_is_typed(client, hanako):
    welcome = make_page(title="Welcome", description="A description of the page.")
    form = opened(client, welcome)
    assert "<textarea" in client.get(url_of(welcome)).content.decode()

    send(client, welcome, form, text__root__description="一行目\r\n二行目")

    assert working(welcome)["root"]["description"] == "一行目 二行目"


def test_spaces_that_do_not_break_stay_as_they_are(client, hanako):
    title = "10\u00a0000\u3000人"
    welcome = make_page(title="Welcome", translations={"ja": {"title": title}})

    response = send(client, welcome, opened(client, welcome))

    assert "Nothing was changed" in said(response)
    assert working(welcome)["root"]["title"] == title


def test_what_is_to_look_at_in_this_language_stands_above_its_texts(client, hanako):
    body = '<p><a href="/nowhere/">こちら</a></p>'
    welcome = make_page(
        title="Welcome",
        sections=[{"id": ONE, "body": "<p>One.</p>", "translations": {"ja": {"body": body}}}],
        translations={"ja": {"title": "ようこそ"}},
    )

    html = client.get(url_of(welcome)).content.decode()

    listed = html.split('<ul class="check">')[1].split("</ul>")[0]
    assert "The link “こちら” does not say where it leads." in listed
    assert "The link /nowhere/ leads nowhere on this site." in listed
    assert f'href="#id_text-{ONE}-body"' in listed


def test_nothing_is_listed_where_nothing_is_to_look_at(client, welcome, hanako):
    assert '<ul class="check">' not in client.get(url_of(welcome)).content.decode()


def test_saving_a_translation_says_which_of_its_links_lead_nowhere(client, welcome, hanako):
    form = opened(client, welcome)
    typed = {f"text-{ONE}-body": '<p><a href="/nowhere/">ここ</a></p>'}

    response = client.post(url_of(welcome), {**form, **typed, "action": "save"})

    assert "The link /nowhere/ leads nowhere on this site." in said(response)


def test_a_link_to_a_part_that_is_not_on_the_page_is_told(client, welcome, hanako):
    link = '<p><a href="#s-{}">次</a></p>'.format
    form = opened(client, welcome)

    send(client, welcome, form, **{f"text-{ONE}-body": link(TWO[:8])})
    right = client.get(url_of(welcome)).context["checklist"]
    send(client, welcome, opened(client, welcome), **{f"text-{ONE}-body": link("0" * 8)})
    wrong = client.get(url_of(welcome)).context["checklist"]

    assert [line.words for line in right if "no place" in line.words] == []
    assert [line.words for line in wrong if "no place" in line.words] == [
        "There is no place “#s-00000000” on the page “Welcome”."
    ]
