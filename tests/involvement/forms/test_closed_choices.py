"""Ways of taking part that staff have closed: whoever still comes for one is told."""

import pytest
from django.urls import reverse

from tests.builders import make_event, make_page
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


@pytest.mark.parametrize("is_open", [True, False])
def test_pages_invite_to_nothing_that_was_closed(client, home, is_open):
    make_page()
    make_event(title="The treaty", start="1960")
    make_event(title="The bell", start="1990")
    kinds = [{"kind": kind, "label": kind, "is_open": is_open} for kind in ("memory", "idea")]
    make_form(choices=[{"kind": "question", "label": "A question"}, *kinds], ideas_title="Ideas")

    history, ideas = read(client, "/en/history/"), read(client, reverse("involvement:ideas"))

    asks = [link for link in history.all("a") if "kind=memory" in (link.get("href") or "")]
    assert bool(asks) == is_open
    assert ("Do you remember one?" in history.html) == is_open
    assert ("Share an idea" in ideas.html) == ("Be the first" in ideas.html) == is_open
