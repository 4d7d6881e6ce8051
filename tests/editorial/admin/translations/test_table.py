"""The translators' table: what it shows, how it is narrowed, and what it costs."""

import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial import publishing
from editorial.models import Entry, LanguageVersion, Revision
from editorial.publishing import workflow
from editorial.publishing.planned import schedule
from editorial.revisions import data as revisions
from editorial.text import languages
from pages.models import Page
from tests.builders import make_event, make_page
from tests.editorial.staff.people import translator

pytestmark = pytest.mark.django_db


def desk(client, **query):
    return client.get(reverse("admin:translations"), query)


def names(response):
    return [row.entry.label for row in response.context["rows"]]


def cells(response, label="Welcome"):
    """Map the languages of a row to the words of their cell."""
    (row,) = [row for row in response.context["rows"] if row.entry.label == label]
    return {cell.language: [str(badge) for badge in cell.badges] for cell in row.cells}


# --- States -----------------------------------------------------------------------------------


def test_the_original_and_what_is_missing(client, ed):
    make_page(title="Welcome")

    shown = cells(desk(client))

    assert list(shown) == languages.codes()
    assert shown["en"] == ["Original", "Published"]
    assert shown["ja"] == ["Missing"]


def test_a_draft_a_review_a_publication_and_a_withdrawal(client, ed):
    entry = make_page(title="Welcome").entry
    publishing.save(entry, texts={"es": {"root": {"title": "Hola"}}})
    assert cells(desk(client))["es"] == ["Draft", "Not reviewed (1)"]

    workflow.request_review(entry, "es")
    assert cells(desk(client))["es"] == ["In review", "Not reviewed (1)"]

    publishing.publish(entry, ["es"])
    assert cells(desk(client))["es"] == ["Published", "Not reviewed (1)"]

    publishing.withdraw(entry, ["es"])
    assert cells(desk(client))["es"][:2] == ["Withdrawn", "Draft"]


def test_a_scheduled_change_of_what_is_public(client, ed):
    page = make_page(title="Welcome", translations={"es": {"title": "Hola"}})
    publishing.save(page.entry, texts={"es": {"root": {"title": "Buenas"}}})
    schedule.schedule(page.entry, "es", timezone.now() + timezone.timedelta(days=1))

    assert cells(desk(client))["es"][:2] == ["Published", "Scheduled"]


def test_outdated_and_ahead(client, ed):
    page = make_page(title="Welcome", translations={"es": {"title": "Hola"}})
    publishing.save(page.entry, texts={"en": {"root": {"title": "Welcome", "lede": "All"}}})
    publishing.save(page.entry, texts={"uk": {"root": {"lede": "Усі", "title": "Вітаємо"}}})
    assert cells(desk(client))["uk"] == ["Draft", "Made from a draft (1)"]

    publishing.save(page.entry, texts={"en": {"root": {"title": "Hello"}}})
    publishing.publish(page.entry, ["en"])

    assert cells(desk(client), "Hello")["es"] == ["Published", "Outdated (1)"]
    assert cells(desk(client), "Hello")["uk"] == ["Draft", "Outdated (2)"]


def test_machine_translated_not_reviewed_and_reviewed(client, ed):
    page = make_page(title="Welcome")
    texts = {"it": {"root": {"title": "Benvenuti"}}}
    publishing.save(page.entry, texts=texts, origin=revisions.MACHINE)
    assert cells(desk(client))["it"] == ["Draft", "Machine-made (1)"]

    publishing.save(page.entry, texts={"it": {"root": {"title": "Benvenuta"}}})
    assert cells(desk(client))["it"] == ["Draft", "Not reviewed (1)"]

    workflow.review(page.entry, "it", by=ed)
    assert cells(desk(client))["it"] == ["Draft"]


def test_every_state_has_a_shape_and_a_word(client, ed):
    make_page(title="Welcome")

    html = desk(client).content.decode()

    assert '<span class="state state--missing">Missing</span>' in html
    assert '<span class="visually-hidden">Welcome, 日本語: </span>' in html


def test_a_cell_leads_to_its_page(client, ed):
    page = make_page(title="Welcome")

    html = desk(client).content.decode()

    assert f'href="{reverse("admin:translate", args=[page.entry.pk, "zh-hant"])}"' in html


def test_what_was_deleted_is_not_on_the_desk(client, ed):
    page = make_page(title="Welcome")
    Entry.objects.filter(pk=page.entry.pk).update(deleted_at=timezone.now())

    response = desk(client)

    assert names(response) == []
    assert {total.missing for total in response.context["totals"]} == {0}


def test_a_name_is_escaped_and_has_its_language(client, ed):
    make_page(title="<b>松本</b>", original="ja")

    html = desk(client).content.decode()

    assert '<th scope="row" lang="ja">&lt;b&gt;松本&lt;/b&gt;</th>' in html


# --- Counts -----------------------------------------------------------------------------------


