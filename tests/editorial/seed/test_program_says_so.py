"""What the program's own content must say, and what it must not claim."""

import re
import tomllib

import pytest
from django.conf import settings

ABOUT, PROGRAM, CULTURE = "about-us", "our-program", "culture-and-ideas"


def tables(folder, language=None):
    """Return all things of a kind by their key: their facts, or their texts in a language."""
    found = {}
    for path in sorted((settings.CONTENT_DIR / folder).glob("*.toml")):
        _name, *tongue = path.stem.split(".")
        if tongue == ([language] if language else []):
            found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def strings(value):
    """List all texts in a table and in those below it."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    return [value]


def words_of(page):
    """Return what a page says in English, on one line and without marks."""
    bare = re.sub(r"<[^>]+>", " ", " ".join(strings(tables("pages", "en")[page])))
    return " ".join(bare.split())


# The statements of the program's own About Us, in its order, and the page that makes each.
STATEMENTS = [
    ("active relationships", PROGRAM, ["These sister city relationships are active today"]),
    (
        "all six named",
        PROGRAM,
        ["Matsumoto", "Keelung", "Chernivtsi", "Izhevsk", "Torino", "Trujillo"],
    ),
    ("a vast range of diversity", PROGRAM, ["as different as the places themselves"]),
    (
        "a common goal: peace",
        PROGRAM,
        ["promote peace", "respecting one another, understanding one another", "working together"],
    ),
    (
        "each created for its own reason",
        PROGRAM,
        ["a reason of its own", "circumstances of its own"],
    ),
    (
        "the measure of success differs",
        PROGRAM,
        ["success cannot be measured in the same way", "peace is the final aim of every one"],
    ),
    (
        "the reasons",
        PROGRAM,
        [
            "cultural exchange",
            "humanitarian aid",
            "visits of dignitaries",
            "economic development",
            "exchange of students, teachers and employees",
        ],
    ),
    ("goals may change or evolve", PROGRAM, ["goals of a relationship may shift or develop"]),
    (
        "involvement varies with politics",
        PROGRAM,
        ["priorities shift", "administrations keep changing", "a government itself is unstable"],
    ),
    ("an environment that always changes", PROGRAM, ["is always changing", "live through it"]),
    ("among the most important organizations", PROGRAM, ["most important organizations"]),
    ("toward global integration", PROGRAM, ["a more closely joined world"]),
    (
        "new technologies and techniques",
        PROGRAM,
        [
            "new technology and new methods",
            "trade, advances in health care, democracy and a healthy environment",
        ],
    ),
    ("at the forefront", PROGRAM, ["at the forefront of community development"]),
    ("grassroots help for partners abroad", PROGRAM, ["at the grassroots", "partners abroad"]),
    (
        "all sectors and all sides of society",
        PROGRAM,
        ["every sector of the city", "its diversity, its history and its ambitions"],
    ),
    ("the community’s salutation", PROGRAM, ["how a community greets the world"]),
    (
        "cities across the globe, exchange of culture and ideas",
        CULTURE,
        ["relationships with cities around the globe", "exchange of culture and ideas"],
    ),
    ("five opportunities", CULTURE, ["share their resources", "Five opportunities"]),
    (
        "opportunities, and residents’ ideas",
        CULTURE,
        [
            "new opportunities in education and in business",
            "ambitious, enthusiastic ideas that Salt Lake City residents bring",
            "Please get involved",
        ],
    ),
]


@pytest.mark.parametrize(("statement", "page", "phrases"), STATEMENTS)
def test_every_statement_of_the_program_is_made(statement, page, phrases):
    said = words_of(page)

    assert [phrase for phrase in phrases if phrase not in said] == [], statement


def test_about_us_opens_with_the_purpose_and_the_menu_leads_to_both_pages():
    facts = tables("pages")

    assert "one purpose: peace" in tables("pages", "en")[ABOUT]["lede"]
    assert [facts[page]["menu"] for page in (ABOUT, PROGRAM, CULTURE)] == ["header"] * 3


def test_the_five_opportunities_stand_in_their_order():
    ranked = sorted(tables("goals").items(), key=lambda item: item[1]["rank"])

    assert [key for key, _facts in ranked] == [
        "economic-development",
        "diplomatic-relationships",
        "educational-enhancement",
        "humanitarian-aid",
        "civic-engagement",
    ]


def test_the_goals_of_an_event_are_goals_of_its_cities():
    shared = {
        key: {goal["goal"] for goal in city.get("goals", {}).values()}
        for key, city in tables("cities").items()
    }
    strange = [
        (key, city, goal)
        for key, event in tables("events").items()
        for city in event["cities"]
        for goal in event["goals"]
        if goal not in shared[city]
    ]

    assert strange == []


def test_what_was_only_announced_is_not_told_as_done():
    told = tables("events", "en")
    only_announced = [
        key
        for key, event in tables("events").items()
        if all(source.get("kind") == "announcement" for source in event["sources"].values())
    ]
    hedged = re.compile(r"\b(announced|expected|planned)\b")

    assert only_announced
    assert [key for key in only_announced if not hedged.search(told[key]["title"])] == []


def test_no_place_is_ranked_without_a_year():
    ranks = re.compile(r"\b(second|third|fourth) (largest|most)\b|\blargest city\b", re.IGNORECASE)
    claims = [
        text
        for city in tables("cities", "en").values()
        for text in strings(city)
        if ranks.search(text)
    ]

    assert claims == []
