"""No page scrolls sideways as readers load it, with its scripts; nor does one behind a secret link.

Every address in every language is measured by `test_every_width.py`, without scripts. Here is one
page of each kind, in the languages with the longest words; in Japanese, because its dates and names
in katakana hold together like long words.
"""

import pytest

from cities.models import City
from tests.browser.test_every_width import TAGS, kind_of
from tests.browser.widths import too_wide
from tests.crawl import named_paths
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
    """List one address of each kind in each of these languages."""
    named = named_paths(client)
    briefs = [f"{path}brief/" for path in named if path.endswith("/cities/matsumoto/")]
    beside = [f"/{tag}/{path}" for tag in LONGEST_WORDS for path in BESIDE]
    first = {}
    for path in [*named, *briefs, *beside]:
        first.setdefault((path.split("/")[1], kind_of(path)), path)
    return [path for (tag, _kind), path in first.items() if tag in LONGEST_WORDS]


def test_no_page_scrolls_sideways_on_a_narrow_phone_or_with_large_letters(site, page, paths):
    found = {}
    for path in paths:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"{site.url}{path}")
        if wide := too_wide(page):
            found[path] = wide

    assert found == {}
    assert len(paths) > 60


@pytest.mark.parametrize("language", TAGS)
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
