"""Words are compared in one form, whoever typed them; marks that make another letter stay."""

import pytest

from editorial.text.folding import excerpt, fold, marked, needles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cernăuți", "CERNAUTI"),
        ("Turín", "turin"),
        ("Cernăuți".encode().decode(), "Cerna\u0306ut\u0326i"),
        ("ＴＯＲＩＮＯ", "torino"),
        ("ﾄﾘﾉ", "トリノ"),
        ("ЧЕРНІВЦІ", "чернівці"),
        ("Черні́вці", "Чернівці"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Mayor’s", "mayor's"),
        ("зв’язок", "зв'язок"),
        ("Utah\u00adns", "utahns"),
        ("2002–2006", "2002 2006"),
        ("партнёрство", "партнерство"),
        ("Молоде\u0308жи", "молодежи"),
        ("臺灣", "台灣"),
        ("l’ordinanza", "ordinanza"),
        ("L'Unità", "unita"),
        ("dell’UNESCO", "UNESCO"),
        ("d’un’altra città", "altra citta"),
        ("nell’ottobre, all'8 marzo", "ottobre 8 marzo"),
    ],
)
def test_it_is_the_same_word(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("й", "и"), ("ї", "і"), ("パ", "ハ"), ("が", "か"), ("ґ", "г"), ("基", "墓")]
)
def test_it_is_another_letter(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("O’Brien", "obrien"),
        ("п’ять", "пять"),
        ("здоров'я", "здоровя"),
        ("V’yacheslav", "vyacheslav"),
        ("Hawaiʻi", "hawaii"),
        ("O’l’a", "ola"),
        ("un po’ di", "un po di"),
        ("all’", "all"),
    ],
)
def test_an_apostrophe_within_a_name_or_a_word_parts_nothing(name, folded):
    assert fold(name) == folded


def test_words_are_sought_from_their_beginning_and_characters_anywhere():
    assert needles("Salt LAKE 松本") == [" salt", " lake", "松本"]


def test_what_has_no_words_seeks_nothing():
    assert needles(" – … ") == []


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("A visit to Turín.", "turin", "A visit to <mark>Turín</mark>."),
        ("Turi\u0301n’s mayor", "turin", "<mark>Turín</mark>’s mayor"),
        ("Чернівцями", "чернівц", "<mark>Чернівц</mark>ями"),
        ("長野県松本市", "松本", "長野県<mark>松本</mark>市"),
        ("Mayor’s <b>", "mayors", "<mark>Mayor’s</mark> &lt;b&gt;"),
        ("part of art", "art", "part of <mark>art</mark>"),
        ("Straße", "strass", "<mark>Straß</mark>e"),
        ("йод и", "и", "йод <mark>и</mark>"),
        ("партнёрство", "партнерств", "<mark>партнёрств</mark>о"),
        ("臺灣", "台灣", "<mark>臺灣</mark>"),
        ("L’ordinanza", "ordinanz", "L’<mark>ordinanz</mark>a"),
        ("‘d’un’altra’", "l'altra", "‘d’un’<mark>altra</mark>’"),
        ("O’Brien", "obrien", "<mark>O’Brien</mark>"),
    ],
)
def test_what_was_found_is_marked_as_it_was_written(text, query, expected):
    assert marked(text, needles(query)) == expected


def test_an_excerpt_is_the_paragraph_with_most_of_the_words_cut_around_them():
    text = "Lake.\n" + "Before " * 40 + "the Salt Lake. " + "After " * 60

    cut = excerpt(text, needles("salt lake"))

    assert "<mark>Salt</mark> <mark>Lake</mark>" in cut
    assert (cut[:7], cut[-6:]) == ("…Before", "After…")
    assert len(cut) < 250
