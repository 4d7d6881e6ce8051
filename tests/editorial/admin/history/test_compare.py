"""Two versions beside each other."""

import pytest
from django.urls import reverse

from tests.builders import make_page

pytestmark = pytest.mark.django_db


def compared(client, thing, **query):
    response = client.get(reverse("admin:history_compare", args=[thing.entry.pk]), query)
    return response, response.context and response.context.get("chapters")


def acts(thing):
    return list(thing.entry.acts.order_by("pk"))


def words(chapter):
    return {
        text.label: [(change.kind, change.text) for change in text.changes if change.kind != "same"]
        for text in chapter.texts
    }


def test_facts_are_told_and_texts_marked_language_by_language(client, ed, grown):
    first, *_others, newest = acts(grown)

    _response, (facts, english, japanese) = compared(
        client, grown, **{"from": first.pk, "to": newest.pk}
    )

    assert facts.facts == ("Section “Our mayor” removed",)
    assert english.name == "English"
    assert words(english)["First sentences"] == [("removed", "city"), ("added", "town")]
    assert words(japanese) == {"Title": [("removed", "概要"), ("added", "私たち")]}


def test_ins_and_del_mark_the_words(client, ed, grown):
    html = compared(client, grown, to=acts(grown)[-1].pk)[0].content.decode()

    assert "<ins>" in html
    assert "<del>" in html


def test_one_version_alone_is_compared_with_the_one_before(client, ed, grown):
    _response, (english,) = compared(client, grown, to=acts(grown)[-1].pk)

    assert list(words(english)) == ["First sentences"]


def test_the_first_version_is_all_new(client, ed, grown):
    response, (_facts, english, _japanese) = compared(client, grown, to=acts(grown)[0].pk)

    assert "The first version" in response.context["headline"]
    assert words(english)["Title"] == [("added", "About")]


def test_a_version_that_went_public_is_what_the_public_saw(client, ed, about, ann):
    from tests.editorial.publishing.forms import opened

    opened(about).write(lede="Drafted by another").draft(ed)
    opened(about).write(title="About us").publish(ann)

    _response, (english,) = compared(
        client, about, **{"from": acts(about)[0].pk, "to": acts(about)[-1].pk}
    )

    assert list(words(english)) == ["Title"]


def test_a_translator_compares_their_own_language_alone(client, grown, hanako):
    client.force_login(hanako)

    _response, found = compared(
        client, grown, **{"from": acts(grown)[0].pk, "to": acts(grown)[-1].pk}
    )

    assert [chapter.language for chapter in found] == ["ja"]


@pytest.mark.parametrize("key", ["0", "x", "-1", "9" * 30])
def test_a_version_that_is_not_there_is_not_found(client, ed, grown, key):
    assert compared(client, grown, to=key)[0].status_code == 404


def test_a_version_of_another_thing_is_not_found(client, ed, grown):
    other = make_page(title="Other")

    assert compared(client, grown, to=acts(other)[0].pk)[0].status_code == 404


def test_without_a_choice_it_leads_back_to_the_list(client, ed, grown):
    response, _none = compared(client, grown)

    assert response.headers["Location"] == reverse("admin:history", args=[grown.entry.pk])
