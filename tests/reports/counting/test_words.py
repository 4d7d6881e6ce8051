"""Figures in words."""

import pytest

from cities.models import Event, Figure
from reports.counting import words
from reports.counting.figures import Counted


def counted(key, number=2, **values):
    return Counted(key, number, **{"known_for": 2, "total": 2, **values})


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (counted("events"), "2 events"),
        (counted("goal:7", 1), "1 event"),
        (counted("visit_here"), "2 visits received"),
        (counted("gift", 1), "1 gift"),
        (counted("student_exchange"), "2 student exchanges"),
        (counted("travel_there", 1), "1 visit or exchange made"),
        (counted("guests", 34, young=12), "34 guests, 12 of them young"),
        (counted("guests", 34, total=9), "34 guests, known for 2 of 9 events"),
        (counted("attendance", 40, known="estimated"), "40 people attended (estimated)"),
        (counted("in_kind", 700), "$700 in kind"),
        (
            counted("hours", None, known="unknown", known_for=0, total=9),
            "Hours of volunteers: not known",
        ),
        (
            counted("head_count", 9, known_for=9, total=14),
            "For 9 of 14 visits and exchanges, the record says how many people came or went.",
        ),
    ],
)
def test_a_figure_is_said_as_on_the_pages_of_cities(figure, text):
    assert words.phrase(figure) == text


def test_every_figure_has_words_and_a_head():
    sides = ("here", "there", "both", "unknown")
    keys = [
        *("events", "head_count", *Figure.Kind.values),
        *(f"{name}_{side}" for name in ("visit", "travel") for side in sides),
        *(kind for kind in Event.Kind.values if kind != "visit"),
    ]

    assert all(words.phrase(counted(key)) and words.label(counted(key)) for key in keys)
    assert words.label(counted("goal:7"), {7: "Aid"}) == "Aid"


def test_a_cell_holds_the_number_alone():
    assert words.number(counted("guests", 1200)) == "1,200"
    assert words.number(counted("public_money", 1200)) == "$1,200"
    assert words.number(counted("guests", None, known="unknown")) == "not known"
    assert words.number(counted("guests", 30, known="estimated")) == "30 (estimated)"
