"""What is due and the disposition log in the admin."""

import csv
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.models import AuditEntry, audit
from involvement.admin.records import retention as pages
from involvement.models import Disposition, Submission
from involvement.records import rounds
from involvement.submissions import erasure
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import address, audited, sign_in_with
from tests.submissions import make_closed, make_form, make_submission

pytestmark = pytest.mark.django_db

DUE = "/admin/involvement/due/"
LOG = "/admin/involvement/disposition/"
YOUNG = {"age_band": "young", "guardian_email": "parent@example.org", "state": "unconfirmed"}


def dispose(client):
    """Say that the list was looked at, and answer the question with yes."""
    asked = client.post(DUE, {"sure": "on"})
    return client.post(DUE, filled(form_of(asked, "confirmed")))


def html_of(response):
    return response.content.decode()


def listed(client, name="due"):
    response = client.get(DUE, {"list": name})
    return [row.submission.reference for row in response.context["rows"]]


def long_ago(**values):
    return make_closed(timezone.localdate() - timedelta(days=1200), **values)


# --- What is due ------------------------------------------------------------------------------


def test_each_list_holds_what_it_says(client, olena):
    make_form()
    due = long_ago()
    soon = make_closed(timezone.localdate() - timedelta(days=1090))
    still_open = long_ago(state="new")
    held = long_ago(hold_reason="A request for records")
    make_submission()

    lists = {name: listed(client, name) for name in pages.LISTS}

    assert lists == {
        "due": [due.reference],
        "soon": [soon.reference],
        "open": [still_open.reference],
        "held": [held.reference],
    }
    tabs = client.get(DUE).context["tabs"]
    assert [tab["count"] for tab in tabs] == [1, 1, 1, 1]
    assert "A request for records" in html_of(client.get(DUE, {"list": "held"}))


def test_an_unknown_list_is_the_first_one(client, olena):
    response = client.get(DUE, {"list": "x", "page": "9"})

    assert "The next run disposes of these" in html_of(response)


def test_the_lists_name_nobody_and_stand_in_the_audit_log(client, olena):
    make_form()
    submission = long_ago()

    html = html_of(client.get(DUE))

    assert "Larysa" not in html
    assert address(submission) in html
    assert audited() == [("olena", "listed", [submission.reference], "retention: due")]


def test_kinds_without_a_term_are_told(client, olena):
    make_form(choices=[{"kind": "board", "label": "The board"}])
    long_ago()

    assert client.get(DUE).context["without_term"] == [("A question", 1)]


def test_of_a_held_young_persons_nobody_learns_more_than_the_number(client, olena):
    make_form()
    submission = make_submission(hold_reason="A dispute", kind="board", **YOUNG)

    response = client.get(DUE, {"list": "held"})

    assert submission.reference in html_of(response)
    assert "Joining the advisory board" not in html_of(response)
    assert address(submission) not in html_of(response)


def test_disposing_now_needs_a_look_at_the_list(client, olena):
    make_form()
    submission, fresh = long_ago(), make_submission(state="closed")

    unsure = client.post(DUE, filled(form_of(client.get(DUE), "sure")))
    asked = client.post(DUE, {"sure": "on"})
    assert Submission.objects.count() == 2
    sure = client.post(DUE, filled(form_of(asked, "confirmed")), follow=True)

    assert unsure.status_code == 422
    assert "Tick the box" in html_of(unsure)
    assert "Dispose of 1 submission?" in html_of(asked)
    assert "1 submission is disposed of." in html_of(sure)
    assert list(Submission.objects.all()) == [fresh]
    line = Disposition.objects.get()
    assert (line.reference, line.reason, line.by) == (submission.reference, "retention", olena)


def test_one_click_disposes_of_a_part_of_many(client, olena, monkeypatch):
    monkeypatch.setattr(pages, "MOST_AT_ONCE", 2)
    make_form()
    for _number in range(3):
        long_ago()

    dispose(client)

    assert Submission.objects.count() == 1


def test_what_became_due_since_the_question_is_asked_about_anew(client, olena):
    make_form()
    long_ago()
    answer = filled(form_of(client.post(DUE, {"sure": "on"}), "confirmed"))
    long_ago()

    again = client.post(DUE, answer)

    assert "Dispose of 2 submissions?" in html_of(again)
    assert Submission.objects.count() == 2


