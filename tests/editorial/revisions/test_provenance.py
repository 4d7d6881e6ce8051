"""Where a text comes from: kept, moved and cleared exactly when the rules say so."""

import pytest

from accounts.models import User
from editorial import publishing
from editorial.models import LanguageVersion
from editorial.publishing import going_back, workflow
from editorial.revisions.data import MACHINE, PERSON, Translating
from editorial.revisions.snapshots import ROOT
from editorial.text.fingerprints import fingerprint
from pages.models import Page
from tests.builders import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make_page(title="One", lede="First")


def item(page, language="ja", field="title", part=ROOT):
    version = LanguageVersion.objects.get(entry=page.entry, language=language)
    return version.working_revision.data["texts"][part][field]


def translate(page, *, language="ja", origin=PERSON, translating=None, **texts):
    publishing.save(
        page.entry, texts={language: {ROOT: texts}}, origin=origin, translating=translating
    )


def shown(page, **texts):
    prints = {field: fingerprint("en", text) for field, text in texts.items()}
    return Translating("en", {ROOT: prints})


def edit_english(page, title):
    publishing.save(page.entry, texts={"en": {ROOT: {"title": title, "lede": "First"}}})


def test_the_original_comes_from_nowhere(page):
    assert item(page, "en") == {"text": "One", "origin": PERSON}


def test_a_first_translation_is_taken_to_be_made_from_the_working_source(page):
    edit_english(page, "Two")

    translate(page, title="題")

    assert item(page) == {"text": "題", "origin": PERSON, "from": fingerprint("en", "Two")}


def test_a_first_translation_in_the_form_of_all_languages_is_made_from_the_same_form(page):
    publishing.save(
        page.entry, texts={"en": {ROOT: {"title": "Two"}}, "ja": {ROOT: {"title": "題"}}}
    )

    assert item(page)["from"] == fingerprint("en", "Two")


def test_an_edit_of_the_source_leaves_its_translations_as_they_are(page):
    translate(page, title="題")
    before = item(page)

    edit_english(page, "Two")

    assert item(page) == before


def test_an_edit_of_the_text_alone_keeps_what_it_was_made_from(page):
    translate(page, title="題")
    edit_english(page, "Two")

    translate(page, title="別の題")

    assert item(page)["text"] == "別の題"
    assert item(page)["from"] == fingerprint("en", "One")


def test_a_persons_edit_makes_the_text_a_persons_and_clears_the_review(page):
    translate(page, title="題", lede="序", origin=MACHINE)
    workflow.review(page.entry, "ja", by=User.objects.create_user("native"))
    assert item(page)["reviewed_at"]

    translate(page, title="別の題", lede="序")

    assert (item(page)["origin"], "reviewed_at" in item(page)) == (PERSON, False)
    assert item(page, field="lede")["origin"] == MACHINE
    assert item(page, field="lede")["reviewed_at"]


def test_a_machine_translation_is_made_anew_from_the_source_as_it_is_now(page):
    translate(page, title="題")
    edit_english(page, "Two")

    translate(page, title="機械の題", origin=MACHINE)

    assert item(page) == {"text": "機械の題", "origin": MACHINE, "from": fingerprint("en", "Two")}


def test_translating_with_the_source_on_screen_moves_to_what_was_shown(page):
    translate(page, title="題", lede="序")
    edit_english(page, "Two")
    edit_english(page, "Three")

    translate(page, title="二", lede="序", translating=shown(page, title="Two", lede="First"))

    assert item(page)["from"] == fingerprint("en", "Two")
    assert item(page, field="lede")["from"] == fingerprint("en", "First")


def test_still_right_moves_the_source_and_keeps_author_and_review(page):
    translate(page, title="題", origin=MACHINE)
    workflow.review(page.entry, "ja", by=User.objects.create_user("native"))
    before = item(page)
    edit_english(page, "Two")
    confirmed = Translating(
        "en", {ROOT: {"title": fingerprint("en", "Two")}}, frozenset({(ROOT, "title")})
    )

    translate(page, title="題", translating=confirmed)

    assert item(page) == before | {"from": fingerprint("en", "Two")}


def test_a_text_that_was_emptied_and_written_again_comes_from_the_source_of_today(page):
    translate(page, title="題", lede="序")
    translate(page, title="題")
    edit_english(page, "Two")

    translate(page, title="題", lede="新しい序")

    assert item(page)["from"] == fingerprint("en", "One")
    assert item(page, field="lede")["from"] == fingerprint("en", "First")


def test_cosmetic_changes_are_the_same_text(page):
    translate(page, title="題 ")
    before = item(page)

    translate(page, title=" 題\u200b")

    assert item(page) == before


def test_a_restored_text_brings_its_provenance_along(page):
    translate(page, title="題", origin=MACHINE)
    old = LanguageVersion.objects.get(entry=page.entry, language="ja").working_revision
    translate(page, title="別の題")

    going_back.restore(old)

    assert item(page) == {"text": "題", "origin": MACHINE, "from": fingerprint("en", "One")}


def test_what_the_public_reads_is_marked_until_a_person_wrote_or_reviewed_it(page):
    translate(page, title="題", lede="序", origin=MACHINE)
    publishing.publish(page.entry, ["ja"])
    assert Page.objects.get(pk=page.pk).machine_translated_ja

    translate(page, title="人の題", lede="序")
    publishing.publish(page.entry, ["ja"])
    assert Page.objects.get(pk=page.pk).machine_translated_ja

    translate(page, title="人の題", lede="人の序")
    publishing.publish(page.entry, ["ja"])
    assert not Page.objects.get(pk=page.pk).machine_translated_ja


def test_a_section_that_is_gone_marks_nothing():
    page = make_page(title="One", sections=[{"heading": "A"}])
    section = str(page.sections.get().pk)
    texts = {ROOT: {"title": "題"}, section: {"heading": "一"}}
    publishing.save(page.entry, texts={"ja": texts}, origin=MACHINE)
    publishing.save(page.entry, texts={"ja": {ROOT: {"title": "人"}, section: {"heading": "一"}}})
    publishing.publish(page.entry, ["ja"])
    assert Page.objects.get(pk=page.pk).machine_translated_ja

    facts = LanguageVersion.objects.get(entry=page.entry, language="zxx").working_revision.data
    publishing.save(page.entry, facts={"root": facts["root"], "parts": []})
    publishing.publish(page.entry, ["zxx"])

    assert not Page.objects.get(pk=page.pk).machine_translated_ja
