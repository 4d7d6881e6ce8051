"""A mistyped year is refused beside its field, and by the database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cities.dates.model_fields import sensible_day
from cities.dates.reading import NotUnderstoodError, Problem, read
from cities.forms.reading_back import read_back
from cities.models import City, Event, Source
from tests.builders import make_city, make_event, make_source


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("0199", Problem.TOO_EARLY),
        ("5/1/0199", Problem.TOO_EARLY),
        ("9999", Problem.TOO_LATE),
        ("about 9999-05-01", Problem.TOO_LATE),
        ("19588", Problem.LONG_YEAR),
        ("May 19588", Problem.LONG_YEAR),
        ("0000", Problem.NO_SUCH_DAY),
    ],
)
def test_a_mistyped_year_is_told(typed, problem):
    with pytest.raises(NotUnderstoodError) as refused:
        read(typed)

    assert refused.value.problem == problem


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("19588", "a year has four digits"),
        ("9999", "Was the year mistyped?"),
        ("0199", "lies before the year 1000"),
    ],
)
def test_the_form_says_what_is_wrong_with_it(typed, words):
    assert words in read_back(typed).error


def test_a_plain_day_has_a_sensible_year():
    sensible_day(date(1958, 11, 29))
    for year in (199, 3000):
        with pytest.raises(ValidationError):
            sensible_day(date(year, 1, 1))


@pytest.mark.django_db
def test_nobody_has_counted_people_in_a_year_to_come():
    for year in (0, 199, 9999):
        with pytest.raises(ValidationError):
            City._meta.get_field("population_year").run_validators(year)


@pytest.mark.django_db
def test_the_database_refuses_them_too():
    city, event, source = make_city(population=5, population_year=2020), make_event(), make_source()
    refused = [
        (City, city, {"population_year": 0}),
        (Event, event, {"start": date(199, 1, 1), "start_unit": 5}),
        (Event, event, {"moved_from": date(9999, 1, 1)}),
        (Source, source, {"published": date(199, 1, 1)}),
    ]
    for model, row, values in refused:
        with pytest.raises(IntegrityError, match="is_sensible"), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**values)
