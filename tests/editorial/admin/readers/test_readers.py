"""Readers, as staff see them: invited by email, revoked; what they sent, decided with one click."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from post_office.models import Email

from editorial.models import AuditEntry, ReaderInvitation, Suggestion
from editorial.staff import dashboard
from tests.builders import make_page, make_site
from tests.editorial.readers.inviting import invite, suggest
from tests.editorial.staff.people import editor, translator

pytestmark = pytest.mark.django_db

READERS, SUGGESTIONS = "/admin/translations/readers/", "/admin/translations/suggestions/"
AIKO = {"name": "Aiko", "email": "aiko@example.org", "language": "ja", "entry": ""}


@pytest.fixture(autouse=True)
def _site(home):
    make_site()


@pytest.fixture
def page():
    translations = {"ja": {"title": "概要", "lede": "何か。"}, "uk": {"title": "Про нас"}}
    return make_page(title="About", lede="What.", slug="about", translations=translations)


def test_the_invitation_goes_by_email_in_the_readers_language(client, page, settings):
    settings.EMAIL_HOST = "mail.example.org"
    client.force_login(editor())

    response = client.post(READERS, AIKO)

    email = Email.objects.get()
    assert response.status_code == 302
    assert email.to == ["aiko@example.org"]
    link = re.search(r"http\S+", email.message)[0]
    assert urlsplit(link).path.startswith("/ja/reader/")
    assert Client().get(urlsplit(link).path).status_code == 200
    assert email.expires_at == ReaderInvitation.objects.get().expires_at
    assert link not in client.get(READERS).content.decode()


def test_without_a_mail_server_the_link_is_shown_once(client, page, settings):
    settings.EMAIL_HOST = ""
    client.force_login(editor())

    made = client.post(READERS, AIKO)

    link = re.search(r'value="(http[^"]+)"', made.content.decode())[1]
    assert "no-store" in made["Cache-Control"]
    assert Client().get(urlsplit(link).path).status_code == 200
    assert link.split("/")[-2] not in client.get(READERS).content.decode()
    assert not Email.objects.exists()


def test_nobody_is_invited_to_a_page_that_is_not_public_in_the_language(client, page):
    client.force_login(editor())

    html = client.post(READERS, {**AIKO, "language": "it", "entry": page.entry_id})

    assert "It is not public in this language" in html.content.decode()
    assert not ReaderInvitation.objects.exists()


def test_an_invitation_is_revoked_from_the_list(client):
    client.force_login(editor())
    invitation, _secret = invite("ja")

    client.post(READERS, {"_revoke": invitation.pk})

    assert not ReaderInvitation.objects.working().exists()
    assert "revoked " in client.get(READERS).content.decode()
    assert client.post(READERS, {"_revoke": "²"}).status_code == 404


def test_a_reader_whose_link_ended_is_deleted_with_what_they_sent(client, page):
    client.force_login(editor())
    invitation, _secret = invite("ja")
    suggest(invitation, page, "概要", "あらまし")
    client.post(READERS, {"_revoke": invitation.pk})

    client.post(READERS, {"_forget": invitation.pk})

    assert not ReaderInvitation.objects.exists()
    assert not Suggestion.objects.exists()
    assert AuditEntry.objects.filter(action="erased", by_name="the-editor").count() == 1


def test_the_translate_page_tells_of_suggestions_and_leads_to_an_invitation(client, page):
    suggest(invite("ja")[0], page, "概要", "あらまし")
    client.force_login(editor())

    html = client.get(f"/admin/translations/{page.entry_id}/ja/").content.decode()
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', html)]

    assert "1 suggestion of a reader" in html
    (here,) = [link for link in links if link.startswith(SUGGESTIONS)]
    (there,) = [link for link in links if link.startswith(READERS)]
    assert "あらまし" in client.get(here).content.decode()
    form = client.get(there).content.decode()
    assert f'<option value="{page.entry_id}" selected>' in form
    assert '<option value="ja" selected>' in form


def test_a_suggestion_is_shown_word_by_word_and_accepted_with_one_click(client, page):
    suggestion = suggest(invite("ja")[0], page, "何か。", "何です。")
    client.force_login(editor())

    html = client.get(SUGGESTIONS).content.decode()
    response = client.post(SUGGESTIONS, {"accept": suggestion.pk}, follow=True)

    assert re.search(r"<ins>.*?です</?\w", html)
    assert ">What.</div>" in html
    assert "Accepted; it is public." in response.content.decode()
    page.refresh_from_db()
    assert page.lede_ja == "何です。"


def test_all_that_are_good_are_accepted_at_once_and_the_others_wait(client, page):
    invitation = invite("ja")[0]
    suggest(invitation, page, "概要", "概要")
    other = suggest(invitation, page, "何か。", "何です。")
    client.force_login(editor())

    client.post(SUGGESTIONS, {"accept-good": "1"})

    assert list(Suggestion.objects.waiting(["ja"])) == [other]


def test_a_translator_decides_in_their_own_language_alone(client, page):
    japanese = suggest(invite("ja")[0], page, "概要", "あらまし")
    ukrainian = suggest(invite("uk")[0], page, "Про нас", "Хто ми")
    client.force_login(translator("uk"))

    html = client.get(SUGGESTIONS).content.decode()
    refused = client.post(SUGGESTIONS, {"accept": japanese.pk})
    client.post(SUGGESTIONS, {"accept": ukrainian.pk})

    assert "Хто ми" in html
    assert "あらまし" not in html
    assert refused.status_code == 404
    page.refresh_from_db()
    # An editor publishes what a translator accepted.
    assert (page.title_ja, page.title_uk) == ("概要", "Про нас")
    assert client.get(READERS).status_code == 403


def test_what_was_decided_or_changed_meanwhile_is_said(client, page):
    suggestion = suggest(invite("ja")[0], page, "概要", "あらまし")
    Suggestion.objects.update(before="ほか")
    client.force_login(editor())

    changed = client.post(SUGGESTIONS, {"accept": suggestion.pk}, follow=True)
    client.post(SUGGESTIONS, {"decline": suggestion.pk})
    again = client.post(SUGGESTIONS, {"decline": suggestion.pk}, follow=True)

    assert "The text was changed in the meantime" in changed.content.decode()
    assert "Somebody decided this in the meantime." in again.content.decode()


def test_today_tells_whoever_works_in_the_language(client, page):
    suggest(invite("ja")[0], page, "概要", "あらまし")

    told = {}
    for user in (editor(), translator("ja"), translator("uk")):
        client.force_login(user)
        groups = client.get("/admin/").context["groups"]
        items = [i for part in groups if part.group == dashboard.WAITING for i in part.first]
        told[user.username] = [item.title for item in items if "reader" in item.title]

    one = ["1 suggestion of a reader: Japanese"]
    assert told == {"the-editor": one, "translator-ja": one, "translator-uk": []}


@pytest.mark.parametrize("count", [1, 5])
def test_the_lists_need_the_same_queries_however_long(
    client, page, count, django_assert_num_queries
):
    for number in range(count):
        more = make_page(slug=f"p{number}", translations={"ja": {"title": f"題{number}"}})
        suggest(invite("ja", entry=more.entry)[0], more, f"題{number}", "別")
    client.force_login(editor())
    client.get(READERS)

    with django_assert_num_queries(8):
        client.get(READERS)
    with django_assert_num_queries(9):
        client.get(SUGGESTIONS)
