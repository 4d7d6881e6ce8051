"""Every address in every language: right language, right links between the languages."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings

from editorial.seed import loader as seed
from editorial.text import languages
from tests.languages.reading import miles_alone, misfit, parse, texts_of

CODES = [code for code, name in settings.LANGUAGES]
ATOM = "application/atom+xml"


@pytest.fixture
def crawled(whole_site):
    """Return {path: tree} of every page of the site map in every language."""
    return {page.path: page.document for page in whole_site.pages}


def head_links(tree, rel):
    return [link for link in tree.iter("link") if link.get("rel") == rel]


def test_the_whole_site_speaks_each_language_and_says_which(crawled):
    wrong = {
        (path, language, why, text[:80])
        for path, tree in crawled.items()
        for language, text in texts_of(tree)
        if (why := misfit(language, text))
    }

    assert wrong == set()


def test_no_distance_stands_in_miles_alone_where_people_count_in_kilometers(crawled):
    wrong = {(path, text) for path, tree in crawled.items() for text in miles_alone(tree)}

    assert wrong == set()


def texts_with_class(tree, css_class):
    return [
        ("".join(element.itertext()).strip(), element.get("lang"))
        for element in tree.iter()
        if css_class in element.get("class", "").split()
    ]


def test_no_greeting_is_explained_to_those_who_speak_its_language(crawled):
    wrong = [
        path
        for path, tree in crawled.items()
        for greeting, language in texts_with_class(tree, "salute__greeting")
        if language == tree.get("lang") and texts_with_class(tree, "salute__meaning")
    ]

    assert wrong == []


def test_no_city_is_named_twice_by_one_name(crawled):
    wrong = []
    for path, tree in crawled.items():
        for own, _language in texts_with_class(tree, "hero__own-name"):
            (heading, _lang) = texts_with_class(tree, "hero__name")[0]
            shown = heading.removesuffix(own).strip()
            if shown.removesuffix("市") == own.removesuffix("市"):
                wrong.append((path, heading))

    assert wrong == []


def test_each_page_is_marked_with_the_language_of_its_address(crawled):
    for path, tree in crawled.items():
        assert tree.get("lang") == languages.tag(path.split("/")[1])


def test_every_page_of_the_seed_exists_in_every_language(whole_site):
    by_language = {
        code: {p.split("/", 2)[2] for p in whole_site.named if p.split("/")[1] == code}
        for code in CODES
    }

    assert all(pages == by_language[CODES[0]] for pages in by_language.values())


def test_language_links_are_reciprocal_and_live(whole_site, crawled):
    alternates = {
        path: {
            (link.get("hreflang"), urlsplit(link.get("href")).path)
            for link in head_links(tree, "alternate")
            if link.get("type") != ATOM
        }
        for path, tree in crawled.items()
    }
    for path, links in alternates.items():
        for tag, other in links:
            assert other in whole_site.named
            assert alternates.get(other, links) == links, (path, tag)
        tags = [languages.tag(code) for code in CODES]
        wanted = {*tags, "x-default"} if len(CODES) > 1 else set()
        assert {tag for tag, _other in links} == wanted


def test_each_page_names_the_news_in_its_own_language(crawled):
    for path, tree in crawled.items():
        feeds = [link for link in head_links(tree, "alternate") if link.get("type") == ATOM]
        assert [link.get("href") for link in feeds] == [f"/{path.split('/')[1]}/news.atom"], path


def test_each_page_is_canonical_to_itself(crawled):
    for path, tree in crawled.items():
        (canonical,) = head_links(tree, "canonical")
        assert urlsplit(canonical.get("href")).path == path


def test_no_two_pages_of_a_language_share_a_title(crawled):
    titles = {}
    for path, tree in crawled.items():
        title = "".join(tree.find("head/title").itertext())
        titles.setdefault((path.split("/")[1], title), []).append(path)

    assert [paths for paths in titles.values() if len(paths) > 1] == []


def test_machine_translated_pages_say_so(crawled):
    silent = [
        path
        for path, tree in crawled.items()
        if path.split("/")[1] != "en"
        and path.count("/") > 2
        and not path.endswith(("/site-map/", "/data/"))
        and not any("translation-note" in p.get("class", "") for p in tree.iter("p"))
    ]

    assert silent == []


@pytest.mark.proof
@pytest.mark.django_db
def test_switching_language_keeps_page_and_filters(client, settings):
    settings.LANGUAGES = settings.CONTENT_LANGUAGES
    seed.load(settings.CONTENT_DIR)

    tree = parse(client.get("/en/history/?kind=gift&goal=civic-engagement").content)

    links = {
        a.get("href")
        for a in tree.iter("a")
        if a.get("hreflang") in {"ja", "uk"} and not a.get("rel")
    }
    assert links == {
        "/ja/history/?kind=gift&goal=civic-engagement",
        "/uk/history/?kind=gift&goal=civic-engagement",
    }
