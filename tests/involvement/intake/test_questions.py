"""The optional questions: their keys, and how staff and senders read the answers."""

import pytest

from involvement.enums import Kind
from involvement.intake import questions
from involvement.models import Submission

# Stored answers are found by these; whoever renames one loses what people wrote.
KEYS = {
    "volunteer": ["skills", "times"],
    "hosting": ["when", "guests", "home_languages"],
    "exchange": ["role", "institution"],
    "business": ["organization", "field"],
    "aid": ["aid", "organization"],
    "board": ["district"],
    "idea": [],
    "memory": ["year", "subject", "has_original"],
    "friendship_city": ["city", "country", "support", "benefit", "contacts"],
    "question": [],
}


def test_the_keys_of_stored_answers_never_change():
    keys = {kind: [question.key for question in questions.QUESTIONS[kind]] for kind in Kind}

    assert keys == KEYS


@pytest.mark.parametrize("kind", Kind.values)
def test_no_key_stands_twice_in_one_kind(kind):
    keys = [question.key for question in questions.QUESTIONS[kind]]

    assert len(keys) == len(set(keys))


def test_answers_are_read_with_their_questions_in_our_order():
    stored = Submission(kind="exchange", details={"institution": "A school", "role": "teacher"})

    assert questions.labelled(stored) == [
        ("Who would take part", "A teacher"),
        ("School or employer", "A school"),
    ]


def test_a_ticked_box_is_read_as_yes():
    stored = Submission(kind="memory", details={"has_original": True})

    assert questions.labelled(stored) == [("I have a photograph or a letter", "yes")]


@pytest.mark.parametrize("value", ["<b>", "x{{ y }}"])
def test_what_was_typed_is_given_as_it_was_typed(value):
    stored = Submission(kind="hosting", details={"when": value})

    assert questions.labelled(stored) == [("When you could host", value)]


def test_an_answer_to_a_question_that_nobody_knows_any_more_keeps_its_key():
    stored = Submission(kind="question", details={"pets": "two", "role": "guide"})

    assert questions.labelled(stored) == [("pets", "two"), ("role", "guide")]


def test_an_option_that_nobody_knows_any_more_stands_for_itself():
    stored = Submission(kind="exchange", details={"role": "apprentice"})

    assert questions.labelled(stored) == [("Who would take part", "apprentice")]


def test_a_retired_question_is_no_longer_asked_but_still_read(monkeypatch):
    retired = questions.Question("pets", "Pets", is_asked=False)
    monkeypatch.setitem(questions.QUESTIONS, Kind.HOSTING, (retired,))

    assert questions.asked(Kind.HOSTING) == []
    assert questions.labelled(Submission(kind="hosting", details={"pets": "A cat"})) == [
        ("Pets", "A cat")
    ]


def test_what_no_mail_repeats_is_read_by_staff_and_on_the_senders_own_page(monkeypatch):
    kept_out = questions.Question("keeper", "Who has the key", is_mailed=False)
    monkeypatch.setitem(questions.QUESTIONS, Kind.HOSTING, (kept_out,))
    stored = Submission(kind="hosting", details={"keeper": "A neighbor", "pets": "A cat"})

    assert questions.labelled(stored) == [("Who has the key", "A neighbor"), ("pets", "A cat")]
    assert questions.mailed(stored) == [("pets", "A cat")]
