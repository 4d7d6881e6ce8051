"""Every public page of the site, asked for once and read once, for tests of the whole site."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from benchmarks.server import addresses

HOST = "http://testserver"
SVG = "{http://www.w3.org/2000/svg}"


@dataclass
class ReadPage:
    """A page as it came: its path with the query, and its response."""

    path: str
    status: int
    headers: dict
    cookies: list
    html: str
    errors: list = field(default_factory=list)

    @cached_property
    def document(self):
        """The parsed page; what the parser had to put right is in `errors`."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(self.html)
        self.errors = [f"{self.path}: {code} {where}" for where, code, _values in parser.errors]
        return root

    def all(self, tag):
        """List the elements of a name, those of drawings too."""
        return [*self.document.iter(tag), *self.document.iter(f"{SVG}{tag}")]

    def first(self, tag, **attributes):
        """Return the first element with these attributes, or None."""
        for element in self.all(tag):
            if all(element.get(name) == value for name, value in attributes.items()):
                return element
        return None

    def words(self, css_class):
        """List what stands in the elements of a class."""
        return [
            words_of(element)
            for element in self.document.iter()
            if css_class in element.get("class", "").split()
        ]

    def meta(self, **attributes):
        """Return the content of a meta element, or None."""
        element = self.first("meta", **attributes)
        return None if element is None else element.get("content")

    @property
    def ids(self):
        """List all ids, repeated ones too."""
        return [element.get("id") for element in self.document.iter() if element.get("id")]

    @property
    def links(self):
        """List the addresses that a reader can go to from here, resolved."""
        hrefs = [element.get("href") for element in self.all("a") if element.get("href")]
        return [urljoin(HOST + self.path, href) for href in hrefs]

    @property
    def resources(self):
        """List the addresses that a browser loads by itself, resolved."""
        found = []
        for element in self.document.iter():
            name = str(element.tag).removeprefix(SVG)
            if name not in {"a", "link"} or element.get("rel") in LOADED_LINKS:
                found += [element.get("src"), element.get("href") if name != "a" else None]
                found += [part.split()[0] for part in element.get("srcset", "").split(",") if part]
        return [urljoin(HOST + self.path, address) for address in found if address]


LOADED_LINKS = {"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload"}


@dataclass
class WholeSite:
    """The pages that the site map for search engines names, and whatever they link to.

    `named` are the paths of the site map in all languages; `languages` those that were read.
    """

    named: list
    languages: set
    pages: list = field(default_factory=list)
    linked: dict = field(default_factory=dict)

    def reads(self, path):
        """Return whether a page is of a language that is read, or of none."""
        language = path.split("/")[1]
        return language in self.languages or language not in dict(settings.LANGUAGES)

    def target(self, address):
        """Return the page behind an address of this site, without its anchor.

        For what `is_like_others` that is the whole history, which has the same anchors.
        """
        path = path_of(address)
        return self.linked[path if path in self.linked else path.partition("?")[0]]


def words_of(element):
    """Return the text of an element as a reader sees it, in one line."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def path_of(address):
    """Return path and query of an address of this site."""
    parts = urlsplit(urldefrag(address).url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_ours(address):
    """Return whether an address leads to a page or file of this site."""
    return address.startswith(f"{HOST}/")


def read(client, path, query=None):
    """Ask for a page, with the values of a query."""
    response = client.get(path, query)
    return ReadPage(
        path,
        response.status_code,
        dict(response.headers),
        list(response.cookies),
        response.content.decode() if not response.streaming else "",
    )


def named_paths(client):
    """List the paths that the site map names, those of all its parts."""
    return [path_of(each) for each in addresses(lambda path: client.get(path).content.decode())]


def crawl(languages=None):
    """Read the whole site as it stands in the database, in some languages (all, if not named)."""
    client = Client()
    named = sampled(named_paths(client))
    site = WholeSite(named, set(languages or dict(settings.LANGUAGES)))
    site.pages = [read(client, path) for path in named if site.reads(path)]
    site.linked = {page.path: page for page in site.pages}
    for page in site.pages:
        client.cookies.clear()
        for address in [*page.links, *page.resources]:
            path = path_of(address)
            is_alike = is_like_others(path, every=languages is None)
            is_read = path in site.linked or is_static(address) or is_alike
            if is_ours(address) and site.reads(path) and not is_read:
                site.linked[path] = read(client, path)
    return site


def sampled(paths):
    """Keep of the pages of single events, which are alike, every twelfth event in all languages.

    The others are read where pages of one language link them, but not parsed.
    """
    events = {path: path.split("/events/")[1] for path in paths if re.search("/events/.", path)}
    kept = set(list(dict.fromkeys(events.values()))[::12])
    return [path for path in paths if path not in events or events[path] in kept]


def is_like_others(path, every):
    """Return whether this is one of many pages: of a single event (not in English, where `every`
    page is read), or the events behind a number (not in English, of the whole program).
    """
    if "counted=" in path:
        return not path.startswith("/en/") or "city=" in path
    alike = "/(?!en/)[^/]+/events/." if every else "/[^/]+/events/."
    return re.match(alike, path) is not None


def is_static(address):
    """Return whether an address is that of a file that comes with the code."""
    return address.startswith(f"{HOST}/static/")


def static_file(address):
    """Return the path of the file behind a static address, or None when there is none."""
    return finders.find(unquote(urlsplit(address).path).removeprefix("/static/"))
