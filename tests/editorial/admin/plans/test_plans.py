"""The list of what happens by itself, and one plan of it: moved, called off, tried again."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cities.models import City
from editorial import publishing
from editorial.models import LanguageVersion
from editorial.publishing import taking_off
from editorial.publishing.planned import planning, schedule
from editorial.publishing.taking_off import Why
from editorial.staff import dashboard
from tests.admin_client import sign_in
from tests.editorial.admin.plans.screens import (
    in_three_days,
    readable_page,
    said,
    send,
    there,
)
from tests.editorial.publishing.forms import opened, public_texts
from tests.test_templates_query_nothing import asked_while_rendering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

LIST = "/admin/plans/"
OF_A_THING = ["plan_publish", "take_off"]


@pytest.fixture
def ed(client):
    return sign_in(client, username="ed")


def planned(*titles, by=None, at=None):
    """Make pages and plan them together; return the pages and the batch."""
    pages = [readable_page(title=title, public=False) for title in titles]
    planning.plan_each([(page.entry, ["en"], None) for page in pages], at or in_three_days(), by=by)
    return pages, planning.publications(entry=pages[0].entry)[0].batch


def of_plan(batch):
    return reverse("admin:plan", args=[batch])


def failed(page_title="Cannot"):
    """Plan a page, break it, and let its time come; return the page and the batch."""
    (page,), batch = planned(page_title)
    LanguageVersion.objects.filter(scheduled_batch=batch).update(
        publish_at=timezone.now() - datetime.timedelta(minutes=1)
    )
    other = readable_page(slug="taken")
    facts = publishing.versions_of(page.entry).facts("working")
    revision = publishing.versions_of(page.entry)["zxx"].scheduled_revision
    revision.data = {**revision.data, "root": {**facts["root"], "slug": "taken"}}
    revision.save()
    schedule.run_due()
    return page, batch, other


# --- The list -------------------------------------------------------------------------------------


def test_the_list_tells_what_when_and_by_whom_and_problems_come_first(client, ed):
    planned("Later", by=ed)
    failed()

    html = client.get(LIST).content.decode()

    assert html.index("Cannot") < html.index("Later")
    assert "It could not go public, and is tried again every minute:" in html
    assert "Planned by ed" in html
    assert "in 3 days" in html
    assert "Hometown time" in html


def test_an_empty_list_says_how_something_comes_into_it(client, ed):
    assert "Nothing is planned." in client.get(LIST).content.decode()


def test_the_list_needs_the_same_queries_however_long(client, ed, django_assert_num_queries):
    planned("One", by=ed)
    client.get(LIST)

    with django_assert_num_queries(9):
        client.get(LIST)
    planned("Two", "Three", by=ed)
    planned("Four", by=ed)
    with django_assert_num_queries(9):
        client.get(LIST)


def test_what_is_taken_off_by_itself_stands_in_it_and_can_be_kept(client, ed):
    page = readable_page(title="Leaves")
    taking_off.plan_to_take_off(page.entry, ["en"], in_three_days(), why=Why("error"), by=ed)

    html = client.get(LIST).content.decode()
    assert "Taken off the site by itself" in html
    response = client.post(reverse("admin:take_off", args=[page.entry_id]), {"action": "keep"})

    assert said(response, client) == ["“Leaves” stays on the site."]
    assert planning.departures() == []


def test_no_screen_of_time_queries_while_it_is_rendered(client, ed, monkeypatch):
    page = readable_page(title="Public", sections=[{"heading": "One"}])
    opened(page).write(title="Other").set(rank=3).draft(ed)
    planning.plan(page.entry, ["en"], in_three_days(), by=ed)
    taking_off.plan_to_take_off(page.entry, ["en"], in_three_days(), why=Why("error"), by=ed)
    (plan,) = planning.publications()
    addresses = [reverse(f"admin:{name}", args=[page.entry_id]) for name in OF_A_THING]

    asked = {}
    for address in [LIST, of_plan(plan.batch), *addresses]:
        with asked_while_rendering(monkeypatch) as statements:
            assert client.get(address).status_code == 200
        asked[address] = list(statements)

    assert {address: found for address, found in asked.items() if found} == {}


# --- One plan -------------------------------------------------------------------------------------


def test_a_plan_is_moved_and_keeps_what_was_planned(client, ed):
    (page,), batch = planned("One")
    opened(page).write(title="Two").draft(ed)
    later = in_three_days() + datetime.timedelta(days=2)

    response = send(client, of_plan(batch), **there(later), action="move")

    (words,) = said(response, client)
    assert words.endswith("in 5 days.")
    assert schedule.run_due(in_three_days()) == (0, 0)
    assert schedule.run_due(later) == (1, 0)
    assert public_texts(page)["title"] == "One"


def test_a_time_that_has_passed_moves_nothing(client, ed):
    _pages, batch = planned("One")

    response = send(client, of_plan(batch), day="2020-01-01", clock="09:00", action="move")

    assert "This time has passed" in response.content.decode()
    assert planning.publications()[0].at == in_three_days()


def test_one_of_several_moves_alone_and_the_others_stay_together(client, ed):
    (one, _two, _three), batch = planned("One", "Two", "Three")
    later = in_three_days() + datetime.timedelta(days=1)

    send(client, of_plan(batch), **there(later), action="move", thing=[str(one.entry_id)])

    assert [(str(plan.entry), plan.at) for plan in planning.publications()] == [
        ("Two", in_three_days()),
        ("Three", in_three_days()),
        ("One", later),
    ]
    assert schedule.run_due(in_three_days()) == (2, 0)


def test_a_plan_is_called_off_and_the_draft_stays(client, ed):
    (page,), batch = planned("One")

    response = client.post(of_plan(batch), {"action": "cancel"})

    assert said(response, client) == [
        "“One” does not go public by itself any more. The draft is kept."
    ]
    assert planning.publications() == []
    assert publishing.versions_of(page.entry).texts("working")["en"]["root"]["title"] == "One"


def test_the_list_calls_off_one_thing_of_several(client, ed):
    (one, _two), batch = planned("One", "Two")

    client.post(of_plan(batch), {"action": "cancel", "things": "1", "thing": one.entry_id})

    assert [str(plan.entry) for plan in planning.publications()] == ["Two"]


def test_what_failed_keeps_its_time_and_can_be_tried_again(client, ed):
    page, batch, other = failed()

    still = client.post(of_plan(batch), {"action": "again"})
    assert said(still, client)[0].startswith("It still cannot go public: ")

    facts = publishing.versions_of(other.entry).facts("working")
    facts["root"]["slug"] = "elsewhere"
    publishing.save(other.entry, facts=facts)
    publishing.publish(other.entry, ["zxx"])
    done = client.post(of_plan(batch), {"action": "again"})

    assert said(done, client) == ["It is public now."]
    assert public_texts(page)["title"] == "Cannot"


def test_a_plan_that_is_gone_is_no_page(client, ed):
    (_page,), batch = planned("One")
    planning.call_off(batch)

    assert client.get(of_plan(batch)).status_code == 404


# --- When the worker does not run ----------------------------------------------------------------


def test_a_worker_that_does_not_run_is_told_on_every_screen(client, ed, rf):
    _pages, batch = planned("One")
    assert planning.overdue_since() is None
    LanguageVersion.objects.filter(scheduled_batch=batch).update(
        publish_at=timezone.now() - datetime.timedelta(minutes=11)
    )

    request = rf.get("/")
    request.user, request.session = ed, {}
    told = [item for part in dashboard.shown(request) for item in part.first if item.url == LIST]

    assert "the worker has not done it" in client.get(LIST).content.decode()
    assert [item.is_urgent for item in told] == [True]


def test_what_failed_is_no_sign_that_the_worker_stands_still(ed):
    _page, batch, _other = failed()
    LanguageVersion.objects.filter(scheduled_batch=batch).update(
        publish_at=timezone.now() - datetime.timedelta(days=1)
    )

    assert planning.overdue_since() is None


def test_without_a_home_city_the_clock_is_that_of_the_settings(client, ed):
    planned("One")
    City.objects.all().delete()

    assert "America/Denver" in client.get(LIST).content.decode()
