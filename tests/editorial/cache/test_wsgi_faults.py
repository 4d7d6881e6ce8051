"""The page cache between a server and an application that fails, streams or begins late."""

import sys

import pytest

from editorial.cache.decorators import CACHE_HEADER
from editorial.cache.wsgi import PageCache
from tests.editorial.cache.wsgi_client import Clock, ask

pytestmark = pytest.mark.django_db


def cached(application, **options):
    return PageCache(application, clock=Clock(), **options)


def test_a_failing_application_fails_as_without_the_cache():
    def fails(environ, start_response):
        raise ZeroDivisionError

    def fails_later(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), (CACHE_HEADER, "2000000")])
        yield b"half a "
        raise ZeroDivisionError

    for application in (fails, fails_later):
        cache = cached(application)
        with pytest.raises(ZeroDivisionError):
            ask(cache)
        assert not cache.pages


def test_an_error_may_replace_a_page_that_was_begun():
    def changes_its_mind(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), (CACHE_HEADER, "2000000")])
        try:
            raise ZeroDivisionError
        except ZeroDivisionError:
            start_response("500 Error", [("Content-Type", "text/plain")], sys.exc_info())
        return [b"sorry"]

    cache = cached(changes_its_mind)

    answer = ask(cache)

    assert (answer.status, answer.body) == ("500 Error", b"sorry")
    assert not cache.pages


def test_an_error_half_way_discards_what_was_begun():
    def changes_its_mind_late(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), (CACHE_HEADER, "2000000")])
        return late(start_response)

    def late(start_response):
        yield b"half a page"
        try:
            raise ZeroDivisionError
        except ZeroDivisionError:
            start_response("500 Error", [("Content-Type", "text/plain")], sys.exc_info())
        yield b"sorry"

    cache = cached(changes_its_mind_late)

    answer = ask(cache)

    assert (answer.status, answer.body) == ("500 Error", b"sorry")
    assert not cache.pages


def test_an_application_that_begins_late_passes_through():
    def late(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), (CACHE_HEADER, "2000000")])
        yield b"late"

    cache = cached(late)

    assert ask(cache).body == b"late"
    assert not cache.pages


def test_what_django_sends_as_a_stream_is_not_touched():
    class Stream(list):
        closed = 0

        def close(self):
            self.closed += 1

    streams = []

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        streams.append(Stream([b"a", b"b"]))
        return streams[-1]

    cache = cached(application)
    environ = {
        "REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "SERVER_PORT": "80", "PATH_INFO": "/",
    }  # fmt: skip

    assert cache(environ, lambda *args: None) is streams[0]


def test_a_kept_answer_is_closed_once():
    closed = []

    class Body(list):
        def close(self):
            closed.append(True)

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), (CACHE_HEADER, "2000000")])
        return Body([b"a"])

    cache = cached(application)
    ask(cache)
    ask(cache)

    assert closed == [True]
