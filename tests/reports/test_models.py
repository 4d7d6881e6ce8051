"""Reports and their outline: what the database refuses, and when a report is due."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.models import CityReport, Outline, Report
from reports.models.report import sensible_year
from tests.builders import make_city, make_outline, make_report

pytestmark = pytest.mark.django_db


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_there_is_one_report_a_year_and_its_year_has_four_digits():
    make_report(2022)
    report = make_report(2023)

    for year in (2022, 999, 3000):
        refused(lambda year=year: Report.objects.filter(pk=report.pk).update(year=year))


def test_a_city_stands_in_a_report_once():
    city = make_city()
    report = make_report(2023, cities=[{"city": city}])

    refused(lambda: CityReport.objects.create(report=report, city=city))


def test_no_report_is_of_a_year_that_has_not_begun():
    this_year = timezone.localdate().year

    sensible_year(this_year)
    for year in (999, this_year + 1):
        with pytest.raises(ValidationError):
            sensible_year(year)


def test_reports_stand_with_the_newest_first_by_query_and_by_key():
    reports = [make_report(year) for year in (1990, 2023, 2018)]

    in_order = list(Report.objects.in_order())

    assert [report.year for report in in_order] == [2023, 2018, 1990]
    assert sorted(reports, key=Report.sort_key) == in_order


# --- When it is due -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "day"), [(2, 29), (2, 30), (4, 31), (13, 1), (0, 1), (1, 0), (1, 32), (1, None)]
)
def test_a_day_that_not_every_year_has_is_refused_by_form_and_database(month, day):
    outline = make_outline()

    with pytest.raises(ValidationError):
        Outline(title="A", due_month=month, due_day=day).clean()
    refused(lambda: Outline.objects.filter(pk=outline.pk).update(due_month=month, due_day=day))


@pytest.mark.parametrize(("month", "day"), [(1, 31), (2, 28), (4, 30), (12, 31), (None, None)])
def test_a_day_of_every_year_is_taken_and_none_as_well(month, day):
    outline = make_outline()

    Outline(title="A", due_month=month, due_day=day).clean()
    Outline.objects.filter(pk=outline.pk).update(due_month=month, due_day=day)


def test_a_report_is_due_in_the_year_after_or_never():
    assert Outline(due_month=1, due_day=30).due_on(2026) == date(2027, 1, 30)
    assert Outline().due_on(2026) is None
