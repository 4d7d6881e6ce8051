"""No address scrolls sideways: at 320 px, or with letters of twice the size, in any language.

Read are all addresses of the site map, the steps of the form, and the first of each kind of page
that links lead to beside these. To load hundreds of pages takes a browser many minutes, so that one
is loaded and its body is exchanged for theirs. No script runs in them; `test_layout.py` loads pages
of all kinds as readers do.
"""

from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from editorial.text import languages
from involvement.enums import Kind
from tests.browser.widths import SIZES, too_wide
from tests.crawl import named_paths
from tests.html_forms import filled, form_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

TAGS = [languages.tag(code).lower() for code in languages.codes()]
# A search with hits and one without, a filter of nothing, a page that is none, a lost link.
BESIDE = [
    "search/?q=matsumoto",
    "search/?q=nowhere-to-be-found",
    "history/?city=matsumoto&kind=gift",
    "history/?kind=nonsense",
    "nowhere/",
    "take-part/mine/lost/",
    "take-part/guardian/lost/",
    "reader/lost/",
]
# Pages of single events are alike, and there are hundreds: of these only the narrowest window.
OF_EVENTS = SIZES[:1]
SHOW = """(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceWith(page.body);
  return [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
}"""


def kind_of(path):
    """Return what the addresses of alike pages share: the view, and what a query asks by."""
    parts = urlsplit(path)
    try:
        # Of the patterns of a language only those of the one that is active are known.
        with translation.override(translation.get_language_from_path(parts.path)):
            view = resolve(unquote(parts.path)).view_name
    except Resolver404:
        return None
    return view, frozenset(parse_qs(parts.query))


class Looked:
    """One page of a browser that shows many, and what was found too wide, by address."""

    def __init__(self, site, page, tag):
        self.page, self.tag, self.found, self.kinds = page, tag, {}, set()
        page.goto(f"{site.url}/{tag}/")

    def at(self, path, html, sizes=SIZES):
        """Measure a page, by the address that it has; list where it links to in this language."""
        links = self.page.evaluate(SHOW, html)
        if wide := too_wide(self.page, sizes):
            self.found[path] = wide
        self.kinds.add(kind_of(path))
        every = [urldefrag(urljoin(path.partition(" ")[0], link)).url for link in links]
        return [each for each in every if each.startswith(f"/{self.tag}/")]


def steps_of_the_form(client, tag):
    """Take each way through the form; yield `(name, response)`s, faults and a last look too."""
    write = f"/{tag}/take-part/write/"
    for kind in Kind.values:
        choice = {"step": "choose", "kind": kind, "age_band": "adult"}
        shown = client.post(write, choice)
        yield f"{write} {kind}", shown
        form = filled(form_of(shown, "token"))
        yield f"{write} {kind}, empty", client.post(write, {**form, "check": "on"})
    for age in ("child", "young"):
        yield f"{write} {age}", client.post(write, {**choice, "age_band": age})
    said = {"name": "Larysa", "email": "larysa@example.org", "message": "May I help?"}
    yield f"{write} looked at", client.post(write, {**form, **said, "check": "on"})
    yield f"{write} nothing chosen", client.post(write, {"step": "choose"})


def test_a_line_that_does_not_break_is_found_and_named(site, page):
    looked = Looked(site, page, "en")
    line = f'<main><p><a href="tel:1">{"801 555 0100 " * 40}</a></p></main>'

    looked.at("/en/planted/", line)

    assert list(looked.found["/en/planted/"]) == [f"{w} px, {percent} %" for w, percent in SIZES]
    assert "a." in looked.found["/en/planted/"]["320 px, 100 %"]


@pytest.mark.parametrize("tag", TAGS)
def test_no_address_of_a_language_scrolls_sideways(site, page, client, tag):
    named = [path for path in named_paths(client) if path.startswith(f"/{tag}/")]
    looked, linked = Looked(site, page, tag), {}
    for path in [*named, *(f"/{tag}/{each}" for each in BESIDE)]:
        sizes = OF_EVENTS if "/events/" in path and kind_of(path) in looked.kinds else SIZES
        for link in looked.at(path, client.get(path).content.decode(), sizes):
            linked.setdefault(kind_of(link), link)
    for step, response in steps_of_the_form(client, tag):
        looked.at(step, response.content.decode())
    for kind, path in linked.items():
        if kind in looked.kinds:
            continue
        answer = client.get(path)
        # Calendars and pictures do not scroll.
        if answer.headers["Content-Type"].startswith("text/html"):
            looked.at(path, answer.content.decode())

    assert looked.found == {}
    assert len(named) > 80
    assert {"cities:city_detail", "pages:city_brief", "cities:event"} <= {
        kind[0] for kind in looked.kinds if kind
    }
