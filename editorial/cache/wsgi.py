"""Whole public pages, kept in each worker's memory around Django, until the content changes.

A view says which of its pages are public (`editorial.cache.decorators`); everything else passes
untouched. Every request first reads the content version from the database, so no page outlives a
publication. A hit skips Django altogether: no middleware, no URL, no view. Only while the database
does not tell the version are the pages of the last one served, for some minutes: see `BRIDGED`.

Threads may share one cache. Each page carries the version read before it was made, and is served
only to a request that read the same version; two threads that read different versions at once
cost each other a miss, never a stale page. Who asks for a page that is being made waits for it, so
that after a publication the crowd at the home page costs one rendering.
"""

import logging
import re
import time
from collections import OrderedDict
from threading import Event, Lock

from django.conf import settings
from django.db import Error

from editorial.cache import version as content_version
from editorial.cache.decorators import ABOUT, CACHE_HEADER
from editorial.cache.outage import is_outage
from editorial.cache.pages import answer, build

MAX_BYTES = 16 * 1024 * 1024
# Seconds for which a reader waits for the page that another one is having made. It takes a
# fraction of that; who has waited longer gets a rendering of their own.
PATIENCE = 1.0
# Seconds for which stored pages are served while the database does not answer, so that it can be
# started anew. Nobody publishes meanwhile, unless this process alone has lost its way to it.
BRIDGED = 600
# Seconds after which such a database is asked again: to be refused by a silent one takes longer.
ASKED_EVERY = 3
# Seconds by which a clock is put right all the time; further back it has jumped.
PUT_BACK = 60
# Django's message storage hard-codes this name.
MESSAGE_COOKIE = "messages"

logger = logging.getLogger(__name__)


class PageCache:
    """A WSGI application around Django's. `clock` gives the time in seconds since the epoch.

    The bound in bytes is `max_bytes`, else the setting PAGE_CACHE_BYTES, else 16 MB; with 0
    every page is made anew.
    """

    def __init__(self, application, max_bytes=None, clock=time.time):
        self.application = application
        self.max_bytes = (
            getattr(settings, "PAGE_CACHE_BYTES", MAX_BYTES) if max_bytes is None else max_bytes
        )
        self.clock = clock
        self.private_cookies = {settings.SESSION_COOKIE_NAME, MESSAGE_COOKIE}
        self.lock = Lock()
        self.pages = OrderedDict()
        self.size = 0
        self.version = None
        self.version_read_at = 0.0
        self.is_silent_until = 0.0
        self.newest = 0.0  # what the clock said last
        self.being_made = {}

    def __call__(self, environ, start_response):
        """Answer from memory where that is right, else let Django answer."""
        method = environ["REQUEST_METHOD"]
        version = None
        if method in ("GET", "HEAD") and self.is_for_everybody(environ):
            key = address(environ)
            page = self.bridge(key)
            if page is None:
                version = self.read_version()
                page = self.bridge(key)
            if page is not None:
                return answer(page, environ, start_response)
        if version is None:
            return self.application(environ, hiding_cache_header(start_response))
        environ[content_version.ENVIRON_KEY] = version
        page = self.find(key, version)
        if page is not None:
            return answer(page, environ, start_response)
        # A view may leave out the body for HEAD, so nothing is stored from it.
        if method == "HEAD":
            return self.application(environ, hiding_cache_header(start_response))
        if not self.max_bytes:
            return self.make(key, version, environ, start_response)
        return self.make_once(key, version, environ, start_response)

    def is_for_everybody(self, environ):
        """Tell whether the request carries nothing of ours that could change the page.

        Other cookies do not matter: those of a parent domain arrive here too.
        """
        if "HTTP_AUTHORIZATION" in environ:
            return False
        names = (pair.partition("=")[0] for pair in environ.get("HTTP_COOKIE", "").split(";"))
        return self.private_cookies.isdisjoint(name.strip() for name in names)

    def read_version(self):
        """Return the content version, or None when the database does not tell."""
        try:
            version = content_version.current()
        except Error as error:
            logger.warning("The content version could not be read.", exc_info=True)
            if is_outage(error):
                self.is_silent_until = self.clock() + ASKED_EVERY
            return None
        self.version_read_at = self.clock()
        self.is_silent_until = 0.0
        return version

    def bridge(self, key):
        """Return a stored page while the database is silent; None if it has been so for too long.

        It is of the last version that was read. One whose time is over serves as well, unless
        something was to happen then.
        """
        now = self.now()
        if now >= self.is_silent_until or now - self.version_read_at > BRIDGED:
            return None
        with self.lock:
            page = self.pages.get(key)
        if page is None or (page.turns and page.valid_until <= now):
            return None
        return page

    def now(self):
        """Return the time; once the clock was put back, nothing that was kept by it holds."""
        now = self.clock()
        if now < self.newest - PUT_BACK:
            with self.lock:
                self.pages.clear()
                self.size = 0
            self.version_read_at = self.is_silent_until = 0.0
        self.newest = now
        return now

    def find(self, key, version):
        """Return the stored page that is still right, or None; drop all if the content changed."""
        with self.lock:
            return self.stored(key, version)

    def stored(self, key, version):
        """Find a page for whoever holds the lock."""
        if version != self.version:
            self.pages.clear()
            self.size = 0
            self.version = version
            return None
        page = self.pages.get(key)
        if page is None or page.valid_until <= self.clock():
            return None
        self.pages.move_to_end(key)
        return page

    def make_once(self, key, version, environ, start_response):
        """Make a page, or wait a little for another reader's of the same version.

        What then turns out to be no page to keep, each makes for themselves, at the same time.
        """
        made = Event()
        with self.lock:
            page = self.stored(key, version)
            others = self.being_made.setdefault((key, version), made) if page is None else None
        if others is made:
            try:
                return self.make(key, version, environ, start_response)
            finally:
                with self.lock:
                    del self.being_made[key, version]
                made.set()
        if page is None:
            others.wait(PATIENCE)
            page = self.find(key, version)
        if page is not None:
            return answer(page, environ, start_response)
        return self.make(key, version, environ, start_response)

    def make(self, key, version, environ, start_response):
        """Let Django answer; hold back the answer to keep it if it is a public page."""
        start = Start(start_response)
        body = self.application(environ, start)
        if start.held is None:
            start.may_hold = False
            return body
        chunks = start.written
        try:
            # One by one: an error may still replace what was begun, and discards these.
            for chunk in body:
                chunks.append(chunk)
        finally:
            if hasattr(body, "close"):
                body.close()
        body = b"".join(chunks)
        if start.held is None:
            return [body]
        moment, headers = start.held
        if b"csrfmiddlewaretoken" in body:
            start_response("200 OK", headers)
            return [body]
        turns = not moment.endswith(ABOUT)
        page = build(version, float(moment.removesuffix(ABOUT)), turns, headers, body)
        self.keep(key, page)
        return answer(page, environ, start_response)

    def keep(self, key, page):
        """Store a page and drop those that nobody asked for longest, down to the bound."""
        if page.size > self.max_bytes:
            return
        with self.lock:
            if page.version != self.version:
                return
            old = self.pages.pop(key, None)
            self.size += page.size - (old.size if old else 0)
            self.pages[key] = page
            while self.size > self.max_bytes:
                self.size -= self.pages.popitem(last=False)[1].size


