"""Receipt numbers, as they are given and as people read them out."""

import pytest

from involvement.receipt_numbers import DIGITS, as_reference, new_reference


def test_a_new_number_has_two_groups_of_digits_that_nobody_misreads():
    first, second = new_reference().split("-")

    assert (len(first), len(second)) == (4, 4)
    assert set(first + second) <= set(DIGITS)
    assert set("ILOU") & set(DIGITS) == set()


@pytest.mark.parametrize(
    "said",
    ["4K7M-92Q0", "4k7m 92qO", " 4K7M–92QO ", "4K7M92Q0", "４Ｋ７Ｍ－９２Ｑ０", "\u200e4K7M‑92Q٠"],
)
def test_a_number_is_understood_as_people_write_it(said):
    assert as_reference(said) == "4K7M-92Q0"


@pytest.mark.parametrize("said", ["", "4K7M-92Q", "4K7M-92QUU", "Larysa Writer", "4K7M-92QU"])
def test_what_is_no_number_is_none(said):
    assert as_reference(said) == ""
