"""The page "First draft of a year"."""

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.staff import roles
from reports.models import Report
from tests.admin_client import sign_in
from tests.builders import make_city, make_report
from tests.editorial.staff.people import editor, person, translator

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:reports_report_draft")


def change_page(report):
    return reverse("admin:reports_report_change", args=[report.pk])


def test_the_list_leads_to_it(client):
    sign_in(client)

    page = client.get(reverse("admin:reports_report_changelist"))

    assert f'href="{PAGE}"' in page.content.decode()


def test_a_year_is_chosen_and_its_draft_opens(client):
    user = sign_in(client)
    make_city(stages=[{"stage": "sister", "start": "1990"}])

    answer = client.post(PAGE, {"year": "2023"})

    report = Report.objects.get(year=2023)
    assert answer["Location"] == change_page(report)
    assert report.entry.created_by == user
    form = client.get(answer["Location"]).content.decode()
    assert "This is the first draft." in form
    assert "Sister city, since 1990" in form


def test_it_offers_last_year_or_the_one_that_a_link_asks_for(client):
    sign_in(client)

    offered = [
        client.get(address).context["form"]["year"].value()
        for address in (PAGE, f"{PAGE}?year=2018", f"{PAGE}?year=x", f"{PAGE}?year=²⁰²³")
    ]

    last_year = timezone.localdate().year - 1
    assert offered == [last_year, 2018, last_year, last_year]


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("", "Write a year."),
        ("last", "Write a year with four digits."),
        ("999", "There is nothing to report of 999."),
        ("2998", "There is nothing to report of 2998."),
        ("2023", "There is a report of 2023 already."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_made(client, year, words):
    sign_in(client)
    there = make_report(2023, public=False)

    answer = client.post(PAGE, {"year": year})

    assert answer.status_code == 422
    assert Report.objects.get() == there
    (error,) = answer.context["form"]["year"].errors
    assert error.startswith(words)
    # A screen reader hears it with the field.
    assert 'aria-invalid="true"' in answer.content.decode()


def test_the_report_that_is_there_is_one_link_away(client):
    sign_in(client)
    there = make_report(2023)

    answer = client.post(PAGE, {"year": "2023"})

    assert f'href="{change_page(there)}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (editor, 302),
        (lambda: person(roles.VIEWER), 403),
        (lambda: translator("ja"), 403),
        (lambda: person("Involvement coordinator"), 403),
    ],
)
def test_who_may_write_reports_may_have_one_begun(client, who, status):
    client.force_login(who())

    assert client.post(PAGE, {"year": "2023"}).status_code == status
    assert Report.objects.exists() == (status == 302)
