"""Pages that tell what lies ahead are kept until midnight in the home city, and no longer."""

from datetime import datetime

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from editorial.cache import version as content_version
from editorial.cache.wsgi import PageCache
from editorial.models import Picture
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_goal, make_home
from tests.editorial.cache.wsgi_client import ask
from tests.test_query_counts import make_picture

pytestmark = pytest.mark.django_db

PAGES = ["/en/", "/en/cities/north/", "/en/goals/aid/", "/en/history/"]


class Clock:
    """The one clock of the site and of its cache, in the home city's time of 1 May 2027."""

    def set(self, moment):
        self.now = datetime.fromisoformat(f"2027-{moment}-06:00")

    def __call__(self):
        return self.now.timestamp()


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    clock.set("05-01T12:00")
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def site(settings, open_connection, clock):
    """Return the cache around the site, with one event that is over at the end of 1 May."""
    settings.ALLOWED_HOSTS = ["example.org", "testserver"]
    settings.SECURE_SSL_REDIRECT = False
    make_home()
    goal = make_goal(slug="aid")
    city = make_city(slug="north")
    make_event(cities=[city], goals=[goal], start="2027-05-01")
    return PageCache(WSGIHandler(), clock=clock)


def tells_what_lies_ahead(answer):
    """Tell whether a page has a part of what lies ahead; each page links to "Coming" around it."""
    _before, _tag, rest = answer.body.partition(b"<main")
    main, end, _after = rest.partition(b"</main>")
    assert end
    return b"Coming" in main


@pytest.mark.parametrize("address", PAGES)
def test_a_page_kept_before_midnight_is_not_served_after_it(site, clock, address):
    clock.set("05-01T23:59:50")
    before = ask(site, address)
    clock.set("05-02T00:00:00")
    after = ask(site, address)

    assert (before.status, after.status) == ("200 OK", "200 OK")
    assert tells_what_lies_ahead(before)
    assert not tells_what_lies_ahead(after)


@pytest.mark.parametrize("address", PAGES)
def test_until_midnight_a_page_is_made_once(site, clock, address, django_assert_num_queries):
    ask(site, address)
    clock.set("05-01T23:59:59")

    with django_assert_num_queries(1):  # the content version
        answer = ask(site, address)

    assert tells_what_lies_ahead(answer)


def test_a_page_that_is_begun_before_midnight_and_done_after_it_is_not_kept(
    site, clock, monkeypatch
):
    clock.set("05-01T23:59:59")
    django = site.application

    def slow(environ, start_response):
        body = django(environ, start_response)
        clock.set("05-02T00:00:01")
        return body

    site.application = slow
    assert tells_what_lies_ahead(ask(site, "/en/history/"))
    site.application = django

    assert not tells_what_lies_ahead(ask(site, "/en/history/"))


def test_a_changed_credit_of_a_picture_makes_all_pages_stale(client, tmp_path):
    picture = make_picture(tmp_path)
    sign_in(client)
    before = content_version.current()
    form = {"title": "A", "credit": "Bob", "license": "CC0", "focal_x": 50, "focal_y": 50}

    client.post(f"/admin/editorial/picture/{picture.pk}/change/", form)

    assert Picture.objects.get().credit == "Bob"
    assert content_version.current() > before
