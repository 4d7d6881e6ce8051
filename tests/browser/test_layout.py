"""No page scrolls sideways: at 320 px, or with letters of twice the size, in any language.

What is wider than the window is named with its class, the innermost last. Pages of single events
are alike and only sampled; so are the pages of the languages with shorter words. Japanese is read
whole, because its dates and names in katakana hold together like long words.
"""

import re

import pytest

from cities.models import City
from editorial.text import languages
from tests.crawl import named_paths, sampled
from tests.editorial.readers.inviting import invite
from tests.involvement.memories.memory_client import draft, tell
from tests.involvement.sent_pictures import make_file
from tests.involvement.views.status_page_client import token_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

# Beside the site map: a page with hits, one that is none, a form with its first choice made.
LONGEST_WORDS = ("uk", "ru", "es", "ja")
BESIDE = ["search/?q=matsumoto", "nowhere/", "take-part/write/?kind=memory&city=matsumoto"]
# Width and letters in percent; a page is loaded once and then only laid out anew.
SIZES = [(320, 100), (360, 200), (768, 200), (1280, 200)]
TOO_WIDE = """() => {
  const width = window.innerWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => !element.closest(".table-scroll, .data-table"))
    .filter((element) => {
      const words = document.createRange();
      words.selectNodeContents(element);
      return [element, words].some((each) => each.getBoundingClientRect().right > width + 0.5);
    })
    .map((element) => `${element.localName}.${element.getAttribute("class") ?? ""}`);
  return [`${document.documentElement.scrollWidth} px`, ...wide.slice(-3)];
}"""

COMMA_PARTED = """() => [...document.querySelectorAll("main .nowrap")]
  .filter((name) => /^[,.;:)»]/.test(name.nextSibling?.data ?? ""))
  .filter((name) => {
    const comma = document.createRange();
    comma.setStart(name.nextSibling, 0);
    comma.setEnd(name.nextSibling, 1);
    return comma.getBoundingClientRect().left < name.getBoundingClientRect().left;
  })
  .map((name) => name.parentElement.innerText)"""


@pytest.fixture
def paths(site, client):
    found = named_paths(client)
    tags = [languages.tag(code).lower() for code in languages.codes()]
    briefs = [f"{path}brief/" for path in found if re.search("/cities/.", path)]
    beside = [f"/{tag}/{path}" for tag in tags for path in BESIDE]
    every = [*sampled(found), *briefs, *beside]
    longest = [path for path in every if path.split("/")[1] in LONGEST_WORDS]
    return [*longest, *[path for path in every if path not in longest][::4]]


def too_wide(page):
    """Return what is wider than the window, by the sizes at which it is; all details are open."""
    found = {}
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    for width, percent in SIZES:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        if wide := page.evaluate(TOO_WIDE):
            found[f"{width} px, {percent} %"] = wide
    return found


def test_no_page_scrolls_sideways_on_a_narrow_phone_or_with_large_letters(site, page, paths):
    found = {}
    for path in paths:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"{site.url}{path}")
        if wide := too_wide(page):
            found[path] = wide

    assert found == {}
    assert len(paths) > 150


@pytest.mark.parametrize("language", LONGEST_WORDS)
def test_no_page_behind_a_secret_link_scrolls_sideways(site, page, language):
    memory = tell()
    make_file(memory)
    draft(memory)
    own = f"/{language}/take-part/mine/{token_of(memory)}/"
    _invitation, secret = invite(language)
    city = City.objects.partners().first().entry_id
    paths = [
        f"/{language}/take-part/received/{token_of(memory)}/",
        *(f"{own}{part}" for part in ("", "pictures/", "timeline/")),
        f"/{language}/take-part/new-link/",
        *(f"/{language}/reader/{secret}/{part}" for part in ("", "first/", f"{city}/")),
    ]

    found = {}
    for path in paths:
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.goto(f"{site.url}{path}").status == 200, path
        if wide := too_wide(page):
            found[path] = wide

    assert found == {}


@pytest.mark.parametrize("width", [1024, 1920])
def test_the_sheet_of_a_city_is_no_narrower_in_a_wide_window(site, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.url}/en/cities/matsumoto/brief/")

    sheet, name = (page.locator(f".brief__{each}").bounding_box() for each in ("columns", "name"))
    assert sheet["width"] > 850
    assert sheet["x"] == name["x"] == page.locator(".breadcrumbs li").first.bounding_box()["x"]


def test_no_line_begins_with_the_comma_after_a_name_with_hyphens(site, page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{site.url}/uk/events/2022-flag-chernivtsi/")

    parted = page.evaluate(COMMA_PARTED)
    assert page.locator("main h1 .nowrap").count() == 1
    assert parted == []
