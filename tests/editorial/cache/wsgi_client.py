"""A small client and a small site for tests of what stands around Django."""

from io import BytesIO
from typing import NamedTuple
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from editorial.cache.decorators import CACHE_HEADER


class Answer(NamedTuple):
    status: str
    headers: dict
    body: bytes


class Clock:
    """A clock that stands still until a test moves it. In seconds."""

    def __init__(self, now=1_000_000.0):
        self.now = now

    def __call__(self):
        return self.now


class Site:
    """A WSGI application with one page; it counts how often it was asked."""

    def __init__(self, body=b"<h1>Page</h1>", status="200 OK", headers=(), until=2_000_000.0):
        self.body = body
        self.status = status
        self.headers = [("Content-Type", "text/html; charset=utf-8"), *headers]
        if until is not None:
            self.headers.append((CACHE_HEADER, str(until)))
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def ask(application, path="/", method="GET", query="", **extra):
    """Send one request and read the whole answer; both sides are held to PEP 3333."""
    environ = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
        "HTTP_HOST": "example.org", **extra,
    }  # fmt: skip
    if method == "POST":
        environ |= {"CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)
    begun = {}

    def start_response(status, headers, exc_info=None):
        if begun and exc_info is None:
            raise AssertionError("start_response was called twice.")
        names = [name for name, value in headers]
        assert len(names) == len(set(names)), f"A header stands there twice: {names}"
        begun.update(status=status, headers=dict(headers))
        return lambda data: None

    chunks = validator(application)(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        chunks.close()
    assert CACHE_HEADER not in begun["headers"]
    return Answer(body=body, **begun)
