"""What visitors find: every script and spelling, their own language first, names before texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.search import visitors
from editorial.search.tokens import wanted
from editorial.text import languages
from tests.builders import make_city, make_event, make_goal, make_home, make_page

pytestmark = pytest.mark.django_db


def hits(query, name=""):
    words = visitors.meant(wanted(query))
    return visitors.best(visitors.find(words, languages.codes()), words, 0, 50, name)


def found(query, name=""):
    """List (title, language) of what a query finds, the best first."""
    return [(hit.text.title, hit.text.language) for hit in hits(query, name)]


def titles(query, name=""):
    return [title for title, _language in found(query, name)]


@pytest.fixture
def lakeport():
    return make_city(
        name="Lakeport",
        other_names="Portlac\nČerný Přístav\n湖市",
        profile="<p>A <strong>baroque</strong> town of palaces.</p>",
        local_names=[{"language": "it", "name": "Porto Lago"}],
        translations={
            "uk": {"name": "Озерний"},
            "ru": {"name": "Озёрный", "profile": "<p>Город у озера.</p>"},
            "ja": {"name": "湖港市", "profile": "<p>2011年の地震と津波。</p>"},
        },
    )


@pytest.mark.parametrize(
    "query",
    [
        "lakeport",
        "LAKE",
        "portlac",
        "Cerny pristav",
        "porto lago",
        "Озерний",
        "озёр",
        "湖港",
        "湖市",
        "baroque palace",
        "palaces of",
    ],
)
def test_a_city_is_found_in_the_language_of_the_reader_by_all_its_names(lakeport, query):
    assert found(query) == [("Lakeport", "en")]


@pytest.mark.parametrize(
    ("query", "language"),
    [("津波", "ja"), ("波", "ja"), ("地震と津波", "ja"), ("2011年", "ja"), ("озера", "ru")],
)
def test_what_only_another_language_holds_is_found_in_that_language(lakeport, query, language):
    assert [code for _title, code in found(query)] == [language]


@pytest.mark.parametrize("query", ["震津", "津地", "ort", "озеро парк", "津波地震", ""])
def test_what_does_not_stand_beside_each_other_is_not_found(lakeport, query):
    assert found(query) == []


def test_letters_that_differ_by_more_than_an_accent_stay_apart():
    make_page("Чай")
    make_page("パン")

    assert (titles("чаи"), titles("ハン")) == ([], [])


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("L’ordinanza dell’UNESCO", ["ordinanza", "l'ordinanza", "unesco", "dell’unesco"]),
        ("La voce di O’Brien", ["o'brien", "obrien"]),
        ("Партнёрство", ["партнерство", "ПАРТНЁРСТВО"]),
        ("П’ять років", ["п'ять", "пять"]),
        ("Проект Ґанок", ["ґанок"]),
        ("臺灣的城市", ["台灣", "臺灣"]),
    ],
)
def test_it_is_found_as_people_type_it(written, typed):
    make_page(written)

    assert {query: titles(query) for query in typed} == {query: [written] for query in typed}


def test_an_event_is_found_by_every_name_of_its_city(lakeport):
    make_event("Делегація побувала в Озерному", original="uk", cities=[lakeport], start="1999")
    make_event("A visit elsewhere")

    assert titles("湖市 1999") == titles("Озерний 1999") == ["Делегація побувала в Озерному"]
    assert titles("portlac", "history") == ["Делегація побувала в Озерному"]


def test_the_own_language_comes_first_then_names_then_the_newest():
    make_event("Old", text="A concert.", start="1990")
    make_event("New", text="A concert.", start="2020")
    make_event("Concerto", original="it", text="Il concerto concert", start="2024")
    make_event("The concert hall")
    make_page("Concert")
    make_goal(name="Art", text="<p>Concerts</p>")

    assert titles("concert") == ["Concert", "The concert hall", "Art", "New", "Old", "Concerto"]


def test_they_are_counted_and_chosen_by_their_kind(lakeport):
    make_event("Lakeport sends guests")
    make_page("Lakeport and we")
    counts = visitors.find(wanted("lakeport"), languages.codes()).counts

    assert counts == {"cities": 1, "pages": 1, "history": 1}
    assert titles("lakeport", "pages") == ["Lakeport and we"]


def test_what_is_offered_in_no_language_of_the_site_is_not_found(lakeport):
    assert list(visitors.matching(wanted("lakeport"), ["en"]).values_list("language")) == [("en",)]
    assert not visitors.matching(wanted("lakeport"), [])


def test_the_home_city_has_no_page_and_is_not_found():
    make_home("Hometown", profile="<p>Mountains</p>")

    assert titles("hometown") == titles("mountains") == []


def test_where_there_is_enough_in_the_own_language_the_others_are_not_asked(monkeypatch, lakeport):
    make_event("Lakeport sends guests", start="1990")
    make_event("A day at Lakeport", original="it", start="2000")
    monkeypatch.setattr(visitors, "ENOUGH", 2)

    assert found("lakeport") == [("Lakeport", "en"), ("Lakeport sends guests", "en")]


@pytest.mark.parametrize("rows", [1, 5])
def test_hits_cost_the_same_queries_however_many(django_assert_num_queries, rows):
    for n in range(rows):
        cities = [make_city(name=f"City {n}", profile="<p>Snow</p>")]
        make_event(f"Snow {n}", cities=cities, goals=[make_goal(name=f"Snow goal {n}")])
        make_page(f"Snow page {n}")

    # Names of places, two counts, which entries, their texts; four kinds, the cities of events.
    with django_assert_num_queries(10):
        assert len([hit.findable.about(hit.row) for hit in hits("snow")]) == rows * 4


def test_what_stands_on_its_page_is_asked_only_of_kinds_that_were_found():
    make_event(title="A lantern parade")

    with CaptureQueriesContext(connection) as captured:
        assert titles("lantern") == ["A lantern parade"]

    assert not [each for each in captured if "cities_citation" in each["sql"]]
