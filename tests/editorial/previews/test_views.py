"""The page behind a link to a preview, as somebody without an account sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.models import PreviewLink
from editorial.previews import links, views
from editorial.previews.pace import Pace
from editorial.publishing import pictures as library
from tests.builders import contents_of, make_city, make_event, make_page, make_site
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(home):
    make_site()


def make_draft():
    page = make_page(title="As it was", slug="one", menu="header")
    facts, texts = contents_of(
        type(page), slug="one", menu="header", title="A draft", translations={"ja": {"title": "題"}}
    )
    publishing.save(page.entry, facts=facts, texts=texts)
    return page


def link_to(row, language=""):
    return links.make(row.entry, language, by=None)


def test_it_shows_the_newest_draft_and_says_so_in_the_readers_language(client):
    page = make_draft()
    _link, secret = link_to(page)

    english = client.get(f"/en/preview/{secret}/").content.decode()
    japanese = client.get(f"/ja/preview/{secret}/").content.decode()

    assert "A draft" in english
    assert "Draft, not published" in english
    assert "題" in japanese
    publishing.save(page.entry, texts={"en": {"root": {"title": "Newer"}}})
    assert "Newer" in client.get(f"/en/preview/{secret}/").content.decode()


def test_it_says_where_a_picture_stood_that_pages_leave_out(client):
    picture = make_picture()
    city = make_city(pictures=[{"picture": picture, "alt": "A view"}])
    _link, secret = link_to(city)
    address = f"/en/preview/{secret}/"
    assert "A picture is left out" not in client.get(address).content.decode()

    library.remove_from_web(picture, reason="consent taken back")

    shown = client.get(address).content.decode()
    assert "A picture is left out here: it was removed from the web." in shown
    assert picture.title not in shown
    assert "A picture is left out" not in client.get(f"/en/cities/{city.slug}/").content.decode()


def test_it_is_private_and_sets_no_cookie(client):
    _link, secret = link_to(make_draft())

    response = client.get(f"/en/preview/{secret}/")

    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_wrong_ended_and_revoked_links_and_other_languages_get_one_answer(client):
    page = make_draft()
    ended, of_ended = link_to(page)
    revoked, of_revoked = link_to(page)
    _japanese, of_japanese = link_to(page, "ja")
    before = timezone.now() - timedelta(days=8)
    PreviewLink.objects.filter(pk=ended.pk).update(
        created_at=before, expires_at=before + timedelta(days=7)
    )
    links.revoke(revoked, by=None)
    secrets = ["wrong", "w" * 43, of_ended, of_revoked, of_japanese]

    answers = [client.get(f"/en/preview/{secret}/") for secret in secrets]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "There is no preview at this address." in answers[0].content.decode()
    assert client.get(f"/ja/preview/{of_japanese}/").status_code == 200


def test_links_inside_stay_with_what_is_previewed(client):
    city = make_city(name="North", slug="north")
    event = make_event(title="A visit", cities=[city], start="1990-05-01")
    _link, secret = link_to(event)

    history = client.get(f"/en/preview/{secret}/").content.decode()

    assert f'href="/en/preview/{secret}/at/cities/north/' in history
    assert f'href="/ja/preview/{secret}/"' in history
    assert 'href="/en/goals/"' in history
    assert client.get(f"/en/preview/{secret}/at/cities/north/").status_code == 200
    assert client.get(f"/en/preview/{secret}/at/goals/").status_code == 404


def test_looking_writes_nothing_and_asks_as_often_however_many_links_there_are(
    client, django_assert_num_queries
):
    page = make_draft()
    secrets = [link_to(page)[1] for _link in range(3)]
    client.get(f"/en/preview/{secrets[0]}/")

    with django_assert_num_queries(7) as captured:
        client.get(f"/en/preview/{secrets[1]}/")

    assert {query["sql"].split()[0] for query in captured.captured_queries} == {"SELECT"}


def test_who_asks_too_often_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(views, "pace", Pace(most=2, seconds=3600))
    _link, secret = link_to(make_draft())

    statuses = [client.get(f"/en/preview/{secret}/").status_code for _time in range(3)]

    assert statuses == [200, 200, 429]


def test_a_pace_counts_each_key_and_begins_anew():
    now = [0.0]
    pace = Pace(most=1, seconds=60, clock=lambda: now[0])

    assert [pace.allows("a"), pace.allows("a"), pace.allows("b")] == [True, False, True]
    now[0] = 61
    assert pace.allows("a")
