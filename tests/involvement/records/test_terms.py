"""Terms of retention: a shorter one is announced and waits; only who may erase can type one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.models import AuditEntry
from involvement.models import Choice, InterestForm, RetentionTerm, Submission
from involvement.records import retention, terms
from pages.models import SiteSettings
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


def of_idea(data, field):
    """Name the control of the choice "idea" for a field."""
    (name,) = [key for key, value in data.items() if key.endswith("-kind") and value == "idea"]
    return name.replace("-kind", f"-{field}")


def test_who_shortened_a_term_stands_in_the_audit_log_at_once(client):
    boss = sign_in(client)
    data = filled_in(client.get(form_of(InterestForm)))

    client.post(form_of(InterestForm), {**data, of_idea(data, "retention_years"): "1"} | PUBLISH)

    entry = AuditEntry.objects.get(note="term of idea: 3 to 1 years, in 30 days")
    assert entry.by == boss


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (InterestForm, "retention_years", "7"),
        (InterestForm, "series_number", "GRS-1"),
        (SiteSettings, "email", "new@example.org"),
    ],
)
def test_no_former_term_series_or_address_comes_back_by_the_history(client, model, field, value):
    make_site(email="office@example.org")
    boss = sign_in(client)
    data = filled_in(client.get(form_of(model)))
    entry = model.objects.get().entry
    before = entry.acts.order_by("-pk").first()
    name = of_idea(data, field) if model is InterestForm else field
    client.post(form_of(model), {**data, name: value} | PUBLISH)
    newest = entry.acts.order_by("-pk").first()
    assert newest != before
    earlier = reverse("admin:history_restore", args=[entry.pk, before.pk])
    undo = reverse("admin:undo_publication", args=[entry.pk, newest.pk])

    client.force_login(person("Editor"))
    page = client.get(earlier)
    assert page.status_code == 403 or "zxx" not in languages_in(page)
    assert client.post(undo).status_code == 403

    client.force_login(boss)
    assert "zxx" in languages_in(client.get(earlier))
    assert client.post(undo).status_code == 302


def languages_in(page):
    return [chapter.language for chapter, _is_proposed in page.context["chapters"]]


def test_an_editor_neither_deletes_nor_adds_a_choice_with_its_term(client):
    client.force_login(person("Editor"))
    data = filled_in(client.get(form_of(InterestForm)))
    number = int(data["choices-TOTAL_FORMS"])
    assert not [name for name in data if name.endswith("-DELETE")]

    more = {"choices-TOTAL_FORMS": str(number + 1), f"choices-{number}-kind": "idea"}
    more |= {f"choices-{number}-label": "More", "choices-0-DELETE": "on"}
    client.post(form_of(InterestForm), {**data, **more} | PUBLISH)

    assert Choice.objects.count() == number
