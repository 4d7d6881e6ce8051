"""Honest dates as columns: what is stored, and what is said of a date that cannot be."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cities.dates.honest_date import HonestDate, Qualifier, Unit
from cities.models import Event
from tests.builders import make_city, make_event, make_goal

pytestmark = pytest.mark.django_db

DAY = date(1988, 7, 24)


def messages(event, **values):
    """Return what the model says of these values, by field."""
    for name, value in values.items():
        setattr(event, name, value)
    try:
        event.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    ("unit", "stored"),
    [
        (Unit.DAY, "1988-07-24"),
        (Unit.MONTH, "1988-07-01"),
        (Unit.SEASON, "1988-07-01"),
        (Unit.YEAR, "1988-01-01"),
        (Unit.DECADE, "1980-01-01"),
    ],
)
def test_any_day_of_the_unit_will_do(unit, stored):
    event = make_event()

    said = messages(event, start=DAY, start_unit=unit)

    assert (said, event.start.isoformat()) == ({}, stored)


def test_the_earlier_of_two_possible_dates_comes_first():
    event = make_event()

    said = messages(
        event,
        start=date(1989, 7, 4),
        start_unit=Unit.MONTH,
        start_qualifier=Qualifier.EITHER,
        start_other=DAY,
    )

    assert said == {}
    assert (event.start, event.start_other) == (date(1988, 7, 1), date(1989, 7, 1))


@pytest.mark.parametrize(
    "values",
    [
        {"start_qualifier": Qualifier.EITHER},
        {"start_other": date(1989, 7, 24)},
        {"start_other": DAY},
    ],
)
def test_a_missing_or_needless_second_date_is_told_beside_it(values):
    said = messages(make_event(), start=DAY, start_unit=Unit.DAY, **values)

    assert said == {"start_other": ["“Either of two” needs a second date, and only it has one."]}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start": DAY}, "Say how precisely the date is known."),
        ({"start_unit": Unit.YEAR}, "Give a date, or choose “unknown”."),
        ({"start_qualifier": Qualifier.ABOUT}, "Say how precisely the date is known."),
        (
            {
                "start": DAY,
                "start_unit": Unit.MONTH,
                "start_qualifier": Qualifier.EITHER,
                "start_other": date(1988, 7, 31),
            },
            "The two possible dates are the same.",
        ),
        ({"start": date(58, 11, 29), "start_unit": Unit.DAY}, "Write the year with four digits."),
    ],
)
def test_half_a_date_gets_one_message_beside_it(values, message):
    assert messages(make_event(), **values) == {"start": [message]}


def test_an_end_before_the_start_is_told_beside_the_end():
    said = messages(make_event(start="1990"), end=date(1989, 1, 1), end_unit=Unit.YEAR)

    assert said == {"end": ["The last date, 1989, is before the first, 1990."]}


@pytest.mark.parametrize("end", ["1990", "1990-01", "1990s"])
def test_an_end_may_be_as_coarse_as_the_record(end):
    honest = HonestDate.parse(end)

    said = messages(make_event(start="1990"), end=honest.day, end_unit=honest.unit)

    assert said == {}


def test_a_day_may_end_in_the_year_or_decade_in_which_it_lies():
    event = make_event(start="1990-07-24")

    assert messages(event, end=date(1990, 1, 1), end_unit=Unit.YEAR) == {}
    event.save()


def test_half_a_date_of_the_partner_is_told_beside_it():
    said = messages(make_event(), partner_date=DAY)

    assert said == {"partner_date": ["Say how precisely the date is known."]}


def test_parts_of_a_city_hold_honest_dates_too():
    city = make_city(
        stages=[{"stage": "sister", "start": "by 1988"}],
        goals=[{"goal": make_goal(), "start": "1994", "end": "autumn 2023"}],
    )

    (stage,), (own,) = city.stages.all(), city.relationshipgoals.all()
    assert [stage.starts.notation] == ["by 1988"]
    assert [own.starts.notation, own.ends.notation] == ["1994", "autumn 2023"]


@pytest.mark.parametrize(
    "values",
    [
        {"start": DAY},
        {"start_unit": Unit.DAY},
        {"start_qualifier": Qualifier.EITHER},
        {"start_other": DAY},
        {"end": DAY},
        {"partner_date_unit": Unit.DAY},
        {"start": DAY, "start_unit": Unit.DAY, "end": date(1988, 7, 23), "end_unit": Unit.DAY},
    ],
)
def test_the_database_refuses_half_a_date(values):
    event = make_event()

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**values)


@pytest.mark.parametrize(
    "notation",
    [
        "",
        "1958-11-29",
        "1958-11",
        "autumn 2023",
        "2003",
        "1980s",
        "about 1978",
        "by 1988-05",
        "1988-07 or 1989-07",
    ],
)
def test_the_seeds_notation_survives_the_columns(notation):
    event = make_event(start=notation)

    assert Event.objects.get(pk=event.pk).starts.notation == notation
