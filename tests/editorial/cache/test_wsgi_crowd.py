"""Many readers at once: one rendering of a page, and nobody waits for long."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from editorial.cache import wsgi as pagecache
from editorial.cache.decorators import CACHE_HEADER
from editorial.cache.wsgi import PageCache
from tests.editorial.cache.wsgi_client import Clock, ask

READERS = 64


class SlowSite:
    """A page that is finished when a test says so; it counts how often it was begun."""

    def __init__(self, headers=((CACHE_HEADER, "2000000"),), fails=0):
        self.headers = [("Content-Type", "text/plain"), *headers]
        self.fails = fails
        self.asked = 0
        self.begun = threading.Event()
        self.may_finish = threading.Event()
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        with self.lock:
            self.asked += 1
            fails = self.asked <= self.fails
        self.begun.set()
        self.may_finish.wait(30)
        if fails:
            raise ZeroDivisionError
        start_response("200 OK", self.headers)
        return [b"page"]


@pytest.fixture
def version(monkeypatch):
    """Return the version that is read, as a list of one; these tests need no database."""
    number = [1]
    monkeypatch.setattr(PageCache, "read_version", lambda self: number[0])
    return number


@pytest.fixture
def waiting(monkeypatch):
    """Count who waits for another one's page; it lets a test go on when all do."""
    counter = threading.Semaphore(0)

    class Counted(threading.Event):
        def wait(self, timeout=None):
            counter.release()
            return super().wait(timeout)

    monkeypatch.setattr(pagecache, "Event", Counted)
    return counter


def answers(cache, readers, path="/"):
    def read(_number):
        try:
            return ask(cache, path).body
        except ZeroDivisionError:
            return b"failed"

    pool = ThreadPoolExecutor(readers)
    return pool, [pool.submit(read, number) for number in range(readers)]


def bodies(pool, futures):
    with pool:
        return [future.result(30) for future in futures]


def crowd_of(site, cache, waiting, readers=READERS):
    """Let readers ask at once, and finish the page when all but the first wait; list the bodies."""
    pool, futures = answers(cache, readers)
    for _reader in range(readers - 1):
        assert waiting.acquire(timeout=30)
    site.may_finish.set()
    return bodies(pool, futures)


@pytest.mark.usefixtures("version")
def test_sixty_four_readers_at_once_cost_one_rendering(monkeypatch, waiting):
    monkeypatch.setattr(pagecache, "PATIENCE", 30)
    site = SlowSite()
    cache = PageCache(site, clock=Clock())

    assert crowd_of(site, cache, waiting) == [b"page"] * READERS

    assert site.asked == 1
    assert cache.being_made == {}


def test_after_a_publication_the_crowd_waits_for_no_older_page(monkeypatch, waiting, version):
    monkeypatch.setattr(pagecache, "PATIENCE", 30)
    site = SlowSite()
    cache = PageCache(site, clock=Clock())
    pool, early = answers(cache, 2)
    assert waiting.acquire(timeout=30)

    version[0] = 2
    later_pool, later = answers(cache, 2)
    assert waiting.acquire(timeout=30)
    site.may_finish.set()

    assert bodies(pool, early) + bodies(later_pool, later) == [b"page"] * 4
    assert site.asked >= 2


@pytest.mark.usefixtures("version")
def test_who_has_waited_for_long_gets_a_rendering_of_their_own(monkeypatch, waiting):
    monkeypatch.setattr(pagecache, "PATIENCE", 0.01)
    site = SlowSite()
    cache = PageCache(site, clock=Clock())
    pool, futures = answers(cache, 2)
    assert waiting.acquire(timeout=30)
    while site.asked < 2:
        assert site.begun.wait(30)

    site.may_finish.set()

    assert bodies(pool, futures) == [b"page"] * 2


@pytest.mark.usefixtures("version")
def test_what_cannot_be_kept_is_made_for_each(monkeypatch, waiting):
    monkeypatch.setattr(pagecache, "PATIENCE", 30)
    site = SlowSite(headers=())
    cache = PageCache(site, clock=Clock())

    assert crowd_of(site, cache, waiting, 6) == [b"page"] * 6

    assert site.asked == 6
    assert cache.being_made == {}


@pytest.mark.usefixtures("version")
def test_a_failure_frees_those_who_wait(monkeypatch, waiting):
    monkeypatch.setattr(pagecache, "PATIENCE", 30)
    site = SlowSite(fails=1)
    cache = PageCache(site, clock=Clock())

    assert sorted(crowd_of(site, cache, waiting, 4)) == [b"failed", *[b"page"] * 3]

    assert cache.being_made == {}


@pytest.mark.usefixtures("version")
def test_another_page_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(pagecache, "PATIENCE", 30)
    slow, quick = SlowSite(), SlowSite()
    quick.may_finish.set()
    cache = PageCache(
        lambda environ, start: (slow if environ["PATH_INFO"] == "/slow" else quick)(environ, start),
        clock=Clock(),
    )
    pool, futures = answers(cache, 1, "/slow")
    assert slow.begun.wait(30)

    assert ask(cache, "/quick").body == b"page"

    slow.may_finish.set()
    assert bodies(pool, futures) == [b"page"]


@pytest.mark.usefixtures("version")
def test_a_cache_without_room_lets_nobody_wait():
    site = SlowSite()
    cache = PageCache(site, max_bytes=0, clock=Clock())
    pool, futures = answers(cache, 2)
    while site.asked < 2:
        assert site.begun.wait(30)

    site.may_finish.set()

    assert bodies(pool, futures) == [b"page"] * 2
