"""A table is pasted from a spreadsheet or typed, read back, and printed with its headings."""

import pytest
from django.core.exceptions import ValidationError

from pages import tables
from tests.builders import make_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("City\tSince\nMatsumoto\t1958\n", "City | Since\nMatsumoto | 1958"),
        ('A\tB\n"two\nlines"\tx | y\n', "A | B\ntwo lines | x / y"),
        ("City|Since\n\n Matsumoto |  1958 ", "City | Since\nMatsumoto | 1958"),
        ("\tSince\nMatsumoto\t1958", "| Since\nMatsumoto | 1958"),
        ("", ""),
    ],
)
def test_what_is_pasted_or_typed_is_brought_to_one_form(typed, stored):
    assert tables.tidy(typed) == stored
    assert tables.tidy(stored) == stored


def test_short_rows_are_filled_up():
    assert tables.parse("A | B | C\n1 | 2") == (["A", "B", "C"], [["1", "2", ""]])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A | B\n1 | 2 | 3", "Row 2 has 3 cells"),
        ("A | \n1 | 2", "Give every column a heading"),
        ("A | B", "a row of headings"),
        ("A\n1", "2 to 12 columns"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text, said):
    with pytest.raises(ValidationError, match=said):
        tables.check(text)


def test_visitors_get_a_table_with_its_headings_and_caption(client, home):
    section = {
        "kind": "table",
        "heading": "Delegations",
        "caption": "How many came",
        "table": "City | 2018\nTorino | 12",
        "has_row_headings": True,
    }
    make_page(slug="about", sections=[section])

    html = client.get("/en/about/").content.decode()

    assert '<th scope="col">2018</th>' in html
    assert '<th scope="row">Torino</th><td>12</td>' in html
    assert "How many came</caption>" in html
