"""The shape of figures: kept as plain data, compared after a correction."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.models import City
from reports.counting.figures import (
    Change,
    CityFigures,
    Counted,
    YearFigures,
    changes,
    from_data,
)

keys = st.integers(1, 9)
some_keys = st.lists(keys, max_size=3).map(tuple)
counted = st.builds(
    Counted,
    key=st.sampled_from(["events", "guests", "visit_here", "goal:3"]),
    number=st.none() | st.integers(0, 99),
    young=st.none() | st.integers(0, 9),
    known=st.sampled_from(["counted", "estimated", "unknown"]),
    known_for=keys,
    total=keys,
    shared=keys,
    events=some_keys,
)
some_counted = st.lists(counted, max_size=3, unique_by=lambda each: each.key).map(tuple)
cities = st.builds(
    CityFigures,
    city=keys,
    counted=some_counted,
    continued=some_keys,
    undated=some_keys,
    last_contact=st.sampled_from(["", "2023-05"]),
)
years = st.builds(
    YearFigures,
    year=st.none() | st.integers(1950, 2026),
    until=st.none(),
    cities=st.lists(cities, max_size=3, unique_by=lambda city: city.city).map(tuple),
    counted=some_counted,
    continued=some_keys,
    undated=some_keys,
)


@given(years)
def test_figures_survive_being_kept_as_json(figures):
    assert from_data(json.loads(json.dumps(figures.to_data()))) == figures


def test_figures_of_another_version_are_not_misread():
    data = YearFigures(2023).to_data()

    with pytest.raises(ValueError, match="version 9"):
        from_data(data | {"version": 9})


def test_a_city_that_was_not_counted_has_empty_figures():
    found = YearFigures(2023).of(City(entry_id=4))

    assert (found.city, found.events, found.goals, found.sums) == (4, 0, [], [])


def test_figures_know_what_they_are():
    keys = ("events", "guests", "in_kind", "goal:12")
    events, guests, money, goal = (Counted(key, 1) for key in keys)

    assert [each.is_figure for each in (events, guests, money, goal)] == [False, True, True, False]
    assert [each.is_money for each in (guests, money)] == [False, True]
    assert [each.goal for each in (guests, goal)] == [None, 12]


# --- Corrections ------------------------------------------------------------------------------


@given(years)
def test_nothing_changes_what_stays_as_it_is(figures):
    assert changes(figures, figures) == []


@given(years, years)
def test_what_changed_one_way_changed_back_the_other(old, new):
    back = [Change(each.city, each.key, each.new, each.old) for each in changes(new, old)]

    assert sorted(map(repr, changes(old, new))) == sorted(map(repr, back))


def test_a_correction_says_what_was_and_what_is():
    one, two = Counted("guests", 29, known_for=1, total=2), Counted("guests", 34, known_for=2)
    old = YearFigures(2023, cities=(CityFigures(4, (one,)),), counted=(one,))
    new = YearFigures(2023, cities=(CityFigures(4, (two,), last_contact="2023-05"),))

    assert changes(old, new) == [
        Change(None, "guests", one, None),
        Change(4, "guests", one, two),
        Change(4, "last_contact", "", "2023-05"),
    ]


def test_the_same_number_from_other_events_is_no_other_number():
    one, two = Counted("events", 1, events=(7,)), Counted("events", 1, events=(8,))
    more = Counted("events", 2, events=(7, 8))

    assert Change(None, "events", one, two).is_only_of_events
    assert not Change(None, "events", one, more).is_only_of_events
    assert not Change(None, "events", None, one).is_only_of_events
    assert not Change(4, "last_contact", "", "2023").is_only_of_events
