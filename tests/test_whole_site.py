"""What holds for every public page, on the real contents."""

import json
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urldefrag

from tests.crawl import HOST, is_ours, is_static, path_of, static_file, words_of

# A picture that is drawn for a page when it is first asked for; tests/pages/test_cards.py.
# Of something, or of a list that may be narrowed.
CARD = re.compile(
    rf"{HOST}/[a-z-]+/cards/((city|goal|event|page)/[-\w]+\.png|\w+\.png(\?\S+)?)", re.IGNORECASE
)


def faults(whole_site, check):
    """Return what `check` finds on the pages, by path; nothing if all is well."""
    found = {page.path: check(page) for page in whole_site.pages}
    return {path: finding for path, finding in found.items() if finding}


def types_of(page):
    """List the types that a page's JSON-LD names at its top."""
    script = page.first("script", type="application/ld+json")
    if script is None:
        return []
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return [item["@type"] for item in data.get("@graph", [data])]


# --- Pages ------------------------------------------------------------------------------------


def test_every_page_in_the_sitemap_opens(whole_site):
    opened = {page.path: page.status for page in whole_site.pages}

    assert len(opened) >= 20
    assert opened == dict.fromkeys(opened, 200)


def test_the_sitemap_names_each_page_once(whole_site):
    named = Counter(whole_site.named)

    assert [path for path, count in named.items() if count > 1] == []


def test_everything_that_the_site_links_to_opens(whole_site):
    opened = {path: page.status for path, page in whole_site.linked.items()}

    assert opened == dict.fromkeys(opened, 200)


def test_links_to_a_place_on_a_page_find_it(whole_site):
    def lost(page):
        found = []
        for address in page.links:
            path, anchor = urldefrag(address)
            if not (is_ours(address) and anchor and whole_site.reads(path_of(address))):
                continue
            if anchor not in whole_site.target(path).ids:
                found.append(address)
        return found

    assert faults(whole_site, lost) == {}


def test_every_page_is_reached_from_another(whole_site):
    linked = {
        urldefrag(address).url.removeprefix(HOST)
        for page in whole_site.pages
        for address in page.links
        if urldefrag(address).url != HOST + page.path
    }

    assert [page.path for page in whole_site.pages if page.path not in linked] == []


def test_every_file_that_a_page_loads_is_there(whole_site):
    def lost(page):
        return [url for url in page.resources if is_static(url) and static_file(url) is None]

    assert faults(whole_site, lost) == {}


def test_no_page_loads_anything_from_another_host(whole_site):
    def foreign(page):
        return [address for address in page.resources if not is_ours(address)]

    assert faults(whole_site, foreign) == {}


# --- Heads ------------------------------------------------------------------------------------


def test_every_page_has_one_first_heading(whole_site):
    def headings(page):
        found = [words_of(heading) for heading in page.all("h1")]
        return found if len(found) != 1 or not found[0] else []

    assert faults(whole_site, headings) == {}


def test_headings_step_down_one_level_at_a_time(whole_site):
    def jumps(page):
        levels = [
            int(element.tag[1])
            for element in page.document.iter()
            if re.fullmatch("h[1-6]", str(element.tag))
        ]
        return [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]

    assert faults(whole_site, jumps) == {}


def test_no_heading_is_empty(whole_site):
    def empty(page):
        return [
            element.tag
            for element in page.document.iter()
            if re.fullmatch("h[1-6]|dt|dd|summary|caption|th", str(element.tag))
            and not words_of(element)
        ]

    assert faults(whole_site, empty) == {}


def test_no_two_pages_of_a_language_have_the_same_title(whole_site):
    titles = Counter(
        (page.document.get("lang"), words_of(page.first("title"))) for page in whole_site.pages
    )

    assert {title: count for title, count in titles.items() if count > 1} == {}


def test_every_page_says_its_language(whole_site):
    def wrong(page):
        language = page.document.get("lang")
        return language.lower() != page.path.split("/")[1] and language

    assert faults(whole_site, wrong) == {}


def test_every_page_describes_itself_to_search_engines(whole_site):
    def missing(page):
        description = page.meta(name="description") or ""
        return not 8 <= len(description) <= 320 and (description or "none")

    assert faults(whole_site, missing) == {}


def test_no_two_pages_of_a_language_have_the_same_description(whole_site):
    descriptions = Counter(
        (page.document.get("lang"), page.meta(name="description")) for page in whole_site.pages
    )

    assert {text: count for text, count in descriptions.items() if count > 1} == {}


def test_every_page_names_its_own_address_as_the_canonical_one(whole_site):
    def wrong(page):
        canonical = page.first("link", rel="canonical").get("href")
        return canonical != HOST + page.path and canonical

    assert faults(whole_site, wrong) == {}


