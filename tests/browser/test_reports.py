"""The report of a year, seen and printed: the fullest years of the seed, in three scripts."""

import re

import pytest

from cities.models import City
from reports.models import CityReport, Report
from tests.browser.axe import WIDTHS, look
from tests.browser.test_layout import too_wide
from tests.builders import make, make_event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
MOST_PAGES = 8
YEARS = (1990, 2018, 2023)
# As long as the office may write about a city: some 300 words, in a language without spaces the
# same number of lines.
SENTENCES = {
    "en": "These words stand for what the office writes, and they say nothing of any city. ",
    "ja": "この文は担当課が書く文章の代わりであり、どの都市についても何も述べていません。",
    "uk": "Ці слова стоять замість того, що напише управління, і не кажуть нічого про міста. ",
}
LENGTHS = dict(zip(CityReport.TEXTS, (2, 4, 4, 3, 4, 3), strict=True))


def words(language, sentences):
    return f"<p>{SENTENCES[language] * sentences}</p>"


def texts(names, language):
    return {name: words(language, LENGTHS.get(name, 4)) for name in names}


def make_filled(year):
    """Make the report of a year public, every text of it filled."""
    own = {
        language: {
            "title": {"en": f"The year {year}", "ja": f"{year}年", "uk": f"{year} рік"}[language],
            "lede": SENTENCES[language],
            **texts(("board_and_meetings", "next"), language),
        }
        for language in SENTENCES
    }
    parts = [
        {
            "city": city,
            **texts(CityReport.TEXTS, "en"),
            "translations": {each: texts(CityReport.TEXTS, each) for each in ("ja", "uk")},
        }
        for city in City.objects.partners().in_order()
    ]
    english = own.pop("en")
    make(Report, year=year, cities=parts, translations=own, **english)


@pytest.fixture
def reports(site):
    """Make the reports of three years public."""
    for year in YEARS:
        make_filled(year)
    return site


def make_full_year(year):
    """Make ten visits for each partner city, as many as a year has when all goes well."""
    source = {"kind": "report", "headline": "Guests from abroad plant a tree beside the library"}
    guests = {"kind": "guests", "number": 12, "young": 4}
    for city in City.objects.partners().in_order():
        for n in range(10):
            make_event(
                title=f"A delegation of the schools meets the mayor, visit {n + 1}",
                start=f"{year}-{n + 1:02}-15",
                cities=[city],
                side="here",
                figures=[guests],
                sources=[source],
            )


@pytest.mark.parametrize("language", list(SENTENCES))
def test_a_report_prints_on_eight_pages_at_most(reports, page, language):
    needed = {}
    for year in YEARS:
        page.goto(f"{reports.url}/{language}/reports/{year}/")
        for paper in ("Letter", "A4"):
            needed[year, paper] = len(PAGE.findall(page.pdf(format=paper)))

    assert len(needed) == 6
    assert {key: count for key, count in needed.items() if count > MOST_PAGES} == {}


@pytest.mark.parametrize("language", list(SENTENCES))
def test_a_year_of_sixty_events_prints_on_as_few(site, page, language):
    make_full_year(1999)
    make_filled(1999)
    page.goto(f"{site.url}/{language}/reports/1999/")

    needed = {each: len(PAGE.findall(page.pdf(format=each))) for each in ("Letter", "A4")}

    assert page.locator(".report-event").count() == 60
    assert {key: count for key, count in needed.items() if count > MOST_PAGES} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_fault_in_reports(reports, page, width):
    page.set_viewport_size({"width": width, "height": 900})

    assert look(page, reports, ["/en/reports/", "/uk/reports/2023/", "/ja/reports/1990/"]) == {}


def test_no_report_scrolls_sideways(reports, page):
    found = {}
    for path in ("/uk/reports/2023/", "/ja/reports/2023/", "/es/reports/1990/", "/es/reports/"):
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"{reports.url}{path}")
        if wide := too_wide(page):
            found[path] = wide

    assert found == {}


def test_a_mark_and_a_number_lead_to_the_same_event(reports, page):
    page.goto(f"{reports.url}/en/reports/2023/")
    page.locator(".report__glance .references a").last.click()
    by_number = page.url.split("#")[1]

    assert page.locator(f"#{by_number}").is_visible()
    marks = page.locator(".report-months .mark-link").all()
    targets = [mark.get_attribute("href") for mark in marks]
    assert all(page.locator(target).count() == 1 for target in targets)
    assert len(targets) == 4
