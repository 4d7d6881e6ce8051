"""The home page: greetings, map, lines, goals, and what comes next."""

import re
from datetime import datetime

import pytest
from django.utils import timezone

from tests.builders import make_city, make_event, make_goal, make_page, make_site
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HOME = "/en/"


def sister(name, start, **values):
    return make_city(name=name, stages=[{"stage": "sister", "start": start}], **values)


def test_the_page_says_whose_site_it_is(client):
    make_site(
        program_name="Hometown Sister Cities",
        home_title="Sisters in six directions.",
        home_lede="Six communities.",
    )

    page = read(client, HOME)

    assert words_of(page.first("title")) == "Hometown Sister Cities"
    assert words_of(page.first("h1")) == "Sisters in six directions."
    assert page.words("lede") == ["Six communities."]
    assert page.meta(name="description") == "Six communities."


@pytest.mark.parametrize(
    ("site", "heading"),
    [({"program_name": "Friends"}, "Friends"), (None, "Our sister cities")],
)
def test_without_a_heading_of_its_own_the_page_still_has_one(client, site, heading):
    if site:
        make_site(**site)

    page = read(client, HOME)

    assert words_of(page.first("h1")) == heading
    assert words_of(page.first("title")) == heading


def test_each_city_is_one_link_with_its_greeting(client):
    sister("North", "1958", slug="north", greeting="Cari amici!", greeting_language="it")

    page = read(client, HOME)

    (row,) = page.words("city-row__link")
    assert row == "Cari amici! North Japan, since 1958 8,880 km 5,520 mi northwest"
    link = page.first("a", **{"class": "city-row__link"})
    assert link.get("href") == "/en/cities/north/"
    assert page.first("span", lang="it").text == "Cari amici!"


def test_cities_stand_by_age_and_the_table_by_distance(client):
    sister("Old", "1958")
    sister("Near", "1979", latitude="41.2230", longitude="-111.9738")

    page = read(client, HOME)

    assert page.words("city-row__name") == ["Old", "Near"]
    heads = [words_of(head) for head in page.all("th") if head.get("scope") == "row"]
    assert heads == ["Near", "Old"]


@pytest.mark.parametrize(
    ("today", "start", "years"),
    [
        ("2026-11-28", "1958-11-29", 67),
        ("2026-11-29", "1958-11-29", 68),
        ("2027-01-01", "1958-11-29", 68),
        ("2026-12-30", "1958", 67),
        ("2026-12-31", "1958", 68),
    ],
)
def test_the_years_of_contact_have_passed_since_the_oldest_tie(
    client, monkeypatch, today, start, years
):
    noon = datetime.fromisoformat(f"{today}T12:00-07:00")
    monkeypatch.setattr(timezone, "now", lambda: noon)
    sister("Old", start)
    make_event(start="1957")

    headings = [words_of(heading) for heading in read(client, HOME).all("h2")]

    assert f"{years} years of contact" in headings


def test_each_city_has_its_line_of_contact(client):
    cities = [sister("Old", "1958"), sister("Young", "1979")]
    make_event(cities=cities, start="1990")

    page = read(client, HOME)

    assert page.words("contact-lines__city") == ["Old", "Young"]
    lines = [svg for svg in page.all("svg") if svg.get("class") == "contact-line"]
    drawn = [[part for part in line.iter() if "tick" in part.get("class", "")] for line in lines]
    assert [len(ticks) for ticks in drawn] == [1, 1]


def test_goals_count_what_was_done_for_them(client):
    aid = make_goal(name="Aid", slug="aid", rank=1)
    make_goal(name="Trade", slug="trade", rank=2)
    make_event(goals=[aid], start="1990")

    page = read(client, HOME)

    assert page.words("goal-row") == ["Aid 1 event", "Trade 0 events"]


def test_what_comes_next_is_announced(client):
    make_event(title="A concert", start="2999-05-01")
    make_event(title="A past one", start="1999-05-01")

    page = read(client, HOME)

    assert page.words("ruled") == ["Coming May 1, 2999 A concert", "Calendar All that is coming"]


def test_what_is_off_is_announced_with_the_word(client):
    feast = make_event(title="New feast", start="2999-06-01")
    make_event(title="Concert", start="2999-05-01", cancelled=True)
    make_event(title="Feast", start="2999-05-02", postponed_to=feast)

    page = read(client, HOME)

    assert page.words("ruled")[:3] == [
        "Coming May 1, 2999 Cancelled Concert",
        "Coming May 2, 2999 Postponed Feast",
        "Coming June 1, 2999 New feast",
    ]
    assert len(page.words("ruled--off")) == 2


