"""Accepting and declining: the way of every other save, and what counts as read."""

import pytest

from editorial import publishing
from editorial.models import AuditEntry, LanguageVersion, Suggestion
from editorial.readers import deciding
from editorial.readers.deciding import Outcome
from editorial.revisions.data import MACHINE, items_of, texts_of
from pages.models import Page
from tests.builders import contents_of
from tests.editorial.readers.inviting import invite, suggest
from tests.editorial.staff.people import editor, person, translator

pytestmark = pytest.mark.django_db

BODY = '<p>最初の<a href="/x/">頁</a>。</p><p>次。</p>'


@pytest.fixture
def page():
    """Make a public page whose Japanese a machine made."""
    section = {"heading": "One", "body": "<p>First.</p><p>Second.</p>"}
    section["translations"] = {"ja": {"heading": "一", "body": BODY}}
    contents = contents_of(
        Page, slug="one", title="About", sections=[section], translations={"ja": {"title": "概要"}}
    )
    root = publishing.create(Page, *contents, original="en", origin=MACHINE)
    publishing.publish(root.entry, ["en", "ja"])
    root.refresh_from_db()
    return root


@pytest.fixture
def reader():
    return invite("ja")[0]


def japanese(page):
    return LanguageVersion.objects.get(entry=page.entry, language="ja")


def body_of(page):
    page.refresh_from_db()
    return page.sections.get().body_ja


def test_what_an_editor_accepts_is_public_at_once_with_its_links(page, reader):
    suggestion = suggest(reader, page, "最初の頁。", "はじめの頁。")

    outcome = deciding.accept(suggestion, by=editor(), publishes=True)

    assert outcome == Outcome.PUBLIC
    assert body_of(page) == '<p>はじめの<a href="/x/">頁</a>。</p><p>次。</p>'
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.ACCEPTED
    assert suggestion.decided_by.username == "the-editor"


def test_what_a_translator_accepts_is_a_draft(page, reader):
    suggestion = suggest(reader, page, "概要", "このページについて")

    outcome = deciding.accept(suggestion, by=translator("ja"), publishes=False)

    page.refresh_from_db()
    assert outcome == Outcome.DRAFT
    assert page.title_ja == "概要"
    assert texts_of(japanese(page).working_revision)["root"]["title"] == "このページについて"
    assert japanese(page).work_state == "draft"


def test_the_notice_of_the_machine_goes_when_every_paragraph_was_read(page, reader):
    by = editor()
    said = {"概要": "概要", "一": "第一", "最初の頁。": "はじめの頁。", "次。": "次。"}
    shown = []

    for before, words in said.items():
        deciding.accept(suggest(reader, page, before, words), by=by, publishes=True)
        page.refresh_from_db()
        shown.append(page.machine_translated_ja)

    assert shown == [True, True, True, False]
    assert japanese(page).n_unreviewed == 0


def test_what_was_read_in_part_stays_a_machines(page, reader):
    suggestion = suggest(reader, page, "次。", "つぎ。")

    deciding.accept(suggestion, by=editor(), publishes=True)

    (item,) = [
        fields["body"]
        for fields in items_of(japanese(page).live_revision).values()
        if "body" in fields
    ]
    assert item["origin"] == MACHINE
    assert "reviewed_at" not in item


def test_accepting_translates_nothing_anew_so_what_is_outdated_stays_outdated(page, reader):
    texts = publishing.versions_of(page.entry).texts("working")["en"]
    texts["root"]["title"] = "Another"
    publishing.save(page.entry, texts={"en": texts})
    publishing.publish(page.entry, ["en"])
    assert japanese(page).n_outdated == 1

    deciding.accept(suggest(reader, page, "概要", "あらまし"), by=editor(), publishes=True)

    assert japanese(page).n_outdated == 1


def test_words_that_were_changed_since_are_replaced_by_nobody(page, reader):
    suggestion = suggest(reader, page, "最初の頁。", "はじめの頁。")
    part = str(page.sections.get().pk)
    texts = texts_of(japanese(page).working_revision)
    texts[part]["body"] = "<p>ちがう。</p><p>次。</p>"
    publishing.save(page.entry, texts={"ja": texts})

    with pytest.raises(deciding.ChangedError):
        deciding.accept(suggestion, by=editor(), publishes=True)

    suggestion.refresh_from_db()
    assert suggestion.is_waiting


def test_another_paragraph_that_changed_is_no_conflict(page, reader):
    suggestion = suggest(reader, page, "最初の頁。", "はじめの頁。")
    part = str(page.sections.get().pk)
    texts = texts_of(japanese(page).working_revision)
    texts[part]["body"] = BODY.replace("次。", "つぎ。")
    publishing.save(page.entry, texts={"ja": texts})
    publishing.publish(page.entry, ["ja"])

    assert deciding.accept(suggestion, by=editor(), publishes=True) == Outcome.PUBLIC
    assert body_of(page) == '<p>はじめの<a href="/x/">頁</a>。</p><p>つぎ。</p>'


@pytest.mark.parametrize("whose", ["one's own", "of somebody else, in the same text"])
def test_a_draft_that_nobody_released_stays_one(page, reader, whose):
    me = editor()
    by = me if whose == "one's own" else person("Editor", username="other")
    suggestion = suggest(reader, page, "最初の頁。", "はじめの頁。")
    part = str(page.sections.get().pk)
    texts = texts_of(japanese(page).working_revision)
    texts[part]["body"] = BODY.replace("次。", "未公開。")
    publishing.save(page.entry, texts={"ja": texts}, by=by)

    outcome = deciding.accept(suggestion, by=me, publishes=True)

    assert outcome == Outcome.DRAFT
    assert body_of(page) == BODY
    words = texts_of(japanese(page).working_revision)[part]["body"]
    assert words == '<p>はじめの<a href="/x/">頁</a>。</p><p>未公開。</p>'


def test_a_draft_of_somebody_else_in_another_text_stays_one_and_the_words_go_out(page, reader):
    texts = texts_of(japanese(page).working_revision)
    texts["root"]["lede"] = "未公開"
    publishing.save(page.entry, texts={"ja": texts}, by=person("Editor", username="other"))

    outcome = deciding.accept(
        suggest(reader, page, "概要", "あらまし"), by=editor(), publishes=True
    )

    page.refresh_from_db()
    assert outcome == Outcome.PUBLIC
    assert (page.title_ja, page.lede_ja) == ("あらまし", None)


def test_declining_changes_nothing_and_nothing_is_decided_twice(page, reader):
    suggestion = suggest(reader, page, "概要", "あらまし")
    before = japanese(page).working_revision

    deciding.decline(suggestion, by=editor())

    assert japanese(page).working_revision == before
    with pytest.raises(deciding.DecidedError):
        deciding.accept(suggestion, by=None, publishes=True)
    assert AuditEntry.objects.get(action="declined").references == [
        str(page.entry_id),
        str(suggestion.pk),
    ]


def test_what_a_text_cannot_hold_is_not_put_into_it(page, reader):
    suggestion = suggest(reader, page, "最初の頁。", "<script>alert(1)</script>はじめの頁。")

    deciding.accept(suggestion, by=editor(), publishes=True)

    assert "<script" not in body_of(page)
    assert "&lt;script&gt;" in body_of(page)