def test_shared_links_show_title_description_and_picture(whole_site):
    def missing(page):
        shown = {name: page.meta(property=f"og:{name}") for name in ("title", "type", "site_name")}
        shown["description"] = page.meta(property="og:description")
        picture = page.meta(property="og:image") or ""
        shown["image"] = CARD.fullmatch(picture) or (
            picture.startswith(HOST) and static_file(picture)
        )
        shown["url"] = page.meta(property="og:url") == HOST + page.path
        return [name for name, value in shown.items() if not value]

    assert faults(whole_site, missing) == {}


def test_search_engines_are_told_the_organization_the_cities_and_the_way(whole_site):
    # Events come and go with their days; their own tests know which are described.
    told = {
        page.path: [kind for kind in types_of(page) if kind != "Event"] for page in whole_site.pages
    }

    expected = {}
    for path in told:
        expected[path] = ["BreadcrumbList"]
        _empty, language, *rest = path.split("/")
        if path == f"/{language}/":
            expected[path] = ["GovernmentOrganization"]
        elif rest[0] == "cities" and len(rest) == 3:
            expected[path] = ["City", "BreadcrumbList"]
        elif rest[0] == "data":
            expected[path] = ["Dataset", "BreadcrumbList"]
    assert told == expected


# --- Bodies -----------------------------------------------------------------------------------


def test_the_html_is_valid(whole_site):
    def errors(page):
        assert page.document is not None
        return page.errors

    assert faults(whole_site, errors) == {}


def test_no_id_stands_twice_on_a_page(whole_site):
    def repeated(page):
        return [name for name, count in Counter(page.ids).items() if count > 1]

    assert faults(whole_site, repeated) == {}


def test_labels_and_names_refer_to_what_is_there(whole_site):
    def lost(page):
        return [
            name
            for element in page.document.iter()
            for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
            for name in element.get(attribute, "").split()
            if name not in page.ids
        ]

    assert faults(whole_site, lost) == {}


def test_no_role_repeats_what_its_element_says(whole_site):
    native = {
        "a": "link",
        "article": "article",
        "aside": "complementary",
        "button": "button",
        "fieldset": "group",
        "footer": "contentinfo",
        "header": "banner",
        "li": "listitem",
        "main": "main",
        "nav": "navigation",
        "ol": "list",
        "section": "region",
        "table": "table",
        "ul": "list",
    }

    def needless(page):
        return [
            (element.tag, element.get("class"))
            for element in page.document.iter()
            if element.get("role") and element.get("role") == native.get(element.tag)
        ]

    assert faults(whole_site, needless) == {}


def test_every_link_has_words_and_an_address(whole_site):
    def mute(page):
        return [
            link.get("href")
            for link in page.all("a")
            if not link.get("href") or not (words_of(link) or link.get("aria-label"))
        ]

    assert faults(whole_site, mute) == {}


def test_no_attribute_says_nothing(whole_site):
    def empty(page):
        return [
            (element.tag, name)
            for element in page.document.iter()
            for name in ("lang", "hreflang", "href", "src", "id", "class", "datetime", "aria-label")
            if element.get(name) == ""
        ]

    assert faults(whole_site, empty) == {}


def test_every_picture_has_an_alternative_or_is_decoration(whole_site):
    def mute(page):
        return [image.get("src") for image in page.all("img") if image.get("alt") is None]

    assert faults(whole_site, mute) == {}


def test_every_drawing_has_a_name_or_is_hidden(whole_site):
    def mute(page):
        nested = {inner for svg in page.all("svg") for inner in svg.iter() if inner is not svg}
        return [
            svg.get("class")
            for svg in page.all("svg")
            if svg not in nested
            and svg.get("aria-hidden") != "true"
            and not svg.get("aria-labelledby")
            and not svg.get("aria-label")
        ]

    assert faults(whole_site, mute) == {}


def test_every_page_has_its_landmarks_and_a_way_past_them(whole_site):
    def missing(page):
        counts = {tag: len(page.all(tag)) for tag in ("main", "footer")}
        skip = page.all("a")[0].get("href")
        return (counts, skip) != ({"main": 1, "footer": 1}, "#content") and (counts, skip)

    assert faults(whole_site, missing) == {}


def test_navigations_of_a_page_have_names_of_their_own(whole_site):
    def repeated(page):
        by_id = {element.get("id"): element for element in page.document.iter()}
        names = [
            nav.get("aria-label") or words_of(by_id[nav.get("aria-labelledby")])
            for nav in page.all("nav")
        ]
        return [name for name, count in Counter(names).items() if count > 1]

    assert faults(whole_site, repeated) == {}
