"""What comes out of the printer: the sheet of a city is one page, and pages waste none."""

import re

import pytest

from cities.models import City

pytestmark = [pytest.mark.proof]

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
FORMATS = ("Letter", "A4")


def pages_on_paper(page, address, paper):
    page.goto(address)
    return len(PAGE.findall(page.pdf(format=paper)))


@pytest.mark.parametrize("language", ["en", "ja", "uk"])
def test_the_sheet_of_a_city_is_one_page(site, page, language):
    slugs = list(City.objects.partners().values_list("slug", flat=True))

    needed = {
        (slug, paper): pages_on_paper(page, f"{site.url}/{language}/cities/{slug}/brief/", paper)
        for slug in slugs
        for paper in FORMATS
    }

    assert len(slugs) == 6
    assert {key: count for key, count in needed.items() if count != 1} == {}


def test_no_list_of_languages_is_printed(site, page):
    page.emulate_media(media="print")
    for path in ("/en/", "/en/cities/matsumoto/", "/en/history/", "/en/about-us/"):
        page.goto(f"{site.url}{path}")

        assert [each for each in page.locator(".languages").all() if each.is_visible()] == []
