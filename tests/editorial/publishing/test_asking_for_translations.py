"""Asking for a translation: it waits until it is published, or taken back."""

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.publishing import workflow
from tests.builders import make_page
from tests.editorial.staff.people import editor

pytestmark = pytest.mark.django_db


def asked(page):
    """List the languages of a page that somebody asks for."""
    versions = page.entry.versions.exclude(translation_asked_at=None).order_by("language")
    return list(versions.values_list("language", flat=True))


def actions(page):
    """List what the history says of asking, the oldest first."""
    found = page.entry.acts.filter(actions__kind__in=["want", "unwant"]).order_by("pk")
    return list(found.values_list("actions__kind", "actions__language", "by__username"))


def test_what_lacks_something_is_asked_for_once_and_the_original_never():
    ann = editor()
    page = make_page("Board", translations={"uk": {"title": "Рада"}})

    first = workflow.ask_for_translations(page.entry, ["en", "ja", "uk", "es"], by=ann)
    again = workflow.ask_for_translations(page.entry, ["ja"], by=ann)

    assert (first, again) == (["ja", "es"], [])
    assert asked(page) == ["es", "ja"]
    assert actions(page) == [("want", "ja", "the-editor"), ("want", "es", "the-editor")]


def test_publishing_a_language_ends_it_and_saving_a_draft_does_not():
    page = make_page("Board")
    workflow.ask_for_translations(page.entry, ["ja", "es"], by=editor())

    publishing.save(page.entry, texts={"ja": {"root": {"title": "理事会"}}})
    before = asked(page)
    publishing.publish(page.entry, ["ja"])

    assert (before, asked(page)) == (["es", "ja"], ["es"])


def test_reviewing_what_is_public_ends_it_and_reviewing_a_draft_does_not():
    page = make_page("Board", translations={"uk": {"title": "Рада"}})
    publishing.save(page.entry, texts={"ja": {"root": {"title": "理事会"}}})
    page.entry.versions.update(translation_asked_at=timezone.now())

    workflow.review(page.entry, "uk", by=editor())
    workflow.review(page.entry, "ja", by=None)

    assert "uk" not in asked(page)
    assert "ja" in asked(page)


def test_it_can_be_taken_back_once():
    ann = editor()
    page = make_page("Board")
    workflow.ask_for_translations(page.entry, ["ja"], by=ann)

    first = workflow.take_back_asking(page.entry, "ja", by=ann)
    again = workflow.take_back_asking(page.entry, "ja", by=ann)

    assert (first, again, asked(page)) == (True, False, [])
    assert actions(page) == [("want", "ja", "the-editor"), ("unwant", "ja", "the-editor")]
