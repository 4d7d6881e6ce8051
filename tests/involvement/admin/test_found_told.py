"""Ideas and memories in the search over everything: for those who may read what people sent."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cities.models import Memory
from editorial.models import AuditEntry
from editorial.staff import roles
from involvement.apps import COORDINATOR
from involvement.memories import drafts
from involvement.models import Idea
from involvement.timeline import leaving
from tests.builders import make_event
from tests.editorial.staff.people import person, translator
from tests.selecting import page_of
from tests.submissions import make_idea, make_submission

pytestmark = pytest.mark.django_db


def find(client, words):
    return page_of(client.post(reverse("admin:search"), {"words": words}))


def found(client, words):
    return {
        group.first("h2").get_text(): [link["href"] for link in group.select(".found__title a")]
        for group in find(client, words).select(".found")
    }


def address(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def told(words, language="en", **values):
    """Put a memory beside an event; return the memory."""
    sent = make_submission(
        kind="memory", may_publish=True, message=words, written_in=language, **values
    )
    return drafts.put_beside(sent, make_event("A visit"), by=None).memory


@pytest.fixture
def coordinator(client):
    someone = person(COORDINATOR)
    client.force_login(someone)
    return someone


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("A tram along the CAFÉ", "cafe TRAM"),
        ("Cernăuți", "CERNAUTI"),
        ("Ліхтарі над озером", "ліхтарі"),
        ("湖で灯籠をともした", "灯籠"),
    ],
)
def test_they_are_found_in_every_script_any_case_with_and_without_accents(
    client, coordinator, stored, typed
):
    idea = make_idea(title_ja=stored)
    memory = told(stored)

    assert found(client, typed) == {
        "Ideas from residents": [address(idea)],
        "Memories": [address(memory)],
    }
    assert {client.get(address(row)).status_code for row in (idea, memory)} == {200}


def test_what_became_of_an_idea_is_found_as_well_and_the_words_are_marked(client, coordinator):
    idea = make_idea(
        title_en="A tram", outcome_es="El año que viene", is_public=False, status="looked_at"
    )

    (result,) = find(client, "ano viene").select(".found li")

    assert result.first(".found__excerpt")["lang"] == "es"
    assert [mark.get_text() for mark in result.select("mark")] == ["año", "viene"]
    assert [word.get_text() for word in result.select(".meta span")] == [
        "Spanish",
        "not public",
        idea.submission.reference,
    ]
    assert result.first(".found__state").get_text() == "being looked at"


def test_looking_is_written_down_with_what_was_seen_and_nothing_else(client, coordinator):
    seen = [make_idea(title_en=f"Tram {number}").submission for number in range(9)]
    memory = told("We took the tram")
    make_idea(title_en="Something else")
    shown = [idea.reference for idea in reversed(seen)][:8]
    AuditEntry.objects.all().delete()

    groups = found(client, "tram")

    entries = AuditEntry.objects.order_by("pk").values_list("action", "references", "by", "note")
    assert [len(links) for links in groups.values()] == [8, 1]
    assert list(entries) == [
        ("listed", shown, coordinator.pk, "search"),
        ("listed", [memory.use.submission.reference], coordinator.pk, "search"),
    ]


def test_more_than_a_few_lead_to_their_list_which_finds_them_in_the_same_way(client, coordinator):
    for number in range(9):
        make_idea(title_en=f"Trám {number}")
    make_idea(title_en="Something else")

    link = find(client, "tram").select(".found p a")[-1]["href"]

    assert link == "/admin/involvement/idea/?q=tram"
    assert len(page_of(client.get(link)).select("#result_list tbody tr")) == 9


@pytest.mark.parametrize("role", [None, roles.EDITOR])
def test_who_may_not_read_what_people_sent_finds_none_and_nothing_is_written(client, role):
    make_idea(title_en="A tram")
    told("We took the tram")
    AuditEntry.objects.all().delete()
    client.force_login(person(*([role] if role else [])))

    assert found(client, "tram") == {}
    assert not AuditEntry.objects.exists()


def test_a_translator_finds_none(client):
    client.force_login(translator("ja"))
    make_idea(title_en="A tram", title_ja="電車")

    assert found(client, "電車") == {}


def test_who_told_a_memory_is_found_by_no_name_beside_it(client, coordinator):
    memory = told("We took the tram", name="Nobody")
    memory.told_by = "Marta Quispe"
    memory.save(update_fields=["told_by"])

    assert found(client, "Marta Quispe") == {}
    assert "marta" not in Memory.objects.get().search_words


def test_what_is_rewritten_translated_or_gone_is_found_as_it_is_now(client, coordinator):
    idea, memory = make_idea(title_en="A tram"), told("We took the tram")
    idea.title_en, idea.title_it = "A bus", "Un autobus"
    idea.save()
    submission = memory.use.submission
    leaving.forget(submission, by=None)
    submission.delete()

    assert found(client, "tram") == {}
    assert found(client, "autobus") == {"Ideas from residents": [address(idea)]}


def test_what_was_stored_otherwise_is_made_anew(client, coordinator):
    idea, memory = make_idea(title_en="A tram"), told("We took the tram")
    Idea.objects.update(search_words="")
    Memory.objects.update(search_words="")

    call_command("rebuild_search", verbosity=0)

    assert list(found(client, "tram").values()) == [[address(idea)], [address(memory)]]


def test_many_cost_as_much_as_one(client, coordinator, django_assert_num_queries):
    make_idea(title_en="Tram")
    told("Tram")
    find(client, "tram")
    with CaptureQueriesContext(connection) as one:
        find(client, "tram")
    for _number in range(6):
        make_idea(title_en="Tram")
        told("Tram")

    with django_assert_num_queries(len(one)):
        find(client, "tram")
