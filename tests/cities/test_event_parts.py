"""The database refuses figures and sources of events that say nothing clear."""

import pytest
from django.db import IntegrityError, transaction

from cities.models import Citation, Figure
from tests.builders import make_event, make_source

pytestmark = pytest.mark.django_db


def refused(constraint, row):
    """Assert that the database refuses a row, and for this reason."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        type(row).objects.bulk_create([row])
    # SQLite names the columns of a broken uniqueness, not the constraint.
    assert constraint in str(error.value) or "UNIQUE" in str(error.value)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("figure_once_per_event", {"kind": "guests"}),
        ("figure_kind_is_known", {"kind": "smiles"}),
        ("figure_has_its_number", {"number": None}),
        ("figure_has_its_number", {"known": "unknown"}),
        ("figure_has_its_number", {"known": "guessed"}),
        ("figure_young_are_some_of_them", {"young": 6}),
        ("figure_young_are_some_of_them", {"kind": "hours", "young": 1}),
        ("figure_young_are_some_of_them", {"number": None, "known": "unknown", "young": 0}),
    ],
)
def test_a_figure_that_cannot_be(constraint, values):
    event = make_event(figures=[{"kind": "guests", "number": 5}])
    figure = Figure(event=event, **{"kind": "travelers", "number": 5, **values})

    refused(constraint, figure)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("citation_kind_is_known", {"kind": "rumor"}),
        ("citation_is_a_source_or_words", {"words": "A letter", "language": "en"}),
        ("citation_words_have_their_language", {"source": None, "words": "A letter"}),
    ],
)
def test_a_citation_that_cannot_be(constraint, values):
    citation = Citation(event=make_event(), **{"source": make_source(), **values})

    refused(constraint, citation)


def test_a_headline_has_its_language(home):
    with pytest.raises(IntegrityError, match="source_headline_has_its_language"):
        make_source(language="")
