"""Texts out to a translator's tool and back: states, notes, conflicts, hostile files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from editorial import publishing
from editorial.exchange import codes, incoming, outgoing, xliff
from editorial.models import LanguageVersion
from editorial.revisions.data import MACHINE, items_of, texts_of
from pages.models import Page
from tests.builders import contents_of, make_page
from tests.editorial.staff.people import editor, translator

pytestmark = pytest.mark.django_db

PAGE = "/admin/translations/files/"


@pytest.fixture
def page():
    """Make a public page whose Japanese a machine made, but for its lede."""
    section = {"heading": "One", "body": '<p>See <a href="/x/">this</a>.</p>'}
    section["translations"] = {"ja": {"heading": "一", "body": '<p><a href="/x/">これ</a>。</p>'}}
    contents = contents_of(
        Page,
        slug="one",
        title="About",
        lede="What it is.",
        sections=[section],
        translations={"ja": {"title": "概要"}},
    )
    root = publishing.create(Page, *contents, original="en", origin=MACHINE)
    publishing.publish(root.entry, ["en", "ja"])
    root.refresh_from_db()
    return root


def out(selection="all"):
    return xliff.write("en", "ja", outgoing.files_of("ja", "en", selection)).decode()


def take(text, by, *, may_review=True):
    (taken,) = incoming.take(text.encode(), by=by, may_review=may_review)
    return taken


def working(page):
    version = LanguageVersion.objects.get(entry=page.entry, language="ja")
    return version, texts_of(version.working_revision)


def translated(text, source, target):
    """Translate a text that has no translation, as a tool does."""
    segment = f'<segment state="initial"><source>{source}</source></segment>'
    assert segment in text
    done = f'<segment state="translated"><source>{source}</source><target>{target}</target>'
    return text.replace(segment, f"{done}</segment>")


def test_a_file_says_what_is_what_and_comes_back_as_a_draft(page):
    text = out()
    assert 'version="2.1"' in text
    assert 'srcLang="en"' in text
    assert 'trgLang="ja"' in text
    assert "A machine translated this; nobody has reviewed it." in text
    ann = translator("ja")

    taken = take(translated(text, "What it is.", "これは何か。"), ann, may_review=False)

    version, texts = working(page)
    assert (taken.saved, taken.conflicts, taken.problems) == (1, [], [])
    assert texts["root"]["lede"] == "これは何か。"
    assert version.work_state == "draft"
    assert (version.n_missing, version.n_outdated) == (0, 0)
    page.refresh_from_db()
    assert not page.lede_ja


def test_a_file_that_nobody_touched_changes_nothing(page):
    before, _texts = working(page)

    taken = take(out(), editor())

    assert taken.saved == 0
    assert working(page)[0].working_revision == before.working_revision


def test_links_and_emphasis_come_back_in_their_place(page):
    text = out().replace(">これ<", ">それ<")

    take(text, editor())

    bodies = [fields.get("body") for fields in working(page)[1].values()]
    assert '<p><a href="/x/">それ</a>。</p>' in bodies


def test_a_file_that_comes_back_late_never_replaces_newer_words(page):
    late = translated(out(), "What it is.", "これは何か。").replace(">概要<", ">遅い題<")
    _version, texts = working(page)
    texts["root"]["title"] = "新しい題"
    publishing.save(page.entry, texts={"ja": texts})

    taken = take(late, editor())

    _version, texts = working(page)
    assert taken.conflicts == ["title"]
    assert taken.saved == 1
    assert texts["root"]["title"] == "新しい題"
    assert texts["root"]["lede"] == "これは何か。"


def test_a_source_that_changed_meanwhile_leaves_the_translation_outdated(page):
    text = translated(out(), "What it is.", "これは何か。")
    texts = publishing.versions_of(page.entry).texts("working")["en"]
    texts["root"]["lede"] = "Something else."
    publishing.save(page.entry, texts={"en": texts})
    publishing.publish(page.entry, ["en"])

    take(text, editor())

    version, _texts = working(page)
    assert version.n_outdated == 1


@pytest.mark.parametrize("may_review", [True, False])
def test_what_the_tool_calls_final_is_reviewed_only_by_who_publishes(page, may_review):
    text = out().replace('state="translated"', 'state="final"')

    take(text, editor(), may_review=may_review)

    version, _texts = working(page)
    items = items_of(version.working_revision)
    assert ("reviewed_at" in items["root"]["title"]) == may_review


def test_a_selection_holds_only_what_it_says(page):
    assert "What it is." in out("to-do")
    assert "About" not in out("to-do").partition("</notes>")[2]
    assert "What it is." not in out("machine")
    make_page(title="Elsewhere", slug="two")
    assert "Elsewhere" in out("to-do")


def test_a_file_is_made_with_the_same_queries_however_much_it_holds(
    page, django_assert_num_queries
):
    for number in range(4):
        make_page(title=f"Page {number}", slug=f"p{number}")

    with django_assert_num_queries(3):
        assert out("to-do").count("<file ") == 5


HOSTILE = {
    "laughs": b'<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>',
    "laughs, wide": '<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>'.encode("utf-16"),
    "reads files": b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>',
    "another encoding": b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE',
    "no text": b"\xff\xd8\xff\xe0",
    "empty": b"",
    "cut off": b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file',
    "another format": b"<html></html>",
    "XLIFF 1.2": b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
    "not ours": f'<xliff xmlns="{codes.NAMESPACE}"><file original="x"/></xliff>'.encode(),
    "without a text": f'<xliff xmlns="{codes.NAMESPACE}"/>'.encode(),
    "deep": b"<a>" * 200_000,
    "large": b" " * (xliff.LARGEST + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_get_a_sentence_and_change_nothing(name, page):
    with pytest.raises(xliff.NotReadableError) as error:
        incoming.take(HOSTILE[name], by=editor(), may_review=True)

    assert str(error.value)[-1] in ".?"


def test_what_a_text_cannot_be_is_named_and_the_rest_is_saved(page):
    text = translated(out(), "What it is.", "{nonsense}").replace(">概要<", ">題<")

    taken = take(text, editor())

    assert taken.saved == 1
    assert len(taken.problems) == 1
    assert "{nonsense}" in taken.problems[0]
    assert working(page)[1]["root"]["title"] == "題"


def test_markup_in_a_file_is_cleaned_like_any_other(page):
    text = out().replace(">&lt;p&gt;<", ">&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;<")

    take(text.replace(">これ<", ">それ<"), editor())

    assert "script" not in str(working(page)[1])


def test_the_page_hands_out_a_file_and_takes_it_back(client, page, home):
    client.force_login(translator("ja"))
    response = client.get(PAGE, {"language": "ja", "source": "en", "selection": "all"})
    text = translated(response.content.decode(), "What it is.", "これは何か。")

    taken = client.post(PAGE, {"file": SimpleUploadedFile("a.xlf", text.encode())})
    broken = client.post(PAGE, {"file": SimpleUploadedFile("a.xlf", text.encode()[:-20])})

    assert response["Content-Disposition"] == 'attachment; filename="en-ja-all.xlf"'
    assert "1 text saved as a draft" in taken.content.decode()
    assert "The file is broken at line" in broken.content.decode()
    client.force_login(translator("uk"))
    refused = client.post(PAGE, {"file": SimpleUploadedFile("a.xlf", text.encode())})
    assert refused.status_code == 403
    other = client.get(PAGE, {"language": "ja", "source": "en", "selection": "all"})
    assert "Content-Disposition" not in other
