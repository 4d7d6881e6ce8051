"""Another city's program brings a content folder, in another original language, and is served."""

import re
from pathlib import Path

import html5lib
import pytest

from editorial.seed import loader as seed

pytestmark = pytest.mark.django_db

LAGO = Path(__file__).parent.parent / "programs" / "lago"
PATHS = [
    "/en/",
    "/en/cities/",
    "/en/cities/portochiaro/",
    "/en/goals/",
    "/en/goals/cultura/",
    "/en/history/",
    "/en/sources/",
    "/en/chi-siamo/",
    "/en/privacy/",
    "/en/site-map/",
]


@pytest.fixture
def lago(settings):
    settings.CONTENT_DIR = LAGO
    return seed.load(LAGO)


def words_with_language(html):
    """Return pairs of (language, text) of all text in a page's body, also titles of pictures."""
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    found = []

    def walk(element, language):
        language = element.get("lang", language)
        if element.text and element.tag not in {"script", "style"}:
            found.append((language, element.text))
        for child in element:
            walk(child, language)
            if child.tail:
                found.append((language, child.tail))

    walk(tree.find("body"), tree.get("lang"))
    return [(language, text.strip()) for language, text in found if text.strip()]


def seed_texts():
    """Return every Italian text of the folder."""
    texts = []
    for path in LAGO.rglob("*.it.toml"):
        texts += re.findall(r' = "([^"]+)"', path.read_text(encoding="utf-8"))
    return texts


def test_it_loads_into_an_empty_database(lago):
    assert len(lago.created) == 8


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens(client, lago, path):
    response = client.get(path)

    assert response.status_code == 200


def test_no_italian_text_is_lost_to_a_reader_of_english(client, lago):
    shown = " ".join(
        text for path in PATHS for language, text in words_with_language(client.get(path).content)
    )

    # Descriptions stand in the head; phrases are used by events that happened at home; what a
    # source is would be said in the language of its own headline.
    hidden = {
        "Portochiaro, città gemella di Villalago.",
        "a Villalago",
        "Articolo di giornale sul concerto",
    }
    assert [text for text in seed_texts() if text not in shown and text not in hidden] == []


def test_every_italian_text_says_that_it_is_italian(client, lago):
    texts = [text for text in seed_texts() if " " in text]

    wrong = {
        (path, text)
        for path in PATHS
        for language, text in words_with_language(client.get(path).content)
        for italian in texts
        if italian in text and language != "it"
    }

    assert wrong == set()


def test_an_untranslated_page_is_canonical_to_its_original(client, lago, settings):
    settings.LANGUAGES = [("en", "English"), ("it", "Italiano")]

    html = client.get("/en/chi-siamo/").content.decode()

    assert '<link rel="canonical" href="http://testserver/it/chi-siamo/">' in html
    assert 'rel="alternate" hreflang' not in html
