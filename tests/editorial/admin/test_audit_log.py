"""The audit log in the admin: read by administrators, written by nobody, and how it is searched."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from editorial.models import Entry, Picture, audit
from editorial.models.audit import AuditEntry
from editorial.staff import roles
from tests.admin_client import sign_in
from tests.editorial.staff.people import person

pytestmark = pytest.mark.django_db

LOG = "/admin/editorial/auditentry/"
Action = AuditEntry.Action


def note(*references, action=Action.READ, kind=Entry, by=None, **more):
    return audit.record(action, kind, references, by=by, **more)


def found(client, **query):
    response = client.get(LOG, query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def test_it_shows_who_did_what_to_which(client):
    boss = sign_in(client, username="boss")
    note("4K7M-92QX", action=Action.EXPORTED, by=boss, note="csv, 1 to 1 of 1")

    html = client.get(LOG).content.decode()

    for words in ("boss", "exported", "4K7M-92QX", "csv, 1 to 1 of 1"):
        assert words in html


def test_a_long_list_of_references_is_shortened_there_and_whole_on_its_own_page(client):
    sign_in(client)
    entry = note(*(f"AAAA-000{number}" for number in range(9)))

    listed = client.get(LOG).content.decode()
    whole = client.get(reverse("admin:editorial_auditentry_change", args=[entry.pk]))

    assert "AAAA-0002" in listed
    assert "AAAA-0003" not in listed
    assert "+ 6" in listed
    assert "AAAA-0008" in whole.content.decode()


@pytest.mark.parametrize("words", ["4K7M-92QX", " 4k7m-92qx "])
def test_a_reference_is_found_as_a_whole(client, words):
    sign_in(client)
    wanted = note("AAAA-1111", "4K7M-92QX")
    note("4K7M-92QZ")

    assert found(client, q=words) == [wanted]


@pytest.mark.parametrize("words", ["4K7M", "92QX", "-", '"', "%", "_", "[", ", ", "oleN"])
def test_part_of_a_reference_or_of_a_name_finds_nothing(client, words):
    sign_in(client)
    note("4K7M-92QX", "AAAA-1111", by=User.objects.create_user("olena"))

    assert found(client, q=words) == []


def test_an_account_is_found_also_when_it_is_gone(client):
    sign_in(client)
    olena = User.objects.create_user("Olena")
    wanted = note("4K7M-92QX", by=olena)
    note("4K7M-92QX", by=User.objects.create_user("olena-2"))
    olena.delete()

    assert found(client, q="olena") == [wanted]


def test_it_is_narrowed_by_action_kind_and_date(client):
    sign_in(client)
    entry = note("1", action=Action.ERASED, kind=Picture)
    note("2")

    assert found(client, action__exact="erased") == [entry]
    assert found(client, kind="editorial.picture") == [entry]
    assert len(found(client, at__gte="2020-01-01 00:00:00+00:00")) == 2
    assert found(client, at__lt="2020-01-01 00:00:00+00:00") == []


@pytest.mark.parametrize("role", [None, roles.ADMINISTRATOR])
def test_nobody_adds_changes_or_deletes_an_entry(client, role):
    if role is None:
        sign_in(client)
    else:
        client.force_login(person(role))
    entry = note("4K7M-92QX")
    before = list(AuditEntry.objects.values())
    change = reverse("admin:editorial_auditentry_change", args=[entry.pk])
    delete = reverse("admin:editorial_auditentry_delete", args=[entry.pk])
    add = reverse("admin:editorial_auditentry_add")

    answers = [
        client.get(add),
        client.post(add, {"action": "read"}),
        client.post(change, {"note": "changed"}),
        client.get(delete),
        client.post(delete, {"post": "yes"}),
    ]
    picked = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(LOG, picked)

    assert [answer.status_code for answer in answers] == [403] * 5
    assert list(AuditEntry.objects.values()) == before
    assert "delete_selected" not in client.get(LOG).content.decode()


def test_there_is_no_right_to_change_it_that_could_be_given():
    rights = Permission.objects.filter(content_type__model="auditentry")

    assert [right.codename for right in rights] == ["view_auditentry"]


def test_the_list_costs_the_same_for_one_and_for_many(client):
    sign_in(client)
    note("1")
    with CaptureQueriesContext(connection) as one:
        client.get(LOG)

    for number in range(5):
        note(*("x" * number), by=User.objects.create_user(f"user-{number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(LOG)

    assert len(many) == len(one)
