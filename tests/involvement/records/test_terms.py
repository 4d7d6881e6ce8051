"""Terms of retention: a shorter one is announced and waits; only who may erase can type one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.models import AuditEntry
from involvement.models import Choice, InterestForm, RetentionTerm, Submission
from involvement.records import retention, terms
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_site
from tests.editorial.staff.people import person
from tests.submissions import make_closed, make_form

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def typed(years, kind="idea"):
    Choice.objects.filter(kind=kind).update(retention_years=years)


def days_later(days):
    return NOW + timedelta(days=days)


@pytest.fixture(autouse=True)
def known(home):
    """Let the terms of the form be known: a round has seen them."""
    make_form()
    terms.catch_up(NOW)


def test_a_shorter_term_is_announced_and_counts_after_the_notice():
    typed(1)

    terms.catch_up(NOW)

    assert terms.in_force(NOW)["idea"] == 3
    assert [(each.term.kind, each.term.next_years) for each in terms.shortened()] == [("idea", 1)]
    assert terms.in_force(days_later(29))["idea"] == 3
    assert terms.in_force(days_later(31))["idea"] == 1
    terms.catch_up(days_later(31))
    assert terms.shortened() == []
    assert [entry.note for entry in AuditEntry.objects.order_by("pk")] == [
        "term of idea: 3 to 1 years, in 30 days",
        "term of idea: 3 to 1 years, from now on",
    ]


def test_a_shorter_term_that_is_put_back_never_counts():
    typed(1)
    terms.catch_up(NOW)
    typed(3)
    terms.catch_up(days_later(1))

    assert terms.shortened() == []
    assert terms.in_force(days_later(60))["idea"] == 3


def test_a_longer_term_counts_at_once():
    typed(10)

    assert terms.in_force(NOW)["idea"] == 10


def test_nothing_goes_under_a_term_that_is_only_announced():
    typed(1)
    make_closed(kind="idea", day=(NOW - timedelta(days=400)).date())

    retention.daily(NOW)
    retention.dispose(timezone.localdate())

    assert Submission.objects.count() == 1


def test_the_desk_tells_what_becomes_shorter(client, olena):
    typed(1)
    terms.catch_up(NOW)

    words = client.get("/admin/").content.decode()

    assert "An idea: kept for 1 years instead of 3" in words


# --- Who may type one -------------------------------------------------------------------------


def form_of(model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return reverse(name, args=[model.objects.get().pk])


def test_an_editor_reads_the_terms_and_an_administrator_changes_them(client):
    client.force_login(person("Editor"))
    page = client.get(form_of(InterestForm))
    assert "retention_years" not in " ".join(filled_in(page))

    data = {**filled_in(page), "choices-0-retention_years": "1"}
    client.post(form_of(InterestForm), data | PUBLISH)

    assert set(Choice.objects.values_list("retention_years", flat=True)) == {3}

    sign_in(client)
    assert "retention_years" in " ".join(filled_in(client.get(form_of(InterestForm))))


def test_a_shorter_term_waits_also_where_no_round_was_made_yet(client):
    RetentionTerm.objects.all().delete()
    sign_in(client)
    page = client.get(form_of(InterestForm))
    data = filled_in(page)
    (name,) = [key for key, value in data.items() if key.endswith("-kind") and value == "idea"]

    years = name.replace("-kind", "-retention_years")
    client.post(form_of(InterestForm), {**data, years: "1"} | PUBLISH)

    assert Choice.objects.get(kind="idea").retention_years == 1
    assert terms.in_force()["idea"] == 3


def test_an_editor_does_not_turn_peoples_answers_elsewhere(client):
    site = make_site(email="office@example.org")
    client.force_login(person("Editor"))
    page = client.get(form_of(type(site)))

    client.post(form_of(type(site)), {**filled_in(page), "email": "me@example.org"} | PUBLISH)

    site.refresh_from_db()
    assert site.email == "office@example.org"
