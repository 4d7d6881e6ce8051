"""The site map of a long record: an index and parts of a bounded size, with every event in one."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from benchmarks.many_events import add_events
from cities.models import Event
from pages.machines.sitemaps import MOST_ADDRESSES, MOST_EVENTS
from tests.builders import make_event, make_page
from tests.crawl import named_paths, path_of
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db

MANY = MOST_EVENTS * 3 + 5


@pytest.fixture
def long_record(home):
    add_events(MANY, until=date(2026, 1, 1))


def listed(client):
    """Return what the index says, by the paths of the parts: the days of their last changes."""
    entries = client.get("/sitemap.xml").content.decode().split("<sitemap>")[1:]
    return {
        path_of(re.search("<loc>(.*?)</loc>", entry)[1]): re.findall("<lastmod>(.*?)T", entry)
        for entry in entries
    }


def test_a_short_record_has_one_file(client, home):
    make_event(slug="visit")

    assert listed(client) == {}
    assert "/en/events/visit/" in named_paths(client)


def test_every_event_of_a_long_record_stands_in_one_part_in_every_language(client, long_record):
    paths = [path for path in named_paths(client) if "/events/group-" in path]

    assert len(paths) == len(set(paths)) == MANY * 7
    assert {path.split("/")[3] for path in paths} == set(
        Event.objects.values_list("slug", flat=True)
    )


def test_what_is_no_event_stands_in_parts_of_its_own(client, long_record):
    make_page(slug="about")

    paths = named_paths(client)

    assert {"/en/", "/en/about/", "/en/history/1990s/"} <= set(paths)
    assert len(paths) == len(set(paths))


def test_many_other_pages_fill_further_parts(client, home):
    for number in range(MOST_ADDRESSES + 1):
        make_page(slug=f"page-{number}")

    assert list(listed(client))[1:] == ["/sitemap-rows.xml", "/sitemap-rows.xml?p=2"]
    assert {f"/en/page-{n}/" for n in range(MOST_ADDRESSES + 1)} <= set(named_paths(client))


def test_no_part_is_heavy_even_with_long_addresses(client, long_record, settings):
    settings.SITE_URL = "https://www.sistercities.of.a.long.name.example"
    for event in Event.objects.all():
        Event.objects.filter(pk=event.pk).update(slug=f"{event.slug:-<50}")

    parts = {path: client.get(path).content for path in ["/sitemap.xml", *listed(client)]}

    assert {path: len(body) for path, body in parts.items() if len(body) > 200_000} == {}
    assert all(body.count(b"<url>") <= MOST_ADDRESSES for body in parts.values())
    assert all(b"testserver" not in body for body in parts.values())


def test_the_index_says_in_which_part_something_changed(client, long_record):
    event = Event.objects.order_by("pk").last()
    later = timezone.now() + timedelta(days=400)
    Event.objects.filter(pk=event.pk).update(live_at_ja=later)

    changed = {path: days for path, days in listed(client).items() if "/sitemap-events-" in path}

    day = str(timezone.localdate(later))
    assert [path for path, days in changed.items() if days == [day]] == [
        f"/sitemap-events-{event.pk // MOST_EVENTS}.xml"
    ]
    assert all(len(days) == 1 for days in changed.values())


def test_a_longer_record_asks_no_more_of_the_database(client, home):
    asked = []
    for _time in range(2):
        add_events(MANY, until=date(2026, 1, 1))
        part = Event.objects.order_by("pk")[MOST_EVENTS].pk // MOST_EVENTS
        paths = ["/sitemap.xml", f"/sitemap-events-{part}.xml", "/sitemap-named.xml"]
        asked.append([queries_of(client, path) for path in paths])

    assert asked == [[8, 1, 3]] * 2


def test_a_part_that_there_is_none_of_is_not_found(client, long_record):
    for path in (
        "/sitemap-events-999999999.xml",
        "/sitemap-events-00.xml",
        "/sitemap-named.xml?p=9",
        "/sitemap-rows.xml?p=x",
        "/sitemap-others.xml",
    ):
        assert client.get(path).status_code == 404
