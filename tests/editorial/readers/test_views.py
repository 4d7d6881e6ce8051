"""The pages behind a reader's link, as somebody without an account sees and uses them."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import publishing
from editorial.models import Suggestion
from editorial.previews.pace import Pace
from editorial.readers import deciding, invitations, short_list, views
from tests.builders import make_city, make_page, make_site
from tests.editorial.readers.inviting import invite, paragraphs_of, suggest
from tests.rendering import asked_while_rendering

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(home):
    make_site(translations={"ja": {"program_name": "姉妹都市"}})


@pytest.fixture
def page():
    return make_page(
        title="About",
        lede="What it is.",
        slug="about",
        translations={"ja": {"title": "概要", "lede": "これは何か。"}},
    )


def filled_in(client, address):
    """Return what a browser would send if nothing were changed."""
    html = client.get(address).content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    typed = re.findall(r'<textarea name="([^"]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    return {**dict(hidden), **{name: unescape(words) for name, words in typed}}


def name_of(page, words, kind="words"):
    return f"{kind}-{paragraphs_of(page, 'ja')[words].key}"


def test_the_first_page_greets_the_reader_and_lists_what_is_public_in_their_language(client, page):
    make_page(title="Only English", slug="two")
    _invitation, secret = invite("ja", name="Aiko")

    html = client.get(f"/ja/reader/{secret}/").content.decode()

    assert "Aiko" in html
    assert f'href="/ja/reader/{secret}/{page.entry_id}/"' in html
    assert "概要" in html
    assert "Only English" not in html


def test_a_page_shows_words_and_source_and_keeps_what_is_sent(client, page):
    invitation, secret = invite("ja")
    address = f"/ja/reader/{secret}/{page.entry_id}/"
    data = filled_in(client, address)
    data[name_of(page, "概要")] = "あらまし"
    data[name_of(page, "これは何か。", "good")] = "on"

    response = client.post(address, data)

    assert response.status_code == 303
    said = invitation.suggestions.values_list("field", "before", "words", "state")
    assert set(said) == {
        ("title", "概要", "あらまし", "waiting"),
        ("lede", "これは何か。", "これは何か。", "waiting"),
    }
    shown = client.get(response["Location"]).content.decode()
    assert 'lang="en">About</p>' in shown
    assert "あらまし</textarea>" in shown
    page.refresh_from_db()
    assert page.title_ja == "概要"


def test_what_waits_can_be_changed_and_taken_back(client, page):
    invitation, secret = invite("ja")
    address = f"/ja/reader/{secret}/{page.entry_id}/"
    suggest(invitation, page, "概要", "あらまし")
    suggest(invitation, page, "これは何か。", "これは何か。")

    data = filled_in(client, address)
    data[name_of(page, "概要")] = "概説"
    client.post(address, data)

    assert list(invitation.suggestions.values_list("words", flat=True)) == ["概説"]


def test_the_reader_sees_what_became_of_it(client, page):
    invitation, secret = invite("ja")
    deciding.accept(suggest(invitation, page, "概要", "あらまし"), by=None, publishes=True)
    deciding.decline(suggest(invitation, page, "これは何か。", "何か"), by=None)

    for address in (f"/ja/reader/{secret}/", f"/ja/reader/{secret}/{page.entry_id}/"):
        states = re.findall(
            r'class="reading(?:-list__note|__state)">\s*([^<]+?)\s*<',
            client.get(address, headers={"accept-language": "en"}).content.decode(),
        )
        assert len(states) == 2


@pytest.mark.parametrize("typed", ["", " \r\n ", "{nonsense}", "長" * 300])
def test_what_cannot_be_stands_on_the_page_again_with_the_reason(client, page, typed):
    invitation, secret = invite("ja")
    address = f"/ja/reader/{secret}/{page.entry_id}/"
    data = filled_in(client, address)
    data[name_of(page, "概要")] = typed
    data[name_of(page, "これは何か。")] = "kept"

    response = client.post(address, data)

    assert response.status_code == 422
    html = response.content.decode()
    assert "error-summary" in html
    assert "kept</textarea>" in html
    assert not invitation.suggestions.exists()


def test_a_text_that_changed_while_it_was_read_loses_no_words(client, page):
    invitation, secret = invite("ja")
    address = f"/ja/reader/{secret}/{page.entry_id}/"
    name = name_of(page, "概要")
    data = filled_in(client, address)
    texts = {"title": "新しい題", "lede": "これは何か。"}
    publishing.save(page.entry, texts={"ja": {"root": texts}})
    publishing.publish(page.entry, ["ja"])

    untouched = client.post(address, data)
    changed = client.post(address, {**data, name: "あらまし"})

    assert untouched.status_code == 303
    assert changed.status_code == 422
    assert "あらまし</textarea>" in changed.content.decode()
    assert "新しい題" in changed.content.decode()
    assert not invitation.suggestions.exists()


def test_the_short_list_has_what_matters_most_first_and_no_more_than_forty(client, page):
    for number in range(45):
        make_city(name=f"City {number}", translations={"ja": {"name": f"市{number}"}})
    _invitation, secret = invite("ja")

    html = client.get(f"/ja/reader/{secret}/first/").content.decode()

    words = re.findall(r'class="reading__words[^>]*>([^<]+)<', html)
    assert words[:2] == ["姉妹都市", "市0"]
    assert len(words) == short_list.MOST


def test_an_invitation_to_one_thing_shows_no_other(client, page):
    other = make_page(slug="other", translations={"ja": {"title": "別"}})
    _invitation, secret = invite("ja", entry=page.entry)

    assert client.get(f"/ja/reader/{secret}/{page.entry_id}/").status_code == 200
    assert client.get(f"/ja/reader/{secret}/{other.entry_id}/").status_code == 404
    assert client.get(f"/ja/reader/{secret}/first/").status_code == 404
    assert "別" not in client.get(f"/ja/reader/{secret}/").content.decode()


def test_wrong_ended_and_revoked_links_and_other_languages_get_one_answer(client, page):
    revoked, of_revoked = invite("ja")
    invitations.revoke(revoked, by=None)
    _working, secret = invite("uk")
    paths = [f"/ja/reader/{word}/" for word in ("wrong", "w" * 43, of_revoked, secret)]
    paths += [f"/ja/reader/{of_revoked}/first/", f"/ja/reader/{of_revoked}/{page.entry_id}/"]

    answers = [client.get(path) for path in paths]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert client.post(paths[2], {"may_thank": "on"}).status_code == 404


def test_it_is_private_and_sets_no_cookie(client, page):
    _invitation, secret = invite("ja")

    for path in ("", "first/", f"{page.entry_id}/", "999999999999999999/"):
        response = client.get(f"/ja/reader/{secret}/{path}")
        assert response.cookies == {}
        assert "Cookie" not in response.get("Vary", "")
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_only_the_reader_says_whether_they_may_be_thanked(client, page):
    invitation, secret = invite("ja")
    assert not invitation.may_thank

    client.post(f"/ja/reader/{secret}/", {"may_thank": "on"})
    invitation.refresh_from_db()
    assert invitation.may_thank
    client.post(f"/ja/reader/{secret}/", {})
    invitation.refresh_from_db()
    assert not invitation.may_thank


def test_who_asks_too_often_is_asked_to_wait(client, page, monkeypatch):
    monkeypatch.setattr(views, "pace", Pace(most=2, seconds=3600))
    _invitation, secret = invite("ja")

    statuses = [client.get(f"/ja/reader/{secret}/").status_code for _time in range(3)]

    assert statuses == [200, 200, 429]


def test_pages_need_the_same_queries_however_much_there_is_and_templates_ask_nothing(
    client, page, monkeypatch
):
    invitation, secret = invite("ja")
    paths = [f"/ja/reader/{secret}/{path}" for path in ("", "first/", f"{page.entry_id}/")]

    def counted():
        numbers = []
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            numbers.append(len(captured))
        return numbers

    counted()
    before = counted()
    for number in range(4):
        more = make_page(slug=f"p{number}", translations={"ja": {"title": f"題{number}"}})
        suggest(invitation, more, f"題{number}", "別")
    suggest(invitation, page, "概要", "あらまし")

    assert counted() == before
    for path in paths:
        with asked_while_rendering(monkeypatch) as statements:
            client.get(path)
        assert list(statements) == []
    assert Suggestion.objects.count() == 5
