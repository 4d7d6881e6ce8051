"""How long submissions are kept, and which of them are due to go."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from involvement.models import Submission
from involvement.records import retention
from involvement.submissions.erasure import Erased
from tests.submissions import make_closed, make_form

pytestmark = pytest.mark.django_db

TODAY = date(2029, 6, 15)
YOUNG = {"age_band": "young", "guardian_email": "parent@example.org"}


def references(submissions):
    return sorted(submissions.values_list("reference", flat=True))


# --- Days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "years", "until"),
    [
        (date(2026, 6, 15), 3, date(2029, 6, 15)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2025, 12, 31), 100, date(2125, 12, 31)),
    ],
)
def test_something_is_kept_through_the_same_day_years_later(day, years, until):
    assert retention.kept_until(day, years) == until


@given(
    today=st.dates(date(2025, 1, 1), date(2100, 1, 1)),
    back=st.integers(0, 40_000),
    years=st.integers(1, 100),
)
@example(today=date(2028, 2, 29), back=366, years=3)
@example(today=date(2027, 3, 1), back=1096, years=3)
@example(today=date(2027, 2, 28), back=1095, years=3)
def test_the_query_and_the_day_that_is_shown_agree(today, back, years):
    day = today - timedelta(days=back)

    is_past = day < retention.past_before(today, years)

    assert is_past == (retention.kept_until(day, years) < today)


# --- What is due ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "is_due"),
    [
        (datetime(2026, 6, 14, 23, 59, 59), True),
        (datetime(2026, 6, 15, 0, 0), False),
        (datetime(2026, 6, 15, 23, 59), False),
    ],
)
def test_the_day_after_the_last_one_is_the_first_on_which_it_is_due(last, is_due):
    make_form()
    submission = make_closed(last_activity_at=timezone.make_aware(last))

    assert list(retention.due(TODAY)) == ([submission] if is_due else [])


@pytest.mark.parametrize(
    ("today", "is_due"), [(date(2027, 2, 28), False), (date(2027, 3, 1), True)]
)
def test_what_was_last_touched_on_a_leap_day_is_kept_through_february(today, is_due):
    make_form()
    make_closed(date(2024, 2, 29))

    assert retention.due(today).exists() is is_due


def test_each_kind_has_its_own_term():
    make_form(
        choices=[
            {"kind": "question", "label": "A question", "retention_years": 3},
            {"kind": "board", "label": "The board", "retention_years": 10},
        ]
    )
    question, board = make_closed(date(2022, 1, 1)), make_closed(date(2022, 1, 1), kind="board")

    assert list(retention.due(TODAY)) == [question]
    assert set(retention.due(date(2032, 1, 2))) == {question, board}


def test_of_two_choices_of_a_kind_the_longer_term_counts():
    make_form(
        choices=[
            {"kind": "question", "label": "One", "retention_years": 3},
            {"kind": "question", "label": "Two", "retention_years": 20},
        ]
    )
    make_closed()

    assert retention.terms() == {"question": 20}
    assert not retention.due(TODAY).exists()


def test_a_kind_without_a_choice_is_never_due_and_is_counted():
    make_form(choices=[{"kind": "board", "label": "The board"}])
    make_closed()
    make_closed()
    make_closed(kind="board")

    assert [row.kind for row in retention.due(TODAY)] == ["board"]
    assert retention.without_term() == {"question": 2}


def test_without_a_form_nothing_is_due():
    make_closed()

    assert not retention.past_their_term(TODAY).exists()
    assert retention.without_term() == {"question": 1}


@pytest.mark.parametrize("state", ["answered", "closed", "withdrawn"])
def test_what_somebody_has_finished_with_is_due(state):
    make_form()
    submission = make_closed(state=state)

    assert list(retention.due(TODAY)) == [submission]
    assert not retention.still_open(TODAY).exists()


@pytest.mark.parametrize("state", ["new", "waiting", "held"])
def test_what_is_open_is_listed_and_stays(state):
    make_form()
    submission = make_closed(state=state)

    retention.dispose(TODAY)

    assert list(Submission.objects.all()) == [submission]
    assert list(retention.still_open(TODAY)) == [submission]


def test_what_no_guardian_confirmed_is_in_no_list():
    make_form()
    make_closed(state="unconfirmed", **YOUNG)
    make_closed(state="held", **YOUNG)

    assert not retention.past_their_term(TODAY).exists()
    assert retention.without_term() == {}


def test_a_hold_keeps_it_and_the_day_after_it_is_due():
    make_form()
    held = make_closed(hold_reason="A request for records")

    assert retention.dispose(TODAY) == Erased(0)
    assert (list(retention.on_hold()), list(retention.due(TODAY))) == ([held], [])

    Submission.objects.update(hold_reason="")

    assert retention.dispose(TODAY) == Erased(1)


def test_what_becomes_due_soon_is_listed_beforehand():
    make_form()
    make_closed(date(2020, 1, 1))
    last_day, next_month = make_closed(date(2026, 6, 15)), make_closed(date(2026, 7, 14))
    make_closed(date(2026, 7, 15))

    assert references(retention.due_within(TODAY, 30)) == sorted(
        [last_day.reference, next_month.reference]
    )
