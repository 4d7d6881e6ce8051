"""What the translations agree on is kept, in content, letters and the words of the interface."""

import pytest
from django.conf import settings

from deploy.words import checks, page
from deploy.words.checks import faults_of
from deploy.words.glossary import audience_of, audiences, codes, glossary
from deploy.words.texts import Pair, content, messages

TRANSLATED = sorted(code for code, name in settings.CONTENT_LANGUAGES if code != "en")


def test_every_translated_language_has_a_glossary():
    assert codes() == TRANSLATED


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_keeps_to_the_glossary_and_the_style_sheet(code):
    assert checks.faults(code) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_all_of_the_content_and_of_the_interface_is_read(code):
    assert len(content(code)) > 400
    assert len(messages(code)) > 2_000


def test_every_audience_that_is_named_has_texts_that_speak_to_it():
    english = [pair.english for pair in messages(TRANSLATED[0])]
    places = [pair.place for pair in content(TRANSLATED[0])]

    for who, texts in audiences().items():
        assert all(any(e.startswith(m) for e in english) for m in texts["messages"]), who
        assert any(audience_of(place, "") == who for place in places), who


def said(code, text, english="", place="cities/here.toml here lede"):
    return list(faults_of(Pair(place, english, text), glossary(code)))


def test_each_kind_of_fault_is_found():
    assert "Ukrainian letters" in said("ru", "Її нема")[0]
    assert "квитанци" in said("ru", "Номер квитанции")[0]
    assert "город-побратим" in said("ru", "Наши города", "Our sister cities")[0]
    assert said("ru", "Наши города-побратимы", "Our sister cities") == []
    assert "tú" in said("es", "Lo que usted escribió", place="forms/x.es.toml x child_text")[0]
    assert "to a young it says" in said("zh-hant", "您的家長", "You are not 18 yet, so")[0]


def test_tags_placeholders_and_addresses_are_no_words():
    text = 'Пишите <a href="/en/x/">нам</a>: %(name)s, {phone}, https://x.org/"і", і@x.org'

    assert said("ru", text) == []


def test_the_pages_for_people_are_made_from_the_data():
    stale = [
        path.name
        for path, text in page.pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]

    assert stale == [], "Run `make glossary`."
