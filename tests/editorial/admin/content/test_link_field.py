"""Where a button leads: picked or typed, stored by what it leads to, shown with today's address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import publishing
from editorial.links import checking
from editorial.models import Revision
from editorial.publishing import delete as deletion
from tests.admin_client import PUBLISH
from tests.builders import make_goal, make_page, make_source
from tests.html_forms import filled, form_of
from tests.selecting import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    return make_page("Our program", slug="our-program", sections=[{"heading": "One"}])


def with_button(link, count=1, **values):
    section = {"kind": "call_to_action", "heading": "Come", "link_label": "Go", "link": link}
    return make_page("About", slug="about", sections=[section | values] * count)


def path_of(page):
    return reverse("admin:pages_page_change", args=[page.pk])


def opened(client, page):
    """Return what a browser sends of the form if nothing is typed."""
    return filled(form_of(client.get(path_of(page)), "sections-0-link"))


def saved(client, page, **values):
    data = opened(client, page) | {f"sections-0-{name}": value for name, value in values.items()}
    return client.post(path_of(page), data | PUBLISH, follow=True)


def field_of(response):
    """Return the field as it is shown: its value, and what is said of where it leads."""
    html = page_of(response)
    field = html.first("#id_sections-0-link")
    return field["value"], html.first("#id_sections-0-link_leads_to").get_text().strip()


def rename(page, slug):
    facts = publishing.versions_of(page.entry).facts("working")
    publishing.publish_change(page.entry, facts={**facts, "root": {**facts["root"], "slug": slug}})


@pytest.mark.parametrize("typed", ["/our-program/", "/ja/our-program/", "/en/Our-Program/#s-1"])
def test_a_typed_address_leads_on_when_it_changes(admin_client, client, home, target, typed):
    page = with_button("/history/")

    saved(admin_client, page, link=typed)
    rename(target, "the-program")

    anchor = typed.partition("#")[2]
    address = "/ja/the-program/" + (f"#{anchor}" if anchor else "")
    assert f'href="{address}"' in client.get("/ja/about/").content.decode()


def test_the_form_shows_the_address_of_today_and_whose_it_is(admin_client, target):
    page = with_button(f"/go/{target.entry_id}/#s-1")

    rename(target, "the-program")

    assert field_of(admin_client.get(path_of(page))) == (
        "/the-program/#s-1",
        "Leads to “Our program”, also when its address changes.",
    )


def test_what_nobody_touched_stays_as_it_is(admin_client, target):
    page = with_button(f"/go/{target.entry_id}/")
    data = opened(admin_client, page)
    rename(target, "the-program")
    before = Revision.objects.count()

    admin_client.post(path_of(page), data)

    assert page.sections.get().link == f"/go/{target.entry_id}/"
    assert Revision.objects.count() == before


def test_what_was_picked_is_stored_also_where_its_address_alone_would_not_say(admin_client):
    source = make_source("A diary")
    page = with_button("/history/")
    (found,) = admin_client.get(reverse("admin:link_targets"), {"q": "diary"}).json()["targets"]

    stands_for = f"{found['href']} {found['address']}"
    saved(admin_client, page, link=found["address"], link_stands_for=stands_for)

    assert page.sections.get().link == f"/go/{source.entry_id}/"


def test_who_types_over_what_was_picked_is_believed(admin_client, target):
    goal = make_goal(slug="education")
    page = with_button(f"/go/{target.entry_id}/")

    saved(admin_client, page, link="/goals/education/")
    by_address = page.sections.get().link
    saved(admin_client, page, link=" ")

    assert by_address == f"/go/{goal.entry_id}/"
    assert page.sections.get().link == ""


def test_a_button_to_what_is_not_public_is_told_at_its_field_and_when_saving(admin_client):
    draft = make_page("Planned", slug="planned", public=False)
    page = with_button("/history/")
    words = "A link leads to “Planned”, which is not public: visitors see its words only."

    response = saved(admin_client, page, link="/planned/")

    html = page_of(response)
    assert page.sections.get().link == f"/go/{draft.entry_id}/"
    assert words in [message.get_text() for message in html.select(".messagelist li")]
    field, told = html.first("#id_sections-0-link"), html.first("#id_sections-0-link_links")
    assert words in told.get_text()
    assert told["id"] in field["aria-describedby"].split()


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"link": "take part"}, ("take part", "")),
        (
            {"link": "/our-program/", "table_en": "A | B\n1 | 2 | 3"},
            ("/our-program/", "Leads to “Our program”, also when its address changes."),
        ),
    ],
)
def test_what_was_typed_stays_when_something_is_refused(admin_client, target, values, shown):
    page = with_button(f"/go/{target.entry_id}/", table="A | B\n1 | 2")

    response = saved(admin_client, page, **values)

    assert "errornote" in response.content.decode()
    assert field_of(response) == shown
    assert page.sections.get().link == f"/go/{target.entry_id}/"


def test_a_link_to_what_was_deleted_shows_what_is_stored(admin_client, target):
    page = with_button(f"/go/{target.entry_id}/")
    deletion.delete(target.entry)

    assert field_of(admin_client.get(path_of(page))) == (f"/go/{target.entry_id}/", "")
    assert [str(broken.entry) for broken in checking.broken_links()] == ["About"]


def test_many_buttons_cost_as_much_as_one(admin_client, django_assert_num_queries, target):
    one = with_button(f"/go/{target.entry_id}/")
    many = make_page(
        "Many",
        sections=[
            {"kind": "call_to_action", "heading": "Come", "link": f"/go/{page.entry_id}/"}
            for page in [make_page(slug=f"page-{number}") for number in range(5)]
        ],
    )
    admin_client.get(path_of(one))

    with CaptureQueriesContext(connection) as asked:
        admin_client.get(path_of(one))

    with django_assert_num_queries(len(asked)):
        admin_client.get(path_of(many))
