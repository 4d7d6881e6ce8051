"""What the page cache keeps, for whom and for how long."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, transaction

from editorial.cache import version as content_version
from editorial.cache import wsgi as pagecache
from editorial.cache.decorators import ABOUT, CACHE_HEADER
from editorial.cache.version import raise_version
from editorial.cache.wsgi import PageCache
from tests.editorial.cache.wsgi_client import Clock, Site, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    return Clock()


def cached(site, clock=None, **options):
    return PageCache(site, clock=clock or Clock(), **options)


def test_a_public_page_is_made_once():
    site = Site()
    cache = cached(site)

    first, second = ask(cache), ask(cache)

    assert site.asked == 1
    assert first == second
    assert first.status == "200 OK"
    assert first.body == site.body
    assert first.headers["Content-Length"] == str(len(site.body))
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.headers["Content-Type"] == "text/html; charset=utf-8"


def test_nothing_stale_is_served_after_a_publication():
    site = Site(b"old")
    cache = cached(site)
    ask(cache)

    site.body = b"new"
    assert ask(cache).body == b"old"
    raise_version()

    assert ask(cache).body == b"new"
    assert site.asked == 2


def test_a_publication_while_a_page_is_made_is_not_missed():
    def publishes_meanwhile(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), (CACHE_HEADER, "2000000")])
        body = str(content_version.current()).encode()
        raise_version()
        return [body]

    cache = cached(publishes_meanwhile)

    assert ask(cache).body != ask(cache).body


def test_a_publication_that_is_rolled_back_changes_nothing():
    site = Site()
    cache = cached(site)
    ask(cache)

    with transaction.atomic():
        raise_version()
        transaction.set_rollback(True)
    ask(cache)

    assert site.asked == 1


@pytest.mark.parametrize(
    "site",
    [
        Site(until=None),
        *(Site(status=status) for status in ("301 Moved", "404 Not Found", "500 Error")),
        Site(headers=[("Set-Cookie", "csrftoken=x")]),
        Site(headers=[("Vary", "Accept-Encoding, Cookie")]),
        Site(headers=[("Vary", "Accept-Language")]),
        Site(headers=[("Vary", "*")]),
        Site(headers=[("Cache-Control", "max-age=60, private")]),
        Site(headers=[("Cache-Control", "no-store")]),
        Site(headers=[("Content-Encoding", "br")]),
        Site(headers=[("Content-Security-Policy", "script-src 'self' 'nonce-abc'")]),
        Site(headers=[("Content-Security-Policy-Report-Only", "script-src 'nonce-abc'")]),
        Site(b'<input type="hidden" name="csrfmiddlewaretoken" value="x">'),
    ],
    ids=lambda site: f"{site.status} {site.headers[1:2]} {site.body[:20]}",
)
def test_what_is_not_the_same_for_all_passes_through_and_is_not_kept(site):
    cache = cached(site)

    first, second = ask(cache), ask(cache)

    assert site.asked == 2
    assert first == second
    assert first.status == site.status
    assert first.body == site.body
    assert first.headers == {name: value for name, value in site.headers if name != CACHE_HEADER}


@pytest.mark.parametrize(
    "extra",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "theme=dark; sessionid=abc"},
        {"HTTP_COOKIE": "messages=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
    ],
    ids=str,
)
def test_our_cookies_credentials_and_other_methods_bypass_the_cache(extra):
    site = Site()
    cache = cached(site)
    method = extra.pop("REQUEST_METHOD", "GET")

    ask(cache)
    site.body = b"for one person"
    assert ask(cache, method=method, **extra).body == b"for one person"

    assert site.asked == 2
    assert ask(cache).body == b"<h1>Page</h1>"


def test_the_session_cookie_has_the_name_from_settings(settings):
    settings.SESSION_COOKIE_NAME = "desk"
    site = Site()
    cache = cached(site)

    for cookie in ("sessionid=a", "desk=a", "desk=a"):
        ask(cache, HTTP_COOKIE=cookie)

    assert site.asked == 3


@pytest.mark.parametrize("cookie", ["theme=dark", "_ga=sessionid", "xsessionid=1", "=; ;", "x"])
def test_cookies_of_others_do_not_matter(cookie):
    site = Site()
    cache = cached(site)

    ask(cache)
    ask(cache, HTTP_COOKIE=cookie)

    assert site.asked == 1


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/en/"},
        {"query": "city=a"},
        {"HTTP_HOST": "www.example.org"},
        {"HTTP_HOST": "example.org:8000"},
        {"wsgi.url_scheme": "https"},
    ],
    ids=str,
)
def test_each_address_is_a_page_of_its_own(other):
    site = Site()
    cache = cached(site)

    ask(cache)
    site.body = b"another page"

    assert ask(cache, **other).body == b"another page"
    assert ask(cache).body == b"<h1>Page</h1>"
    assert site.asked == 2


def test_the_scheme_is_taken_from_the_trusted_header_only(settings):
    site = Site()
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    cache = cached(site)

    settings.SECURE_PROXY_SSL_HEADER = None
    ask(cache)
    ask(cache, **secure)
    assert site.asked == 1

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ask(cache, **secure)
    ask(cache, HTTP_X_FORWARDED_PROTO="https, http")
    assert site.asked == 2
    ask(cache, HTTP_X_FORWARDED_PROTO="http")
    assert site.asked == 2


def test_the_host_is_taken_from_the_proxy_where_settings_trust_it(settings):
    settings.USE_X_FORWARDED_HOST = True
    site = Site()
    cache = cached(site)

    ask(cache, HTTP_X_FORWARDED_HOST="a.example")
    ask(cache, HTTP_X_FORWARDED_HOST="b.example")

    assert site.asked == 2


def test_memory_is_bounded_and_the_page_unused_for_longest_goes_first():
    site = Site(headers=[("X-Weight", "x" * 3000)])
    cache = cached(site, max_bytes=10_000)
    ask(cache, "/a")
    ask(cache, "/b")

    ask(cache, "/a")
    ask(cache, "/c")

    assert cache.size <= 10_000
    assert cache.size == sum(page.size for page in cache.pages.values())
    assert [key[3] for key in cache.pages] == ["/a", "/c"]


def test_a_page_over_the_bound_is_served_and_not_kept():
    site = Site(headers=[("X-Weight", "x" * 3000)])
    cache = cached(site, max_bytes=2_000)

    assert ask(cache).body == ask(cache).body == site.body

    assert (site.asked, cache.size, len(cache.pages)) == (2, 0, 0)


def test_a_page_lives_until_its_moment(clock):
    site = Site(until=clock.now + 30)
    cache = cached(site, clock)
    ask(cache)

    clock.now += 29.9
    ask(cache)
    assert site.asked == 1

    clock.now += 0.1
    assert ask(cache).status == "200 OK"
    assert site.asked == 2


def test_a_page_made_again_replaces_the_old_one_in_the_count(clock):
    site = Site(until=clock.now)
    cache = cached(site, clock)

    for _ in range(3):
        ask(cache)

    assert len(cache.pages) == 1
    assert cache.size == next(iter(cache.pages.values())).size


@pytest.fixture
def no_database(monkeypatch):
    """Let the database stop answering when this is called."""

    def fails():
        raise OperationalError("no answer")

    return lambda: monkeypatch.setattr(content_version, "current", fails)


def test_an_unreachable_database_means_that_nothing_is_kept(no_database, caplog):
    site = Site()
    cache = cached(site)
    no_database()

    assert ask(cache).headers.keys() == {"Content-Type"}
    assert (site.asked, len(cache.pages)) == (1, 0)
    assert "content version" in caplog.text


def test_while_the_database_is_started_anew_stored_pages_are_shown(clock, no_database):
    site = Site()
    cache = cached(site, clock)
    ask(cache)
    no_database()

    clock.now += pagecache.BRIDGED
    assert ask(cache).body == site.body
    assert site.asked == 1

    clock.now += 1
    ask(cache)
    assert site.asked == 2


@pytest.mark.parametrize(("about", "asked"), [("", 2), (ABOUT, 1)], ids=["turns", "about"])
def test_without_the_database_a_page_is_shown_until_something_was_to_happen(
    clock, no_database, about, asked
):
    site = Site(until=f"{clock.now + 5}{about}")
    cache = cached(site, clock)
    ask(cache)
    no_database()

    clock.now += 6
    ask(cache)

    assert site.asked == asked


def test_a_database_that_does_not_answer_is_asked_every_few_seconds_alone(
    clock, no_database, caplog
):
    site = Site()
    cache = cached(site, clock)
    ask(cache)
    no_database()

    for _ in range(5):
        assert ask(cache).body == site.body
    assert caplog.text.count("could not be read") == 1

    clock.now += pagecache.ASKED_EVERY
    ask(cache)
    assert caplog.text.count("could not be read") == 2


def test_a_page_that_nobody_asked_for_yet_is_looked_for_at_once_when_it_is_back(
    clock, no_database, monkeypatch
):
    site = Site()
    cache = cached(site, clock)
    ask(cache)
    no_database()
    ask(cache)
    monkeypatch.undo()

    assert ask(cache, "/elsewhere/").body == site.body
    assert "ETag" in ask(cache, "/elsewhere/").headers


def test_threads_that_read_different_versions_get_their_status_page_client(monkeypatch):
    def shows_version(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), (CACHE_HEADER, "2000000")])
        return [environ["test.version"].encode()]

    cache = cached(shows_version, max_bytes=20_000)
    threads = threading.local()
    monkeypatch.setattr(PageCache, "read_version", lambda self: threads.version)

    def read(number):
        threads.version = number % 3
        seen = ask(cache, f"/{number % 7}", **{"test.version": str(number % 3)}).body
        return seen == str(number % 3).encode()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(600)))
    assert cache.size == sum(page.size for page in cache.pages.values()) <= 20_000


def test_the_bound_comes_from_settings(settings):
    settings.PAGE_CACHE_BYTES = 123
    assert PageCache(Site()).max_bytes == 123

    del settings.PAGE_CACHE_BYTES
    assert PageCache(Site()).max_bytes == pagecache.MAX_BYTES
