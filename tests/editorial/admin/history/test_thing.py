"""The history of one thing: every language and the facts in one list."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.publishing import delete as deletion
from tests.builders import make_goal
from tests.editorial.admin.history.conftest import TWO
from tests.editorial.publishing.forms import opened

pytestmark = pytest.mark.django_db


def url_of(thing):
    return reverse("admin:history", args=[thing.entry.pk])


def rows(client, thing, **query):
    return client.get(url_of(thing), query).context["rows"]


def states_of(row):
    return [words for _shape, words in row.states]


def told(found):
    return [(row.who, row.what, row.languages, states_of(row)) for row in found]


def test_it_says_who_did_what_in_words_and_what_is_public_now(client, ed, grown):
    found = told(rows(client, grown))

    assert found[:4] == [
        ("ann", ["First sentences: “city” → “town”"], "English", ["Draft"]),
        ("translator-ja", ["Japanese: Title: “概要” → “私たち”"], "Japanese", ["Draft"]),
        (
            "ann",
            ["Section “Our mayor” removed", "Published: facts"],
            "Every language",
            ["Public now"],
        ),
        (
            "ann",
            ["Title: “About” → “About us”", "Published: English"],
            "English",
            ["Public now"],
        ),
    ]
    assert found[-1][1] == ["Page created"]


def test_parts_are_named_in_the_original_whatever_language_was_written_last(client, ed, grown):
    opened(grown, "ja").write(TWO, language="ja", heading="市長").draft(ed, facts=False)

    assert ["Section “Our mayor” removed", "Published: facts"] in [
        row.what for row in rows(client, grown)
    ]


def test_ones_own_deeds_are_you_and_what_is_over_says_until_when(client, ed, grown):
    opened(grown).write(title="We").publish(ed)

    newest, *older = told(rows(client, grown))

    assert newest[0] == "you"
    assert older[3][3][0].startswith("was public until ")


def test_no_key_code_or_place_is_shown(client, ed, grown):
    html = client.get(url_of(grown)).content.decode()

    assert "6a1f7c1e" not in html
    assert "zh-hant</" not in html
    assert "9990" not in html


def test_it_is_narrowed_by_language_person_and_kind_of_deed(client, ed, grown, hanako):
    assert len(rows(client, grown, language="ja")) == 3
    assert [row.who for row in rows(client, grown, who=hanako.pk)] == ["translator-ja"]
    assert rows(client, grown, language="facts")[0].languages == "Every language"
    assert all("Published" in row.what[-1] for row in rows(client, grown, what="public"))
    assert rows(client, grown, what="deleted") == []


@pytest.mark.parametrize("value", ["x", "0", "9" * 30])
def test_what_is_not_understood_narrows_nothing(client, ed, grown, value):
    query = {"language": value, "who": value, "what": value, "days": value, "page": value}

    assert client.get(url_of(grown), query).status_code == 200


def test_a_translator_sees_their_own_language_alone(client, grown, hanako):
    client.force_login(hanako)

    found = rows(client, grown)

    assert {code for row in found for code in row.codes} == {"ja"}
    assert all("About us" not in line for row in found for line in row.what)


def test_the_former_address_of_a_language_leads_here(client, ed, grown):
    former = reverse("admin:translate_history", args=[grown.entry.pk, "ja"])

    assert client.get(former).headers["Location"] == f"{url_of(grown)}?language=ja"


def test_the_button_of_the_form_leads_here(client, ed, grown):
    address = reverse("admin:pages_page_history", args=[grown.pk])

    assert client.get(address).headers["Location"] == url_of(grown)


def test_a_deleted_thing_keeps_its_history_and_offers_the_way_back(client, ed, grown):
    deletion.delete(grown.entry, by=ed)

    response = client.get(url_of(grown))

    assert response.context["rows"][0].what == ["Deleted"]
    assert "Bring it back" in response.content.decode()
    assert "Public now" not in response.content.decode()


def test_everything_is_escaped(client, ed, grown):
    opened(grown).write(title="<script>x</script>").publish(ed)

    assert "<script>x" not in client.get(url_of(grown)).content.decode()


def test_a_long_history_costs_as_many_queries_as_a_short_one(
    client, ed, about, ann, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    goal = make_goal(name="Education")
    opened(about).write(title="Title 0").publish(ann)
    with CaptureQueriesContext(connection) as few:
        client.get(url_of(about))
    for number in range(1, 40):
        publishing.save(about.entry, texts={"en": {"root": {"title": f"Title {number}"}}}, by=ann)
    assert goal

    with django_assert_num_queries(len(few)):
        first = client.get(url_of(about))
    second = client.get(url_of(about), {"page": 2})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (25, 17)