def test_who_disposed_after_the_question_stands_in_the_audit_log(client, olena):
    make_form()
    submission = long_ago()

    dispose(client)

    assert ("olena", "disposed", [submission.reference], "retention") in audited()
    notes = [note for who, action, _references, note in audited() if action == "changed"]
    assert [note for note in notes if note.startswith("disposing at the desk: 1 due")]


def test_a_clock_that_jumped_disposes_of_nothing_at_the_desk_until_somebody_says_it_is_right(
    client, olena
):
    make_form()
    rounds.done(timezone.now() - timedelta(days=3 * 366))
    long_ago()

    refused = client.post(DUE, {"sure": "on"})

    assert refused.status_code == 409
    assert "The clock may be wrong" in html_of(refused)
    assert Submission.objects.count() == 1
    asked = client.post(DUE, {"action": "resume"})
    client.post(DUE, filled(form_of(asked, "confirmed")))
    dispose(client)
    assert Submission.objects.count() == 0


def test_a_clock_that_jumped_before_any_round_is_told_by_what_was_done_on_other_days(client, olena):
    make_form()
    long_ago()
    audit.record("read", Submission, ["X"], by=olena)
    AuditEntry.objects.update(at=timezone.now() - timedelta(days=400))

    assert client.post(DUE, {"sure": "on"}).status_code == 409
    assert Submission.objects.count() == 1


def test_who_may_not_erase_disposes_of_nothing(client):
    make_form()
    long_ago()
    sign_in_with(client, "view_submission")

    assert "Dispose of them now" not in html_of(client.get(DUE))
    assert client.post(DUE, {"sure": "on"}).status_code == 403
    assert Submission.objects.exists()


def test_the_first_page_tells_what_goes_soon(client, olena):
    make_form()
    long_ago()

    request = client.get("/").wsgi_request
    request.user = olena

    assert [item.url for item in pages.due_soon(request)] == [DUE]
    assert DUE in html_of(client.get("/admin/"))


def test_the_page_costs_the_same_for_one_and_for_many(client, olena):
    make_form()
    long_ago()
    with CaptureQueriesContext(connection) as one:
        client.get(DUE)
    for _number in range(5):
        long_ago()
    with CaptureQueriesContext(connection) as many:
        client.get(DUE)

    assert len(many) == len(one) <= 26


# --- The log ----------------------------------------------------------------------------------


def test_the_log_lists_what_is_gone(client, olena):
    make_form()
    submission = make_submission(kind="board")
    erasure.erase(submission, reason=Disposition.Reason.SPAM, by=olena)

    html = html_of(client.get(LOG))

    assert submission.reference in html
    assert "Joining the advisory board" in html
    assert "no real submission" in html


def test_nobody_adds_changes_or_deletes_a_line(client, admin_user):
    client.force_login(admin_user)
    erasure.erase(make_submission(), reason=Disposition.Reason.SPAM)
    line = Disposition.objects.get()

    assert client.get(f"{LOG}add/").status_code == 403
    assert client.post(f"{LOG}{line.pk}/change/", {"reference": "x"}).status_code == 403
    assert client.post(f"{LOG}{line.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(LOG, {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"})
    assert list(Disposition.objects.values_list("reference")) == [(line.reference,)]


def test_the_log_comes_as_a_file_without_formulas(client, olena):
    make_form(choices=[{"kind": "board", "label": "The board", "series_number": "=1+1"}])
    submission = make_submission(kind="board")
    erasure.erase(submission, reason=Disposition.Reason.RETENTION, by=olena)

    response = client.get(f"{LOG}log.csv")
    text = b"".join(response).decode()
    head, row = csv.reader(text.removeprefix("\ufeff").splitlines())

    assert response["Content-Disposition"].startswith('attachment; filename="disposition-log-')
    assert text.startswith("\ufeff")
    assert head[0] == "Receipt number"
    assert row[:4] == [submission.reference, "Joining the advisory board", "'=1+1", "3"]
    assert row[6:] == ["kept for its time", "olena"]
    assert audited()[-1] == ("olena", "exported", [], "")
    assert f"{LOG}log.csv" in html_of(client.get(LOG))


def test_the_log_costs_the_same_for_one_and_for_many(client, olena):
    erasure.erase(make_submission(), reason=Disposition.Reason.SPAM, by=olena)
    with CaptureQueriesContext(connection) as one:
        client.get(LOG)
    for _number in range(5):
        erasure.erase(make_submission(), reason=Disposition.Reason.SPAM, by=olena)
    with CaptureQueriesContext(connection) as many:
        client.get(LOG)

    assert len(many) == len(one)