class Start:
    """The `start_response` that Django is given: it holds back the head of a public page."""

    def __init__(self, start_response):
        self.start_response = start_response
        self.may_hold = True
        self.held = None
        self.written = []

    def __call__(self, status, headers, exc_info=None):
        """Begin an answer, or replace one that failed (`exc_info`, PEP 3333)."""
        self.written.clear()
        moment, headers = without_cache_header(headers)
        if self.may_hold and moment is not None and is_storable(status, headers):
            self.held = (moment, headers)
            return self.written.append
        self.held = None
        if exc_info is None:
            return self.start_response(status, headers)
        return self.start_response(status, headers, exc_info)


def hiding_cache_header(start_response):
    """Return a `start_response` that only takes the cache header off."""

    def start(status, headers, *exc_info):
        return start_response(status, without_cache_header(headers)[1], *exc_info)

    return start


def without_cache_header(headers):
    """Part the value of the cache header (None if there is none) from the other headers."""
    moment = None
    others = []
    for name, value in headers:
        if name == CACHE_HEADER:
            moment = value
        else:
            others.append((name, value))
    return moment, others


def is_storable(status, headers):
    """Tell whether an answer with the cache header really depends on nothing but its address."""
    if not status.startswith("200 "):
        return False
    for name, value in headers:
        name, value = name.lower(), value.lower()
        if name in ("set-cookie", "content-encoding"):
            return False
        if name == "vary" and {word.strip() for word in value.split(",")} - {"accept-encoding", ""}:
            return False
        if name == "cache-control" and re.search("private|no-store|no-cache", value):
            return False
        if name.startswith("content-security-policy") and "'nonce-" in value:
            return False
    return True


def address(environ):
    """Return the key of a page: scheme, host, path and query, as Django will understand them.

    The host needs no check: only pages whose host Django allowed are ever stored.
    """
    scheme = environ["wsgi.url_scheme"]
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        if name in environ:
            told = environ[name].split(",", 1)[0].strip()
            scheme = "https" if told == secure else "http"
    host = environ.get("HTTP_HOST", "")
    if settings.USE_X_FORWARDED_HOST:
        host = environ.get("HTTP_X_FORWARDED_HOST", host)
    port = environ["SERVER_PORT"]
    if settings.USE_X_FORWARDED_PORT:
        port = environ.get("HTTP_X_FORWARDED_PORT", port)
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    return scheme, host, port, path, environ.get("QUERY_STRING", "")
