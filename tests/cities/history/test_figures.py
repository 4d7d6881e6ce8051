"""Figures of events in words, and what is counted over several of them."""

import pytest
from django.utils.translation import override

from cities.dates.honest_date import HonestDate
from cities.history import figures
from cities.models import Citation, Event, Figure, Source


def event(
    kind="visit", *, start="", end="", side="here", counts=(), announced=False, cancelled=False
):
    """Return an event as `with_details` loads it, from no database."""
    found = Event(kind=kind, side=side, cancelled=cancelled)
    for name, notation in (("start", start), ("end", end)):
        honest = HonestDate.parse(notation)
        setattr(found, name, honest.day)
        setattr(found, f"{name}_unit", honest.unit)
        setattr(found, f"{name}_qualifier", honest.qualifier)
        setattr(found, f"{name}_other", honest.alternative)
    known_by = Citation.Kind.ANNOUNCEMENT if announced else Citation.Kind.REPORT
    found.shown_citations = [Citation(kind=known_by)]
    found.shown_figures = list(counts)
    return found


def figure(kind="guests", number=5, *, young=None, known="counted", source=None):
    return Figure(kind=kind, number=number, young=young, known=known, source=source)


def citations(*keys):
    return [Citation(source=Source(pk=key)) for key in keys]


def phrases(*events):
    return [phrase.text for phrase in figures.tally(events).phrases]


# --- One figure -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"number": 1}, "1 guest"),
        ({"number": 1230}, "1,230 guests"),
        ({"number": 0}, "0 guests"),
        ({"number": None, "known": "unknown"}, "Guests from the partner: not known"),
        ({"number": 34, "young": 12}, "34 guests, 12 of them young"),
        ({"number": 230, "known": "estimated"}, "230 guests (estimated)"),
        ({"kind": "travelers", "number": 12}, "12 travelers from here"),
        ({"kind": "attendance", "number": 400}, "400 people attended"),
        ({"kind": "volunteers", "number": 1}, "1 volunteer"),
        ({"kind": "hours", "number": 90}, "90 hours given by volunteers"),
        ({"kind": "organizations", "number": 3}, "3 partner organizations"),
        ({"kind": "public_money", "number": 10_000}, "$10,000 from the city’s budget"),
        ({"kind": "private_money", "number": 500}, "$500 of private money"),
        ({"kind": "in_kind", "number": 7}, "$7 in kind"),
    ],
)
def test_a_figure_says_what_it_counts_and_how_it_is_known(values, words):
    (told,) = figures.in_words([figure(**values)], [])

    assert told.text == words


def test_every_figure_and_every_kind_of_event_has_words():
    counted = [figure(kind, 2) for kind in Figure.Kind.values]
    sides = [event(side=side) for side in ("here", "there", "both", "unknown")]
    others = [event(kind) for kind in Event.Kind.values]

    assert len(figures.in_words(counted, [])) == len(Figure.Kind)
    # A visit is told by its direction, so there are three phrases more.
    assert len(phrases(*sides, *others)) == len(Event.Kind) + 3


def test_money_stands_in_the_currency_of_the_program_as_the_reader_writes_it(settings):
    settings.CURRENCY = "EUR"

    def told(language):
        with override(language):
            (told,) = figures.in_words([figure("in_kind", 1500)], [])
        return told.text

    # In the language of the site the sign is enough; elsewhere another currency may have it.
    assert "€1,500" in told("en")
    assert "1.500 euro" in told("it")
    assert "1,500ユーロ" in told("ja")


def test_of_several_sources_the_one_that_gives_the_number_is_named():
    letter, report = citations(1, 2)
    named = figure(source=report.source)

    assert figures.in_words([named], [letter, report])[0].source == report
    assert figures.in_words([figure()], [letter, report])[0].source is None
    assert figures.in_words([named], [report])[0].source is None


def test_a_number_comes_from_the_source_that_it_names_or_the_only_one():
    letter, report, rumor = citations(1, 2, 3)

    assert figure().source_among([letter]) == letter
    assert figure(source=report.source).source_among([letter, report]) == report
    assert figure().source_among([letter, report]) is None
    assert figure(source=rumor.source).source_among([letter]) is None


# --- Several events ---------------------------------------------------------------------------


def test_nothing_is_counted_of_what_is_not_known_to_have_happened():
    assert figures.tally([]) is None
    assert figures.tally([event(cancelled=True), event(announced=True)]) is None
    assert phrases(event(), event(cancelled=True), event(announced=True)) == ["1 visit received"]


def test_events_are_counted_by_kind_and_visits_by_direction():
    found = [
        event("gift"),
        event(side="there"),
        event(side="here"),
        event("agreement", side="there"),
        event(side="here"),
        event(side="unknown"),
    ]

    assert phrases(*found) == [
        "1 agreement",
        "2 visits received",
        "1 visit made",
        "1 visit, direction not known",
        "1 gift",
    ]


def test_a_sum_says_of_how_many_events_it_is_known():
    found = [
        event(counts=[figure(number=29)]),
        event(counts=[figure(number=30)]),
        event(counts=[figure(number=None, known="unknown")]),
        event(),
    ]

    assert phrases(*found) == ["4 visits received", "59 guests, known for 2 of 4 events"]


def test_a_sum_over_all_events_needs_no_such_words():
    found = [event(counts=[figure(number=1)]), event(counts=[figure(number=0)])]

    assert phrases(*found) == ["2 visits received", "1 guest"]


def test_what_is_not_known_of_any_event_is_not_summed():
    unknown = event(counts=[figure(number=None, known="unknown")])

    assert phrases(unknown) == ["1 visit received"]


def test_a_sum_with_an_estimate_in_it_is_an_estimate():
    found = [event(counts=[figure()]), event(counts=[figure(number=200, known="estimated")])]

    assert phrases(*found)[1] == "205 guests (estimated)"


@pytest.mark.parametrize(
    ("young", "words"), [((2, 3), "10 guests, 5 of them young"), ((2, None), "10 guests")]
)
def test_young_people_are_summed_only_where_all_are_known(young, words):
    found = [event(counts=[figure(young=number)]) for number in young]

    assert phrases(*found)[1] == words


@pytest.mark.parametrize(
    ("dates", "period"),
    [
        ([("1991-05", ""), ("1958-11-29", "")], "1958 to 1991"),
        ([("2004-07-31", "2004-08-14")], "2004"),
        ([("about 1978", ""), ("2006", "2009")], "about 1978 to 2009"),
        ([("", ""), ("2011", "")], "2011"),
        ([("", "")], ""),
    ],
)
def test_what_is_counted_has_its_period(dates, period):
    found = [event(start=start, end=end) for start, end in dates]

    assert figures.tally(found).period == period
