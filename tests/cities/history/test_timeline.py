"""Rows, decades and silences of the timeline, and the lines of contact."""

from datetime import date

import pytest

from cities.drawing.contact_line import Shape
from cities.history import timeline
from cities.history.pages import place_of
from cities.models import Event
from tests.builders import make_city, make_event, make_goal, make_source
from tests.crawl import read

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def loaded():
    """Return all events as the pages load them."""
    return list(Event.objects.visible("en").in_order().with_details("en"))


def row_of(home, **values):
    make_event(**values)
    (event,) = loaded()
    return timeline.row(event, home)


def shape(decades):
    """Return decades as their labels, with the titles of events and the years of silences."""
    return {
        decade.label: [
            (item.first_year, item.last_year) if item.is_silence else item.title.value
            for item in decade.items
        ]
        for decade in decades
    }


# --- Rows -------------------------------------------------------------------------------------


def test_a_row_says_where_from_the_home_citys_point_of_view(home):
    north = make_city(name="North", phrase_in="in North")
    south = make_city(name="South", phrase_in="in South")
    make_event(title="1", side="here", cities=[north])
    make_event(title="2", side="there", cities=[north, south])
    make_event(title="3", side="both", cities=[north])
    make_event(title="4", side="unknown", cities=[north])
    make_event(title="5", side="there")

    rows = [timeline.row(event, home) for event in loaded()]

    told = {row.title.value: [text.value for text in row.place_label] for row in rows}
    assert told == {
        "1": ["in Hometown"],
        "2": ["in North", "in South"],
        "3": ["Between both"],
        "4": [],
        "5": [],
    }


def test_a_city_without_a_phrase_leaves_no_gap(home):
    row = row_of(home, side="there", cities=[make_city(phrase_in="")])

    assert row.place_label == []


@pytest.mark.parametrize(
    ("side", "drawn"), [("here", "here"), ("there", "there"), ("both", "both"), ("unknown", "both")]
)
def test_what_happened_nobody_knows_where_is_drawn_across_the_line(home, side, drawn):
    assert row_of(home, side=side, start="1990").side == drawn


@pytest.mark.parametrize(
    ("start", "end", "when", "iso"),
    [
        ("1958-11-29", "", "November 29, 1958", "1958-11-29"),
        ("autumn 2023", "", "autumn 2023", "2023"),
        ("about 1978", "", "about 1978", ""),
        ("1992", "1993", "1992 to 1993", "1992"),
        ("", "", "Date not known", ""),
    ],
)
def test_a_row_prints_its_date_no_more_exactly_than_the_record(home, start, end, when, iso):
    row = row_of(home, start=start, end=end)

    assert (row.when, row.iso) == (when, iso)


def test_a_row_tells_its_figures_in_their_order(home):
    figures = [{"kind": "travelers", "number": 1}, {"kind": "guests", "number": 34}]

    row = row_of(home, figures=figures)

    assert [figure.text for figure in row.figures] == ["1 traveler from here", "34 guests"]


def test_a_row_names_only_what_is_public(home):
    north, draft = make_city(name="North"), make_city(name="Draft", public=False)
    aid, hidden = make_goal(name="Aid"), make_goal(name="Hidden", public=False)

    row = row_of(home, cities=[north, draft], goals=[aid, hidden])

    assert (row.cities, row.goals) == ([north], [aid])


def test_a_figure_names_no_source_that_is_not_public(home):
    open_to_all, secret = make_source("A report"), make_source("A draft", public=False)
    also = make_source("Another report")
    figures = [
        {"kind": "guests", "number": 5, "source": secret},
        {"kind": "hours", "number": 3, "source": also},
    ]

    row = row_of(
        home, sources=[{"source": each} for each in (open_to_all, secret, also)], figures=figures
    )

    assert [each.source for each in row.citations] == [open_to_all, also]
    assert [each.source and each.source.source for each in row.figures] == [None, also]


def test_rows_of_an_event_share_its_anchor(home):
    row = row_of(home, start="1990")

    assert row.anchor == row.event.anchor
    assert place_of(row.event) == f"/en/history/?event={row.event.slug}#{row.anchor}"


# --- Decades and silences ---------------------------------------------------------------------


def test_events_stand_in_their_decades_the_undated_last(home):
    make_event(title="a", start="1988-07")
    make_event(title="b", start="1989")
    make_event(title="c", start="1990")
    make_event(title="d")

    decades = timeline.decades(loaded(), home)

    assert shape(decades) == {"1980s": ["a", "b"], "1990s": ["c"], "Date not known": ["d"]}
    assert [decade.count for decade in decades] == [2, 1, 1]


