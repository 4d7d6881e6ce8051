"""The buttons of the translate page: each saves first."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.models import LanguageVersion
from editorial.publishing import sources
from editorial.revisions import data as revisions
from editorial.translations.freshness import fingerprint_of
from pages.models import Page
from tests.builders import make_page
from tests.editorial.admin.translations.pages import (
    change_source,
    draft_source,
    items,
    opened,
    said,
    send,
    statuses,
    url_of,
    working,
)
from tests.editorial.staff.people import editor
from tests.html_forms import buttons, filled, form_of

pytestmark = pytest.mark.django_db


def test_going_to_another_language_saves_first(client, welcome, ed):
    response = send(
        client, welcome, opened(client, welcome), action="go:uk", text__root__title="題"
    )

    assert response.headers["Location"] == url_of(welcome, "uk")
    assert working(welcome)["root"]["title"] == "題"


def test_the_next_one_is_the_next_by_name_that_has_something_to_do(client, welcome, hanako):
    make_page(title="Aardvark")
    make_page(title="Zebra", translations={"ja": {"title": "シマウマ"}})
    yak = make_page(title="Yak")

    response = send(client, welcome, opened(client, welcome), action="next", text__root__title="題")

    assert response.headers["Location"] == url_of(yak)
    assert working(welcome)["root"]["title"] == "題"


def test_behind_the_last_one_it_begins_anew_and_then_ends_at_the_desk(client, welcome, hanako):
    first = make_page(title="Aardvark")

    response = send(client, welcome, opened(client, welcome), action="next")
    assert response.headers["Location"] == url_of(first)
    response = send(client, first, opened(client, first), action="next", text__root__title="一")
    assert response.headers["Location"] == url_of(welcome)
    make_done(welcome)
    response = send(client, first, opened(client, first), action="next")
    assert response.headers["Location"] == reverse("admin:translations")


def make_done(welcome):
    texts = {
        part: dict.fromkeys(fields, "<p>完</p>") for part, fields in working(welcome, "en").items()
    }
    publishing.save(welcome.entry, texts={"ja": texts})


def test_a_draft_is_handed_over_and_comes_back(client, welcome, ed):
    send(client, welcome, opened(client, welcome), action="ask", text__root__title="題")
    assert publishing.versions_of(welcome.entry)["ja"].work_state == "in_review"

    send(client, welcome, opened(client, welcome), action="send-back")

    assert publishing.versions_of(welcome.entry)["ja"].work_state == "draft"


def test_a_text_that_changes_while_in_review_is_a_draft_and_says_so(client, welcome, hanako):
    send(client, welcome, opened(client, welcome), action="ask", text__root__title="題")

    response = send(client, welcome, opened(client, welcome), text__root__title="題名")

    assert publishing.versions_of(welcome.entry)["ja"].work_state == "draft"
    assert "It was in review and is a draft again." in said(response)


def test_publishing_saves_first_and_is_logged(client, welcome, ed):
    response = send(
        client, welcome, opened(client, welcome), action="publish", text__root__title="題"
    )

    welcome.refresh_from_db()
    assert (response.status_code, welcome.title_ja) == (302, "題")
    (logged,) = ed.logentry_set.all()
    assert logged.object_id == str(welcome.pk)
    assert logged.change_message == "日本語: published"


def test_publishing_without_a_title_is_an_error_at_the_title(client, welcome, ed):
    form = opened(client, welcome)

    response = send(client, welcome, form, action="publish", text__root__lede="挨拶")

    assert list(response.context["form"].errors) == ["text-root-title"]
    assert filled(form_of(response, "_base"))["text-root-lede"] == "挨拶"
    assert working(welcome) == {}


def test_a_translation_is_published_together_with_its_source(client, welcome, ed):
    draft_source(welcome)
    chosen = fingerprint_of("en", Page, "title", "Welcome soon")
    form = opened(client, welcome) | {"shown-root-title": chosen}

    send(client, welcome, form, action="publish-both", text__root__title="間もなく")

    welcome.refresh_from_db()
    assert (welcome.title_en, welcome.title_ja) == ("Welcome soon", "間もなく")
    assert statuses(welcome)["root", "title"] == "up_to_date"


def test_a_small_correction_of_the_original_keeps_translations_fresh(client, welcome, ed):
    send(client, welcome, opened(client, welcome), text__root__title="ようこそ")
    form = opened(client, welcome, "en")

    send(client, welcome, form, "en", action="publish", text__root__title="Welcome!", minor="1")

    welcome.refresh_from_db()
    assert welcome.title_en == "Welcome!"
    assert statuses(welcome)["root", "title"] == "up_to_date"


def test_what_was_never_public_has_nothing_to_correct(client, welcome, ed):
    draft = make_page(title="Planned", public=False, translations={"ja": {"title": "題"}})

    send(client, welcome, opened(client, welcome), text__root__title="ようこそ")

    public, never = (client.get(url_of(page, "en")).content.decode() for page in (welcome, draft))

    assert 'name="minor"' in public
    assert 'name="minor"' not in never


def test_a_native_check_is_recorded_for_every_text(client, welcome, ed):
    publishing.save(
        welcome.entry, texts={"ja": {"root": {"title": "題"}}}, origin=revisions.MACHINE
    )

    send(client, welcome, opened(client, welcome), action="reviewed")

    version = publishing.versions_of(welcome.entry)["ja"]
    assert (version.n_unreviewed, version.n_machine) == (0, 0)
    assert items(welcome)["root"]["title"]["reviewed_by"] == ed.pk


@pytest.mark.parametrize(("action", "name"), [("plan", "plan_publish"), ("withdraw", "take_off")])
def test_what_needs_a_question_keeps_the_text_and_leads_to_it(client, welcome, ed, action, name):
    form = opened(client, welcome)

    response = send(client, welcome, form, action=action, text__root__title="題")

    address = reverse(f"admin:{name}", args=[welcome.entry_id])
    assert response.headers["Location"] == f"{address}?language=ja"
    assert working(welcome)["root"]["title"] == "題"


@pytest.mark.parametrize(
    "action", ["ask", "publish", "publish-both", "send-back", "reviewed", "plan", "withdraw", ""]
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_button_fails_where_there_is_nothing_to_do(client, welcome, ed, action, language):
    form = opened(client, welcome, language)

    assert send(client, welcome, form, language, action=action).status_code in {200, 302}


def test_a_language_that_was_added_later_can_be_translated(client, welcome, ed):
    LanguageVersion.objects.filter(entry=welcome.entry, language="it").delete()

    assert client.get(url_of(welcome, "it")).status_code == 200
    for action in ("reviewed", "withdraw", "ask", "publish"):
        assert send(client, welcome, {"_base": "0"}, "it", action=action).status_code in {200, 302}
    send(client, welcome, opened(client, welcome, "it"), "it", text__root__title="Benvenuti")

    assert working(welcome, "it")["root"]["title"] == "Benvenuti"


def test_another_source_makes_all_outdated_until_it_is_confirmed(client, welcome, hanako):
    texts = {"uk": {"root": {"title": "Вітаємо", "lede": "Місто вітає вас."}}}
    publishing.save(welcome.entry, texts=texts)
    publishing.publish(welcome.entry, ["uk"])
    send(client, welcome, opened(client, welcome), text__root__title="ようこそ")
    form = opened(client, welcome)

    send(client, welcome, form, action="source", source="uk", text__root__lede="挨拶")

    version = publishing.versions_of(welcome.entry)["ja"]
    assert version.source_language == "uk"
    assert statuses(welcome)["root", "title"] == "outdated"
    response = client.get(url_of(welcome))
    assert "It was translated from another language (English)." in response.content.decode()
    assert "Вітаємо" in response.content.decode()
    assert version.n_outdated == 2


@pytest.mark.parametrize("source", ["ja", "xx", "zxx", "", "en-gb"])
def test_a_language_that_cannot_be_the_source_is_refused(client, welcome, hanako, source):
    form = opened(client, welcome)

    response = send(
        client, welcome, form, action="source", source=source, text__root__title="ようこそ"
    )

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert filled(form_of(response, "_base"))["text-root-title"] == "ようこそ"
    assert publishing.versions_of(welcome.entry)["ja"].source_language == "en"


def test_no_circle_of_sources_and_none_for_the_original(welcome):
    sources.set_source(welcome.entry, "uk", "ja")

    for language, source in (("ja", "uk"), ("en", "ja")):
        with pytest.raises(sources.SourceError):
            sources.set_source(welcome.entry, language, source)


def test_a_source_that_is_outdated_itself_is_named(client, welcome, hanako):
    publishing.save(welcome.entry, texts={"uk": {"root": {"title": "Вітаємо"}}})
    sources.set_source(welcome.entry, "ja", "uk")
    change_source(welcome, title="Welcome, all")

    assert "Its source is outdated itself" in client.get(url_of(welcome)).content.decode()


def test_a_text_first_written_in_japanese_is_translated_from_japanese(client):
    client.force_login(editor())
    welcome = make_page(title="松本より", original="ja")

    response = client.get(url_of(welcome, "en"))

    (segment,) = response.context["segments"]
    assert (segment.live_text, segment.source_tag) == ("松本より", "ja")
    send(
        client,
        welcome,
        filled(form_of(response, "_base")),
        "en",
        action="publish",
        text__root__title="From there",
    )
    welcome.refresh_from_db()
    assert welcome.title_en == "From there"
    assert statuses(welcome, "en") == {("root", "title"): "up_to_date"}


def test_what_goes_public_in_spite_of_a_mistake_is_all_that_was_asked_for(client, ed):
    page = make_page(title="Notes", lede="A few words.", translations={"ja": {"title": "メモ"}})
    publishing.save(page.entry, texts={"en": {"root": {"title": "Notes, all"}}})
    typed = {"text__root__title": "すべてのメモ", "action": "publish-both"}

    refused = send(client, page, opened(client, page), **typed)
    form = form_of(refused, "_base")
    (again,) = [value for name, value, words in buttons(form) if words == "Publish in spite of it"]
    reason = {"_in_spite_of": "It is written next week"}
    send(client, page, {**filled(form), **reason}, action=again)

    assert refused.status_code == 409
    page.refresh_from_db()
    assert (page.title_en, page.title_ja, page.lede_en) == ("Notes, all", "すべてのメモ", None)


def test_a_draft_with_a_mistake_goes_public_for_a_reason_alone(client, ed):
    page = make_page(title="Notes", lede="A few words.")
    publishing.save(page.entry, texts={"en": {"root": {"title": "Notes"}}})

    refused = send(client, page, opened(client, page, "en"), "en", action="publish")

    assert refused.status_code == 409
    assert "nothing but a title" in refused.content.decode()
    page.refresh_from_db()
    assert page.lede_en == "A few words."
    form = {**filled(form_of(refused, "_base")), "_in_spite_of": "It is written next week"}
    send(client, page, form, "en", action="publish")
    page.refresh_from_db()
    assert not page.lede_en
