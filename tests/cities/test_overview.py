"""The cities at a glance: order, distances, neighbors, the mark and the map."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from cities.drawing.program_mark import ProgramMark
from cities.models import Event
from cities.overview import overview, required_overview
from tests.builders import make_city, make_event

pytestmark = pytest.mark.django_db


def found():
    return overview(RequestFactory().get("/en/"))


def sister(name, since="", **place):
    return make_city(name=name, stages=[{"stage": "sister", "start": since}], **place)


@pytest.mark.usefixtures("home")
def test_partners_stand_in_the_order_in_which_the_ties_began():
    sister("Third", "1999-05")
    sister("Undated")
    sister("First", "1958-11-29")
    sister("Second", "by 1979")
    make_city(name="A friend", stages=[{"stage": "friendship", "start": "1950"}])

    names = [city.name for city in found().partners]

    assert names == ["First", "Second", "Third", "Undated", "A friend"]


@pytest.mark.parametrize(
    ("start", "since"),
    [
        ("1958-11-29", "since 1958"),
        ("by 1988-05", "since 1988 or earlier"),
        ("about 1978", "since about 1978"),
        ("1988-07 or 1989-07", "since 1988 or 1989"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("home")
def test_a_tie_stands_since_a_year_and_no_more_is_claimed(start, since):
    sister("North", start)

    assert found().partners[0].since == since


@pytest.mark.usefixtures("home")
def test_a_city_that_never_became_a_sister_city_has_no_since():
    make_city(stages=[{"stage": "friendship", "start": "2003"}])

    assert found().partners[0].since == ""


@pytest.mark.usefixtures("home")
def test_distances_are_measured_from_home_and_sorted():
    sister("Far", "1958", latitude="-8.1120", longitude="-79.0280")
    sister("Near", "1979", latitude="41.2230", longitude="-111.9738")

    nearest = found().nearest_first()

    measured = [(city.name, city.bearing.km_rounded) for city in nearest]
    assert measured == [("Near", 50), ("Far", 6390)]
    assert str(nearest[0].bearing.direction.label) == "north"


def test_the_home_city_is_no_partner(home):
    sister("North", "1958")

    assert found().home == home
    assert [city.name for city in found().partners] == ["North"]


@pytest.mark.usefixtures("home")
def test_drafts_are_no_partners():
    make_city(public=False)

    assert found().partners == []


def test_without_a_home_city_there_is_nothing_to_measure_from():
    sister("North", "1958")

    assert (found().home, found().partners, found().program_mark().rays) == (None, [], [])
    with pytest.raises(Http404):
        required_overview(RequestFactory().get("/en/"))


@pytest.mark.usefixtures("home")
def test_the_ends_of_the_row_have_one_neighbor():
    cities = [sister("First", "1958"), sister("Second", "1979")]

    seen = found()

    assert [seen.neighbors(city) for city in cities] == [(None, cities[1]), (cities[0], None)]


@pytest.mark.usefixtures("home")
def test_the_mark_has_a_ray_to_each_partner_and_lights_one():
    sister("First", "1958")
    second = sister("Second", "1979", longitude="7.6869")

    seen = found()

    rays = seen.program_mark().rays
    assert len(rays) == 2
    assert seen.program_mark(lit=second) == ProgramMark(rays[:1], rays[1])


@pytest.mark.usefixtures("home")
def test_the_first_year_is_that_of_the_oldest_dated_tie():
    sister("Second", "by 1979")
    sister("First", "1958-11-29")
    sister("Undated")

    assert found().first_year([]) == 1958


@pytest.mark.usefixtures("home")
def test_the_first_year_may_be_that_of_an_event_before_the_tie():
    city = sister("First", "1958-11-29")
    make_event(cities=[city], start="1957")
    make_event(cities=[], start="1939")

    events = Event.objects.to_print("en")

    assert found().first_year(events) == 1957


@pytest.mark.usefixtures("home")
def test_the_map_has_a_point_for_each_partner():
    city = sister("North", "1958")

    wide, narrow = found().maps()

    assert [(point.name, point.url) for point in wide.points] == [
        ("North", city.get_absolute_url())
    ]
    assert [point.name for point in narrow.points] == ["North"]


@pytest.mark.usefixtures("home")
def test_the_cities_are_read_once_a_request(django_assert_num_queries):
    sister("North", "1958")
    request = RequestFactory().get("/en/")

    with django_assert_num_queries(3):
        first = overview(request)

    with django_assert_num_queries(0):
        assert overview(request) is first