@pytest.mark.parametrize(
    ("first", "then", "silence"),
    [
        ("1960", "1965", []),
        ("1960", "1966", [(1961, 1965)]),
        ("1960-12-31", "1966-01-01", [(1961, 1965)]),
        ("1960s", "1975", [(1970, 1974)]),
        ("1960s", "1974", []),
        ("1960 or 1964", "1969", []),
        ("1960 or 1964", "1970", [(1965, 1969)]),
    ],
)
def test_a_silence_is_more_than_five_years(home, first, then, silence):
    make_event(title="a", start=first)
    make_event(title="b", start=then)

    decades = timeline.decades(loaded(), home)

    assert [item for items in shape(decades).values() for item in items] == ["a", *silence, "b"]


def test_a_silence_begins_when_the_longest_event_has_ended(home):
    make_event(title="long", start="1960", end="1970")
    make_event(title="short", start="1961")
    make_event(title="late", start="1977")

    decades = timeline.decades(loaded(), home)

    assert shape(decades) == {"1960s": ["long", "short", (1971, 1976)], "1970s": ["late"]}


def test_a_silence_is_no_event(home):
    make_event(start="1960")
    make_event(start="1990")

    decades = timeline.decades(loaded(), home)

    assert [decade.count for decade in decades] == [1, 1]


def test_nothing_makes_no_decade(home):
    assert timeline.decades([], home) == []


# --- Lines ------------------------------------------------------------------------------------


def test_the_lines_of_all_cities_run_over_the_same_years():
    cities = [make_city(), make_city()]
    make_event(cities=[cities[0]], start="1960")
    make_event(start="1957")

    assert timeline.line_years(loaded(), TODAY) == (1956, 2027)
    lines = timeline.contact_lines(cities, loaded(), TODAY)
    assert [line["city"] for line in lines] == cities
    assert [len(line["line"].ticks) for line in lines] == [1, 0]
    assert lines[0]["line"].decades == lines[1]["line"].decades


def test_a_mistyped_year_does_not_squash_the_line_and_stays_in_the_list(client, home):
    city = make_city(slug="north")
    for start in ("1206", "1962", "1974", "1988", "2001", "2018"):
        make_event(title=f"In {start}", cities=[city], start=start)

    assert timeline.line_years(loaded(), TODAY) == (1961, 2027)
    line = timeline.contact_lines([city], loaded(), TODAY)[0]["line"]
    assert len(line.ticks) == 5
    assert len(line.decades) < 10
    for path in ("/en/history/", "/en/cities/north/"):
        page = read(client, path)
        assert "In 1206" in page.words("event__title")
        assert "1200" not in page.words("axis")[0]


def test_a_line_draws_the_dates_as_exactly_as_they_are_known():
    city = make_city()
    for start in ("1960-05-01", "1970", "about 1980", "1990s"):
        make_event(cities=[city], start=start)
    make_event(cities=[city])

    line = timeline.contact_lines([city], loaded(), TODAY)[0]["line"]

    assert [tick.shape for tick in line.ticks] == [
        Shape.TICK,
        Shape.YEAR,
        Shape.ABOUT,
        Shape.DECADE,
    ]


@pytest.mark.parametrize(
    ("stages", "spans"),
    [
        ([], 0),
        ([("friendship", "2003")], 0),
        ([("friendship", "2003"), ("sister", "2011-10")], 1),
        ([("sister", "1979"), ("emeritus", "2004"), ("sister", "2016")], 2),
        ([("sister", "")], 0),
    ],
)
def test_a_line_is_strong_for_the_time_as_a_sister_city(stages, spans):
    city = make_city(stages=[{"stage": stage, "start": start} for stage, start in stages])
    make_event(start="1977")

    line = timeline.contact_lines([city], loaded(), TODAY)[0]["line"]

    assert len(line.spans) == spans


def test_the_time_as_a_sister_city_ends_where_the_next_stage_begins():
    stages = [{"stage": "sister", "start": "2000"}, {"stage": "ended", "start": "2010"}]
    city = make_city(stages=stages)
    make_event(start="1977")

    line = timeline.contact_lines([city], loaded(), TODAY)[0]["line"]

    (span,) = line.spans
    years = 2027 - 1976 + 1
    assert span.x == pytest.approx((2000 - 1976) * 100 / years, abs=0.01)
    assert span.width == pytest.approx(10 * 100 / years, abs=2)
