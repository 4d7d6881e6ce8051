"""What no line may part: spaces without a break, and names and dates in one piece."""

import pytest
from django.utils import translation

from editorial.text.localized import Text
from editorial.text.printed.unbroken import unbroken, unbroken_text


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "May 5, 1988, with A. Ray Olpin, No. 8", "May~5, 1988, with A.~Ray Olpin, No.~8"),
        ("es", "el 29 de noviembre, a 14 millas", "el 29~de~noviembre, a 14~millas"),
        ("it", "il 1 maggio, a 23 km", "il 1~maggio, a 23~km"),
        ("uk", "У місті й з 5 травня 1988 року — 23 км", "У~місті й~з~5~травня 1988~року~— 23~км"),
        ("ru", "Он и я в 14 км, закон № 5", "Он и~я~в~14~км, закон №~5"),
        ("ru", "к «дому», а потом", "к «дому», а~потом"),
        ("ja", "23 km, 5 月", "23 km, 5 月"),
    ],
)
def test_spaces_do_not_break_where_the_language_says_so(language, typed, printed):
    assert unbroken(typed, language).replace("\u00a0", "~") == printed


@pytest.mark.parametrize(
    ("language", "typed", "whole"),
    [
        ("uk", "з Кутна-Гора й", "Кутна-Гора"),
        ("uk", "з нагоди 55-ї річниці", "55-ї"),
        ("ru", "на 50-й год", "50-й"),
        ("ja", "1958年11月29日に", "1958年11月29日"),
        ("ja", "約1990年代の", "1990年代"),
        ("zh-hant", "自7月24日起", "7月24日"),
        ("ja", "2026年3月1日日曜日まで", "日曜日"),
        ("zh-hant", "3月4日 星期三", "星期三"),
    ],
)
def test_names_with_hyphens_and_dates_without_spaces_stay_in_one_piece(language, typed, whole):
    assert unbroken(typed, language).count(f'<span class="nowrap">{whole}</span>') == 1


def test_small_words_with_hyphens_may_break():
    assert unbroken("місто-побратим, well-known", "uk") == "місто-побратим, well-known"


def test_tags_and_entities_are_left_alone():
    html = '<a href="/в місто/" title="Нью-Йорк">і я &amp; ти</a>'

    assert unbroken(html, "uk").startswith('<a href="/в місто/" title="Нью-Йорк">')
    assert "&amp; ти" in unbroken(html, "uk")


def test_a_text_follows_its_own_language_and_is_escaped_once():
    with translation.override("en"):
        assert unbroken_text(Text("я & ти", "uk")) == "я &amp; ти"
        assert unbroken_text("A & B") == "A &amp; B"
        assert unbroken_text(unbroken_text("A & B")) == "A &amp; B"
