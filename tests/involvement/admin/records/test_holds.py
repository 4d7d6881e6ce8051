"""Putting and lifting holds in the admin."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from involvement.models import Message, Submission
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import address, audited, sign_in_with
from tests.submissions import make_closed, make_form, make_submission

pytestmark = pytest.mark.django_db

YOUNG = {"age_band": "young", "guardian_email": "parent@example.org", "state": "unconfirmed"}


def html_of(response):
    return response.content.decode()


def hold_page(submission):
    return reverse("admin:involvement_hold", args=[submission.pk])


def typed(client, submission, **more):
    return {**filled(form_of(client.get(hold_page(submission)), "reason")), **more}


def test_a_hold_is_put_and_lifted_from_the_page_of_the_submission(client, olena):
    submission = make_submission()
    assert hold_page(submission) in html_of(client.get(address(submission)))

    form = typed(client, submission, reason="Request 12", action="put")
    response = client.post(hold_page(submission), form)
    submission.refresh_from_db()
    assert (response["Location"], submission.hold_reason) == (address(submission), "Request 12")

    client.post(hold_page(submission), typed(client, submission, reason="Done", action="lift"))
    submission.refresh_from_db()
    assert submission.hold_reason == ""
    assert [note.text for note in Message.objects.all()] == ["Request 12", "Done"]
    assert [entry[1] for entry in audited() if entry[1] in {"held", "released"}] == [
        "held",
        "released",
    ]


def test_whoever_lifts_the_hold_of_what_is_over_its_time_is_told(client, olena):
    make_form()
    submission = make_closed(timezone.localdate() - timedelta(days=1200), hold_reason="A request")
    form = typed(client, submission, reason="Done", action="lift")

    response = client.post(hold_page(submission), form, follow=True)

    assert "the next run disposes of it" in html_of(response)


def test_a_hold_needs_a_reason(client, olena):
    submission = make_submission()

    response = client.post(hold_page(submission), typed(client, submission, action="put"))

    assert response.status_code == 422
    assert "Write the reason." in html_of(response)
    assert not Submission.objects.get().is_on_hold


def test_of_two_at_once_the_second_looks_again(client, olena):
    submission = make_submission()
    form = typed(client, submission, reason="My reason", action="put")
    Submission.objects.update(version=2, hold_reason="Their reason")

    response = client.post(hold_page(submission), form)
    again = filled(form_of(response, "reason")) | {"action": "put"}
    client.post(hold_page(submission), again)

    assert response.status_code == 409
    assert "Their reason" in html_of(response)
    assert again["reason"] == "My reason"
    assert Submission.objects.get().hold_reason == "My reason"


def test_what_no_guardian_confirmed_is_held_without_being_read(client, olena):
    submission = make_submission(message="Words of Kateryna", **YOUNG)

    page = client.get(hold_page(submission))
    form = {**filled(form_of(page, "reason")), "reason": "A dispute", "action": "put"}
    response = client.post(hold_page(submission), form)

    assert "Kateryna" not in html_of(page)
    assert response["Location"] == hold_page(submission)
    assert Submission.objects.get().is_on_hold


def test_who_may_only_look_holds_nothing(client):
    sign_in_with(client, "view_submission")
    submission = make_submission()

    assert client.get(hold_page(submission)).status_code == 403
    assert client.post(hold_page(submission), {"reason": "x", "version": 1}).status_code == 403
