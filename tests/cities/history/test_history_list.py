"""What the whole history lists: events by decade, silences, the calendar, sources."""

import pytest

from tests.builders import make_city, make_event, make_goal, make_page
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HISTORY = "/en/history/"


def titles(page):
    return page.words("event__title")


def test_coming_events_stand_in_the_calendar_and_not_in_the_history(client):
    make_event(title="Past", start="1994-05-01")
    make_event(title="Coming", start="2999-05-01")

    page = read(client, HISTORY)

    assert "1 event" in [words_of(heading) for heading in page.all("h2")]
    assert page.words("decade") == [
        "1990s 1 event May 1, 1994 Past Visit",
        "Coming 1 event May 1, 2999 Coming Visit",
    ]


def test_filters_choose_from_the_calendar_too(client):
    make_event(title="Coming gift", kind="gift", start="2999-05-01")
    make_event(title="Coming visit", kind="visit", start="2999-05-01")

    assert titles(read(client, HISTORY, {"kind": "gift"})) == ["Coming gift"]


def test_a_cancelled_event_stays_with_the_word(client):
    make_event(title="A concert", start="1994", cancelled=True)
    make_event(title="A visit", start="1995")

    page = read(client, HISTORY)

    assert titles(page) == ["A concert", "A visit"]
    assert page.words("event--cancelled")[0].startswith("1994 Cancelled A concert")
    assert page.words("event__state") == ["Cancelled"]


def test_more_than_five_years_without_an_event_are_told_as_a_silence(client):
    take_part = make_page(title="Take part", template="take_part", menu="header", slug="help")
    make_event(start="1960")
    make_event(start="1965")
    make_event(start="1971")

    page = read(client, HISTORY)

    assert page.words("silence") == [
        "1966 to 1970: no dated event here yet. Do you remember one? 1966–1970"
    ]
    assert page.first("a", href=take_part.get_absolute_url()) is not None


def test_a_filtered_list_claims_no_silences(client):
    make_event(kind="gift", start="1960")
    make_event(kind="gift", start="1990")

    assert read(client, HISTORY, {"kind": "gift"}).words("silence") == []


def test_events_without_a_date_come_last_and_say_so(client):
    make_event(title="Undated")
    make_event(title="Dated", start="1994")

    page = read(client, HISTORY)

    assert titles(page) == ["Dated", "Undated"]
    assert page.words("decade__label") == ["1990s", "Date not known"]
    assert page.words("event__when")[1].strip() == "Date not known"


def test_the_number_of_dated_events_leaves_the_undated_out(client):
    make_event()
    make_event(start="1994")

    page = read(client, HISTORY)

    assert page.words("lede")[0].startswith("1 dated event, with its source.")
    assert words_of(page.all("h2")[0]) == "2 events"


def test_an_event_shows_its_source_and_whose_date_differs(client):
    source = {
        "headline": "Un patto",
        "language": "it",
        "description": "An agreement",
        "publisher": "Città",
        "url": "https://example.org/patto",
        "seen": "2026-11-01",
    }
    make_event(
        title="A pact",
        cities=[make_city(name="North")],
        start="2007-05-23",
        partner_date="2007-05-24",
        sources=[source],
    )

    page = read(client, HISTORY)

    assert page.words("source__list") == ["Un patto, Città, seen November 1, 2026 An agreement"]
    link = page.first("a", href="https://example.org/patto")
    assert (link.get("lang"), link.get("hreflang")) == ("it", "it")
    assert page.words("event__partner-date") == ["The record of North says May 24, 2007."]


def test_a_source_says_when_it_was_published_and_that_it_only_announced(client):
    preview = {"headline": "A preview", "published": "2007-05-20", "kind": "announcement"}
    make_event(title="A festival was planned", start="2007-05-23", sources=[preview])

    page = read(client, HISTORY)

    assert page.words("source__list") == ["announced: A preview, May 20, 2007"]


def test_the_table_counts_events_by_decade_and_goal(client):
    aid, trade = make_goal(name="Aid", rank=1), make_goal(name="Trade", rank=2)
    make_event(goals=[aid], start="1994")
    make_event(goals=[aid, trade], start="1999")
    make_event(start="2004")

    page = read(client, HISTORY)

    assert [words_of(row) for row in page.all("tr")] == [
        "DecadeAidTradeAll events",
        "1990s212",
        "2000s001",
    ]


def test_unpublished_events_are_not_told(client):
    make_event(title="Draft", start="1994", public=False)

    assert titles(read(client, HISTORY)) == []


def test_the_history_begins_with_the_oldest_tie(client):
    make_city(stages=[{"stage": "sister", "start": "1958-11-29"}])
    make_event(start="1957")

    assert words_of(read(client, HISTORY).first("h1")) == "1958 to today"


def test_without_a_dated_tie_the_heading_names_no_year(client):
    make_city(stages=[{"stage": "sister"}])

    assert words_of(read(client, HISTORY).first("h1")) == "History"


def test_only_coming_events_dated_to_the_day_are_told_to_search_engines(client):
    make_event(title="A concert", start="2999-05-01", end="2999-05-03", cancelled=True)
    make_event(title="Some time in May", start="2999-05")
    make_event(title="Perhaps", start="about 2999-05-01")

    page = read(client, HISTORY)

    assert '"startDate": "2999-05-01"' in page.html
    assert page.html.count('"@type": "Event"') == 1
    assert '"endDate": "2999-05-03"' in page.html
    assert "https://schema.org/EventCancelled" in page.html
