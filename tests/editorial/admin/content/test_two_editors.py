"""Two people at one thing: nothing is overwritten, and only what was touched is saved."""

import pytest

from editorial import publishing
from editorial.models import LanguageVersion, Revision
from editorial.publishing import ConflictError
from editorial.publishing import delete as deletion
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from pages.models import Page
from tests.builders import make_city, make_event, make_page

pytestmark = pytest.mark.django_db


def opened(page):
    """Return the contents and the bases of a form as somebody opens it."""
    facts, texts = snapshots.read(Page.objects.get(pk=page.pk))
    numbers = {
        version.language: version.working_revision.number
        for version in page.entry.versions.exclude(working_revision=None)
    }
    return facts, texts, numbers


def working(page, language):
    version = LanguageVersion.objects.get(entry=page.entry, language=language)
    return version.working_revision.data


def bilingual_page():
    section = {"heading": "A", "translations": {"ja": {"heading": "一"}}}
    return make_page(title="One", sections=[section], translations={"ja": {"title": "題"}})


def test_an_untouched_form_saves_nothing():
    page = bilingual_page()
    facts, texts, bases = opened(page)
    before = Revision.objects.count()

    assert publishing.save(page.entry, facts=facts, texts=texts, bases=bases) == []

    assert Revision.objects.count() == before


def test_spaces_and_line_ends_of_a_browser_are_no_change():
    page = make_page(title="One", lede="First.\n\nSecond.")
    facts, texts, bases = opened(page)
    texts["en"][ROOT] = {"title": " One\u200b", "lede": "First.\r\n\r\nSecond.\r\n"}

    assert publishing.save(page.entry, facts=facts, texts=texts, bases=bases) == []


def test_two_people_in_two_languages_do_not_meet():
    page = bilingual_page()
    facts, texts, bases = opened(page)
    theirs = texts | {"ja": {**texts["ja"], ROOT: {"title": "新しい題"}}}
    mine = texts | {"en": {**texts["en"], ROOT: {"title": "Two"}}}

    assert publishing.save(page.entry, facts=facts, texts=theirs, bases=bases) == ["ja"]
    assert publishing.save(page.entry, facts=facts, texts=mine, bases=bases) == ["en"]

    assert working(page, "ja")["texts"][ROOT]["title"]["text"] == "新しい題"
    assert working(page, "en")["texts"][ROOT]["title"]["text"] == "Two"


def test_a_second_save_of_the_same_language_is_refused_and_nothing_is_written():
    page = bilingual_page()
    facts, _texts, bases = opened(page)
    publishing.save(page.entry, texts={"en": {ROOT: {"title": "Theirs"}}}, bases=bases)
    before = Revision.objects.count()
    mine = {"en": {ROOT: {"title": "Mine"}}, "ja": {ROOT: {"title": "新"}}}

    with pytest.raises(ConflictError) as error:
        publishing.save(page.entry, facts=facts, texts=mine, bases=bases)

    assert error.value.languages == ["en"]
    assert Revision.objects.count() == before


def test_what_was_not_touched_is_no_conflict_although_somebody_else_changed_it():
    page = bilingual_page()
    facts, texts, bases = opened(page)
    publishing.save(page.entry, texts={"en": {ROOT: {"title": "Theirs"}}}, bases=bases)
    mine = texts | {"ja": {**texts["ja"], ROOT: {"title": "新"}}}

    assert publishing.save(page.entry, facts=facts, texts=mine, bases=bases) == ["ja"]

    assert working(page, "en")["texts"][ROOT]["title"]["text"] == "Theirs"


def test_facts_collide_like_a_language():
    page = make_page(rank=1)
    facts, _texts, bases = opened(page)
    theirs = facts | {"root": facts["root"] | {"rank": 2}}
    mine = facts | {"root": facts["root"] | {"rank": 3}}
    publishing.save(page.entry, facts=theirs, bases=bases)

    with pytest.raises(ConflictError) as error:
        publishing.save(page.entry, facts=mine, bases=bases)

    assert error.value.languages == [NEUTRAL]


@pytest.mark.parametrize("base", [{}, {"ja": 0}, {"ja": 99}])
def test_two_first_texts_of_a_language_collide(base):
    page = make_page()
    publishing.save(page.entry, texts={"ja": {ROOT: {"title": "彼"}}}, bases={})

    with pytest.raises(ConflictError):
        publishing.save(page.entry, texts={"ja": {ROOT: {"title": "我"}}}, bases=base)


