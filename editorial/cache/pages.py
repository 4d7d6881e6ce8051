"""A stored page: how it is made of an answer of Django's, and how it answers a request."""

import gzip
import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

FRESHNESS = "public, max-age=0, must-revalidate"
# What the cache answers in its own words; the rest of Django's headers is kept as it is.
OWN_HEADERS = {"cache-control", "content-length", "etag", "vary"}
# What a 304 leaves out, since it has no body (RFC 9110, section 15.4.5).
BODY_HEADERS = {"content-type", "content-language"}
ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')


class Page(NamedTuple):
    """One stored answer. The body is kept compressed only; few clients ask for another.

    `turns` says that something known happens at `valid_until`, such as midnight; else the page is
    only looked at anew then.
    """

    version: int
    valid_until: float
    turns: bool
    tag: str
    headers: list
    length: int
    body: bytes

    @property
    def size(self):
        """Bytes of memory, near enough."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + 1024


def build(version, valid_until, turns, headers, body):
    """Make the page that is stored: our headers, the body compressed once and for all."""
    headers = [pair for pair in headers if pair[0].lower() not in OWN_HEADERS]
    digest = hashlib.sha256(body).hexdigest()[:20]
    headers += [
        ("ETag", f'W/"{digest}"'),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", FRESHNESS),
    ]
    compressed = gzip.compress(body, compresslevel=9, mtime=0)
    return Page(version, valid_until, turns, f'"{digest}"', headers, len(body), compressed)


def answer(page, environ, start_response):
    """Answer a GET or HEAD request with a page, in the form that the client understands."""
    if names_tag(environ.get("HTTP_IF_NONE_MATCH"), page.tag):
        kept = [pair for pair in page.headers if pair[0].lower() not in BODY_HEADERS]
        start_response("304 Not Modified", kept)
        return []
    if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        length = len(page.body)
        headers = [*page.headers, ("Content-Encoding", "gzip"), ("Content-Length", str(length))]
        body = page.body
    else:
        headers = [*page.headers, ("Content-Length", str(page.length))]
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else gzip.decompress(page.body)
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def names_tag(condition, tag):
    """Tell whether If-None-Match, a list or `*`, names this entity tag (weak comparison)."""
    if not condition:
        return False
    return condition.strip() == "*" or tag in ENTITY_TAG.findall(condition)


@lru_cache(maxsize=64)
def accepts_gzip(accepted):
    """Tell whether an Accept-Encoding header allows gzip; `q=0` forbids (RFC 9110, 12.5.3)."""
    weights = {}
    for item in accepted.lower().split(","):
        coding, _, parameter = item.partition(";")
        name, _, weight = parameter.partition("=")
        try:
            weights[coding.strip()] = float(weight) if name.strip() == "q" else 1.0
        except ValueError:
            weights[coding.strip()] = 0.0
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0
