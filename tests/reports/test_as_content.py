"""A report is content as any other: previewed by link, found by staff, in its own history."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from editorial import publishing
from editorial.previews import links
from editorial.publishing import delete as deletion
from editorial.publishing import going_back
from reports import drafting
from reports.models import FixedFigures, Report
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_home, make_outline, make_report, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    make_site()
    make_home()
    return make_city(name="Northtown", stages=[{"stage": "sister", "start": "1990"}])


def test_the_board_reads_a_draft_behind_a_link_with_the_figures_of_today(client, city):
    report = drafting.first_draft(2023)
    _link, secret = links.make(report.entry, "", by=None)
    make_event("They brought a tree", cities=[city], kind="gift", start="2023")

    page = client.get(f"/en/preview/{secret}/").content.decode()

    assert "Draft, not published" in page
    assert "Sister city, since 1990" in page
    assert "They brought a tree" in page
    assert client.get("/en/reports/2023/").status_code == 404
    assert not FixedFigures.objects.exists()


def test_a_draft_of_the_outline_is_seen_on_the_list(client, city):
    outline = make_outline("As it was")
    publishing.save(outline.entry, texts={"en": {"root": {"title": "Our years"}}})
    _link, secret = links.make(outline.entry, "", by=None)

    assert "Our years" in client.get(f"/en/preview/{secret}/").content.decode()


def test_staff_find_it_by_its_year_and_its_words(client, city):
    sign_in(client)
    make_report(2023, title="A good year", cities=[{"city": city, "avenues": "<p>Choirs.</p>"}])
    listing = reverse("admin:reports_report_changelist")

    for words, count in (("2023", 1), ("choirs", 1), ("2022", 0)):
        found = client.get(listing, {"q": words}).context["cl"].result_list
        assert len(found) == count, words


def test_an_older_version_comes_back_without_touching_what_was_told(city):
    report = make_report(2023, title="First")
    first = report.entry.versions.get(language="en").live_revision
    publishing.save(report.entry, texts={"en": {"root": {"title": "Second"}}})
    publishing.publish(report.entry, ["en"])
    before = FixedFigures.objects.get()

    going_back.restore(first)
    publishing.publish(report.entry, ["en"])

    assert Report.objects.get().title_en == "First"
    assert FixedFigures.objects.get() == before


def test_a_city_that_a_report_speaks_of_cannot_be_deleted(city):
    make_report(2023, cities=[{"city": city}])

    with pytest.raises(ProtectedError), transaction.atomic():
        deletion.delete(city.entry)


def test_a_figure_whose_event_went_is_not_told_as_a_year_without_events(client, city):
    event = make_event(cities=[city], kind="gift", start="2023")
    make_report(2023, cities=[{"city": city}])
    deletion.delete(event.entry)

    page = client.get("/en/reports/2023/").content.decode()

    assert "The record holds no event of 2023." not in page
    assert "1 event that is not public any more" in page
