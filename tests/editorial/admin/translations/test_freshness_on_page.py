"""What the translate page says of freshness, and what a save does to it."""

import pytest

from editorial import publishing
from editorial.translations.freshness import fingerprint_of
from pages.models import Page
from tests.editorial.admin.translations.pages import (
    ONE,
    change_source,
    draft_source,
    opened,
    send,
    statuses,
    url_of,
    working,
)
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outdated(client, welcome, hanako):
    send(
        client,
        welcome,
        opened(client, welcome),
        text__root__title="ようこそ",
        text__root__lede="挨拶",
    )
    change_source(welcome, lede="The old city greets you all.")
    return welcome


def test_an_outdated_text_shows_what_changed_since_it_was_made(client, outdated):
    response = client.get(url_of(outdated))

    html = response.content.decode()
    lede = next(segment for segment in response.context["segments"] if segment.name == "lede")
    assert [str(badge) for badge in lede.badges] == ["Outdated", "Not reviewed"]
    assert "".join(c.text for c in lede.changes if c.kind == "added").split() == ["old", "all"]
    assert '<ins><span class="visually-hidden" lang="en">[added: </span>old ' in html


def test_typing_with_the_source_on_screen_makes_it_fresh(client, outdated):
    send(client, outdated, opened(client, outdated), text__root__lede="古い町の挨拶")

    assert statuses(outdated)["root", "lede"] == "up_to_date"


def test_typing_elsewhere_leaves_it_outdated(client, outdated):
    send(client, outdated, opened(client, outdated), text__root__title="歓迎")

    assert statuses(outdated)["root", "lede"] == "outdated"


def test_still_right_makes_it_fresh_and_keeps_the_text(client, outdated):
    form = opened(client, outdated)
    html = client.get(url_of(outdated)).content.decode()
    fingerprint = fingerprint_of("en", Page, "lede", "The old city greets you all.")
    assert f'name="right-root-lede" value="{fingerprint}"' in html
    assert "right-root-title" not in html

    send(client, outdated, form, right__root__lede=fingerprint)

    assert statuses(outdated)["root", "lede"] == "up_to_date"
    assert working(outdated)["root"]["lede"] == "挨拶"


def test_publishing_an_outdated_text_does_not_clear_its_state(client, outdated):
    publishing.publish(outdated.entry, ["ja"])

    assert statuses(outdated)["root", "lede"] == "outdated"


def test_a_source_that_changed_while_typing_does_not_count_as_seen(client, welcome, hanako):
    form = opened(client, welcome)
    change_source(welcome, title="Welcome, all")

    send(client, welcome, form, text__root__title="ようこそ")

    assert statuses(welcome)["root", "title"] == "outdated"
    (segment, *_rest) = client.get(url_of(welcome)).context["segments"]
    assert [(c.kind, c.text) for c in segment.changes] == [
        ("same", "Welcome"),
        ("added", ", all"),
    ]


def test_an_error_after_the_source_changed_keeps_what_was_seen(client, welcome, hanako):
    form = opened(client, welcome)
    change_source(welcome, title="Welcome, all")

    response = send(client, welcome, form, text__root__title="長" * 121)

    again = filled(form_of(response, "_base"))
    assert again["shown-root-title"] == form["shown-root-title"]
    assert "The source changed while you were typing." in response.content.decode()
    assert 'name="right-root-title"' in response.content.decode()


@pytest.mark.parametrize("sent", ["", "nonsense", "en:123", "en:" + "g" * 16, "<script>"])
def test_a_fingerprint_that_is_none_counts_as_nothing_seen(client, welcome, hanako, sent):
    form = opened(client, welcome) | {"shown-root-title": sent}

    send(client, welcome, form, text__root__title="ようこそ")

    assert statuses(welcome)["root", "title"] == "outdated"


def test_a_draft_of_the_source_stands_beside_what_is_public(client, welcome, hanako):
    draft_source(welcome)

    response = client.get(url_of(welcome))
    form = opened(client, welcome)

    (title, *_rest) = response.context["segments"]
    assert title.has_two_sources
    assert [(c.kind, c.text) for c in title.draft_changes] == [
        ("same", "Welcome"),
        ("added", " soon"),
    ]
    assert form["shown-root-title"] == fingerprint_of("en", Page, "title", "Welcome")


def test_a_translation_of_the_draft_is_ahead_until_the_draft_is_public(client, welcome, hanako):
    draft_source(welcome)
    chosen = fingerprint_of("en", Page, "title", "Welcome soon")

    send(
        client,
        welcome,
        opened(client, welcome),
        text__root__title="間もなくようこそ",
        shown__root__title=chosen,
    )

    assert statuses(welcome)["root", "title"] == "ahead"
    form = opened(client, welcome)
    assert form["shown-root-title"] == chosen
    publishing.publish(welcome.entry, ["en"])
    assert statuses(welcome)["root", "title"] == "up_to_date"


def test_a_translation_of_the_draft_may_be_right_for_what_is_public_too(client, welcome, hanako):
    draft_source(welcome)
    chosen = fingerprint_of("en", Page, "title", "Welcome soon")
    public = fingerprint_of("en", Page, "title", "Welcome")
    form = opened(client, welcome)
    send(client, welcome, form, text__root__title="ようこそ", shown__root__title=chosen)

    send(client, welcome, opened(client, welcome), right__root__title=public)

    assert statuses(welcome)["root", "title"] == "up_to_date"


def test_a_change_of_markup_alone_is_named(client, welcome, hanako):
    send(client, welcome, opened(client, welcome), **{f"text-{ONE}-body": "<p>言葉</p>"})
    texts = working(welcome, "en")
    texts[ONE]["body"] = "<p>Some words</p>"
    publishing.save(welcome.entry, texts={"en": texts})
    publishing.publish(welcome.entry, ["en"])

    response = client.get(url_of(welcome))

    assert "The words are the same" in response.content.decode()


def test_a_source_that_was_removed_is_named(client, outdated):
    change_source(outdated, lede="")

    html = client.get(url_of(outdated)).content.decode()

    assert "The source text was removed." in html
    assert "right-root-lede" not in html
