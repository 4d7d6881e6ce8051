"""The first draft of a report: whose relationship existed, and what is carried over."""

import pytest
from django.db import IntegrityError

from editorial import publishing
from editorial.models import LanguageVersion
from editorial.publishing import workflow
from editorial.revisions.data import MACHINE, PERSON
from reports import drafting
from reports.models import CityReport, Report
from tests.builders import make_city, make_home, make_report

pytestmark = pytest.mark.django_db

SISTER_SINCE_1990 = [{"stage": "sister", "start": "1990-05-04"}]


def draft_of(report, language="en"):
    """Return the texts of a report's draft by the names of its cities, and under "" its own."""
    versions = publishing.versions_of(report.entry)
    texts = versions.texts("working")[language]
    names = {
        part["id"]: part["facts"]["city"]
        for part in versions.facts("working")["parts"]
        if part["kind"] == CityReport._meta.label_lower
    }
    return {names.get(key, ""): fields for key, fields in texts.items()}


def cities_in(report):
    parts = publishing.versions_of(report.entry).facts("working")["parts"]
    return [part["facts"]["city"] for part in parts]


def make_with(*stages):
    return make_city(stages=[{"stage": stage, "start": start} for stage, start in stages])


# --- Which cities stand in it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stages", "is_in"),
    [
        ([("sister", "1990")], True),
        ([("sister", "2023-12-31")], True),
        ([("sister", "2024-01-01")], False),
        ([("friendship", "2020"), ("sister", "2024")], True),
        ([("emeritus", "2001")], True),
        ([("sister", "by 1988-05")], True),
        # Nobody knows since when, but the record has it.
        ([("sister", "")], True),
        ([("inquiry", "2020")], False),
        ([("inquiry", "2020"), ("friendship", "2024")], False),
        ([("sister", "1990"), ("ended", "2023-06")], True),
        ([("sister", "1990"), ("ended", "2022")], False),
        ([("sister", "1990"), ("ended", "2024")], True),
        ([], False),
    ],
)
def test_a_city_stands_in_it_whose_relationship_existed_in_that_year(stages, is_in):
    city = make_with(*stages)

    report = drafting.first_draft(2023)

    assert cities_in(report) == ([city.pk] if is_in else [])


def test_neither_the_home_city_nor_one_that_is_not_public_stands_in_it():
    make_home(stages=SISTER_SINCE_1990)
    make_city(stages=SISTER_SINCE_1990, public=False)

    assert cities_in(drafting.first_draft(2023)) == []


def test_cities_stand_in_the_order_of_their_relationships():
    late = make_with(("sister", "2015"))
    early = make_with(("sister", "1958"))

    assert cities_in(drafting.first_draft(2023)) == [early.pk, late.pk]


# --- What it says -------------------------------------------------------------------------------


def test_the_status_is_the_stage_in_which_the_year_ended_with_its_date_and_basis():
    city = make_city(
        stages=[
            {"stage": "friendship", "start": "1988"},
            {"stage": "sister", "start": "1990-05-04", "legal_basis": "Joint resolution"},
            {"stage": "emeritus", "start": "2024"},
        ]
    )

    before, then, after = (drafting.first_draft(year) for year in (1989, 2023, 2024))

    assert draft_of(before)[city.pk]["status"] == "<p>Friendship city, since 1988</p>"
    assert draft_of(then)[city.pk]["status"] == (
        "<p>Sister city, since May 4, 1990 (Joint resolution)</p>"
    )
    assert draft_of(after)[city.pk]["status"] == "<p>Emeritus, since 2024</p>"


def test_an_end_is_told_on_its_day_and_not_since():
    city = make_with(("sister", "1990"), ("ended", "2023-06"))

    assert draft_of(drafting.first_draft(2023))[city.pk]["status"] == "<p>Ended: June 2023</p>"


def test_what_is_read_from_the_record_is_escaped():
    basis = {"stage": "sister", "start": "1990", "legal_basis": "<b>Law & order</b>"}
    city = make_city(stages=[basis])

    status = draft_of(drafting.first_draft(2023))[city.pk]["status"]

    assert status == "<p>Sister city, since 1990 (&lt;b&gt;Law &amp; order&lt;/b&gt;)</p>"


def test_the_words_of_the_report_before_are_carried_over_but_for_what_was_done():
    city = make_city(stages=SISTER_SINCE_1990)
    texts = {name: f"<p>{name} of 2021.</p>" for name in CityReport.TEXTS}
    make_report(2021, lede="A year.", next="<p>More.</p>", cities=[{"city": city, **texts}])

    found = draft_of(drafting.first_draft(2023))

    assert found[""] == {"title": "Report of 2023"}
    assert found[city.pk] == {
        "status": "<p>Sister city, since May 4, 1990</p>",
        **{name: texts[name] for name in ("description", "commonalities", "avenues", "objectives")},
    }


