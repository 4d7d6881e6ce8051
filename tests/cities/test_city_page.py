"""The page of one city: what it shows of a full record, and of a thin one."""

import pytest

from tests.builders import make_city, make_event, make_goal, make_page
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

FULL = {
    "name": "Northtown",
    "slug": "northtown",
    "country": "IT",
    "region": "Piedmont",
    "latitude": "45.0703",
    "longitude": "7.6869",
    "time_zone": "Europe/Rome",
    "population": 848_748,
    "population_year": 2023,
    "website": "https://example.org/northtown",
    "greeting": "Cari amici!",
    "greeting_language": "it",
    "greeting_meaning": "To the people of Northtown",
    "phrase_in": "in Northtown",
    "origin_lede": "It began with a letter.",
    "origin": "<p>A letter came.</p>",
    "profile": "<p>A city of bridges.</p>",
    "shared": "<p>Both have mountains.</p>",
    "take_part": "<p>Write to us.</p>",
    "invitation": "<p>Do you have a photograph?</p>",
    "description": "Northtown, Italy, a sister city since 2007.",
    "local_names": [{"language": "it", "name": "Nordico"}, {"language": "pms", "name": "Nord"}],
    "reasons": [{"reason": "culture"}, {"reason": "economy"}],
}


def facts(page):
    """Return the facts of a city's page by their labels."""
    pairs = [element for element in page.all("div") if "facts__pair" in element.get("class", "")]
    return {words_of(pair.find("dt")): words_of(pair.find("dd")) for pair in pairs}


def headings(page):
    return [words_of(heading) for heading in page.all("h2")]


def city_page(client, slug="northtown"):
    return read(client, f"/en/cities/{slug}/")


def test_a_city_greets_in_its_own_language(client):
    make_city(**FULL)

    page = city_page(client)

    assert page.words("salute__greeting") == ["Cari amici!"]
    assert page.first("p", lang="it").text == "Cari amici!"
    assert page.words("salute__meaning") == ["To the people of Northtown"]
    assert words_of(page.first("h1")) == "Northtown Nordico"


def test_a_greeting_is_not_explained_in_its_own_language(client):
    greeting = {"greeting": "Dear people!", "greeting_language": "en"}
    make_city(slug="northtown", greeting_meaning="To you", **greeting)

    assert city_page(client).words("salute__meaning") == []


def test_a_heading_inflects_the_name_where_the_city_says_how(client):
    make_city(
        **FULL,
        phrase_about="about Northtown",
        translations={"ru": {"name": "Северск", "phrase_about": "о Северске"}},
    )
    make_city(slug="south", name="Southtown", profile="<p>A city.</p>")

    assert "About Northtown" in headings(city_page(client))
    assert "О Северске" in headings(read(client, "/ru/cities/northtown/"))
    assert "About Southtown" in headings(city_page(client, "south"))


def test_a_full_city_tells_all_its_facts(client):
    make_city(**FULL, stages=[{"stage": "sister", "start": "2007-05-23"}])

    page = city_page(client)

    assert facts(page) == {
        "Sister city": "May 23, 2007",
        "Population": "848,748",
        "Region": "Piedmont",
        "Its own names": "Nordico, Nord",
        "Website": "City of Northtown",
        "Why the relationship was made": "Cultural exchangeEconomic development",
    }
    assert "city, 2023" in page.words("meta")


def test_the_address_is_a_distance_and_a_direction(client):
    make_city(**FULL)

    page = city_page(client)

    assert page.words("hero__distance") == ["8,740 km northeast"]
    assert page.words("hero__more") == ["5,430 mi Italy"]


def test_both_clocks_are_put_into_words(client):
    make_city(**FULL)

    sentences = [words_of(paragraph) for paragraph in city_page(client).all("p")]

    assert [words for words in sentences if words.startswith("Noon")] == [
        "Noon here is 8 PM there."
    ]


def test_a_thin_record_shows_an_invitation_and_no_empty_heading(client):
    make_city(name="Southtown", slug="southtown", invitation="<p>Tell us of it.</p>")

    page = city_page(client, "southtown")

    assert page.words("notice") == ["Tell us of it."]
    assert [heading for heading in headings(page) if not heading] == []
    assert "The record so far" in headings(page)
    assert "How to take part" not in headings(page)
    assert "What we work for together" not in headings(page)


def test_a_city_of_which_nothing_is_told_has_no_section_about_it(client):
    make_city(name="Southtown", slug="southtown")

    page = city_page(client, "southtown")

    assert "The record so far" not in headings(page)
    assert facts(page) == {}


