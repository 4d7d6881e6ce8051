"""The page of sources: each once, by who published it, with what rests on it."""

import pytest

from cities import sources
from cities.models import Event, Source
from editorial.models import Entry
from tests.builders import make_city, make_event, make_source
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

PAPER = {"publisher": "The Paper", "url": "https://paper.example/1"}


@pytest.fixture
def article():
    return make_source("An article", **PAPER)


def page_of(client, query="", language="en"):
    return read(client, f"/{language}/sources/{query}")


def test_a_source_of_several_events_stands_once_with_the_events_by_city(client, article):
    north, south = make_city(name="North"), make_city(name="South")
    stages = [{"stage": "sister", "start": "1958"}]
    east = make_city(name="East", stages=stages)
    cited = [{"source": article}]
    make_event(title="A fair", cities=[south], start="1991", sources=cited)
    make_event(title="A visit", cities=[south, north], start="1990-05", sources=cited)
    make_event(title="A law", start="1992", sources=cited)
    make_event(title="A feast", cities=[east], sources=[{"headline": "A letter"}])

    page = page_of(client)

    assert page.words("decade__head") == ["The Paper 1 source", "Publisher not named 1 source"]
    assert page.words("citation__source") == ["An article, The Paper", "A letter"]
    told = [
        (element.tag, words_of(element))
        for element in page.document.iter()
        if element.tag in {"dt", "dd"}
    ]
    assert told == [
        ("dt", "North"),
        ("dd", "A visit May 1990"),
        ("dt", "South"),
        ("dd", "A visit May 1990"),
        ("dd", "A fair 1991"),
        ("dt", "The program as a whole"),
        ("dd", "A law 1992"),
        ("dt", "East"),
        ("dd", "A feast"),
    ]


def test_a_source_leads_to_its_events(client, article):
    event = make_event(title="A visit", start="1990", sources=[{"source": article}])

    page = page_of(client)

    assert page.first("a", href=event.get_absolute_url()).text == "A visit"


def test_a_source_may_report_on_one_event_and_announce_another(client, article):
    make_event(title="Guests came", start="1990-07-20", sources=[{"source": article}])
    announced = {"source": article, "kind": "announcement"}
    make_event(title="More were expected", start="1990-07-22", sources=[announced])

    page = page_of(client)

    assert page.words("citation__kinds") == ["Report, Announcement"]
    assert [words_of(use) for use in page.all("dd")] == [
        "Guests came July 20, 1990",
        "announced: More were expected July 22, 1990",
    ]


def test_a_citation_has_its_days_its_archived_copy_and_says_whose_words_the_title_is(client):
    copy = "https://archive.example/1"
    days = {"seen": "2026-03-01", "published": "1990-07-21", "archived_url": copy}
    source = make_source("", description="Report on the fair", **days)
    make_event(start="1990", sources=[{"source": source}])

    page = page_of(client)

    title, *days = page.words("citation__source")[0].split(", ", 1)
    assert title == "Report on the fair (our description)"
    assert days == ["July 21, 1990, seen March 1, 2026, archived copy: Report on the fair"]
    assert page.first("a", href=copy) is not None


def test_our_description_stands_beside_a_headline_in_another_language(client):
    translated = {"it": {"description": "Articolo sulla fiera"}}
    words = {"description": "Article on the fair", "translations": translated}
    make_event(sources=[{"headline": "La fiera", "language": "it", **words}])
    make_event(sources=[{"headline": "The fair", "language": "en", **words}])

    def told(language):
        return page_of(client, language=language).words("citation__source")

    assert told("en") == ["La fiera Article on the fair", "The fair"]
    # A description that no reader of this language reads is left out where the headline says it.
    assert told("ja") == ["La fiera Article on the fair", "The fair"]
    assert told("it") == ["La fiera", "The fair Articolo sulla fiera"]


def test_what_is_older_stands_first_what_has_no_day_last(client):
    days = {"No day": None, "B": "1990-01-02", "A": "1990-01-01"}
    listed = [make_source(headline, published=day) for headline, day in days.items()]
    make_event(sources=[{"source": source} for source in listed])

    assert page_of(client).words("citation__source") == [
        "A, January 1, 1990",
        "B, January 2, 1990",
        "No day",
    ]
    assert sorted(Source.objects.all(), key=Source.sort_key) == list(Source.objects.in_order())


