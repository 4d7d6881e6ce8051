"""The form says what is public and what is not, of whom, and in which state each language is."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import publishing
from editorial.publishing.planned import schedule
from editorial.text import languages
from editorial.text.formats import dated
from tests.admin_client import filled_in, sign_in
from tests.builders import make_page
from tests.editorial.publishing.forms import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    sign_in(client)
    return make_page(title="Public", translations={"ja": {"title": "題"}})


def opened(client, page):
    return client.get(reverse("admin:pages_page_change", args=[page.pk]))


def test_without_a_draft_nothing_is_in_draft(client, page):
    html = opened(client, page).content.decode()

    assert "Public now" in html
    assert "Nothing is in draft" in html


def test_a_draft_names_its_author_and_marks_its_field(client, page):
    (ann,) = people("ann")
    publishing.save(page.entry, texts={"en": {"root": {"title": "Draft"}}}, by=ann)

    response = opened(client, page)

    sides = response.context["sides"]
    assert (sides.fields, sides.others, sides.summary) == (["Title"], "ann", "ann changed 1 thing.")
    assert sides.notes == {
        "root": {"title_en": "ann changed this. The public does not see it yet."}
    }


def test_each_language_has_its_name_and_its_state(client, page):
    publishing.save(page.entry, texts={"uk": {"root": {"title": "Чернетка"}}})
    publishing.publish(page.entry, ["en"])

    found = {link.name: link.words for link in opened(client, page).context["language_links"]}

    assert found == {
        "English": "Public",
        "Spanish": "Missing",
        "Japanese": "Public",
        languages.name_of("zh-hant"): "Missing",
        "Ukrainian": "Draft",
        "Russian": "Missing",
        "Italian": "Missing",
    }


def test_every_error_is_a_link_to_its_field(client, page):
    address = reverse("admin:pages_page_change", args=[page.pk])
    typed = filled_in(client.get(address))

    response = client.post(address, typed | {"slug": "", "rank": "many"})

    found = [(problem.label, problem.anchor) for problem in response.context["problems"]]
    assert found == [("Address", "id_slug"), ("Place in the list", "id_rank")]


def test_the_first_button_of_the_form_keeps_a_draft_because_enter_presses_it(client, page):
    html = opened(client, page).content.decode()

    inside = html[html.index('id="page_form"') :]
    buttons = re.findall(r'<button[^>]* type="submit"[^>]*>', html)
    first = next(x for x in buttons if 'form="page_form"' in x or x in inside)
    assert 'name="_draft"' in first


@pytest.mark.parametrize("was_public", [True, False])
def test_a_correction_is_called_small_only_where_the_public_knows_the_words(client, was_public):
    sign_in(client)
    page = make_page(title="Words", public=was_public)

    html = opened(client, page).content.decode()

    assert ('name="_minor"' in html) is was_public


def test_what_was_taken_off_the_site_keeps_the_tick_since_its_translations_are_kept(client, page):
    publishing.withdraw(page.entry, ["en", "ja"])

    assert 'name="_minor"' in opened(client, page).content.decode()


def test_a_planned_language_says_when_as_lists_and_history_do(client, page):
    at = timezone.now().replace(hour=16, minute=0) + datetime.timedelta(days=3)
    publishing.save(page.entry, texts={"en": {"root": {"title": "Draft"}}})
    schedule.schedule(page.entry, "en", at)

    (state,) = [
        link.words for link in opened(client, page).context["language_links"] if link.is_current
    ]

    assert state == dated(at)
    assert state.endswith(("AM", "PM"))
