"""What the program says of itself, statement by statement, and the page that says it."""

import html
import re
import tomllib

import pytest
from django.conf import settings

ROOT = settings.CONTENT_DIR

PROGRAM, CULTURE = "our-program", "culture-and-ideas"

# (page, what it says, the words by which it says so). The words may change; the statements stay.
STATEMENTS = [
    # About Us
    (
        "about-us",
        "the purpose is peace, by respect, understanding and cooperation",
        r"one purpose: peace, .*respect.*understanding and cooperation",
    ),
    (
        "about-us",
        "each relationship has its reason and its circumstances",
        r"reason of its own, in circumstances of its own",
    ),
    ("about-us", "it leads on to Our Program", r'href="/our-program/"'),
    ("about-us", "it leads on to Culture and Ideas", r'href="/culture-and-ideas/"'),
    # Our Program: the relationships
    (PROGRAM, "relationships are active", r"\bThese sister city relationships are active\b"),
    (PROGRAM, "with Matsumoto, Japan", r"Matsumoto</a> in Japan"),
    (PROGRAM, "with Keelung, Taiwan", r"Keelung</a> in Taiwan"),
    (PROGRAM, "with Chernivtsi, Ukraine", r"Chernivtsi</a> in Ukraine"),
    (PROGRAM, "with Izhevsk, Russia", r"Izhevsk</a> in Russia"),
    (PROGRAM, "with Torino, Italy", r"Torino</a> in Italy"),
    (PROGRAM, "with Trujillo, Peru", r"Trujillo</a> in Peru"),
    (PROGRAM, "they are very diverse", r"as different as the places themselves"),
    (PROGRAM, "they share the goal to promote peace", r"they share is the wish to promote peace"),
    (
        PROGRAM,
        "by respect, understanding and cooperation",
        r"respecting one another, understanding one another and working together",
    ),
    # … why they were made, and what success is
    (PROGRAM, "each was created for another reason", r"for a reason of its own"),
    (PROGRAM, "and under other circumstances", r"in circumstances of its own"),
    (
        PROGRAM,
        "a measure of success does not fit all",
        r"success cannot be measured in the same way",
    ),
    (PROGRAM, "yet peace is the ultimate goal of all", r"peace is the final aim of every one"),
    (PROGRAM, "reason: cultural exchange programs", r"programs of cultural exchange"),
    (PROGRAM, "reason: humanitarian aid", r"<li>humanitarian aid"),
    (PROGRAM, "reason: dignitary visits", r"visits of dignitaries"),
    (PROGRAM, "reason: economic development", r"<li>economic development"),
    (
        PROGRAM,
        "reason: student, teacher and employee exchange",
        r"exchange of students, teachers and employees",
    ),
    # … how they change
    (PROGRAM, "goals change or evolve", r"goals of a relationship may shift or develop"),
    (
        PROGRAM,
        "connectivity varies greatly",
        r"How closely two cities are in touch.*differ greatly",
    ),
    (PROGRAM, "involvement varies greatly", r"how many people are involved"),
    (PROGRAM, "because of political priorities", r"political priorities shift"),
    (PROGRAM, "because of changing city administrations", r"city administrations keep changing"),
    (PROGRAM, "even because of governmental instability", r"government itself is unstable"),
    (
        PROGRAM,
        "so relationships live in a fluctuating environment",
        r"always changing, and the relationship has to live through it",
    ),
    # … what a program is worth
    (
        PROGRAM,
        "one of the most important organizations of a community",
        r"one of the most important organizations that a community can have",
    ),
    (
        PROGRAM,
        "it leads toward global integration",
        r"leads its community toward .*closely joined world",
    ),
    (PROGRAM, "by new technologies and techniques", r"new technology and new methods"),
    (PROGRAM, "for trade", r"support trade"),
    (PROGRAM, "for health care advancement", r"advances in health care"),
    (PROGRAM, "for democratization", r"democracy"),
    (PROGRAM, "for the environment", r"healthy environment"),
    (PROGRAM, "at the forefront of community development", r"forefront of community development"),
    (
        PROGRAM,
        "at the grassroots level, to assist partners abroad",
        r"at the grassroots, .*help their partners abroad",
    ),
    (
        PROGRAM,
        "with volunteers of all sectors of the city",
        r"their volunteers represent every sector of the city",
    ),
    (
        PROGRAM,
        "of all aspects of its society: diversity, history, ambitions",
        r"every side of its society: its diversity, its history and its ambitions",
    ),
    (PROGRAM, "a community's international salutation", r"how a community greets the world"),
    # Culture and Ideas
    (CULTURE, "relationships with cities across the globe", r"with cities around the globe"),
    (CULTURE, "allow the exchange of culture and ideas", r"exchange of culture and ideas possible"),
    (
        CULTURE,
        "exchanging resources provides five opportunities",
        r"share their resources, opportunities of five kinds",
    ),
    (
        CULTURE,
        "they open new opportunities in education and business",
        r"new opportunities in education and in business",
    ),
    (CULTURE, "your involvement is encouraged", r"Please get involved"),
    (CULTURE, "to enhance the relationships", r"relationships abroad to become stronger"),
    (
        CULTURE,
        "beginning with ambitious, enthusiastic ideas of residents",
        r"ambitious, enthusiastic ideas that Salt Lake City residents bring",
    ),
]

OPPORTUNITIES = [
    "Economic development",
    "Diplomatic relationships",
    "Educational enhancement",
    "Humanitarian aid",
    "Civic engagement",
]


def read(name):
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages():
    return read("pages/about.en.toml")


def words_of(page):
    """Return all that a page of the seed says, in one line."""
    sections = page.get("sections", {}).values()
    texts = [page["title"], page["lede"], *(part for each in sections for part in each.values())]
    return re.sub(r"\s+", " ", html.unescape(" ".join(texts)))


@pytest.mark.parametrize(
    ("page", "statement", "words"),
    STATEMENTS,
    ids=[statement for _page, statement, _w in STATEMENTS],
)
def test_the_page_says_it(pages, page, statement, words):
    assert re.search(words, words_of(pages[page])), statement


def test_the_five_opportunities_stand_in_their_order():
    assert [goal["name"] for goal in read("goals/goals.en.toml").values()] == OPPORTUNITIES


def test_the_headings_are_the_programs_own(pages):
    titles = [pages[page]["title"] for page in ("about-us", PROGRAM, CULTURE)]

    assert titles == ["About Us", "Our Program", "Culture and Ideas"]


def test_our_program_and_culture_and_ideas_stand_in_the_menu():
    structure = read("pages/about.toml")

    assert all(structure[page]["menu"] == "header" for page in ("about-us", PROGRAM, CULTURE))
