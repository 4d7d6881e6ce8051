"""The relationships on the admin's first page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cities.admin.today import relationships
from tests.builders import make_city, make_event, make_home, make_site
from tests.editorial.staff.people import editor, translator

pytestmark = pytest.mark.django_db


class Asked:
    """A request of somebody."""

    def __init__(self, user):
        self.user = user


def told(user=None):
    return [item.title for item in relationships(Asked(user or editor()))]


def years_ago(years):
    return (timezone.localdate() - timedelta(days=round(365.25 * years))).isoformat()


@pytest.fixture(autouse=True)
def home():
    make_home()


def make_sister(name, contact):
    city = make_city(name=name, stages=[{"stage": "sister", "start": "1990"}])
    if contact is not None:
        make_event(cities=[city], start=years_ago(contact))
    return city


def test_a_review_is_told_of_from_two_months_before_its_day_the_oldest_first():
    make_sister("Fresh", 1)
    make_sister("Soon", 3.9)
    make_sister("Late", 9)
    make_sister("Never", None)

    assert [title.split(":")[0] for title in told()] == [
        "Review of Never",
        "Review of Late",
        "Review of Soon",
    ]


def test_three_years_without_contact_are_told_of_before_policy_asks():
    make_sister("Quiet", 3.3)

    (title,) = told()

    assert title.startswith("No contact with Quiet on record since ")


def test_a_population_is_good_until_its_day():
    day = timezone.localdate()
    facts = {"population": 1000, "population_year": 2020}
    make_city(name="Gone", population_valid_until=day - timedelta(days=1), **facts)
    make_city(name="Good", population_valid_until=day + timedelta(days=1), **facts)

    (title,) = told()

    assert title.startswith("The population of Gone was good until ")


def test_a_tie_that_nothing_is_on_record_of_is_told_also_where_the_policy_sets_no_clock():
    make_site(sister_years=None, friendship_years=None)
    make_city(name="Silent", stages=[{"stage": "sister", "start": years_ago(3.5)}])
    make_city(name="Young", stages=[{"stage": "sister", "start": years_ago(1)}])
    make_city(name="Ended", stages=[{"stage": "emeritus", "start": years_ago(9)}])
    make_sister("Quiet", 5)

    titles = sorted(told())

    assert [title.split(" on record")[0] for title in titles] == [
        "No contact with Quiet",
        "No contact with Silent is",
    ]


def test_only_those_who_edit_cities_are_told():
    make_sister("Late", 9)

    assert told(translator("ja")) == []


def test_it_costs_the_same_for_one_and_for_many(django_assert_num_queries):
    me = Asked(editor())
    make_sister("Late", 9)
    relationships(me)
    with django_assert_num_queries(6):
        relationships(me)
    for number in range(3):
        make_sister(f"City {number}", 9)
    with django_assert_num_queries(6):
        relationships(me)
