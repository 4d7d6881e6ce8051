"""One wrong letter is forgiven, and no number."""

import pytest

from editorial.search import spelling
from editorial.search.tokens import wanted
from tests.builders import make_city, make_event, make_page

VOCABULARY = "\nlakeport\nconcert\nconcern\nозерний\nsister\n"


def corrected(query):
    found = spelling.corrected(wanted(query), VOCABULARY)
    return [" ".join(term.run for term in words.terms) for words in found]


@pytest.mark.parametrize(
    "typed", ["lakepott", "lakport", "laakeport", "lakeprot", "akeport", "lakeportt", "Lakeborť"]
)
def test_one_letter_may_be_wrong_missing_too_many_or_in_the_wrong_place(typed):
    assert corrected(typed) == ["lakeport"]


def test_other_scripts_have_slips_too():
    assert corrected("Озерній") == ["озерний"]


def test_words_that_are_known_stay_as_they_are():
    assert corrected("sister lakepott") == ["sister lakeport"]
    assert corrected("sis lakepo") == []


def test_all_that_is_near_is_named():
    assert corrected("concerm") == ["concert", "concern"]


@pytest.mark.parametrize("typed", ["1985", "lak", "lkpt", "津波", "l.*eport", "x" * 64])
def test_nothing_is_guessed_at_large(typed):
    assert corrected(typed) == []


@pytest.mark.django_db
def test_the_words_are_those_of_public_names_and_titles():
    make_city(name="Lakeport", other_names="Portlac", profile="<p>baroque</p>")
    make_event("Portlac sends 4 guests")
    make_page("Secret", public=False)

    words = spelling.vocabulary().split()

    assert words == ["portlac", "guests", "lakeport", "sends"]
