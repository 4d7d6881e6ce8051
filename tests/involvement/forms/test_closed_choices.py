"""Ways of taking part that staff have closed: whoever still comes for one is told."""

import pytest

from tests.crawl import read
from tests.involvement.form_client import WRITE, choose, page_of, problems
from tests.submissions import make_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def board_closed(db):
    return make_form(
        choices=[
            {"kind": "question", "label": "A question"},
            {"kind": "board", "label": "The board", "is_open": False},
        ]
    )


def test_a_link_to_what_was_closed_says_so(client, board_closed):
    page = read(client, WRITE, {"kind": "board"})

    assert page.words("notice") == [
        "The board This is closed at the moment. Please choose something else."
    ]
    assert [box for box in page.all("input") if "checked" in box.attrib] == []
    assert read(client, WRITE, {"kind": "question"}).words("notice") == []


def test_who_chose_what_was_closed_meanwhile_is_told_why_it_cannot_be_chosen(client, board_closed):
    page = page_of(choose(client, kind="board"))

    sentence = "This is closed at the moment. Please choose something else."
    assert problems(page) == [(sentence, "#id_kind_0")]
    assert page.words("notice") == []