def test_stages_and_populations_rest_on_sources_too(client, article):
    make_city(
        name="North",
        stages=[{"stage": "sister", "start": "1958", "source": article}],
        population=5,
        population_year=2023,
        population_source=make_source("A census"),
    )
    make_event(title="A visit", start="1990", sources=[{"source": article}])

    page = page_of(client)

    assert page.words("citation") == [
        "An article, The Paper Report North Sister city 1958 The program as a whole A visit 1990",
        "A census North Population 2023",
    ]


def test_what_is_not_public_rests_on_nothing(client, article):
    make_event(title="A draft", sources=[{"source": article}], public=False)
    make_event(title="An event", sources=[{"source": make_source("A diary", public=False)}])

    assert page_of(client).words("citation") == []


def test_a_memory_in_words_is_a_source_of_its_event_and_stands_in_no_list(client):
    told = {"kind": "memory", "words": "Memory of a resident", "language": "en"}
    event = make_event(sources=[told])

    assert page_of(client).words("citation") == []
    page = read(client, event.get_absolute_url())
    assert page.words("event-page__sources") == ["Memory of a resident"]


def test_many_sources_stand_on_several_pages_each_with_its_address(client, monkeypatch):
    monkeypatch.setattr(sources, "MOST_SOURCES", 2)
    listed = [make_source(f"Article {n}", publisher="The Paper") for n in range(3)]
    make_event(sources=[{"source": source} for source in listed])

    first, second = page_of(client), page_of(client, "?page=2")

    assert first.words("citation__source") == ["Article 0, The Paper", "Article 1, The Paper"]
    assert first.words("page-links") == ["Page 1 of 2 Next page"]
    assert second.words("citation__source") == ["Article 2, The Paper"]
    assert read(client, listed[2].get_absolute_url()).words("citation__source") == second.words(
        "citation__source"
    )
    for nonsense in ("?page=99", "?source=999", "?source=x", "?page=x"):
        assert page_of(client, nonsense).words("citation__source")


def test_a_source_has_an_address_that_lasts_and_its_former_number_leads_there(client, monkeypatch):
    monkeypatch.setattr(sources, "MOST_SOURCES", 1)
    seeded, written = (make_source(f"Article {n}", publisher="The Paper") for n in range(2))
    make_event(sources=[{"source": written}, {"source": seeded}])
    Entry.objects.filter(pk=seeded.entry_id).update(seed_key="paper-1990")
    seeded = Source.objects.get(pk=seeded.pk)

    assert seeded.get_absolute_url() == "/en/sources/?source=paper-1990#source-paper-1990"
    assert "source-paper-1990" in page_of(client, "?source=paper-1990").ids
    former = client.get(f"/ja/sources/?source={seeded.pk}")
    assert (former.status_code, former["Location"]) == (
        301,
        "/ja/sources/?source=paper-1990#source-paper-1990",
    )
    # What was first written at the desk has its number alone.
    assert f"source-{written.pk}" in page_of(client, f"?source={written.pk}").ids


def test_a_key_that_looks_like_a_number_names_its_own_source(client):
    one, other = make_source("One"), make_source("Other")
    make_event(sources=[{"source": one}, {"source": other}])
    Entry.objects.filter(pk=other.entry_id).update(seed_key="other")
    Entry.objects.filter(pk=one.entry_id).update(seed_key=str(other.pk))

    assert client.get(f"/en/sources/?source={other.pk}").status_code == 200


def test_of_many_events_the_first_are_named_and_the_others_counted(client, article, monkeypatch):
    monkeypatch.setattr(sources, "MOST_EVENTS", 1)
    for year in ("1992", "1990", "1991"):
        make_event(title=f"In {year}", start=year, sources=[{"source": article}])

    assert page_of(client).words("citation") == [
        "An article, The Paper Report The program as a whole In 1990 1990 and 2 more events"
    ]


def test_an_event_that_cites_a_source_twice_is_one_event_and_more_than_announced(client, article):
    twice = [{"source": article, "kind": kind} for kind in ("announcement", "report")]
    make_event(title="A visit", start="1990", sources=twice)

    assert page_of(client).words("citation") == [
        "An article, The Paper Report, Announcement The program as a whole A visit 1990"
    ]


def test_a_source_that_is_cited_cannot_be_taken_from_under_its_events(article):
    event = make_event(sources=[{"source": article}])

    assert article.citations.get().event == event
    assert Source.objects.at_address("http://www.paper.example/1/") == article
    assert Event.objects.get().is_reported


def test_history_and_site_map_lead_to_the_sources(client):
    make_event()

    for path in ("/en/history/", "/en/site-map/"):
        assert read(client, path).first("a", href="/en/sources/") is not None, path
