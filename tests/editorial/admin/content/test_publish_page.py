"""Before a draft of several people is published, the page asks whose words become public."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import publishing
from editorial.publishing.planned import planning
from tests.admin_client import filled_in, sign_in
from tests.builders import make_page
from tests.editorial.publishing.forms import people
from tests.html_forms import buttons, filled, form_of

pytestmark = pytest.mark.django_db

ASK = {"_publish": "ask"}
LEAD_ON = {"_publish": "on", "_minor": ""}


@pytest.fixture
def page(client):
    """A public page whose title another editor has changed in a draft."""
    sign_in(client)
    page = make_page(title="Public", lede="Old")
    (ann,) = people("ann")
    publishing.save(page.entry, texts={"en": {"root": {"title": "Ann’s", "lede": "Old"}}}, by=ann)
    return page


@pytest.fixture
def asked(client, page):
    """The page that comes when somebody typed and wants to publish."""
    address = reverse("admin:pages_page_change", args=[page.pk])
    typed = filled_in(client.get(address)) | {"lede_en": "Mine"}
    return client.post(address, typed | ASK)


def public(page):
    page.refresh_from_db()
    return page.title_en, page.lede_en


def test_it_shows_what_becomes_public_and_what_stays(asked, page):
    shown = asked.context["page"]

    assert shown.people == "ann"
    assert [(row.label, row.public, row.goes_with_mine) for row in shown.rows] == [
        ("First sentences", "Old", True),
        ("Title", "Public", False),
    ]
    assert public(page) == ("Public", "Old")


@pytest.mark.parametrize(
    ("whose", "becomes"), [("mine", ("Public", "Mine")), ("both", ("Ann’s", "Mine"))]
)
def test_what_was_chosen_is_public(client, asked, page, whose, becomes):
    data = dict(asked.context["page"].fields) | LEAD_ON | {"_whose": whose}

    client.post(asked.request["PATH_INFO"], data)

    assert public(page) == becomes


@pytest.mark.parametrize(
    ("whose", "becomes"), [("mine", ("Public", None)), ("both", ("Ann’s", None))]
)
def test_what_goes_public_in_spite_of_a_mistake_is_what_was_chosen(client, page, whose, becomes):
    address = reverse("admin:pages_page_change", args=[page.pk])
    typed = filled_in(client.get(address)) | {"lede_en": ""}
    asked = client.post(address, typed | ASK)
    data = dict(asked.context["page"].fields) | LEAD_ON | {"_whose": whose}

    refused = form_of(client.post(address, data), "_in_spite_of")
    (again,) = [
        name for name, _value, words in buttons(refused) if words.endswith("in spite of it")
    ]
    client.post(address, filled(refused) | {again: "on", "_in_spite_of": "It comes next week"})

    assert public(page) == becomes


def test_back_on_the_form_everything_typed_is_there(client, asked, page):
    data = dict(asked.context["page"].fields) | {"_again": "on"}

    response = client.post(asked.request["PATH_INFO"], data)

    assert filled_in(response)["lede_en"] == "Mine"
    assert public(page) == ("Public", "Old")


def test_without_words_of_others_nothing_is_asked(client):
    sign_in(client)
    page = make_page(title="Public")
    address = reverse("admin:pages_page_change", args=[page.pk])

    response = client.post(address, filled_in(client.get(address)) | {"title_en": "Two"} | ASK)

    assert response.status_code == 302
    page.refresh_from_db()
    assert page.title_en == "Two"


def test_who_wrote_over_all_of_it_is_asked_once_what_the_public_reads(client, page):
    address = reverse("admin:pages_page_change", args=[page.pk])

    response = client.post(address, filled_in(client.get(address)) | {"title_en": "Mine"} | ASK)

    assert response.status_code == 409
    assert response.context["question"].has_choices
    assert public(page) == ("Public", "Old")


def test_what_was_decided_about_a_conflict_is_not_asked_again(client):
    sign_in(client)
    page = make_page(title="Public", lede="Old")
    address = reverse("admin:pages_page_change", args=[page.pk])
    form = filled_in(client.get(address))
    (ann,) = people("ann")
    theirs = {"title": "Ann’s", "lede": "Ann’s too"}
    publishing.save(page.entry, texts={"en": {"root": theirs}}, by=ann)
    conflict = client.post(address, form | {"title_en": "Mine"} | LEAD_ON)

    again = filled(form_of(conflict, "_bases"))
    response = client.post(address, again | LEAD_ON, follow=True)

    assert conflict.status_code == 409
    assert response.redirect_chain
    assert public(page) == ("Mine", "Old")


def test_a_conflict_decides_nothing_about_what_is_planned(client):
    sign_in(client)
    page = make_page(title="Public", lede="Old")
    address = reverse("admin:pages_page_change", args=[page.pk])
    form = filled_in(client.get(address))
    (ann,) = people("ann")
    publishing.save(page.entry, texts={"en": {"root": {"title": "Ann’s", "lede": "Old"}}}, by=ann)
    planning.plan(page.entry, ["en"], timezone.now() + timedelta(days=1))
    conflict = client.post(address, form | {"title_en": "Mine"} | LEAD_ON)

    response = client.post(address, filled(form_of(conflict, "_bases")) | LEAD_ON)

    assert response.status_code == 409
    assert public(page) == ("Public", "Old")


def test_who_changed_nothing_approves_the_draft(client, page):
    address = reverse("admin:pages_page_change", args=[page.pk])
    asked = client.post(address, filled_in(client.get(address)) | ASK)

    client.post(address, dict(asked.context["page"].fields) | LEAD_ON | {"_whose": "both"})

    assert "Publish the draft of ann" in asked.content.decode()
    assert public(page) == ("Ann’s", "Old")


def test_what_was_never_public_has_no_translations_to_keep_up_to_date(client, page, asked):
    assert 'name="_minor"' in asked.content.decode()
    draft = make_page(title="Planned", public=False)
    (bea,) = people("bea")
    publishing.save(draft.entry, texts={"en": {"root": {"title": "Bea’s"}}}, by=bea)
    address = reverse("admin:pages_page_change", args=[draft.pk])

    response = client.post(address, filled_in(client.get(address)) | {"lede_en": "Mine"} | ASK)

    assert "bea" in response.context["page"].people
    assert 'name="_minor"' not in response.content.decode()
