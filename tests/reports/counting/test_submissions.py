"""What came in through the form: counted for staff, and told in public without naming anybody."""

import json
from datetime import date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from involvement.models import Disposition
from reports.counting.submissions import (
    FEWEST,
    OTHERS,
    CameIn,
    Submissions,
    Told,
    came_in,
    from_data,
    told,
)
from tests.builders import make_city
from tests.submissions import YOUNG, make_submission

pytestmark = pytest.mark.django_db


def at(*moment):
    return timezone.make_aware(datetime(*moment))


def send(*, day=(2023, 5, 1), answered=None, **values):
    moments = {"received_at": at(*day), "answered_at": answered and at(*answered)}
    return make_submission(**moments, **values)


def erased(reason="retention", kind="idea", received_on=date(2023, 3, 1)):
    return Disposition.objects.create(
        reference="ABCD-2345", reason=reason, kind=kind, received_on=received_on
    )


# --- For staff --------------------------------------------------------------------------------


def test_what_came_in_is_counted_by_kind_and_language_with_the_days_to_the_answer():
    city = make_city()
    send(kind="idea", language="uk", city=city.entry, answered=(2023, 5, 4))
    send(kind="idea", answered=(2023, 5, 11))
    send(kind="question", state="withdrawn", language="uk", answered=(2024, 1, 2))

    found = came_in(2023)

    assert found.program == CameIn(3, (("idea", 2), ("question", 1)), (("uk", 2), ("en", 1)), 3, 10)
    assert found.of(city) == CameIn(1, (("idea", 1),), (("uk", 1),), 1, 3)
    assert found.of(make_city()) == CameIn()


def test_the_year_is_that_of_this_place():
    send(day=(2022, 12, 31, 23, 59))
    send(day=(2023, 1, 1, 0, 0))
    send(day=(2023, 12, 31, 23, 59))
    send(day=(2024, 1, 1, 0, 0))

    assert came_in(2023).program.total == 2


def test_spam_and_what_nobody_may_read_are_not_counted():
    send(state="held")
    send(state="unconfirmed", **YOUNG)
    send(state="held", **YOUNG)
    send(guardian_confirmed_at=at(2023, 5, 2), **YOUNG)
    for reason in Disposition.Reason.values:
        erased(reason)
    erased(kind="")

    found = came_in(2023).program

    # What was kept for its time, and what its sender asked to erase, had come in nevertheless.
    assert found.total == 3
    assert found.kinds == (("idea", 2), ("question", 1))
    assert found.languages == (("en", 1), (OTHERS, 2))


def test_nobody_answered_is_no_number_of_days():
    send()

    assert (came_in(2023).program.answered, came_in(2023).program.days) == (0, None)


def test_it_is_kept_as_plain_data():
    send(city=make_city().entry, answered=(2023, 5, 4))
    erased()
    found = came_in(2023)

    assert from_data(json.loads(json.dumps(found.to_data()))) == found
    assert from_data({}) == Submissions(CameIn())


def test_counting_takes_two_queries(django_assert_num_queries):
    for _number in range(3):
        send(city=make_city().entry)
        erased()

    with django_assert_num_queries(2):
        came_in(2023)


# --- In public --------------------------------------------------------------------------------


def of_kinds(*pairs, languages=None, **values):
    total = sum(number for _key, number in pairs)
    return Submissions(CameIn(total, pairs, languages or (("en", total),), **values))


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        ([("question", 8), ("idea", 5)], [("question", 8), ("idea", 5)]),
        ([("question", 9)], [("question", 9)]),
        # One small count would follow from the total, so the next larger one hides it.
        ([("question", 9), ("idea", 6), ("aid", 2)], [("question", 9), (OTHERS, 8)]),
        ([("question", 9), ("idea", 3), ("aid", 2)], [("question", 9), (OTHERS, 5)]),
        ([("question", 9), ("idea", 2), ("aid", 1), ("board", 1)], []),
        ([("question", 4), ("idea", 3)], []),
    ],
)
def test_small_counts_are_told_with_others_or_not_at_all(kinds, shown):
    assert list(told(of_kinds(*kinds)).kinds) == shown


@pytest.mark.parametrize(("number", "total"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_of_fewer_than_five_not_even_the_number_is_told(number, total):
    found = told(of_kinds(*([("idea", number)] if number else []), answered=number, days=3))

    assert found.total == total
    if number < FEWEST:
        assert found == Told(total)
    else:
        assert found.days == 3


def test_the_days_of_a_few_answers_are_not_told():
    assert told(of_kinds(("idea", 9), answered=4, days=3)).days is None


def test_of_a_city_the_total_alone_is_told_and_only_where_no_other_follows_from_it():
    def of_cities(*totals, elsewhere):
        cities = tuple((key, CameIn(total)) for key, total in enumerate(totals, 1))
        return told(Submissions(CameIn(sum(totals) + elsewhere), cities)).cities

    assert of_cities(7, 2, elsewhere=9) == ((1, 7),)
    assert of_cities(7, 8, elsewhere=0) == ((2, 8), (1, 7))
    # The two elsewhere would follow from 15 - 13, and of 6 + 2 from 15 - 7.
    assert of_cities(7, 6, elsewhere=2) == ((1, 7),)


pairs = st.lists(st.integers(1, 12), min_size=1, max_size=8)


@given(pairs, st.integers(0, 6))
def test_no_small_count_follows_from_what_is_told(numbers, unknown):
    languages = [(str(n), number) for n, number in enumerate(sorted(numbers, reverse=True))]
    languages += [(OTHERS, unknown)] if unknown else []
    total = sum(number for _key, number in languages)

    found = told(Submissions(CameIn(total, (("idea", total),), tuple(languages))))

    shown = dict(found.languages)
    assert all(number >= FEWEST for number in shown.values())
    hidden = [number for key, number in languages if key not in shown or key == OTHERS]
    if shown:
        assert sum(shown.values()) == total
        if hidden:
            assert shown[OTHERS] == sum(hidden)
            assert len(hidden) > 1 or unknown == hidden[0]
    elif total >= FEWEST:
        assert any(number < FEWEST for number in hidden)
