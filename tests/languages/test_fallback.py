"""A text that is not there in the reader's language is shown in another, and says so."""

import pytest

from editorial import publishing
from tests.builders import make_home, make_page
from tests.languages.reading import parse, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def languages_on_offer(settings):
    settings.LANGUAGES = [
        ("en", "English"),
        ("ja", "日本語"),
        ("uk", "Українська"),
        ("ru", "Русский"),
    ]
    make_home()


def page_in(client, language, page):
    response = client.get(f"/{language}/{page.slug}/")
    assert response.status_code == 200
    return parse(response.content)


def language_of(tree, words):
    return {language for language, text in texts_of(tree) if words in text}


def notice(tree):
    """Return the words of the notice that a page is in another language, or ""."""
    for element in tree.iter():
        if element.get("class", "") == "notice":
            return " ".join("".join(element.itertext()).split())
    return ""


def canonical(tree):
    return next(link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")


LONG = "<p>These are many words that stand in the original language and nowhere else.</p>"


def test_a_piece_in_another_language_carries_its_own_lang(client):
    page = make_page(
        title="Title",
        lede="A lede of several words that was translated as well",
        sections=[{"heading": "English heading", "body": "<p>Text.</p>"}],
        translations={"ja": {"title": "題名", "lede": "はじめに"}},
    )

    tree = page_in(client, "ja", page)

    assert language_of(tree, "題名") == {"ja"}
    assert language_of(tree, "English heading") == {"en"}
    assert notice(tree) == ""
    assert canonical(tree).endswith(f"/ja/{page.slug}/")


def test_a_mostly_untranslated_page_says_so_and_is_canonical_to_the_original(client):
    page = make_page(
        title="Title", sections=[{"body": LONG}], translations={"ja": {"title": "題名"}}
    )

    tree = page_in(client, "ja", page)

    assert "English" in notice(tree)
    assert canonical(tree).endswith(f"/en/{page.slug}/")
    assert f"/ja/{page.slug}/" not in client.get("/sitemap.xml").content.decode()


def test_a_language_that_is_not_public_shows_the_next_one(client):
    page = make_page(title="Title")

    tree = page_in(client, "uk", page)

    assert language_of(tree, "Title") == {"en"}
    assert "English" in notice(tree)
    assert canonical(tree).endswith(f"/en/{page.slug}/")


def test_ukrainian_never_falls_back_to_russian(client):
    page = make_page(title="Title", translations={"ru": {"title": "Заголовок"}})

    tree = page_in(client, "uk", page)

    assert language_of(tree, "Title") == {"en"}
    assert language_of(tree, "Заголовок") == set()


def test_a_text_written_first_in_japanese_is_shown_and_marked(client):
    page = make_page(title="題名", original="ja")

    tree = page_in(client, "en", page)

    assert language_of(tree, "題名") == {"ja"}
    assert "日本語" in notice(tree)


def test_what_is_public_in_no_language_is_not_there(client):
    page = make_page(title="Title", translations={"ja": {"title": "題名"}})
    publishing.withdraw(page.entry, ["en", "ja"])

    assert client.get(f"/ja/{page.slug}/").status_code == 404


def test_english_may_be_live_while_a_translation_is_a_draft(client):
    page = make_page(title="Title")
    publishing.save(page.entry, texts={"uk": {"root": {"title": "Назва"}}})

    tree = page_in(client, "uk", page)

    assert language_of(tree, "Назва") == set()
    assert language_of(tree, "Title") == {"en"}