@pytest.mark.parametrize(
    ("start", "iso"), [("about 2999", None), ("2990s", None), ("2999", "2999")]
)
def test_a_date_is_given_to_machines_only_as_far_as_they_can_take_it(client, start, iso):
    make_event(title="A concert", start=start)

    page = read(client, HOME)

    assert page.words("ruled")[0].endswith("A concert")
    assert [time.get("datetime") for time in page.all("time")] == ([iso] if iso else [])


def test_what_happened_on_this_day_is_remembered(client):
    then = four_years_before(timezone.localdate())
    event = make_event(title="A letter came", start=then.isoformat())

    page = read(client, HOME)

    assert page.words("ruled")[0].endswith("A letter came")
    assert page.first("a", href=event.get_absolute_url()) is not None


def four_years_before(day):
    """Return the same day in a year that has it, leap days too."""
    return day.replace(year=day.year - 4)


def test_the_next_anniversary_is_announced(client):
    sister("North", "1958-11-29", slug="north")

    page = read(client, HOME)

    (line,) = page.words("ruled")
    assert re.fullmatch(r"Next anniversary November 29, 20\d[38] \d[05] years with North", line)


def test_the_next_meeting_leads_to_taking_part(client):
    make_site(meeting_title="The next meeting", meeting_text="On Wednesday.")
    make_page(title="Take part", template="take_part", menu="header", slug="take-part")

    page = read(client, HOME)

    assert page.words("panel__title") == ["The next meeting"]
    panel = [link for link in page.all("a") if words_of(link) == "How to join in"]
    assert [link.get("href") for link in panel] == ["/en/take-part/"]


def test_without_a_page_on_taking_part_nothing_leads_to_it(client):
    make_site(meeting_title="The next meeting")

    page = read(client, HOME)

    assert page.words("button") == ["Read the history"]


def test_a_city_without_a_stage_or_a_greeting_breaks_nothing(client):
    make_city(name="New")

    page = read(client, HOME)

    assert page.words("city-row__where") == ["New Japan"]
    assert [span for span in page.all("span") if span.get("lang") == ""] == []


def links_in(page, css_class):
    """List the links of a list, as (words, address)."""
    return [
        (words_of(link), link.get("href"))
        for part in page.all("ul")
        if part.get("class") == css_class
        for link in part.iter("a")
    ]


def test_menus_hold_the_pages_that_staff_put_there(client):
    make_page(title="About us", menu_label="About", menu="header", slug="about-us", rank=1)
    make_page(title="Questions", menu="footer", slug="questions")
    make_page(title="Elsewhere", slug="elsewhere")
    make_page(title="Draft", menu="header", slug="draft", public=False)

    page = read(client, HOME)

    assert links_in(page, "menu__list") == [
        ("Cities", "/en/cities/"),
        ("Goals", "/en/goals/"),
        ("History", "/en/history/"),
        ("About", "/en/about-us/"),
    ]
    assert links_in(page, "site-footer__links") == [
        ("Questions", "/en/questions/"),
        ("Coming", "/en/events/"),
        ("Open data", "/en/data/"),
        ("Privacy", "/en/privacy/"),
        ("Site map", "/en/site-map/"),
    ]


def test_the_office_stands_at_the_foot_of_the_page(client):
    make_site(
        office_name="Office of Friends",
        office_address="1 Main Street\nHometown",
        email="us@example.org",
        phone="+1 801-555-0100",
    )

    page = read(client, HOME)

    assert page.words("site-footer__office") == [
        "Office of Friends 1 Main StreetHometown us@example.org 801-555-0100"
    ]
    assert page.first("a", href="tel:+18015550100") is not None
    assert page.first("a", href="mailto:us@example.org") is not None


def test_search_engines_are_told_of_the_office(client):
    make_site(program_name="Friends", email="us@example.org", phone="+1 801-555-0100")

    html = read(client, HOME).html

    assert '"@type": "GovernmentOrganization", "name": "Friends"' in html
    assert '"telephone": "+18015550100"' in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_readers_can_only_read(client, method):
    assert getattr(client, method)(HOME).status_code == 405
