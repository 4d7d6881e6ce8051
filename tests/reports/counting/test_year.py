"""Figures of a year: counted from the rows, and counted once more by somebody else's rules."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City, Event, Figure, Goal
from reports.counting.figures import from_data
from reports.counting.year import count_all, count_year, count_years
from tests.builders import make_city, make_event, make_goal
from tests.reports.counting.naive import facts_of, recount

TODAY = date(2026, 11, 30)
ANNOUNCED = [{"kind": "announcement"}]


def guests(number, **values):
    return {"kind": "guests", "number": number, **values}


def numbers(counts):
    return {each.key: each.number for each in counts.counted if each.number is not None}


# --- What counts ------------------------------------------------------------------------------


def test_only_what_took_place_is_counted(home):
    city = make_city()
    shared = {"cities": [city], "start": "2023-05", "side": "here"}
    done = make_event(**shared)
    make_event(cancelled=True, **shared)
    make_event(postponed_to=done, **shared)
    make_event(sources=ANNOUNCED, **shared)
    make_event(public=False, **shared)
    make_event(cities=[city], start="2027")
    make_event(sources=[*ANNOUNCED, {"kind": "report"}], **shared)

    figures = count_year(2023, TODAY)

    assert figures.of(city).events == figures.events == 2
    assert done.entry_id in figures.get("events").events
    assert facts_of(figures) == recount(2023, 2023, TODAY)


def test_an_event_of_two_cities_counts_for_each_and_once_for_the_program(home):
    one, two = make_city("One"), make_city("Two")
    make_event(cities=[one, two], start="2023", figures=[guests(30)])
    make_event(cities=[one], start="2023", figures=[guests(4)])
    make_event(start="2023", kind="meeting")

    figures = count_year(2023, TODAY)

    assert (figures.events, figures.of(one).events, figures.of(two).events) == (3, 2, 1)
    assert [each.get("guests").number for each in (figures, *figures.cities)] == [34, 34, 30]
    assert [each.get("guests").shared for each in (figures, *figures.cities)] == [1, 1, 1]


def test_a_city_that_nobody_sees_has_no_figures_but_is_one_of_several(home):
    seen, hidden = make_city(), make_city(public=False)
    make_event(cities=[seen, hidden], start="2023")

    figures = count_year(2023, TODAY)

    assert [city.city for city in figures.cities] == [seen.entry_id]
    assert figures.get("events").shared == 1


def test_what_is_not_known_is_not_zero(home):
    city = make_city()
    make_event(cities=[city], start="2023", figures=[guests(None, known="unknown")])
    make_event(cities=[city], start="2023")

    found = count_year(2023, TODAY).of(city)

    assert (found.get("guests").number, found.get("guests").known) == (None, "unknown")
    assert len(found.get("guests").events) == 1
    assert (found.get("hours").number, found.get("hours").known) == (None, "unknown")
    assert found.get("hours").events == ()


def test_zero_is_a_number(home):
    make_event(start="2023", figures=[guests(0)])

    assert count_year(2023, TODAY).get("guests").number == 0


def test_young_people_are_summed_only_where_all_are_known(home):
    make_event(start="2022", figures=[guests(10, young=3)])
    make_event(start="2023", figures=[guests(10, young=3)])
    make_event(start="2023", figures=[guests(5)])

    assert count_year(2022, TODAY).get("guests").young == 3
    assert count_year(2023, TODAY).get("guests").young is None


def test_a_sum_with_an_estimate_is_one(home):
    make_event(start="2023", figures=[guests(10, known="estimated")])
    make_event(start="2023", figures=[guests(5)])

    assert count_year(2023, TODAY).get("guests").known == "estimated"


def test_visits_are_told_by_their_direction_and_with_exchanges(home):
    make_event(start="2023", side="here")
    make_event(start="2023", side="there")
    make_event(start="2023", kind="student_exchange", side="there", figures=[guests(3)])
    make_event(start="2023", kind="gift", side="there")

    found = numbers(count_year(2023, TODAY))

    assert (found["visit_here"], found["visit_there"], found["student_exchange"]) == (1, 1, 1)
    assert (found["travel_here"], found["travel_there"]) == (1, 2)
    assert "visit_both" not in found
    assert count_year(2023, TODAY).get("head_count").number == 1
    assert count_year(2023, TODAY).get("head_count").total == 3


def test_events_are_counted_for_the_public_goals_that_they_serve(home):
    aid, hidden = make_goal("Aid"), make_goal("Hidden", public=False)
    event = make_event(start="2023", goals=[aid, hidden])

    (counted,) = count_year(2023, TODAY).goals

    assert (counted.goal, counted.number) == (aid.entry_id, 1)
    assert counted.events == (event.entry_id,)


# --- Years ------------------------------------------------------------------------------------


def test_an_event_of_several_years_counts_in_each_but_its_guests_once(home):
    event = make_event(start="2004-12-30", end="2005-01-03", figures=[guests(12)])
    make_event(start="2005", figures=[guests(1)])

    spans = ((2004, 2004), (2005, 2005), (2004, 2005))
    first, second, both = (count_years(*span, TODAY) for span in spans)

    assert [each.events for each in (first, second, both)] == [1, 2, 2]
    assert [each.get("guests").number for each in (first, second, both)] == [12, 1, 13]
    assert (second.get("guests").known_for, second.get("guests").total) == (1, 1)
    assert second.continued == (event.entry_id,)
    assert first.continued == both.continued == ()


def test_a_year_in_which_something_only_went_on_has_no_sums(home):
    make_event(start="2006", end="2009", figures=[guests(12)])

    found = count_year(2007, TODAY)

    assert numbers(found) == {"events": 1, "visit_unknown": 1, "travel_unknown": 1}


@pytest.mark.parametrize("start", ["2020s", "about 2023", "by 2023-05", "2022-07 or 2023-07"])
def test_what_may_belong_to_the_year_is_said_apart_and_not_counted(home, start):
    city = make_city()
    event = make_event(cities=[city], start=start)

    figures = count_year(2023, TODAY)

    assert (figures.events, figures.of(city).events) == (0, 0)
    assert figures.undated == figures.of(city).undated == (event.entry_id,)
    assert count_year(2015, TODAY).undated == ()
    assert count_all(TODAY).events == 1


def test_all_years_have_what_has_no_date_as_well(home):
    make_event()

    assert count_all(TODAY).events == 1
    assert count_year(2023, TODAY).events == 0


# --- The last contact -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([], ""),
        ([{"start": "2019-05"}, {"start": "2021-02-03"}], "2021-02-03"),
        # What came later is not known at the end of that year.
        ([{"start": "2019-05"}, {"start": "2024-01-01"}], "2019-05"),
        ([{"start": "2019-05"}, {"start": "2021", "kind": "status"}], "2019-05"),
        ([{"start": "2019-05"}, {"start": "2021", "cancelled": True}], "2019-05"),
        ([{"start": "2019-05"}, {"start": "2021", "sources": ANNOUNCED}], "2019-05"),
        ([{"start": "2018", "end": "2022-06"}, {"start": "2020"}], "2022-06"),
        ([{"start": "2018", "end": "2025-06"}, {"start": "2020"}], "2023"),
        ([{"start": "2023-11", "end": "2025-06"}], "2023-11"),
        ([{"start": "1980s"}], "1980s"),
        ([{"start": "about 1978"}, {}], "about 1978"),
    ],
)
def test_the_last_contact_is_told_as_it_was_known_at_the_end_of_the_year(home, events, told):
    city = make_city()
    for values in events:
        make_event(cities=[city], **values)

    assert count_year(2023, TODAY).of(city).last_contact == told


def test_the_last_contact_of_all_years_lies_behind_us(home):
    city = make_city()
    make_event(cities=[city], start="2025-04")
    make_event(cities=[city], start="2027")

    assert count_all(TODAY).of(city).last_contact == "2025-04"


# --- Counted once more --------------------------------------------------------------------------


NOTATIONS = [
    *("", "1958-11-29", "1990-07", "autumn 2023", "1990", "1980s", "1990s", "about 1990"),
    *("about 1990-07", "by 1990-05", "1988-07 or 1990-07", "1990-01 or 1990-03", "2026-11-30"),
]
ENDS = ["", "", "", "1990-12-31", "1993", "about 1992", "1990s", "2026-12-24"]


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.proof) for n in (1, 2))])
def test_every_figure_of_a_wild_record_is_what_its_rows_come_to(home, seed):
    chance = random.Random(seed)
    cities = [make_city(public=n < 3) for n in range(4)]
    goals = [make_goal(public=n < 2) for n in range(3)]
    for _number in range(40):
        make_event(**wild_event(chance, cities, goals))

    for year in (1957, 1958, 1980, 1988, 1990, 1991, 1993, 2023, 2026):
        figures = count_year(year, TODAY)
        assert facts_of(figures) == recount(year, year, TODAY), year
        assert from_data(figures.to_data()) == figures
    assert facts_of(count_years(1989, 1992, TODAY)) == recount(1989, 1992, TODAY)
    assert facts_of(count_all(TODAY)) == recount(None, None, TODAY)


def wild_event(chance, cities, goals):
    start, end = chance.choice(NOTATIONS), chance.choice(ENDS)
    kinds = ("report", "announcement", "record")
    figures = []
    for kind in chance.sample(Figure.Kind.values, chance.randrange(4)):
        known = chance.choice(Figure.Known.values)
        number = None if known == "unknown" else chance.randrange(40)
        has_young = kind in ("guests", "travelers") and number is not None
        young = chance.choice([None, number]) if has_young else None
        figures.append({"kind": kind, "known": known, "number": number, "young": young})
    return {
        "kind": chance.choice(Event.Kind.values),
        "side": chance.choice(["here", "there", "both", "unknown"]),
        "start": start,
        "end": end if start and end[:4] >= start[-7:-3] else "",
        "cities": chance.sample(cities, chance.randrange(3)),
        "goals": chance.sample(goals, chance.randrange(3)),
        "cancelled": chance.random() < 0.1,
        "public": chance.random() < 0.9,
        "sources": [
            {"kind": kind, "words": "Minutes", "language": "en"}
            for kind in chance.sample(kinds, chance.randrange(3))
        ],
        "figures": figures,
    }


def test_counting_asks_as_many_questions_of_a_long_record_as_of_a_short_one(home):
    def asked():
        found = []
        for count in (lambda: count_year(2023), count_all):
            with CaptureQueriesContext(connection) as captured:
                count()
            found.append(len(captured))
        return found

    make_event(start="2023", cities=[make_city()], goals=[make_goal()], figures=[guests(1)])
    few = asked()
    for _number in range(5):
        make_city()
        make_goal()
        related = {"cities": City.objects.partners(), "goals": Goal.objects.all()}
        make_event(start="2023", figures=[guests(1)], **related)

    assert asked() == few == [8, 8]