def test_an_empty_language_that_somebody_filled_in_the_meantime_is_no_conflict():
    page = make_page()
    facts, texts, bases = opened(page)
    publishing.save(page.entry, texts={"ja": {ROOT: {"title": "題"}}})

    assert publishing.save(page.entry, facts=facts, texts=texts, bases=bases) == []


def test_a_publication_in_the_meantime_is_no_conflict():
    page = make_page(public=False)
    _facts, _texts, bases = opened(page)
    publishing.publish(page.entry, ["en"])

    saved = publishing.save(page.entry, texts={"en": {ROOT: {"title": "Two"}}}, bases=bases)

    assert saved == ["en"]


def test_a_revision_knows_what_its_editor_had_open():
    page = make_page()
    first = Revision.objects.get(entry=page.entry, language="en")

    publishing.save(page.entry, texts={"en": {ROOT: {"title": "Two"}}})

    second = Revision.objects.get(entry=page.entry, language="en", number=2)
    assert second.base == first


# --- Parts -------------------------------------------------------------------------------------


def test_deleting_a_part_is_a_change_of_the_structure_alone():
    page = bilingual_page()
    facts, texts, bases = opened(page)
    without = {code: {ROOT: parts.get(ROOT, {})} for code, parts in texts.items()}

    saved = publishing.save(page.entry, facts=facts | {"parts": []}, texts=without, bases=bases)

    assert saved == [NEUTRAL]


@pytest.mark.parametrize("published", [True, False])
def test_once_a_part_is_gone_the_next_save_touches_no_language(published):
    page = bilingual_page()
    facts, texts, _bases = opened(page)
    without = {code: {ROOT: parts.get(ROOT, {})} for code, parts in texts.items()}
    publishing.save(page.entry, facts=facts | {"parts": []}, texts=without)
    if published:
        publishing.publish(page.entry, [NEUTRAL])

    assert publishing.save(page.entry, facts=facts | {"parts": []}, texts=without) == []


def test_moving_a_part_is_a_change_of_the_structure_alone():
    page = make_page(sections=[{"heading": "A"}, {"heading": "B"}])
    facts, texts, bases = opened(page)
    facts["parts"].reverse()

    assert publishing.save(page.entry, facts=facts, texts=texts, bases=bases) == [NEUTRAL]


def test_a_translation_published_today_keeps_the_sections_that_only_the_draft_dropped():
    page = bilingual_page()
    facts, _texts, _bases = opened(page)
    publishing.save(page.entry, facts=facts | {"parts": []}, texts={"en": {ROOT: {"title": "Two"}}})
    publishing.save(page.entry, texts={"ja": {ROOT: {"title": "新しい題"}}})

    publishing.publish(page.entry, ["ja"])

    page = Page.objects.get(pk=page.pk)
    section = page.sections.get()
    assert (page.title_en, page.title_ja) == ("One", "新しい題")
    assert (section.heading_en, section.heading_ja) == ("A", "一")


def test_the_text_of_an_added_section_waits_until_the_section_is_public():
    page = bilingual_page()
    facts, _texts, _bases = opened(page)
    new = dict(facts["parts"][0], id="11111111-1111-4111-8111-111111111111")
    texts = {ROOT: {"title": "題"}, facts["parts"][0]["id"]: {"heading": "一"}}
    publishing.save(
        page.entry,
        facts=facts | {"parts": [*facts["parts"], new]},
        texts={"ja": texts | {new["id"]: {"heading": "二"}}},
    )

    publishing.publish(page.entry, ["ja"])
    assert [s.heading_ja for s in page.sections.all()] == ["一"]

    publishing.publish(page.entry, [NEUTRAL])
    assert [s.heading_ja for s in page.sections.all()] == ["一", "二"]


def test_a_list_goes_on_naming_what_was_deleted_in_the_meantime():
    city, other = make_city(), make_city()
    event = make_event(cities=[city, other])
    deletion.delete(city.entry)
    facts, texts = snapshots.read(event)

    assert publishing.save(event.entry, facts=facts, texts=texts) == []

    facts["root"]["kind"] = "aid"
    publishing.save(event.entry, facts=facts)
    publishing.publish(event.entry, [NEUTRAL])
    deletion.recover(city.entry)
    assert set(event.cities.all()) == {city, other}