@pytest.mark.parametrize(("dated", "has_line"), [(4, False), (5, True)])
def test_five_dated_events_make_a_line(client, dated, has_line):
    city = make_city(**FULL)
    make_event(cities=[city])
    for year in range(dated):
        make_event(cities=[city], start=str(1990 + year))

    page = city_page(client)

    assert f"{dated} dated events." in page.html
    assert (page.first("svg", **{"class": "contact-line contact-line--large"}) is not None) is (
        has_line
    )


def test_only_the_events_of_the_city_are_told(client):
    city, other = make_city(**FULL), make_city()
    make_event(title="Ours", cities=[city], start="1990")
    make_event(title="Of both", cities=[city, other], start="1991")
    make_event(title="Theirs", cities=[other], start="1992")
    make_event(title="Of the program", start="1993")

    assert city_page(client).words("event__title") == ["Ours", "Of both"]


def test_coming_events_stand_apart(client):
    city = make_city(**FULL)
    make_event(title="Coming", cities=[city], start="2999-01-01")

    page = city_page(client)

    assert page.words("decade--coming")[0].startswith("Coming 1 event January 1, 2999 Coming")
    assert page.words("decade__label") == ["Coming"]


def test_its_goals_say_why_and_what_the_record_counts(client):
    goal = make_goal(name="Aid", slug="aid")
    own = {"goal": goal, "reason": "A flood.", "measure": "Help given.", "start": "1994"}
    city = make_city(**FULL, goals=[own])
    make_event(kind="aid", cities=[city], goals=[goal], start="1994-06")

    page = city_page(client)

    assert page.words("goal-list__entry") == [
        "Aid since 1994 A flood. What we count: Help given. In the record, 1994: 1 act of aid"
    ]


def test_a_goal_that_is_not_public_is_not_shown(client):
    make_city(**FULL, goals=[{"goal": make_goal(name="Secret", public=False)}])

    page = city_page(client)

    assert page.words("goal-list__entry") == []
    assert "What we work for together" not in headings(page)


def test_notes_for_staff_never_reach_the_page(client):
    goal = make_goal()
    make_city(
        **FULL,
        doubt_note="A doubtful date.",
        attestation_note="Signed by hand.",
        attested_on="2024-01-31",
        goals=[{"goal": goal, "measure": "Help given.", "measure_proposed": True}],
    )

    page = city_page(client)

    assert [
        word for word in ("doubt", "Signed", "January 31", "proposal") if word in page.html
    ] == []


def test_a_notice_stands_under_the_greeting(client):
    make_city(**FULL, notice="<p>Exchanges are limited.</p>")

    assert city_page(client).words("notice")[0] == "Exchanges are limited."


def test_the_cities_before_and_after_follow_the_years_of_the_ties(client):
    names = {"Third": "1999", "First": "1958", "Second": "1979"}
    for name, year in names.items():
        stages = [{"stage": "sister", "start": year}]
        make_city(name=name, slug=name.lower(), stages=stages)

    neighbors = {name: city_page(client, name.lower()).words("neighbors__link") for name in names}

    assert neighbors == {
        "First": ["This is the oldest relationship All cities", "Next city Second"],
        "Second": ["Previous city First", "Next city Third"],
        "Third": ["Previous city Second", "This is the newest relationship All cities"],
    }


def test_the_button_leads_to_the_page_on_taking_part(client):
    make_page(title="Take part", template="take_part", menu="header", slug="take-part")
    make_city(**FULL)

    link = city_page(client).first("a", **{"class": "button"})

    assert (words_of(link), link.get("href")) == ("Take part", "/en/take-part/")


def test_search_engines_are_told_of_the_city(client):
    city = make_city(**FULL)

    page = city_page(client)

    assert page.meta(name="description") == "Northtown, Italy, a sister city since 2007."
    assert '"alternateName": ["Nordico", "Nord"]' in page.html
    assert '"latitude": 45.0703, "longitude": 7.6869' in page.html
    assert city.get_absolute_url() == "/en/cities/northtown/"


@pytest.mark.parametrize("slug", ["nowhere", "hometown", "draft", "north-town-%00"])
def test_what_is_no_public_partner_has_no_page(client, home, slug):
    make_city(slug="draft", public=False)

    assert client.get(f"/en/cities/{slug}/").status_code == 404
    assert client.get(f"/en/cities/{home.slug}/").status_code == 404


def test_a_stage_without_a_date_says_so(client):
    make_city(**FULL, stages=[{"stage": "sister"}])

    assert facts(city_page(client))["Sister city"] == "Date not known"
