"""Parts are moved and added without losing a word, and nothing is stored by it."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from editorial.admin.content.typed import rearranged
from editorial.models import Revision
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_city, make_goal, make_page
from tests.editorial.publishing.forms import public_parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    sign_in(client)
    return make_page(sections=[{"heading": "One"}, {"heading": "Two"}, {"heading": "Three"}])


def url(root):
    return reverse(f"admin:{root._meta.app_label}_{root._meta.model_name}_change", args=[root.pk])


def names(response):
    """List what the parts on the form are called, in their order."""
    (parts,) = response.context["inline_admin_formsets"]
    return [part.name for part in parts.shown]


def test_a_part_is_moved_up_and_down_with_all_that_was_typed(client, page):
    typed = filled_in(client.get(url(page))) | {
        "title_en": "",
        "sections-2-heading_en": "Third, typed",
    }

    up = client.post(url(page), typed | {"_up": "sections-2"})
    down = client.post(url(page), filled_in(up) | {"_down": "sections-0"})

    assert names(up) == ["One", "Third, typed", "Two"]
    assert names(down) == ["Third, typed", "One", "Two"]
    assert up.context["problems"] == []
    assert filled_in(down)["title_en"] == ""
    assert Revision.objects.filter(entry=page.entry).count() == 2


def test_the_button_that_moved_keeps_the_focus_and_says_where_the_part_is(client, page):
    typed = filled_in(client.get(url(page)))

    html = client.post(url(page), typed | {"_up": "sections-2"}).content.decode()

    (focused,) = [line for line in html.splitlines() if " autofocus" in line]
    assert 'name="_up" value="sections-2"' in focused
    assert "Now 2 of 3" in html


def test_a_part_at_the_end_goes_no_further(client, page):
    typed = filled_in(client.get(url(page)))

    response = client.post(url(page), typed | {"_down": "sections-2"})

    assert names(response) == ["One", "Two", "Three"]


def test_the_order_that_was_moved_to_is_published(client, page):
    first, second, third = public_parts(page)
    typed = filled_in(client.get(url(page)))
    moved = filled_in(client.post(url(page), typed | {"_up": "sections-2"}))

    client.post(url(page), moved | PUBLISH)

    assert public_parts(page) == [first, third, second]


def test_a_part_is_added_of_the_kind_that_was_chosen(client, page):
    typed = filled_in(client.get(url(page)))

    added = filled_in(client.post(url(page), typed | {"_add": "sections-facts"}))
    client.post(url(page), added | {"sections-3-heading_en": "Four"} | PUBLISH)

    newest = page.sections.order_by("position").last()
    assert (newest.heading_en, newest.kind) == ("Four", "facts")


def test_a_part_that_was_added_and_left_as_it_is_is_none(client, page):
    typed = filled_in(client.get(url(page)))
    added = filled_in(client.post(url(page), typed | {"_add": "sections-text"}))

    client.post(url(page), added | PUBLISH)

    assert page.sections.count() == 3


@pytest.mark.parametrize(
    "button",
    [{"_up": "nonsense"}, {"_down": "sections-99"}, {"_add": "elsewhere"}, {"_up": "sections-²"}],
)
def test_a_button_for_what_is_not_there_changes_nothing(client, page, button):
    typed = filled_in(client.get(url(page)))

    response = client.post(url(page), typed | button)

    assert (response.status_code, names(response)) == (200, ["One", "Two", "Three"])


def test_a_goal_is_called_by_its_name_and_no_number(client):
    sign_in(client)
    goal = make_goal(name="Schools")
    city = make_city(goals=[{"goal": goal, "reason": "So.", "start": "1990"}])

    response = client.get(url(city))

    (parts,) = [x for x in response.context["inline_admin_formsets"] if x.count]
    assert [(part.name, part.summary) for part in parts.shown] == [("Schools", "So.")]
    assert "9990" not in response.content.decode()


@pytest.mark.parametrize("nonsense", ["²", "-1", "9" * 5000])
def test_numbers_that_are_none_are_no_fault_of_ours(nonsense):
    sent = QueryDict(mutable=True)
    sent.update({"s-TOTAL_FORMS": nonsense, "s-0-position": nonsense, "_add": "s"})

    data = rearranged.rearranged(sent, {"s": lambda kind: {"heading": ""}}).data

    assert (data["s-TOTAL_FORMS"], data["s-0-heading"]) == ("1", "")


@pytest.mark.parametrize("nonsense", ["²", "-1", "9" * 5000])
def test_a_place_that_is_none_is_the_last(nonsense):
    sent = QueryDict(mutable=True)
    sent.update({"s-TOTAL_FORMS": "2", "s-0-position": nonsense, "s-1-position": "10"})
    sent["_down"] = f"s-{nonsense}"

    data = rearranged.rearranged(sent, {"s": None}).data
    assert data["s-0-position"] == nonsense

    sent["_down"] = "s-1"
    data = rearranged.rearranged(sent, {"s": None}).data
    assert (data["s-0-position"], data["s-1-position"]) == ("10", "20")
