"""Saving, publishing, withdrawing: what the public sees, and when."""

import pytest

from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import Entry, LanguageVersion, Revision
from editorial.publishing import going_back
from editorial.publishing.publication import CannotPublishError, PublicState, WorkState
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from pages.models import Page
from tests.builders import contents_of, make, make_city, make_event, make_page

pytestmark = pytest.mark.django_db


def save_titles(page, **titles):
    texts = {code: {ROOT: {"title": title}} for code, title in titles.items()}
    return publishing.save(page.entry, texts=texts)


def facts_of(page):
    return snapshots.read(page)[0]


def version(page, language):
    return LanguageVersion.objects.get(entry=page.entry, language=language)


def titles(page):
    return Page.objects.values("title_en", "title_ja", "title_uk").get(pk=page.pk)


def test_what_is_created_is_a_draft_that_nobody_sees():
    page = make_page(title="One", translations={"ja": {"title": "題"}}, public=False)

    assert not Page.objects.visible("en").exists()
    assert (page.title_en, page.title_ja, page.live_at_en) == (None, None, None)
    assert page.entry.label == "One"
    assert page.entry.root == page
    assert page.entry.object_pk == page.pk
    states = {v.language: (v.public_state, v.work_state) for v in page.entry.versions.all()}
    assert states["en"] == states["ja"] == states[NEUTRAL] == ("never", "draft")
    assert states["uk"] == ("never", "none")


def test_each_entry_has_one_original_and_its_translations():
    page = make(Page, original="ja", title="題")

    sources = {v.language: v.source_language for v in page.entry.versions.all()}
    assert sources == {
        NEUTRAL: "", "ja": "", "en": "ja", "es": "ja", "zh-hant": "ja", "uk": "ja", "ru": "ja",
        "it": "ja",
    }  # fmt: skip


def test_the_first_publication_takes_the_facts_along_whatever_its_language():
    page = make_page(title="One", sections=[{"heading": "A"}], public=False)
    save_titles(page, ja="題")

    assert publishing.publish(page.entry, ["ja"]) == [NEUTRAL, "ja"]

    page = Page.objects.get(pk=page.pk)
    assert page.published_languages() == ["ja"]
    assert (page.title_en, page.title_ja, page.sections.count()) == (None, "題", 1)
    assert version(page, NEUTRAL).public_state == PublicState.PUBLISHED
    assert version(page, "en").public_state == PublicState.NEVER


def test_facts_go_public_with_the_original_but_not_with_a_translation():
    page = make_page(rank=1)
    save_titles(page, en="Two", ja="題")
    facts = facts_of(page)
    publishing.save(page.entry, facts=facts | {"root": facts["root"] | {"rank": 2}})

    assert publishing.publish(page.entry, ["ja"]) == ["ja"]
    assert Page.objects.get(pk=page.pk).rank == 1

    assert publishing.publish(page.entry, ["en"]) == [NEUTRAL, "en"]
    assert Page.objects.get(pk=page.pk).rank == 2


def test_facts_can_be_published_alone():
    page = make_page(title="One", rank=1)
    save_titles(page, en="Draft")
    facts = facts_of(page)
    publishing.save(page.entry, facts=facts | {"root": facts["root"] | {"rank": 2}})

    assert publishing.publish(page.entry, [NEUTRAL]) == [NEUTRAL]

    page.refresh_from_db()
    assert (page.rank, page.title_en) == (2, "One")


def test_a_draft_never_touches_what_is_public():
    page = make_page(title="One", rank=1, sections=[{"heading": "A"}])
    before = snapshots.read(page), page.live_at_en
    facts = {"root": facts_of(page)["root"] | {"rank": 9}, "parts": []}

    publishing.save(page.entry, facts=facts, texts={"en": {ROOT: {"title": "Two", "lede": "x"}}})

    page = Page.objects.get(pk=page.pk)
    assert (snapshots.read(page), page.live_at_en) == before
    assert version(page, "en").public_state == PublicState.PUBLISHED
    assert version(page, "en").work_state == WorkState.DRAFT


def test_the_facts_of_what_was_never_public_follow_its_draft():
    page = make_page(slug="first", public=False)
    facts, _texts = contents_of(Page, title="x", slug="second")

    publishing.save(page.entry, facts=facts)
    assert Page.objects.get(pk=page.pk).slug == "second"

    going_back.restore(page.entry.revisions.get(language=NEUTRAL, number=1))
    assert Page.objects.get(pk=page.pk).slug == "first"


def test_the_list_names_a_thing_by_its_working_title():
    page = make_page(title="One")

    save_titles(page, en="Two")

    assert Entry.objects.get(pk=page.entry.pk).label == "Two"
    assert titles(page)["title_en"] == "One"


@pytest.mark.parametrize("texts", [{}, {"lede": "No title"}, {"title": "  "}])
def test_a_language_without_a_title_cannot_be_public(texts):
    page = make_page()
    publishing.save(page.entry, texts={"ja": {ROOT: texts}})

    with pytest.raises(CannotPublishError, match="日本語"):
        publishing.publish(page.entry, ["en", "ja"])

    assert version(page, "ja").public_state == PublicState.NEVER