def test_the_counts_of_each_language_add_up(client, ed):
    make_page(title="One two", lede="Three", translations={"ja": {"title": "一二"}})
    page = make_page(title="Four", translations={"ja": {"title": "四"}})
    texts = {"ja": {"root": {"title": "四つ"}}}
    publishing.save(page.entry, texts=texts, origin=revisions.MACHINE)
    workflow.request_review(page.entry, "ja")
    other = make_page(title="Five six seven", translations={"ja": {"title": "五"}})
    publishing.save(other.entry, texts={"en": {"root": {"title": "Five six"}}})
    publishing.publish(other.entry, ["en"])

    totals = {total.language: total for total in desk(client).context["totals"]}

    ja = totals["ja"]
    assert (ja.texts, ja.missing, ja.outdated, ja.machine, ja.unreviewed) == (4, 1, 1, 1, 3)
    assert (ja.words, ja.in_review) == (3, 1)
    assert (totals["en"].texts, totals["en"].words) == (0, 0)
    assert (totals["it"].missing, totals["it"].words) == (4, 6)


def test_a_translator_sees_their_languages_alone(client):
    client.force_login(translator("ja"))
    make_page(title="Welcome")

    response = desk(client)

    assert list(cells(response)) == ["ja"]
    assert [total.language for total in response.context["totals"]] == ["ja"]
    assert [code for code, _name in response.context["filter"].fields["language"].choices] == [
        "",
        "ja",
    ]


# --- Filters ----------------------------------------------------------------------------------


def test_it_is_narrowed_by_kind_and_by_name(client, ed):
    make_page(title="Welcome")
    make_page(title="Something else")
    make_event(title="A welcome")

    assert names(desk(client, kind="pages.page")) == ["Something else", "Welcome"]
    assert names(desk(client, q="WELC")) == ["A welcome", "Welcome"]
    assert names(desk(client, q="welc", kind="cities.event")) == ["A welcome"]
    assert "Nothing here fits" in desk(client, q="nowhere").content.decode()


@pytest.mark.parametrize("query", ["松本", "Мацумото", "мацумото", "óscar", "oscar", "чернівці"])
def test_a_thing_is_found_by_its_words_in_any_language_and_script(client, ed, query):
    words = {"ja": {"title": "松本市からの訪問"}, "uk": {"title": "Гості з Мацумото, ЧЕРНІВЦІ"}}
    make_event(title="A visit", translations={**words, "es": {"title": "Ácido y Óscar"}})
    make_page(title="Something else")

    assert names(desk(client, q=query)) == ["A visit"]


def test_it_is_narrowed_by_language_and_state(client, ed):
    done = make_page(title="Done", translations={"ja": {"title": "済"}})
    make_page(title="Open")
    publishing.withdraw(done.entry, ["ja"])

    assert names(desk(client, language="ja", state="missing")) == ["Open"]
    assert names(desk(client, language="ja", state="to-do")) == ["Open"]
    assert names(desk(client, language="ja", state="withdrawn")) == ["Done"]
    assert names(desk(client, language="ja", state="unreviewed")) == ["Done"]
    assert names(desk(client, state="withdrawn")) == ["Done"]
    assert names(desk(client, language="uk", state="withdrawn")) == []
    assert list(cells(desk(client, language="ja"), "Open")) == ["ja"]


@pytest.mark.parametrize(
    "query", [{"kind": "x.y"}, {"state": "odd"}, {"language": "zxx"}, {"page": "x"}, {"page": 99}]
)
def test_an_odd_question_is_no_error(client, ed, query):
    make_page(title="Welcome")

    response = desk(client, **query)

    assert response.status_code == 200
    assert names(response) == ["Welcome"]


def test_another_ones_language_cannot_be_asked_for(client):
    client.force_login(translator("ja"))
    make_page(title="Welcome")

    assert list(cells(desk(client, language="uk", state="missing"))) == ["ja"]


# --- Pages and cost ---------------------------------------------------------------------------


def fill(count, start=0):
    """Add many pages with their language versions, without their texts."""
    kind = ContentType.objects.get_for_model(Page)
    entries = Entry.objects.bulk_create(
        Entry(kind=kind, original_language="en", label=f"Page {number:05}", object_pk=number)
        for number in range(start + 1, start + count + 1)
    )
    revision = Revision.objects.create(
        entry=entries[0], language="en", number=1, data={}, batch=uuid.uuid4()
    )
    LanguageVersion.objects.bulk_create(
        LanguageVersion(
            entry=entry,
            language=code,
            source_language="" if code in {"en", "zxx"} else "en",
            working_revision=revision,
            live_revision=revision,
            public_state="published",
            n_fields=10,
            n_outdated=index % 3,
            n_words=10,
        )
        for index, entry in enumerate(entries)
        for code in ["zxx", *languages.codes()]
    )


def cost(client, **query):
    desk(client)
    with CaptureQueriesContext(connection) as queries:
        response = desk(client, **query)
    assert response.status_code == 200
    return len(queries)


def test_fifty_stand_on_a_page_and_the_filter_stays(client, ed):
    fill(60)

    first, second = desk(client, state="published"), desk(client, state="published", page=2)

    assert (len(names(first)), len(names(second))) == (50, 10)
    assert names(second)[0] == "Page 00051"
    assert 'href="?state=published&amp;page=2"' in first.content.decode()


def test_the_number_of_queries_does_not_grow(client, ed):
    fill(3)
    few = cost(client), cost(client, state="outdated", language="ja")

    fill(57, start=3)

    assert (cost(client), cost(client, state="outdated", language="ja")) == few


@pytest.mark.proof
def test_ten_thousand_things_cost_as_many_queries_as_three(client, ed):
    fill(3)
    few = cost(client), cost(client, state="outdated", language="ja")

    fill(9_997, start=3)

    assert (cost(client), cost(client, state="outdated", language="ja")) == few
    assert desk(client).context["page"].paginator.count == 10_000
