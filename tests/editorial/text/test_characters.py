"""What nobody sees is taken out of short texts; joiners stay where words need them."""

import sys
import unicodedata

import pytest

from editorial.text import characters

FORMAT = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Cf"]
SELECTORS = [*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))]
FILLERS = ["\u115f", "\u1160", "\u3164", "\uffa0", "\u034f", "\u2800", "\u180b"]


@pytest.mark.parametrize("clean", [characters.short, characters.plain, characters.visible])
def test_no_invisible_character_is_left(clean):
    hidden = "".join(FORMAT + SELECTORS + FILLERS)

    assert clean(f"a{hidden}b") == "ab"
    assert clean(hidden) == ""


@pytest.mark.parametrize(
    "word",
    ["می\u200cخواهم", "ශ\u0dca\u200dරී", "രാജന\u0d4d\u200d", "क\u094d\u200cष", "𑄌\U00011133\u200d𑄇"],
)
def test_a_joiner_stays_inside_a_word_that_needs_it(word):
    assert characters.short(f"\u200d{word}\u200b") == word


@pytest.mark.parametrize(
    "word", ["La\u200drysa", "Ла\u200cриса", "李\u200d明", "👩\u200d🚀", "م\u200c م"]
)
def test_elsewhere_no_joiner_is_needed(word):
    assert characters.short(word) == word.replace("\u200d", "").replace("\u200c", "")


@pytest.mark.parametrize(
    "digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９", "०१२३४५६७८९"]
)
def test_digits_of_any_script_are_digits(digits):
    assert characters.plain(digits) == "0123456789"


def test_an_address_keeps_its_own_digits():
    assert characters.plain_letters("ｓａｒａ٢@example.org") == "sara٢@example.org"
