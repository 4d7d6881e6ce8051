"""The form of a report: the words of the office beside what the record holds."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import publishing
from editorial.publishing import delete as deletion
from reports import drafting
from reports.models import FixedFigures, Report
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_city, make_event, make_goal, make_home, make_outline, make_report

pytestmark = pytest.mark.django_db

SISTER_SINCE_1990 = [{"stage": "sister", "start": "1990"}]


@pytest.fixture
def city(client):
    sign_in(client)
    make_home()
    return make_city(name="Northtown", stages=SISTER_SINCE_1990)


def form_of(client, report):
    return client.get(reverse("admin:reports_report_change", args=[report.pk]))


def records(response):
    """List what the record holds in words, as printed: of each city, then of the program."""
    found = re.findall(r'<div class="record">(.*?)\n</div>', response.content.decode(), re.S)
    return [" ".join(re.sub(r"<[^>]*>", " ", each).split()) for each in found]


def links_in(response):
    found = re.findall(r'<div class="record">(.*?)\n</div>', response.content.decode(), re.S)
    return [re.findall(r'href="([^"]*)"', each) for each in found]


def event_page(event):
    return reverse("admin:cities_event_change", args=[event.pk])


# --- What the record holds ----------------------------------------------------------------------


def test_each_figure_of_a_city_leads_to_its_events(client, city):
    figures = [{"kind": "guests", "number": 5}]
    visit = make_event("They came", cities=[city], side="here", start="2023-05-01", figures=figures)
    report = drafting.first_draft(2023)

    page = form_of(client, report)

    of_city, of_program = records(page)
    assert "1 visit received They came" in of_city
    assert "5 guests They came" in of_city
    assert "No event gives a number: Travelers from here" in of_city
    assert set(links_in(page)[0]) == {event_page(visit)} == set(links_in(page)[1])
    assert "5 guests" in of_program


def test_a_year_without_contact_is_said_plainly_with_the_last_one_before(client, city):
    quiet = make_city(name="Quiet", stages=SISTER_SINCE_1990)
    make_event(cities=[city], start="2023")
    make_event(cities=[quiet], start="2019-05")
    report = drafting.first_draft(2023)

    said = records(form_of(client, report))

    assert "The record has no contact in 2023. The last one before: May 2019" in said
    assert not said[0].startswith("The record has no contact")


def test_what_may_belong_to_the_year_is_named_and_not_counted(client, city):
    make_event("Some time", cities=[city], start="2020s")
    report = drafting.first_draft(2023)

    (of_city, _program) = records(form_of(client, report))

    assert of_city.startswith("The record has no contact in 2023.")
    assert "not counted: Some time" in of_city


def test_an_event_with_markup_in_its_title_is_escaped(client, city):
    make_event("<b>Bold</b>", cities=[city], start="2023")
    report = drafting.first_draft(2023)

    assert "&lt;b&gt;Bold" in form_of(client, report).content.decode()


def test_a_figure_of_many_events_has_them_all_one_click_away(client, city):
    events = [
        make_event(f"Event {number}", cities=[city], kind="gift", start="2023")
        for number in range(14)
    ]
    report = drafting.first_draft(2023)

    page = form_of(client, report)

    assert "<summary>2 more</summary>" in page.content.decode()
    for event in events:
        assert reverse("admin:cities_event_change", args=[event.pk]) in links_in(page)[0]


def test_a_city_that_is_not_chosen_yet_has_no_figures(client, city):
    report = make_report(2023)
    page = form_of(client, report)
    data = filled_in(page) | {"_add": page.context["inline_admin_formsets"][0].formset.prefix}

    answer = client.post(reverse("admin:reports_report_change", args=[report.pk]), data)

    assert "Choose the city and save; then its figures stand here." in answer.content.decode()


def test_once_public_it_shows_what_was_fixed_and_that_the_record_has_changed(client, city):
    make_event("One", cities=[city], kind="gift", start="2023")
    report = make_report(2023, cities=[{"city": city}])
    recount = reverse("admin:reports_report_recount", args=[report.pk])
    assert recount not in form_of(client, report).content.decode()

    other = make_event("Two", cities=[city], kind="gift", start="2023")
    page = form_of(client, report)

    assert "1 gift One" in records(page)[0]
    assert event_page(other) not in page.content.decode()
    assert recount in page.content.decode()


def test_an_event_that_went_leaves_its_number_and_no_link(client, city):
    event = make_event("One", cities=[city], kind="gift", start="2023")
    report = make_report(2023, cities=[{"city": city}])
    deletion.delete(event.entry)

    page = form_of(client, report)

    assert "1 gift 1 event is not in the record any more" in records(page)[0]
    assert links_in(page)[0] == []


# --- Writing ------------------------------------------------------------------------------------


def save(client, report, **changes):
    page = form_of(client, report)
    return client.post(page.request["PATH_INFO"], filled_in(page) | changes)


def test_it_is_saved_as_a_draft_and_published_as_any_other_content(client, city):
    client.post(reverse("admin:reports_report_draft"), {"year": "2023"})
    report = Report.objects.get()

    save(client, report, lede_en="A good year.")
    report.refresh_from_db()
    assert not report.published_languages()
    save(client, report, **PUBLISH)

    report = Report.objects.get()
    assert (report.lede_en, report.published_languages()) == ("A good year.", ["en"])
    assert report.cities.get().status_en == "<p>Sister city, since 1990</p>"
    assert FixedFigures.objects.of(report).count() == 1


def test_its_year_stays_as_it_was_begun(client, city):
    report = drafting.first_draft(2023)

    save(client, report, year="2022", title_en="Another")

    assert publishing.versions_of(report.entry).facts("working")["root"]["year"] == 2023


def test_one_may_be_begun_without_a_draft_of_the_record(client, city):
    page = client.get(reverse("admin:reports_report_add"))
    data = filled_in(page) | {"title_en": "Our year", "year": "2021"}

    client.post(page.request["PATH_INFO"], data)

    assert Report.objects.get().year == 2021


def test_a_second_report_of_a_year_is_refused_beside_the_field(client, city):
    make_report(2023)
    page = client.get(reverse("admin:reports_report_add"))
    data = filled_in(page) | {"title_en": "Again", "year": "2023"}

    answer = client.post(page.request["PATH_INFO"], data)

    assert "year" in answer.context["adminform"].form.errors
    assert Report.objects.count() == 1


def test_a_city_cannot_stand_in_it_twice(client, city):
    part = {"city": city}
    other = make_city(name="Other")
    report = make_report(2023, cities=[part, {"city": other}])
    page = form_of(client, report)
    prefix = page.context["inline_admin_formsets"][0].formset.prefix

    answer = client.post(
        page.request["PATH_INFO"], filled_in(page) | {f"{prefix}-1-city": str(city.pk), **PUBLISH}
    )

    assert answer.status_code != 302
    assert {part.city for part in report.cities.all()} == {city, other}


# --- Speed --------------------------------------------------------------------------------------


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_form_and_list_need_the_same_queries_however_much_the_record_holds(client):
    sign_in(client)
    make_home()
    goal = make_goal()

    def grow(number, year):
        for _number in range(number):
            city = make_city(stages=SISTER_SINCE_1990)
            for _event in range(number):
                make_event(
                    cities=[city],
                    goals=[goal],
                    start=f"{year}-05",
                    sources=[{"headline": "A report"}],
                    figures=[{"kind": "guests", "number": 5}],
                )

    drafting.first_draft(2020)
    needed = []
    for number, year in ((1, 2022), (3, 2023)):
        grow(number, year)
        report = drafting.first_draft(year)
        form = reverse("admin:reports_report_change", args=[report.pk])
        # Once for what is kept.
        queries_of(client, form)
        listing = reverse("admin:reports_report_changelist")
        needed.append((queries_of(client, form), queries_of(client, listing)))

    assert needed[0] == needed[1]


def test_the_outline_opens_at_once_and_refuses_a_day_that_no_year_has(client):
    sign_in(client)
    outline = make_outline()
    address = reverse("admin:reports_outline_change", args=[outline.pk])
    assert client.get(reverse("admin:reports_outline_changelist"))["Location"] == address
    data = filled_in(client.get(address)) | {"due_month": "2", "due_day": "30"}

    answer = client.post(address, data)

    assert answer.context["adminform"].form.errors == {"due_day": ["Not every year has this day."]}


@pytest.mark.django_db(transaction=True)
def test_a_fixed_report_counts_the_record_once_until_something_is_published(client, city):
    report = make_report(2023)
    event = make_event(cities=[city], start="2023")
    address = reverse("admin:reports_report_change", args=[report.pk])
    assert "The record has changed since" in form_of(client, report).content.decode()

    deletion.delete(event.entry)
    first, second = queries_of(client, address), queries_of(client, address)

    assert second < first
    assert "The record has changed since" not in form_of(client, report).content.decode()