def test_what_is_public_is_carried_over_not_what_somebody_is_drafting():
    city = make_city(stages=SISTER_SINCE_1990)
    before = make_report(2022, cities=[{"city": city, "avenues": "<p>Public.</p>"}])
    part = before.cities.get()
    texts = {"root": {"title": "Report of 2022"}, str(part.pk): {"avenues": "<p>Draft.</p>"}}
    publishing.save(before.entry, texts={"en": texts})

    assert draft_of(drafting.first_draft(2023))[city.pk]["avenues"] == "<p>Public.</p>"


def test_a_draft_of_the_year_before_is_carried_over_where_nothing_is_public():
    city = make_city(stages=SISTER_SINCE_1990)
    make_report(2022, cities=[{"city": city, "avenues": "<p>Draft.</p>"}], public=False)

    assert draft_of(drafting.first_draft(2023))[city.pk]["avenues"] == "<p>Draft.</p>"


def test_a_later_report_is_no_report_before():
    city = make_city(stages=SISTER_SINCE_1990)
    make_report(2024, cities=[{"city": city, "avenues": "<p>Later.</p>"}])

    assert "avenues" not in draft_of(drafting.first_draft(2023))[city.pk]


def test_it_is_written_in_the_language_of_the_report_before():
    city = make_city(stages=SISTER_SINCE_1990, translations={"it": {"name": "Una città"}})
    make_report(2022, original="it", cities=[{"city": city, "avenues": "<p>Vie.</p>"}])

    report = drafting.first_draft(2023)

    assert report.entry.original_language == "it"
    assert draft_of(report, "it")[city.pk]["avenues"] == "<p>Vie.</p>"


# --- Translations of what is carried over -------------------------------------------------------


def translated(city, translation, origin=PERSON):
    """Make the report of 2022 with a text about a city; translate it as a person or a machine."""
    part = {"city": city, "avenues": "<p>Schools.</p>", "status": "<p>Fine.</p>"}
    before = make_report(2022, cities=[part])
    key = str(before.cities.get().pk)
    texts = {"root": {"title": "2022年"}, key: {"avenues": translation, "status": "<p>良い。</p>"}}
    publishing.save(before.entry, texts={"ja": texts}, origin=origin)
    publishing.publish(before.entry, ["ja"])
    return before, key


@pytest.fixture
def city():
    return make_city(stages=SISTER_SINCE_1990)


def test_a_translation_that_a_person_made_of_these_words_comes_along_and_is_up_to_date(city):
    translated(city, "<p>学校。</p>")

    report = drafting.first_draft(2023)

    assert draft_of(report, "ja") == {city.pk: {"avenues": "<p>学校。</p>"}}
    assert report.entry.versions.get(language="ja").n_outdated == 0
    assert report.published_languages() == []


def test_what_a_machine_translated_is_left_behind_until_somebody_has_read_it(
    city, django_user_model
):
    before, _key = translated(city, "<p>学校。</p>", origin=MACHINE)
    assert "ja" not in languages_of(drafting.first_draft(2024))

    workflow.review(before.entry, "ja", by=django_user_model.objects.create_user("ann"))

    assert draft_of(drafting.first_draft(2023), "ja")[city.pk]["avenues"] == "<p>学校。</p>"


def test_a_translation_of_former_words_is_left_behind(city):
    before, key = translated(city, "<p>学校。</p>")
    texts = {"root": {"title": "Report of 2022"}, key: {"avenues": "<p>Schools and choirs.</p>"}}
    publishing.save(before.entry, texts={"en": texts})
    publishing.publish(before.entry, ["en"])

    report = drafting.first_draft(2023)

    assert draft_of(report)[city.pk]["avenues"] == "<p>Schools and choirs.</p>"
    assert "ja" not in languages_of(report)


def languages_of(report):
    return set(publishing.versions_of(report.entry).texts("working"))


# --- What it leaves alone -----------------------------------------------------------------------


def test_it_is_a_draft_and_nothing_of_it_is_public():
    make_city(stages=SISTER_SINCE_1990)

    report = drafting.first_draft(2023)

    assert report.published_languages() == []
    versions = report.entry.versions.filter(working_revision__isnull=False)
    assert set(versions.values_list("work_state", flat=True)) == {LanguageVersion.WorkState.DRAFT}
    assert not CityReport.objects.exclude(status_en=None).exclude(status_en="").exists()


@pytest.mark.parametrize("public", [True, False])
def test_a_report_that_is_there_is_never_written_over(public):
    report = make_report(2023, lede="Ours.", public=public)

    with pytest.raises(drafting.IsThereError):
        drafting.first_draft(2023)

    assert Report.objects.get() == report
    assert report.entry.revisions.count() == 2


def test_of_two_who_begin_at_once_the_second_is_told_so(monkeypatch):
    def somebody_was_faster(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(drafting.publishing, "create", somebody_was_faster)

    with pytest.raises(drafting.IsThereError):
        drafting.first_draft(2023)


def test_the_queries_do_not_grow_with_the_cities(django_assert_num_queries):
    def needed():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            drafting.cities_of(2023, "en")
        return len(captured)

    make_city(stages=SISTER_SINCE_1990)
    one = needed()
    for _number in range(3):
        make_city(stages=SISTER_SINCE_1990)

    assert needed() == one == 2
