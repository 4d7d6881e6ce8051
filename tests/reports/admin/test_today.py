"""The report that is due, on the admin's first page."""

from datetime import date

import pytest
from django.urls import reverse

from cities.models import City
from editorial import publishing
from editorial.staff import roles
from reports import drafting
from reports.admin.today import due_report
from tests.builders import make_home, make_outline
from tests.editorial.staff.people import editor, person, translator

pytestmark = pytest.mark.django_db


class Asked:
    """A request of somebody."""

    def __init__(self, user):
        self.user = user


@pytest.fixture
def on(monkeypatch):
    """Return a function that says what an editor is told on a day."""
    make_home()
    user = editor()

    def told(day, user=user):
        monkeypatch.setattr(City, "today", lambda self: date.fromisoformat(day))
        return list(due_report(Asked(user)))

    return told


def test_it_is_told_of_ninety_days_ahead_with_a_way_to_its_first_draft(on):
    make_outline()

    assert on("2026-10-31") == []
    (item,) = on("2026-11-01")

    assert item.title == "The report of 2026 is due on January 30, 2027"
    assert item.url == f"{reverse('admin:reports_report_draft')}?year=2026"
    assert not item.is_urgent


def test_once_begun_it_leads_to_the_draft_and_is_late_after_its_day(on):
    make_outline()
    report = drafting.first_draft(2025)

    (item,) = on("2026-01-30")
    assert item.title == "The report of 2025 is due on January 30, 2026"
    (late,) = on("2026-01-31")

    assert late.title == "The report of 2025 was due on January 30, 2026"
    assert late.is_urgent
    assert late.url == reverse("admin:reports_report_change", args=[report.pk])


def test_a_draft_is_asked_for_until_it_is_public_and_then_no_more(on):
    make_outline()
    report = drafting.first_draft(2025)
    assert on("2026-09-01")

    publishing.publish(report.entry, ["en"])

    assert on("2026-09-01") == []


def test_one_that_nobody_began_here_was_written_elsewhere(on):
    make_outline()

    assert on("2026-04-30")
    assert on("2026-05-01") == []


def test_the_next_one_takes_the_place_of_the_last(on):
    make_outline()
    drafting.first_draft(2025)

    (item,) = on("2026-11-15")

    assert item.title.startswith("The report of 2026 ")


def test_one_that_is_due_in_december_is_told_of_in_its_turn(on):
    make_outline(due_month=12, due_day=1)

    (item,) = on("2026-10-01")

    assert item.title == "The report of 2025 is due on December 1, 2026"


def test_without_an_outline_or_a_day_nothing_is_due(on):
    assert on("2026-12-01") == []

    make_outline(due_month=None, due_day=None)

    assert on("2026-12-01") == []


@pytest.mark.parametrize("who", [lambda: person(roles.VIEWER), lambda: translator("ja")])
def test_who_does_not_write_reports_is_told_of_none(on, who):
    make_outline()

    assert on("2026-12-01", who()) == []


def test_it_stands_on_the_first_page(client, on):
    make_outline()
    client.force_login(editor_again())
    on("2026-12-01")

    page = client.get(reverse("admin:index")).content.decode()

    assert "The report of 2026 is due on January 30, 2027" in page


def editor_again():
    return person(roles.EDITOR, username="another-editor")
