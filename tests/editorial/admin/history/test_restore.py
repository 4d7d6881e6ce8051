"""Making a draft of an earlier version."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.publishing import delete as deletion
from pages.models import Page
from tests.builders import contents_of, make_city, make_goal, make_page
from tests.editorial.admin.translations.pages import said
from tests.editorial.publishing.forms import opened
from tests.editorial.staff.people import person
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db


def url_of(thing, act):
    return reverse("admin:history_restore", args=[thing.entry.pk, act.pk])


def first(thing):
    return thing.entry.acts.order_by("pk").first()


def opened_page(client, thing, act):
    return filled(form_of(client.get(url_of(thing, act)), "_bases"))


def working(thing):
    return publishing.versions_of(thing.entry)


def test_the_page_says_what_would_change_and_whose_draft_it_would_be_laid_on(client, ed, grown):
    response = client.get(url_of(grown, first(grown)))

    facts, english, _japanese = [chapter for chapter, _p in response.context["chapters"]]
    assert facts.facts == ("Section “Our mayor” added",)
    assert [text.label for text in english.texts] == ["Title", "First sentences"]
    assert response.context["others"] == "ann, translator-ja"
    assert working(grown)["en"].working_revision.number == 3


def test_texts_and_removed_parts_come_back_as_a_draft_and_the_public_sees_nothing(
    client, ed, grown
):
    form = opened_page(client, grown, first(grown))

    response = client.post(
        url_of(grown, first(grown)), {**form, "language": ["zxx", "en"], "over": "on"}
    )

    versions = working(grown)
    assert response.headers["Location"] == reverse("admin:pages_page_change", args=[grown.pk])
    assert "Nothing of it is public yet" in said(response)
    assert len(versions.facts("working")["parts"]) == 2
    assert versions.texts("working")["en"]["root"]["title"] == "About"
    assert versions.texts("working")["ja"]["root"]["title"] == "私たち"
    assert versions.texts("live")["en"]["root"]["title"] == "About us"
    act = grown.entry.acts.first()
    assert (act.by, act.about) == (ed, first(grown))


def test_what_the_version_itself_changed_is_proposed(client, ed, grown):
    act = grown.entry.acts.get(actions__language="zxx", actions__kind="publish", by__username="ann")
    opened(grown).set(slug="about-us").publish(ed)

    response = client.get(url_of(grown, act))

    proposed = {c.language: is_proposed for c, is_proposed in response.context["chapters"]}
    assert proposed == {"zxx": True, "en": False, "ja": False}


def test_the_draft_of_somebody_else_is_asked_about_first(client, ed, grown):
    form = opened_page(client, grown, first(grown))
    form.pop("over", None)

    response = client.post(url_of(grown, first(grown)), {**form, "language": ["en"]})

    assert response.status_code == 409
    assert "ann has a draft here" in response.content.decode()
    assert working(grown).texts("working")["en"]["root"]["title"] == "About us"


def test_nobody_is_asked_where_no_draft_is_in_the_way(client, ed, about):
    opened(about).write(title="About us").publish(ed)
    form = opened_page(client, about, first(about))

    client.post(url_of(about, first(about)), {**form, "language": ["en"]})

    assert working(about).texts("working")["en"]["root"]["title"] == "About"


def test_what_was_saved_meanwhile_is_shown_before_anything_is_done(client, ed, about, ann):
    opened(about).write(title="About us").publish(ed)
    form = opened_page(client, about, first(about))
    opened(about).write(title="Meanwhile").publish(ann)

    response = client.post(url_of(about, first(about)), {**form, "language": ["en"]})

    assert response.status_code == 409
    assert working(about).texts("working")["en"]["root"]["title"] == "Meanwhile"


def test_nothing_chosen_changes_nothing(client, ed, about):
    opened(about).write(title="About us").publish(ed)
    form = opened_page(client, about, first(about))
    form.pop("language", None)

    assert client.post(url_of(about, first(about)), form).status_code == 409


def test_what_it_shows_and_was_deleted_since_is_named(client, ed):
    goal, other = make_goal(name="Education"), make_goal(name="Trade")
    city = make_city(name="Torino", goals=[{"goal": goal}, {"goal": other}])
    part = working(city).facts("working")["parts"][0]["id"]
    opened(city).remove(part).publish(ed)
    deletion.delete(goal.entry, by=ed)

    form = opened_page(client, city, first(city))
    html = client.get(url_of(city, first(city))).content.decode()
    response = client.post(url_of(city, first(city)), {**form, "language": ["zxx"]})

    assert "“Education” is deleted. Bring that back first" in html
    assert "“Education” is deleted. Bring that back first" in said(response)


def test_an_address_that_was_given_away_is_named_and_nothing_is_done(client, ed):
    facts, texts = contents_of(Page, title="Draft", slug="one")
    page = publishing.create(Page, facts, texts, original="en", by=ed)
    opened(page).set(slug="two").draft(ed)
    make_page(title="Other", slug="one")
    form = opened_page(client, page, first(page))

    response = client.post(url_of(page, first(page)), {**form, "language": ["zxx"], "over": "on"})

    assert response.status_code == 409
    assert "belongs to something else by now" in response.content.decode()


def test_a_translator_brings_back_their_own_texts_alone(client, grown, hanako):
    client.force_login(hanako)
    form = opened_page(client, grown, first(grown))

    refused = client.post(url_of(grown, first(grown)), {**form, "language": ["en"]})
    response = client.post(url_of(grown, first(grown)), {**form, "language": ["ja"]})

    assert refused.status_code == 403
    assert response.headers["Location"] == reverse("admin:translate", args=[grown.entry.pk, "ja"])
    assert working(grown).texts("working")["ja"]["root"]["title"] == "概要"
    assert working(grown).texts("working")["en"]["root"]["title"] == "About us"


def test_a_translator_of_another_language_has_nothing_to_bring_back(client, grown):
    client.force_login(person("Translator (Українська)", username="olena"))

    assert client.get(url_of(grown, first(grown))).status_code == 403


def test_a_deleted_thing_is_brought_back_first(client, ed, grown):
    deletion.delete(grown.entry, by=ed)

    response = client.get(url_of(grown, first(grown)))

    assert response.headers["Location"] == reverse("admin:history", args=[grown.entry.pk])
