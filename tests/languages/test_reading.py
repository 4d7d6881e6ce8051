"""The crawl's own eye: it must see what it is there to see."""

import pytest

from tests.languages.reading import miles_alone, misfit, parse, texts_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "This is the history of it"),
        ("uk", "Это было в Черновцах"),
        ("ru", "Це було в Чернівцях"),
        ("en", "Шановні чернівчани!"),
        ("en", "松本市の皆さまへ"),
        ("zh-Hant", "松本市の皆さまへ"),
        ("zh-Hant", "基隆市长率团访美的报道"),
        ("it", "The history of the city and the lake"),
        ("es", "The record of the visit and the gift"),
    ],
)
def test_a_text_in_another_language_is_seen(language, text):
    assert misfit(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "Utah Nippo の発行人 Kuniko Terasawa"),
        ("uk", "Шановні чернівчани!"),
        ("ru", "Уважаемые ижевчане!"),
        ("en", "The history of the city"),
        ("it", "La storia della città"),
        ("es", "La historia de las ciudades"),
        ("zh-Hant", "各位基隆市民："),
    ],
)
def test_a_text_in_its_own_language_passes(language, text):
    assert misfit(language, text) == ""


def test_the_nearest_language_counts():
    tree = parse('<html lang="en"><body><p lang="ja">松本<b lang="uk">місто</b></p>x</body></html>')

    assert texts_of(tree) == [("ja", "松本"), ("uk", "місто"), ("en", "x")]


def test_attributes_that_are_read_out_count():
    tree = parse('<html lang="en"><body><img alt="Castle" lang="en"></body></html>')

    assert texts_of(tree) == [("en", "Castle")]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ja", "14マイル", ["14マイル"]),
        ("ja", "14マイル（約23キロメートル）", []),
        ("uk", "23 км (14 миль)", []),
        ("zh-Hant", "距台北約14英里", ["距台北約14英里"]),
        ("en", "14 miles", []),
    ],
)
def test_miles_without_kilometers_are_seen(language, text, found):
    tree = parse(
        f'<html lang="{language}"><body><div><section><p>{text}</p></section></div></body>'
    )

    assert miles_alone(tree) == found