def test_a_public_language_cannot_lose_its_title():
    page = make_page(title="One")
    publishing.save(page.entry, texts={"en": {ROOT: {"lede": "Still here"}}})

    with pytest.raises(CannotPublishError):
        publishing.publish(page.entry, ["en"])

    assert titles(page)["title_en"] == "One"


def test_several_languages_go_public_together_or_not_at_all():
    page = make_page(title="One")
    save_titles(page, en="Two", ja="題")

    with pytest.raises(CannotPublishError):
        publishing.publish(page.entry, ["en", "ja", "uk"])

    assert titles(page) == {"title_en": "One", "title_ja": None, "title_uk": None}


def test_publishing_again_changes_nothing():
    page = make_page()
    before = content_version.current(), page.live_at_en

    assert publishing.publish(page.entry, ["en"]) == []

    page.refresh_from_db()
    assert (content_version.current(), page.live_at_en) == before


def test_a_revision_remembers_its_first_publication():
    page = make_page()
    revision = version(page, "en").live_revision
    first = revision.published_at
    publishing.withdraw(page.entry, ["en"])

    publishing.publish(page.entry, ["en"])

    revision.refresh_from_db()
    assert revision.published_at == first
    assert version(page, "en").first_published_at == first
    assert version(page, "en").last_published_at > first


def test_withdrawing_empties_one_language_and_keeps_the_work():
    section = {"heading": "A", "translations": {"ja": {"heading": "一"}}}
    page = make_page(title="One", sections=[section], translations={"ja": {"title": "題"}})

    assert publishing.withdraw(page.entry, ["ja", "uk"]) == ["ja"]

    page = Page.objects.get(pk=page.pk)
    assert (page.title_en, page.title_ja, page.live_at_ja) == ("One", None, None)
    assert (page.sections.get().heading_en, page.sections.get().heading_ja) == ("A", None)
    assert version(page, "ja").public_state == PublicState.WITHDRAWN
    assert version(page, "ja").working_revision is not None
    assert version(page, "uk").public_state == PublicState.NEVER

    publishing.publish(page.entry, ["ja"])
    assert titles(page)["title_ja"] == "題"


def test_withdrawing_never_shows_the_facts_of_a_draft():
    page = make_page(rank=1, translations={"ja": {"title": "題"}})
    facts = facts_of(page)
    publishing.save(page.entry, facts=facts | {"root": facts["root"] | {"rank": 9}})

    publishing.withdraw(page.entry, ["en", NEUTRAL])

    assert Page.objects.get(pk=page.pk).rank == 1
    assert version(page, NEUTRAL).public_state == PublicState.PUBLISHED


@pytest.mark.parametrize("codes", [["uk"], []])
def test_withdrawing_what_is_not_public_is_no_change(codes):
    page = make_page()
    before = content_version.current()

    assert publishing.withdraw(page.entry, codes) == []

    assert content_version.current() == before


def test_restoring_makes_the_old_data_the_newest_draft():
    page = make_page(title="One", sections=[{"heading": "A"}])
    first = version(page, "en").live_revision
    save_titles(page, en="Two")
    publishing.publish(page.entry, ["en"])

    restored = going_back.restore(first)

    assert (restored.number, restored.data, restored.kind) == (3, first.data, "restore")
    assert titles(page)["title_en"] == "Two"
    publishing.publish(page.entry, ["en"])
    assert titles(page)["title_en"] == "One"
    assert Page.objects.get(pk=page.pk).sections.get().heading_en == "A"


def test_restoring_the_structure_brings_a_deleted_part_back_in_every_language():
    section = {"heading": "A", "translations": {"ja": {"heading": "一"}}}
    page = make_page(title="One", sections=[section], translations={"ja": {"title": "題"}})
    structure = version(page, NEUTRAL).live_revision
    publishing.save(page.entry, facts=facts_of(page) | {"parts": []})
    publishing.publish(page.entry, [NEUTRAL])
    save_titles(page, en="Two", ja="新しい題")
    publishing.publish(page.entry, ["en", "ja"])

    going_back.restore(structure)
    publishing.publish(page.entry, [NEUTRAL])

    section = Page.objects.get(pk=page.pk).sections.get()
    assert (section.heading_en, section.heading_ja) == ("A", "一")


def test_numbers_count_each_language_by_itself():
    page = make_page()
    save_titles(page, ja="題")
    save_titles(page, en="Two", ja="題二")

    found = Revision.objects.filter(entry=page.entry).values_list("language", "number")
    assert sorted(found) == [("en", 1), ("en", 2), ("ja", 1), ("ja", 2), (NEUTRAL, 1)]


def test_what_was_saved_in_one_click_is_one_batch():
    page = make_page()
    save_titles(page, en="Two", ja="題")

    two, title = Revision.objects.filter(entry=page.entry).order_by("-pk")[:2]
    assert two.batch == title.batch


def test_lists_of_other_things_are_facts():
    city, other = make_city(), make_city()
    event = make_event(cities=[city])
    facts = facts_of(event)
    facts["root"]["cities"] = [other.pk]

    publishing.save(event.entry, facts=facts)
    assert list(event.cities.all()) == [city]

    publishing.publish(event.entry, [NEUTRAL])
    assert list(event.cities.all()) == [other]
