"""The history of one language of one entry, and the way back."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.revisions import data as revisions
from tests.builders import make_page
from tests.editorial.staff.people import editor, translator
from tests.html_forms import buttons, filled, forms_of

pytestmark = pytest.mark.django_db

PART = "6a1f7c1e-0000-4000-8000-000000000001"


@pytest.fixture
def hanako(client):
    user = translator("ja")
    client.force_login(user)
    return user


@pytest.fixture
def welcome(hanako):
    page = make_page(
        title="Welcome",
        sections=[{"id": PART, "body": "<p>Text</p>"}],
        translations={"ja": {"title": "ようこそ"}},
    )
    texts = {"root": {"title": "大歓迎"}, PART: {"body": "<p>本文</p>"}}
    publishing.save(page.entry, texts={"ja": texts}, by=hanako)
    return page


def url_of(page, language="ja"):
    return reverse("admin:translate_history", args=[page.entry.pk, language])


def test_it_says_who_saved_what_when_and_how(client, welcome, hanako):
    response = client.get(url_of(welcome))

    newest, first = response.context["steps"]
    assert (newest.revision.number, first.revision.number) == (2, 1)
    assert (newest.is_working, newest.is_live, first.is_live) == (True, False, True)
    html = response.content.decode()
    assert "Number 2: saved" in html
    assert hanako.username in html
    assert f'datetime="{newest.revision.created_at.astimezone():%Y-%m-%d}' in html


def test_each_revision_is_compared_with_the_one_before(client, welcome):
    newest, first = client.get(url_of(welcome)).context["steps"]

    assert [change.label for change in newest.changes] == ["Title", "Section 1: text"]
    title, body = newest.changes
    assert [(c.kind, c.text) for c in title.changes] == [
        ("removed", "ようこそ"),
        ("added", "大歓迎"),
    ]
    assert [(c.kind, c.text) for c in body.changes] == [("added", "本文")]
    assert [(c.kind, c.text) for c in first.changes[0].changes] == [("added", "ようこそ")]


def test_a_change_of_markup_alone_is_named(client, welcome):
    texts = {"root": {"title": "大歓迎"}, PART: {"body": "<p><strong>本文</strong></p>"}}
    publishing.save(welcome.entry, texts={"ja": texts})

    assert "The words are the same" in client.get(url_of(welcome)).content.decode()


def test_an_old_text_comes_back_as_a_draft(client, welcome, hanako):
    (form,) = [form for form in forms_of(client.get(url_of(welcome))) if is_restore(form)]
    ((name, value, _words),) = buttons(form)

    response = client.post(url_of(welcome), {**filled(form), name: value})

    assert response.headers["Location"] == reverse("admin:translate", args=[welcome.entry.pk, "ja"])
    version = publishing.versions_of(welcome.entry)["ja"]
    assert revisions.texts_of(version.working_revision) == {"root": {"title": "ようこそ"}}
    assert version.working_revision.kind == "restore"
    assert version.working_revision.created_by == hanako
    assert version.live_revision.number == 1


def is_restore(form):
    return any(name == "restore" for name, _value, _words in buttons(form))


@pytest.mark.parametrize("number", ["", "0", "3", "x", "-1", "9" * 30])
def test_what_is_not_there_cannot_come_back(client, welcome, number):
    assert client.post(url_of(welcome), {"restore": number}).status_code == 404


def test_a_revision_of_another_thing_cannot_come_back_here(client, welcome):
    other = make_page(title="Other", translations={"ja": {"title": "他"}})

    client.post(url_of(other), {"restore": "1"})

    version = publishing.versions_of(other.entry)["ja"]
    assert revisions.texts_of(version.working_revision) == {"root": {"title": "他"}}


def test_texts_of_a_part_that_is_gone_are_still_named(client, welcome):
    facts = revisions.facts_of(publishing.versions_of(welcome.entry)["zxx"].working_revision)
    publishing.save(welcome.entry, facts={**facts, "parts": []})
    publishing.publish(welcome.entry, ["zxx"])

    response = client.get(url_of(welcome))

    assert "Removed part: body" in response.content.decode()


def test_a_language_without_a_text_has_no_history(client, welcome):
    client.force_login(editor())

    response = client.get(url_of(welcome, "uk"))

    assert "Nothing was saved in this language yet." in response.content.decode()


def test_a_long_history_has_pages_and_a_constant_number_of_queries(
    client, welcome, django_assert_max_num_queries
):
    for number in range(25):
        publishing.save(welcome.entry, texts={"ja": {"root": {"title": f"題{number}"}}})

    with django_assert_max_num_queries(20):
        first = client.get(url_of(welcome))
    second = client.get(url_of(welcome), {"page": 2})

    assert [step.revision.number for step in first.context["steps"]][::19] == [27, 8]
    assert [step.revision.number for step in second.context["steps"]][::6] == [7, 1]
    (change,) = first.context["steps"][-1].changes
    assert "".join(c.text for c in change.changes if c.kind != "added") == "題4"


def test_everything_is_escaped(client, welcome):
    publishing.save(welcome.entry, texts={"ja": {"root": {"title": "<script>x</script>"}}})

    assert "<script>x" not in client.get(url_of(welcome)).content.decode()


def test_what_was_deleted_has_no_page(client, welcome):
    from editorial.publishing import delete as deletion

    deletion.delete(welcome.entry)

    assert client.get(url_of(welcome)).status_code == 404
