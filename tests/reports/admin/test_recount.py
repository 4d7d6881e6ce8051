"""The page "Count anew": what would change, and the button."""

import pytest
from django.urls import reverse

from editorial.staff import roles
from reports import drafting, fixing
from reports.models import FixedFigures
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_home, make_report
from tests.editorial.staff.people import editor, person, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    make_home()
    return make_city(name="Northtown", stages=[{"stage": "sister", "start": "1990"}])


def page_of(report):
    return reverse("admin:reports_report_recount", args=[report.pk])


def make_gift(city):
    make_event(cities=[city], kind="gift", start="2023")


def test_it_says_what_would_change_and_looking_changes_nothing(client, city):
    sign_in(client)
    make_gift(city)
    report = make_report(2023)
    make_gift(city)

    page = client.get(page_of(report))

    assert "Northtown: 1 gift → 2 gifts" in page.context["changed"]
    # What nobody knew before and after is no change.
    assert not [line for line in page.context["changed"] if "not known" in line]
    assert FixedFigures.objects.count() == 1


def test_its_button_fixes_the_figures_of_today(client, city):
    user = sign_in(client)
    report = make_report(2023)
    make_gift(city)

    answer = client.post(page_of(report), follow=True)

    assert "The figures are those of today." in answer.content.decode()
    assert fixing.newest(report).fixed_by == user
    assert client.get(page_of(report)).context["changed"] == []


def test_the_button_pressed_twice_counts_once(client, city):
    sign_in(client)
    report = make_report(2023)
    make_gift(city)

    client.post(page_of(report))
    answer = client.post(page_of(report), follow=True)

    assert "The record says the same, so nothing was done." in answer.content.decode()
    assert FixedFigures.objects.count() == 2


def test_a_report_that_was_never_public_has_nothing_to_count_anew(client, city):
    sign_in(client)
    report = drafting.first_draft(2023)

    page = client.get(page_of(report))

    assert "The report was never public" in page.content.decode()
    assert "<button" not in page.content.decode().split('class="recount"')[1].split("</div>")[0]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (editor, 302),
        (lambda: person(roles.VIEWER), 403),
        (lambda: translator("ja"), 403),
        (lambda: person("Involvement coordinator"), 403),
    ],
)
def test_who_may_publish_reports_may_have_them_counted_anew(client, city, who, status):
    report = make_report(2023)
    make_gift(city)
    client.force_login(who())

    assert client.post(page_of(report)).status_code == status
    assert FixedFigures.objects.count() == (2 if status == 302 else 1)
