"""What the list "Before publishing" asks of a report."""

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.publishing import completeness
from editorial.revisions.working_copy import working_copy
from reports import drafting
from tests.builders import make_city, make_page, make_report

pytestmark = pytest.mark.django_db


def said(root, language="en"):
    versions = publishing.versions_of(root.entry)
    copy = working_copy(root.entry, versions.facts("working"), versions.texts("working"))
    return [finding.words for finding in completeness.findings(copy, language)]


@pytest.fixture
def city():
    return make_city(name="Northtown", stages=[{"stage": "sister", "start": "1990"}])


def test_a_whole_report_leaves_nothing_to_say(city):
    report = make_report(
        2023, lede="A year.", cities=[{"city": city, "accomplishments": "<p>Much.</p>"}]
    )

    assert said(report) == []


def test_a_first_draft_is_told_what_the_office_still_has_to_write(city):
    assert said(drafting.first_draft(2023)) == [
        "It has no first sentences.",
        "The office has written nothing about Northtown yet.",
    ]


def test_words_of_the_report_before_are_to_be_read_again_until_they_change(city):
    make_report(2021, cities=[{"city": city, "avenues": "<p>Schools.</p>"}])
    report = drafting.first_draft(2023)
    asked = "Northtown: these are the words of the report of 2021. Do they hold?"
    assert asked in said(report)

    part = publishing.versions_of(report.entry).facts("working")["parts"][0]["id"]
    texts = {"root": {"title": "2023"}, part: {"avenues": "<p>Schools and libraries.</p>"}}
    publishing.save(report.entry, texts={"en": texts})

    assert asked not in said(report)


def test_a_report_of_a_year_that_is_not_over_is_told_so(city):
    report = drafting.first_draft(timezone.localdate().year)

    assert any(words.startswith("The year is not over.") for words in said(report))


def test_a_report_without_a_city_is_told_so():
    assert "No city stands in the report." in said(drafting.first_draft(2023))


def test_translations_and_other_content_are_asked_nothing_of_it(city):
    assert said(drafting.first_draft(2023), "ja") == []
    assert "It has no first sentences." not in said(make_page(lede=""))
