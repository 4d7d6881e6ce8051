"""Titles, alternative texts and sources bind when something goes public, not while drafting."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.publishing import workflow
from editorial.publishing.errors import CannotPublishError, IncompleteError
from editorial.publishing.planned import planning
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import (
    make_city,
    make_event,
    make_goal,
    make_page,
    make_privacy,
    make_site,
)
from tests.editorial.publishing.forms import opened
from tests.editorial.publishing.timing import tomorrow
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db

MAKERS = [make_city, make_event, make_goal, make_page, make_privacy, make_site]


@pytest.fixture(autouse=True)
def ed(client):
    return sign_in(client, username="ed")


def change(root):
    return reverse(f"admin:{root._meta.app_label}_{root._meta.model_name}_change", args=[root.pk])


def send(client, root, **values):
    """Change a form and send it; return the response, or the form again with its errors."""
    return client.post(change(root), {**filled_in(client.get(change(root))), **values})


def problems(response):
    """Map the fields of the form and of its parts to what is said beside them."""
    forms = [response.context["adminform"].form]
    forms += [f for i in response.context["inline_admin_formsets"] for f in i.formset.forms]
    return {name: list(errors) for form in forms for name, errors in form.errors.items()}


def newest(root):
    return publishing.versions_of(root.entry).texts("working").get("en", {}).get("root", {})


@pytest.mark.parametrize("make", MAKERS)
def test_a_draft_of_any_kind_may_lack_its_title_and_what_is_public_may_not(client, make):
    root = make()
    title = f"{root.title_field}_en"

    refused = send(client, root, **{title: ""}, **PUBLISH)
    assert list(problems(refused)) == [title]

    assert send(client, root, **{title: ""}).status_code == 302
    assert root.title_field not in newest(root)
    with pytest.raises(CannotPublishError):
        publishing.publish(root.entry, ["en"])


@pytest.mark.parametrize(
    ("make", "facts", "field"),
    [
        (make_page, {"slug": ""}, "slug"),
        (make_city, {"latitude": ""}, "latitude"),
        (make_city, {"country": "Norway"}, "country"),
        (make_event, {"kind": ""}, "kind"),
    ],
)
def test_facts_with_a_rule_of_the_database_bind_in_a_draft_as_well(client, make, facts, field):
    response = send(client, make(), **facts)

    assert field in problems(response)


def test_an_event_may_wait_for_its_alternative_text_as_a_draft(client):
    event, picture = make_event(), make_picture()

    refused = send(client, event, picture=picture.pk, **PUBLISH)
    assert problems(refused) == {
        "decorative": ["Write an alternative text for the picture, or tick this."]
    }

    assert send(client, event, picture=picture.pk).status_code == 302
    # What was saved like that is asked for when it is to go public, though nobody touched it.
    assert "decorative" in problems(send(client, event, title_en="Other words", **PUBLISH))


def test_half_a_source_is_kept_as_a_draft(client):
    event = make_event(sources=[{"headline": "A report"}])
    half = {"citations-0-source": "", "citations-0-kind": "record"}

    assert "source" in problems(send(client, event, **half, **PUBLISH))
    assert send(client, event, **half).status_code == 302

    facts = publishing.versions_of(event.entry).facts("working")
    assert facts["parts"][0]["facts"]["kind"] == "record"
    assert "source" in problems(send(client, event, **PUBLISH))


def test_something_new_without_a_title_has_a_name_in_lists(client):
    add = reverse("admin:pages_page_add")
    form = filled_in(client.get(add))

    assert client.post(add, {**form, "slug": "nameless"}).status_code == 302

    html = client.get(reverse("admin:pages_page_changelist")).content.decode()
    assert "Without a title yet" in html


@pytest.mark.parametrize(
    "action",
    [
        lambda entry, ed: publishing.publish(entry, ["en"]),
        lambda entry, ed: planning.plan(entry, ["en"], tomorrow(), by=ed),
        lambda entry, ed: workflow.request_review(entry, "en", by=ed),
    ],
)
def test_every_door_asks_for_what_is_missing(ed, action):
    event, picture = make_event(), make_picture()
    opened(event).set(picture=picture.pk).write(title="Other words").draft(ed)

    with pytest.raises(IncompleteError) as refused:
        action(event.entry, ed)

    assert "alternative text" in refused.value.messages[0]
    assert publishing.versions_of(event.entry)["en"].live_revision.number == 1


def test_a_translation_is_not_held_up_by_what_the_original_lacks(ed):
    event, picture = make_event(), make_picture()
    opened(event).set(picture=picture.pk).draft(ed)
    opened(event, "ja").write(language="ja", title="訪問").draft(ed)

    workflow.request_review(event.entry, "ja", by=ed)

    assert publishing.publish(event.entry, ["ja"], with_facts=False) == ["ja"]
