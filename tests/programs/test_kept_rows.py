"""What many tests begin with is the same where it is copied as where it is made."""

import datetime

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from tests.builders import make_home, make_page
from tests.programs.kept_rows import made_once
from tests.submissions import make_form, make_letters

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="Elsewhere they are made each time."),
]


def make_all():
    """Make home, letters and form; return all rows of all tables."""
    home = made_once(make_home, phrase_in="in Hometown")
    make_letters()
    make_form()
    found = [
        (model._meta.label, row)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.order_by("pk").values_list()
    ]
    return home, found


@pytest.fixture(scope="module")
def seen():
    return {}


@pytest.mark.parametrize("time", ["first", "second", "third"])
def test_every_table_holds_the_same_each_time(seen, time):
    home, found = make_all()

    assert seen.setdefault("found", found) == found
    assert home.entry.versions.get(language="en").live_revision is not None


def test_nobody_gets_the_row_of_another():
    first, second = rolled_back(), rolled_back()
    first.name_en = "Changed"
    prefetch_related_objects([first], "stages")

    third = rolled_back()

    fresh = {name: value for name, value in vars(third).items() if name != "_state"}
    assert fresh == {name: value for name, value in vars(second).items() if name != "_state"}
    assert third.name_en == "Hometown"
    assert third._state is not second._state
    assert third._state.fields_cache == {}


def rolled_back():
    """Return the home city of another test, as it were."""
    with transaction.atomic():
        home = made_once(make_home, phrase_in="in Hometown")
        assert vars(home).keys() == vars(type(home).objects.get()).keys()
        transaction.set_rollback(True)
    return home


def test_beside_other_contents_it_is_made_anew():
    page = make_page(title="Before")

    home = made_once(make_home, phrase_in="in Hometown")

    assert home.entry_id != page.entry_id
    assert make_page(title="After").entry_id > home.entry_id


def test_where_the_clock_is_set_it_is_made_anew(monkeypatch):
    rolled_back()
    then = datetime.datetime(2031, 5, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: then)

    home = made_once(make_home, phrase_in="in Hometown")

    assert home.live_at_en == then
