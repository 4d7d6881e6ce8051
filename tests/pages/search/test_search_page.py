"""The page of the search: what it shows of a hit, and what it does where there is none."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.models import Memory
from editorial.cache.decorators import CACHE_HEADER
from tests.builders import (
    make_city,
    make_event,
    make_goal,
    make_meeting_rule,
    make_page,
    make_site,
    make_source,
)
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def search(client, query="", language="en", **more):
    response = client.get(f"/{language}/search/", {"q": query, **more})
    assert response.status_code == 200
    return read(client, response.request["PATH_INFO"] + "?" + response.request["QUERY_STRING"])


def links_of(page, css_class):
    return [
        (words_of(link), link.get("href"), link.get("lang"))
        for heading in page.document.iter()
        if css_class in heading.get("class", "").split()
        for link in heading.iter("a")
    ]


def marks(page):
    return [words_of(mark) for mark in page.all("mark")]


@pytest.fixture
def lakeport():
    make_site(email="office@example.org")
    return make_city(
        name="Lakeport",
        slug="lakeport",
        other_names="Portlac",
        description="Lakeport, a town on a lake.",
        translations={
            "ja": {"name": "湖港", "profile": "<p>大きな津波に耐えた町であり港である。</p>"}
        },
    )


def test_a_hit_shows_its_title_its_kind_and_the_words_around(client, lakeport):
    make_event(
        "A delegation",
        text="They gave a <b>cherry</b> tree & sang.",
        start="1999",
        cities=[lakeport],
    )

    page = search(client, "Cherry")

    assert links_of(page, "hit__title")[0][0] == "A delegation"
    assert page.words("hit__about") == ["Visit 1999 Lakeport"]
    assert page.words("hit__excerpt") == ["They gave a <b>cherry</b> tree & sang."]
    assert marks(page) == ["cherry"]
    assert next(words_of(heading) for heading in page.all("h2")) == "1 result"


def test_a_hit_in_another_language_says_so_and_leads_there(client, lakeport):
    page = search(client, "津波")

    assert links_of(page, "hit__title") == [("湖港", "/ja/cities/lakeport/", "ja")]
    assert page.words("hit__language") == ["Japanese"]
    excerpt = next(e for e in page.document.iter() if "hit__excerpt" in e.get("class", ""))
    assert (excerpt.get("lang"), marks(page)) == ("ja", ["津波"])
    assert "In other languages" in [words_of(heading) for heading in page.all("h2")]


def test_the_reader_of_that_language_needs_no_such_word(client, lakeport):
    page = search(client, "津波", "ja")

    assert links_of(page, "hit__title") == [("湖港", "/ja/cities/lakeport/", None)]
    assert page.words("hit__language") == []


def test_another_name_is_shown_where_it_is_what_was_found(client, lakeport):
    page = search(client, "portlac")

    assert page.words("hit__also") == ["Also called Portlac"]
    assert page.words("hit__excerpt") == ["Lakeport, a town on a lake."]


def test_hits_are_chosen_by_kind(client, lakeport):
    make_page("Lakeport and we")

    page = search(client, "lakeport")
    kinds = links_of(page, "decade-links")
    assert [words for words, _url, _lang in kinds] == ["Everything (2)", "Cities (1)", "Pages (1)"]

    chosen = search(client, "lakeport", kind="pages")
    assert [words for words, _u, _l in links_of(chosen, "hit__title")] == ["Lakeport and we"]
    assert len(links_of(search(client, "lakeport", kind="nonsense"), "hit__title")) == 2
    assert "Nothing of this kind" in page_text(search(client, "lakeport", kind="goals"))


def page_text(page):
    return words_of(page.first("main"))


def test_a_slip_is_forgiven_and_said(client, lakeport):
    page = search(client, "Lakepott")

    assert "Nothing holds “Lakepott”. This holds “lakeport”:" in page_text(page)
    assert [words for words, _url, _lang in links_of(page, "hit__title")] == ["Lakeport"]


def test_where_no_text_holds_all_words_each_that_is_held_is_offered(client, lakeport):
    page = search(client, "lakeport zebra")

    assert links_of(page, "found__others") == [("lakeport", "/en/search/?q=lakeport", None)]


@pytest.mark.parametrize("query", ["", "zebra", "?!"])
def test_an_empty_result_leads_on(client, lakeport, query):
    make_goal(name="Aid", slug="aid")

    page = search(client, query)

    addresses = {link.get("href") for link in page.first("main").iter("a")}
    assert {"/en/cities/lakeport/", "/en/goals/aid/", "/en/history/", "/en/site-map/"} <= addresses
    assert "mailto:office@example.org" in addresses


def test_many_hits_are_parted_into_pages(client, lakeport):
    for n in range(21):
        make_event(f"Fair {n}", start=str(1990 + n))

    first, second = search(client, "fair"), search(client, "fair", page="2")

    assert "Page 1 of 2" in page_text(first)
    assert len(links_of(first, "hit__title")) == 20
    assert [words for words, _url, _lang in links_of(second, "hit__title")] == ["Fair 0"]
    for page in ("9" * 22, "9" * 5000, "-1", "x", "٣", "²", "0", ""):
        assert client.get("/en/search/", {"q": "fair", "page": page}).status_code == 200


HOSTILE = [
    "\0",
    "fair\0",
    "a" * 10_000,
    "津" * 10_000,
    'fair" OR "1',
    "fair* NEAR(a b) AND NOT",
    "'; DROP TABLE x; --",
    "':* & | ! <-> (",
    '"unbalanced',
    "%_\\",
    "🙂🙂 👩‍👩‍👧",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    "ﷺ" * 50,
    "{{ 7|add:7 }} {phone}",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_whatever_is_asked_gets_an_answer(client, lakeport, query):
    response = client.get("/en/search/", {"q": query})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert b"\0" not in response.content


@pytest.mark.parametrize("raw", ["q=%ED%A0%80", "q=%FF%FE", "q=%00", "q=a&q=b", "q[]=x", "q"])
def test_bytes_that_are_no_text_get_an_answer(client, raw):
    assert client.get(f"/en/search/?{raw}").status_code == 200


def test_no_search_engine_and_no_cache_keeps_results(client, lakeport):
    response = client.get("/en/search/?q=lakeport")

    assert response["X-Robots-Tag"] == "noindex, follow"
    assert CACHE_HEADER not in response
    assert "private" in response["Cache-Control"]
    assert not response.cookies


def test_every_page_has_the_form_and_the_page_of_the_search_has_one(client, lakeport):
    make_page("One", slug="one")

    def forms(path):
        return [form.get("action") for form in read(client, path).all("form") if form.get("role")]

    assert forms("/ja/one/") == ["/ja/search/"]
    assert forms("/en/search/?q=x") == ["/en/search/"]


def test_a_change_of_language_asks_the_same(client, lakeport):
    page = search(client, "lake port", kind="cities")

    assert "/ja/search/?q=lake+port&kind=cities" in {link.get("href") for link in page.all("a")}


def test_browsers_are_told_how_to_ask(client, lakeport):
    response = client.get("/en/search/opensearch.xml")

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert 'template="http://testserver/en/search/?q={searchTerms}"' in response.content.decode()


def test_a_source_is_found_by_what_stands_on_it_and_leads_to_its_place(client):
    article = make_source(
        "La feria del lago",
        language="es",
        publisher="El Diario",
        description="Newspaper article on the lantern fair",
        published="1990-07-21",
        url="https://diario.example/1990/feria",
    )
    make_event(sources=[{"source": article}])

    for query in ("feria", "lantern", "Diario", "https://diario.example/1990/feria"):
        page = search(client, query)
        title = ("Newspaper article on the lantern fair", article.get_absolute_url(), None)
        assert links_of(page, "hit__title") == [title]
    assert page.words("hit__about") == ["Source El Diario July 21, 1990"]
    page = search(client, "feria", kind="sources")
    assert page.words("hit__also") == ["In its record: La feria del lago"]
    assert [fact.get("lang") for fact in page.all("span") if "feria" in words_of(fact)] == ["es"]
    assert marks(page) == ["feria"]
    assert f"source-{article.pk}" in read(client, article.get_absolute_url()).ids


def test_a_source_on_which_nothing_public_rests_is_not_found(client):
    unused = make_source("A lantern diary")
    make_event(sources=[{"source": unused}], public=False)
    make_event(sources=[{"headline": "Another lantern", "public": False}])

    page = search(client, "lantern")

    assert links_of(page, "hit__title") == []
    assert "Nothing holds “lantern”" in page_text(page)


def test_a_rule_of_meetings_is_found_while_it_gives_a_date_to_come(client):
    today = timezone.localdate()
    ahead = {"valid_from": today, "valid_until": today + timedelta(days=90)}
    over = {"valid_from": today - timedelta(days=90), "valid_until": today - timedelta(days=1)}
    make_meeting_rule(title="The lantern board", text="In Room 335.", **ahead)
    make_meeting_rule(title="The lantern board of before", **over)
    make_meeting_rule(title="The lantern board in secret", public=False, **ahead)

    ((title, url, _lang),) = links_of(search(client, "lantern room 335"), "hit__title")

    assert [t for t, _u, _l in links_of(search(client, "lantern"), "hit__title")] == [title]
    assert title == "The lantern board"
    assert url.partition("#")[2] in read(client, url.partition("#")[0]).ids


def remember(event, is_public=True, **values):
    texts = {"text_en": "We lit a lantern on the lake.", "text_ja": "湖で灯籠をともした。"}
    return Memory.objects.create(
        event=event.entry,
        original_language="en",
        told_year=2026,
        is_public=is_public,
        **{**texts, **values},
    )


def test_a_memory_is_found_with_its_event_and_told_as_a_memory(client):
    event = make_event("A feast", text="There was a feast.", start="1999")
    remember(event, told_by="Ann")
    remember(make_event("Another feast"), is_public=False)
    call_command("rebuild_search", verbosity=0)

    page = search(client, "lantern")
    assert links_of(page, "hit__title") == [("A feast", event.get_absolute_url(), None)]
    assert page.words("hit__excerpt") == ["There was a feast."]
    assert page.words("memory__words") == ["We lit a lantern on the lake."]
    assert page.words("memory__teller") == ["Remembered by Ann, told in 2026"]
    assert marks(page) == ["lantern"]
    assert search(client, "feast").words("memory__words") == []
    # Its words in a language in which the event is not public.
    page = search(client, "灯籠")
    assert [quote.get("lang") for quote in page.all("blockquote")] == ["ja"]
    # Who told it is found by nobody.
    assert links_of(search(client, "ann"), "hit__title") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_memories_cost_one_query_more_however_many(client, rows):
    make_site()
    for n in range(rows):
        remember(make_event(f"Feast {n}", start="1999"))
    call_command("rebuild_search", verbosity=0)
    client.get("/en/search/?q=lantern")

    with CaptureQueriesContext(connection) as captured:
        client.get("/en/search/?q=lantern")

    assert len(captured) == 13


@pytest.mark.parametrize("rows", [1, 3])
def test_results_need_the_same_queries_however_many(client, rows):
    make_site()
    for n in range(rows):
        cities = [make_city(name=f"Snow city {n}")]
        make_event(f"Snow {n}", cities=cities, start="1999")
        make_page(f"Snow page {n}")
        make_goal(name=f"Snow goal {n}")
    client.get("/en/search/?q=snow")

    with CaptureQueriesContext(connection) as captured:
        client.get("/en/search/?q=snow")

    assert len(captured) == 15


def test_what_only_staff_read_and_what_is_said_of_a_picture_is_not_found(client):
    make_site(attestation="Zebrawood is attested")
    make_event("A gift", text="A gift", alt="Zebrawood, held by a guest")

    assert links_of(search(client, "zebrawood"), "hit__title") == []


def test_a_page_beyond_the_last_is_the_last(client):
    for number in range(25):
        make_event(f"A larch {number}", start=f"19{50 + number}")

    page = search(client, "larch", page="25")

    assert len(links_of(page, "hit__title")) == 5
    assert "Page 2 of 2" in words_of(page.document)


def test_a_word_of_many_scripts_asks_no_more_than_many_words(client):
    with CaptureQueriesContext(connection) as few:
        search(client, "a b c d e f g h")
    with CaptureQueriesContext(connection) as many:
        search(client, "".join(f"{letter}天" for letter in "abcdefghijklmnopqrstuvwxyz"))

    assert len(many) <= len(few)


def test_a_kind_without_a_hit_leads_back_to_those_that_have_some(client):
    make_event("A larch is planted")

    page = search(client, "larch", kind="goals")

    assert "Nothing of this kind" in words_of(page.document)
    assert "/en/search/?q=larch" in [link.get("href") for link in page.all("a")]
