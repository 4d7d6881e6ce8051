"""Where the rest of the site leads to the form, and where it does not."""

import re

import pytest
from django.test import Client

from involvement.models import InterestForm
from tests.builders import make_city, make_event, make_goal, make_home, make_page
from tests.crawl import read, words_of
from tests.submissions import make_form

pytestmark = pytest.mark.django_db

WRITE = "/en/take-part/write/"


@pytest.fixture(autouse=True)
def site(db):
    make_home()
    goal = make_goal(name="Aid", slug="aid")
    words = {"take_part": "<p>Come.</p>", "goals": [{"goal": goal}]}
    city = make_city(name="North", slug="north", **words)
    for year in ("1960", "1990"):
        make_event(title=f"In {year}", cities=[city], start=year)
    make_page(title="Take part", slug="take-part", template="take_part", menu="header")
    return city, goal


def ways_to_write(client, address):
    links = [link.get("href") for link in read(client, address).first("main").iter("a")]
    return [link for link in links if "take-part" in link]


def test_the_page_on_taking_part_lists_the_open_choices_first(client):
    make_form(
        choices=[
            {"kind": "hosting", "label": "Hosting", "help": "A room."},
            {"kind": "board", "label": "The board", "is_open": False},
            {"kind": "aid", "label": "Aid"},
        ]
    )

    page = read(client, "/en/take-part/")

    assert ways_to_write(client, "/en/take-part/") == [f"{WRITE}?kind=hosting", f"{WRITE}?kind=aid"]
    assert words_of(page.all("h2")[0]) == "Write to us"
    assert page.words("link-list__entry") == ["A room."]


@pytest.mark.parametrize(
    ("address", "ways"),
    [
        (
            "/en/cities/north/",
            [f"{WRITE}?kind=memory&city=north", f"{WRITE}?city=north"],
        ),
        (
            "/en/goals/aid/",
            [f"{WRITE}?kind=memory&city=north&goal=aid", f"{WRITE}?goal=aid"],
        ),
        ("/en/history/", [f"{WRITE}?kind=memory"]),
        ("/en/site-map/", ["/en/take-part/", WRITE]),
    ],
)
def test_other_pages_say_to_the_form_what_they_are_about(client, address, ways):
    make_form()

    assert ways_to_write(client, address) == ways


@pytest.mark.parametrize("notice", [None, {"notice_purposes": ""}])
@pytest.mark.parametrize("name", ["cities/north/", "goals/aid/", "history/", "site-map/"])
def test_without_an_open_form_pages_lead_to_the_page_on_taking_part(client, notice, name):
    if notice is not None:
        make_form(**notice)

    assert set(ways_to_write(client, f"/en/{name}")) == {"/en/take-part/"}


def test_the_page_on_taking_part_stands_without_a_form(client):
    assert ways_to_write(client, "/en/take-part/") == []
    assert read(client, "/en/take-part/").status == 200


def test_a_page_in_another_language_leads_to_the_form_only_when_it_is_open_there(client):
    make_form()

    assert ways_to_write(client, "/ja/cities/north/") == ["/ja/take-part/"] * 2


# --- Machines ---------------------------------------------------------------------------------


def named_to_machines():
    xml = Client().get("/sitemap.xml").content.decode()
    return [url for url in re.findall("<loc>http://testserver(.*?)</loc>", xml) if "write" in url]


def test_the_site_map_names_the_form_in_the_languages_in_which_it_is_open():
    notice = dict.fromkeys(InterestForm.NOTICE, "<p>告知。</p>")
    choice = {"kind": "aid", "label": "Aid", "translations": {"ja": {"label": "援助"}}}
    translations = {"ja": {"title": "書く", **notice}, "uk": {"title": "Написати"}}
    make_form(choices=[choice], translations=translations)

    assert named_to_machines() == [WRITE, "/ja/take-part/write/"]


@pytest.mark.parametrize(
    "values",
    [{"notice_sharing": ""}, {"choices": [{"kind": "aid", "label": "Aid", "is_open": False}]}],
)
def test_the_site_map_does_not_name_a_closed_form(values):
    make_form(**values)

    assert named_to_machines() == []


def test_the_site_map_stands_without_a_form():
    assert named_to_machines() == []
