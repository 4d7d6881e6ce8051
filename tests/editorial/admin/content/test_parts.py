"""Parts and choices on the form of their root, also in a tab that was opened long ago."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cities.models import RelationshipGoal
from editorial.publishing import delete as deletion
from pages.models import Section
from tests.admin_client import filled_in, sign_in
from tests.builders import make_city, make_goal, make_page
from tests.editorial.publishing.forms import (
    drafted,
    opened,
    part_ids,
    people,
    public_parts,
    public_texts,
)

pytestmark = pytest.mark.django_db

PREFIX = "sections"


@pytest.fixture
def editor(client):
    return sign_in(client)


@pytest.fixture
def ann(db):
    return people("ann")[0]


@pytest.fixture
def about(db):
    """A public page of two sections."""
    return make_page(title="One", sections=[{"heading": "A"}, {"heading": "B"}])


def form_of(root):
    opts = root._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[root.pk])


def tab(client, root):
    """Open the form; return what a browser would send back."""
    return filled_in(client.get(form_of(root)))


def errors_of(response):
    """Return the errors of a form that came back because it is not valid."""
    assert response.status_code == 200
    return [str(error) for error in response.context["errors"]]


# --- An old tab ---------------------------------------------------------------------------------


def test_a_section_added_since_an_old_tab_was_opened_stays(client, editor, about, ann):
    data = tab(client, about)
    form = opened(about)
    new = form.add(Section, kind="text")
    form.write(new, heading="C").publish(ann)

    response = client.post(form_of(about), data | {"title_en": "Two", "_publish": "on"})

    assert response.status_code == 302
    assert new in public_parts(about)
    assert public_texts(about, new) == {"heading": "C"}
    assert public_texts(about)["title"] == "Two"


def test_words_for_a_section_removed_since_an_old_tab_was_opened_are_not_lost(
    client, editor, about, ann
):
    data = tab(client, about)
    first, second = part_ids(about)
    opened(about).remove(second).publish(ann)

    sent = data | {f"{PREFIX}-1-heading_en": "Typed late", "_draft": "on"}
    response = client.post(form_of(about), sent)

    assert response.status_code == 302
    assert part_ids(about) == [first]
    assert drafted(about, second) == {"heading": "Typed late"}


def test_a_fact_of_a_section_removed_in_between_is_asked_about_with_all_that_was_typed(
    client, editor, about, ann
):
    data = tab(client, about)
    _first, second = part_ids(about)
    opened(about).remove(second).publish(ann)

    sent = data | {f"{PREFIX}-1-kind": "facts", "title_en": "Typed late", "_draft": "on"}
    response = client.post(form_of(about), sent)

    assert response.status_code == 409
    again = filled_in(response)
    assert again["title_en"] == "Typed late"
    assert str(again[f"{PREFIX}-1-id"]) == second
    assert again[f"{PREFIX}-1-kind"] == "facts"
    assert client.post(form_of(about), again | {"_publish": "on"}).status_code == 302
    assert second in public_parts(about)
    assert public_texts(about, second) == {"heading": "B"}


def test_a_section_changed_in_between_and_removed_in_an_old_tab_is_asked_about(
    client, editor, about, ann
):
    data = tab(client, about)
    _first, second = part_ids(about)
    opened(about).write(second, heading="Newest").publish(ann)

    response = client.post(form_of(about), data | {f"{PREFIX}-1-DELETE": "on", "_publish": "on"})

    assert response.status_code == 409
    assert second in public_parts(about)


def test_an_old_tab_of_something_deleted_says_so_and_breaks_nothing(client, editor, about, ann):
    data = tab(client, about)
    deletion.delete(about.entry, by=ann)

    response = client.post(form_of(about), data | {"title_en": "Two", "_publish": "on"})

    assert response.status_code < 500


# --- Parts --------------------------------------------------------------------------------------


def test_parts_stand_by_the_places_that_were_typed(client, editor, about):
    first, second = part_ids(about)

    client.post(
        form_of(about),
        tab(client, about)
        | {f"{PREFIX}-0-position": "20", f"{PREFIX}-1-position": "10", "_publish": "on"},
    )

    assert public_parts(about) == [second, first]


def added(client, root, **values):
    """Return what a browser sends when somebody adds a section with these values."""
    response = client.get(form_of(root))
    data = filled_in(response)
    (inline,) = response.context["inline_admin_formsets"]
    total = int(data[f"{PREFIX}-TOTAL_FORMS"])
    empty = {}
    for bound in inline.formset.empty_form:
        if bound.value() not in (None, False):
            empty[bound.html_name.replace("__prefix__", str(total))] = bound.value()
    typed = {f"{PREFIX}-{total}-{name}": value for name, value in values.items()}
    return data | empty | typed | {f"{PREFIX}-TOTAL_FORMS": total + 1}


def test_a_part_that_was_added_and_left_empty_is_none(client, editor, about):
    response = client.post(form_of(about), added(client, about) | {"_publish": "on"})

    assert response.status_code == 302
    assert len(part_ids(about)) == 2


def test_a_part_that_was_added_is_public_with_its_words(client, editor, about):
    client.post(form_of(about), added(client, about, heading_en="C") | {"_publish": "on"})

    assert public_texts(about, public_parts(about)[2]) == {"heading": "C"}


@pytest.mark.parametrize("button", ["_draft", "_publish"])
def test_a_part_that_was_added_outlives_a_conflict(client, editor, about, ann, button):
    data = added(client, about, heading_en="C") | {"title_en": "Mine"}
    opened(about).write(title="Theirs").publish(ann)
    question = client.post(form_of(about), data | {button: "on"})
    assert question.status_code == 409

    response = client.post(form_of(about), filled_in(question) | {button: "on"})

    assert response.status_code == 302
    assert len(part_ids(about)) == 3
    assert drafted(about, part_ids(about)[2]) == {"heading": "C"}
    assert drafted(about)["title"] == "Mine"


def test_a_part_that_was_added_outlives_a_question(client, editor, about, ann):
    opened(about).write(title="Theirs").draft(ann)
    data = added(client, about, heading_en="C") | {"title_en": "Theirs, and mine"}
    question = client.post(form_of(about), data | {"_publish": "on"})
    assert question.status_code == 409
    choice = {"_choice|en|root|title": "mine", "_publish": "on"}

    response = client.post(form_of(about), filled_in(question) | choice)

    assert response.status_code == 302
    assert public_texts(about)["title"] == "Theirs, and mine"
    assert public_texts(about, public_parts(about)[2]) == {"heading": "C"}


def test_a_part_that_was_removed_outlives_a_question(client, editor, about, ann):
    """The question comes with the form as it was sent: what was taken out of it is out."""
    first, second = part_ids(about)
    opened(about).write(title="Theirs").draft(ann)
    data = tab(client, about) | {f"{PREFIX}-0-DELETE": "on", "title_en": "Theirs, and mine"}
    question = client.post(form_of(about), data | {"_publish": "on"})
    assert question.status_code == 409
    choice = {"_choice|en|root|title": "mine", "_publish": "on"}

    response = client.post(form_of(about), filled_in(question) | choice)

    assert response.status_code == 302
    assert (part_ids(about), public_parts(about)) == ([second], [second])
    assert public_texts(about, second) == {"heading": "B"}
    assert first not in public_parts(about)


def test_parts_that_were_moved_outlive_a_question(client, editor, about, ann):
    first, second = part_ids(about)
    opened(about).write(title="Theirs").draft(ann)
    places = {f"{PREFIX}-0-position": "20", f"{PREFIX}-1-position": "10"}
    data = tab(client, about) | places | {"title_en": "Theirs, and mine"}
    question = client.post(form_of(about), data | {"_publish": "on"})
    choice = {"_choice|en|root|title": "mine", "_publish": "on"}

    client.post(form_of(about), filled_in(question) | choice)

    assert public_parts(about) == [second, first]
    assert public_texts(about, first) == {"heading": "A"}


@pytest.mark.parametrize("identity", ["nonsense", ""])
def test_an_identity_that_is_none_is_refused(client, editor, about, identity):
    data = tab(client, about)
    before = part_ids(about)

    response = client.post(form_of(about), data | {f"{PREFIX}-1-id": identity, "_publish": "on"})

    assert errors_of(response)
    assert part_ids(about) == public_parts(about) == before


def test_the_identity_of_a_part_of_another_page_is_not_taken(client, editor, about):
    other = make_page(title="Other", sections=[{"heading": "Theirs"}])
    (theirs,) = part_ids(other)

    client.post(form_of(about), tab(client, about) | {f"{PREFIX}-1-id": theirs, "_publish": "on"})

    assert theirs not in part_ids(about)
    assert public_texts(other, theirs) == {"heading": "Theirs"}


# --- Choices ------------------------------------------------------------------------------------


@pytest.fixture
def goals(db):
    return [make_goal(name=name) for name in ("Culture", "Trade", "Youth")]


def city_with(goals):
    return make_city(goals=[{"goal": goal, "reason": "Why"} for goal in goals])


def queries_of(client, root):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(form_of(root)).status_code == 200
    return len(queries)


def test_what_parts_refer_to_is_read_once_for_all_of_them(client, editor, goals):
    one, several = city_with(goals[:1]), city_with(goals)
    client.get(form_of(one))

    assert queries_of(client, one) == queries_of(client, several)


@pytest.mark.parametrize("key", ["0", "99999", "nonsense", "-1", "9" * 30])
def test_a_choice_that_is_not_offered_is_refused(client, editor, goals, key):
    city = city_with(goals[:1])
    data = tab(client, city)
    name = next(name for name in data if name.endswith("-0-goal"))

    response = client.post(form_of(city), data | {name: key, "_publish": "on"})

    assert errors_of(response)
    assert RelationshipGoal.objects.get(city=city).goal == goals[0]


@pytest.mark.parametrize("key", ["99999", "nonsense", "9" * 30])
def test_a_picture_that_is_not_there_is_refused(client, editor, about, key):
    data = tab(client, about) | {f"{PREFIX}-0-picture": key, "_publish": "on"}

    assert errors_of(client.post(form_of(about), data))


def test_a_goal_chosen_in_a_tab_is_public(client, editor, goals):
    city = city_with(goals[:1])
    data = tab(client, city)
    name = next(name for name in data if name.endswith("-0-goal"))

    client.post(form_of(city), data | {name: goals[2].pk, "_publish": "on"})

    assert RelationshipGoal.objects.get(city=city).goal == goals[2]
