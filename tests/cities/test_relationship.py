"""The relationship with a city: its current stage, and the period of each goal."""

import pytest
from django.db import IntegrityError, transaction

from cities.models import City, Reason, RelationshipGoal, Stage
from tests.builders import make_city, make_event, make_goal
from tests.crawl import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stages", "current"),
    [
        ([], None),
        (["inquiry"], "inquiry"),
        (["friendship", "sister"], "sister"),
        (["friendship", "sister", "emeritus"], "emeritus"),
        (["sister", "ended"], "ended"),
    ],
)
def test_the_current_stage_is_the_last_one(stages, current):
    city = make_city(stages=[{"stage": stage} for stage in stages])

    assert getattr(city.current_stage, "stage", None) == current


def test_the_current_stage_follows_when_one_is_added():
    city = make_city(stages=[{"stage": "sister", "start": "1979"}])
    Stage.objects.create(city=city, stage=Stage.Kind.EMERITUS, position=20)

    assert City.objects.get(pk=city.pk).current_stage.stage == Stage.Kind.EMERITUS


def test_no_column_stores_the_current_stage():
    names = {field.name for field in City._meta.get_fields()}

    assert {name for name in names if "stage" in name} == {"stages"}


def test_it_became_a_sister_city_in_the_first_such_stage():
    dates = [("friendship", "2003"), ("sister", "2011"), ("emeritus", "2015"), ("sister", "2020")]
    city = make_city(stages=[{"stage": stage, "start": start} for stage, start in dates])

    assert city.sister_stage.starts.notation == "2011"


# --- The period of a goal ---------------------------------------------------------------------


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("start", "end", "event", "shown"),
    [
        ("1994", "", "1994-06", "since 1994"),
        ("1994", "", "1995", ""),
        ("", "2004", "2004", "until 2004"),
        ("1994", "2004", "1994", "since 1994"),
        ("by 1994", "", "1994", "since 1994 or earlier"),
        ("about 1994", "", "1994", "since about 1994"),
        ("1994", "", "", ""),
        ("", "", "1994", ""),
    ],
)
def test_a_period_is_shown_only_where_an_event_proves_it(client, start, end, event, shown):
    goal = make_goal(name="Aid")
    city = make_city(slug="north", goals=[{"goal": goal, "start": start, "end": end}])
    make_event(cities=[city], goals=[goal], start=event)

    page = read(client, "/en/cities/north/")

    assert page.words("goal-list__period") == ([shown] if shown else [])


@pytest.mark.usefixtures("home")
def test_both_ends_of_a_period_may_be_proven(client):
    goal = make_goal()
    city = make_city(slug="north", goals=[{"goal": goal, "start": "1994", "end": "2004"}])
    for start in ("1994-06", "2004-01-31"):
        make_event(cities=[city], goals=[goal], start=start)

    page = read(client, "/en/cities/north/")

    assert "1994 to 2004" in page.words("meta")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("unfit", ["cancelled", "other goal", "other city"])
def test_other_events_prove_nothing(client, unfit):
    goal, other = make_goal(name="Aid"), make_goal()
    city = make_city(slug="north", goals=[{"goal": goal, "start": "1994"}])
    make_event(
        start="1994",
        cancelled=unfit == "cancelled",
        goals=[other if unfit == "other goal" else goal],
        cities=[make_city() if unfit == "other city" else city],
    )

    page = read(client, "/en/cities/north/")

    assert page.words("goal-list__entry") == ["Aid"]


# --- What the database refuses ----------------------------------------------------------------


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_goal_stands_once_in_a_relationship():
    goal = make_goal()
    city = make_city(goals=[{"goal": goal}])

    refused(lambda: RelationshipGoal.objects.create(city=city, goal=goal))


def test_a_reason_stands_once_in_a_relationship():
    city = make_city(reasons=[{"reason": "culture"}])

    refused(lambda: Reason.objects.create(city=city, reason=Reason.Kind.CULTURE))


@pytest.mark.parametrize(
    ("model", "values"), [(Reason, {"reason": "fun"}), (Stage, {"stage": "married"})]
)
def test_unknown_reasons_and_stages_are_refused(model, values):
    city = make_city()

    refused(lambda: model.objects.create(city=city, **values))


def test_there_is_one_home_city(home):
    refused(lambda: City.objects.filter(pk=make_city().pk).update(is_home=True))


@pytest.mark.parametrize(
    "values", [{"latitude": "90.1"}, {"longitude": "-180.1"}, {"population": 5}]
)
def test_a_city_is_on_the_globe_and_its_population_has_a_year(values):
    city = make_city()

    refused(lambda: City.objects.filter(pk=city.pk).update(**values))
