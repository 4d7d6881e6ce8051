"""Everything that changed, over all things."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.publishing import delete as deletion
from involvement.apps import COORDINATOR
from tests.builders import make_event, make_page
from tests.editorial.publishing.forms import opened
from tests.editorial.staff.people import person

pytestmark = pytest.mark.django_db


def found(client, **query):
    return client.get(reverse("admin:changes"), query).context["rows"]


def names(items):
    return [str(item["entry"]) for item in items]


def test_every_row_says_who_did_what_and_opens_its_thing(client, ed, grown):
    event = make_event(title="A visit")
    opened(event).set(side="here").publish(ed)

    newest, *older = found(client)

    assert (newest["row"].who, newest["kind"], str(newest["entry"])) == ("you", "Event", "A visit")
    assert newest["row"].what == ["Took place: not known → here", "Published: facts"]
    assert newest["form_url"] == reverse("admin:cities_event_change", args=[event.pk])
    assert newest["history_url"] == reverse("admin:history", args=[event.entry.pk])
    assert "About us" in names(older)


def test_what_was_deleted_opens_its_history(client, ed, about):
    deletion.delete(about.entry, by=ed)

    (newest, *_older) = found(client)

    assert (newest["row"].what, newest["form_url"]) == (["Deleted"], "")


def test_it_is_narrowed_by_person_time_kind_and_language(client, ed, grown, hanako):
    make_event(title="A visit")

    assert set(names(found(client, kind="cities.event"))) == {"A visit"}
    assert [item["row"].who for item in found(client, who=hanako.pk)] == ["translator-ja"]
    assert {code for i in found(client, language="ja") for code in i["row"].codes} >= {"ja"}
    assert found(client, until="2000-01-01") == []
    assert len(found(client, since="2000-01-01", days="1")) == len(found(client))
    assert len(found(client, since="someday")) == len(found(client))


def test_a_translator_sees_their_own_languages(client, grown, hanako):
    client.force_login(hanako)

    rows = found(client)

    assert {code for item in rows for code in item["row"].codes} == {"ja"}
    assert {item["form_url"] for item in rows} == {""}


def test_who_neither_edits_nor_translates_is_refused(client, grown):
    client.force_login(person(COORDINATOR, username="carla"))

    assert client.get(reverse("admin:changes")).status_code == 403


def test_more_things_cost_no_more_queries(client, ed, about, django_assert_num_queries):
    make_event(title="A visit")
    opened(about).write(title="About us").publish(ed)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("admin:changes"))
    for number in range(8):
        page = make_page(title=f"Page {number}", slug=f"page-{number}")
        opened(page).write(title=f"Other {number}").publish(ed)

    with django_assert_num_queries(len(few)):
        client.get(reverse("admin:changes"))
