"""Figures follow the record until a report is public, and are fixed with it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import AuditEntry
from editorial.publishing import delete as deletion
from editorial.publishing import forgetting
from editorial.publishing.planned import planning, schedule
from reports import drafting, fixing
from reports.models import FixedFigures
from tests.builders import make_city, make_event, make_home, make_report
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    make_home()
    return make_city(stages=[{"stage": "sister", "start": "1990"}])


def make_visit(city, guests=5):
    figure = {"kind": "guests", "number": guests}
    return make_event(cities=[city], side="here", start="2023-05-01", figures=[figure])


def guests_of(fixed):
    return fixed.counted().get("guests").number


def retell(report, language="en", title="Another title"):
    publishing.save(report.entry, texts={language: {"root": {"title": title}}})
    publishing.publish(report.entry, [language])


def test_a_draft_follows_the_record_and_nothing_is_fixed(city):
    report = drafting.first_draft(2023)

    assert fixing.newest(report) is None


def test_the_first_publication_fixes_the_figures_of_that_moment(city):
    make_visit(city)
    report = make_report(2023)
    make_visit(city, 7)

    (fixed,) = FixedFigures.objects.of(report)

    assert guests_of(fixed) == 5
    assert fixed.fixed_by is None
    assert abs(fixed.fixed_at - timezone.now()) < timedelta(minutes=1)


def test_neither_a_correction_nor_a_translation_changes_what_is_fixed(city):
    make_visit(city)
    report = make_report(2023)
    before = FixedFigures.objects.get()
    make_visit(city, 7)

    retell(report)
    retell(report, "ja", "報告")

    assert FixedFigures.objects.get() == before
    assert guests_of(FixedFigures.objects.get()) == 5


def test_nothing_is_fixed_when_the_publication_fails(city, monkeypatch):
    report = drafting.first_draft(2023)

    def broken():
        raise RuntimeError

    monkeypatch.setattr("editorial.publishing.publication.content_version.raise_version", broken)
    with pytest.raises(RuntimeError):
        publishing.publish(report.entry, ["en"])

    assert not FixedFigures.objects.exists()


def test_taking_it_off_and_publishing_again_tells_the_same(city):
    make_visit(city)
    report = make_report(2023)
    make_visit(city, 7)

    publishing.withdraw(report.entry, ["en"])
    retell(report)

    assert guests_of(FixedFigures.objects.get()) == 5


def test_what_was_told_outlives_the_live_row_and_is_found_again(city):
    make_visit(city)
    report = make_report(2023)

    deletion.delete(report.entry)
    assert guests_of(FixedFigures.objects.get()) == 5
    deletion.recover(report.entry)

    report.refresh_from_db()
    assert guests_of(fixing.newest(report)) == 5


def test_what_is_forgotten_leaves_no_figures(city):
    report = make_report(2023)

    forgetting.forget(report.entry)

    assert not FixedFigures.objects.exists()


def test_what_goes_public_at_a_time_is_fixed_then(city):
    report = drafting.first_draft(2023)
    later = timezone.now() + timedelta(days=1)
    planning.plan(report.entry, ["en"], later)
    make_visit(city)
    assert fixing.newest(report) is None

    schedule.run_due(later + timedelta(minutes=1))

    assert guests_of(fixing.newest(report)) == 5


# --- Counting anew ------------------------------------------------------------------------------


def test_counting_anew_puts_the_figures_of_today_beside_the_former_ones(city, django_user_model):
    staff = django_user_model.objects.create_user("ann")
    make_visit(city)
    report = make_report(2023)
    make_visit(city, 7)
    before = content_version.current()

    fixing.count_anew(report, by=staff)

    first, second = FixedFigures.objects.of(report)
    assert (guests_of(first), guests_of(second)) == (5, 12)
    assert second.fixed_by == staff
    assert fixing.newest(report) == second
    # Every stored page of the report is old from now on.
    assert content_version.current() > before
    (line,) = AuditEntry.objects.filter(note__contains="2023")
    assert (line.by, line.references) == (staff, [str(report.entry_id)])


def test_counting_anew_what_is_the_same_does_nothing(city):
    make_visit(city)
    report = make_report(2023)
    before = content_version.current()

    assert fixing.count_anew(report) is None

    assert FixedFigures.objects.count() == 1
    assert content_version.current() == before


def test_what_was_never_public_cannot_be_counted_anew(city):
    report = drafting.first_draft(2023)

    assert fixing.count_anew(report) is None
    assert not FixedFigures.objects.exists()


def came_in(fixed):
    return fixed.submissions["program"]["total"]


def send_in(year):
    return make_submission(received_at=datetime(year, 6, 1, tzinfo=UTC))


def test_what_came_in_is_told_as_before_when_it_was_erased_since(city):
    submission = send_in(2023)
    report = make_report(2023)
    submission.delete()
    make_visit(city)

    fixing.count_anew(report)

    assert [came_in(fixed) for fixed in FixedFigures.objects.of(report)] == [1, 1]


def test_what_came_in_is_counted_again_where_the_year_was_not_over(city):
    year = timezone.localdate().year
    report = make_report(year)
    make_submission(received_at=timezone.now())
    make_event(cities=[city], start=f"{year}-01-01")

    fixing.count_anew(report)

    assert [came_in(fixed) for fixed in FixedFigures.objects.of(report)] == [0, 1]
