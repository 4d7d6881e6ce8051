"""Correcting what is stored about a person, as staff do it."""

import pytest
from django.urls import reverse

from involvement.models import Message, Submission
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import address, audited
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

YOUNG = {"age_band": "young", "guardian_email": "parent@example.org", "state": "unconfirmed"}


def html_of(response):
    return response.content.decode()


def correct_page(submission):
    return reverse("admin:involvement_correct", args=[submission.pk])


def test_what_is_wrong_is_put_right(client, olena):
    submission = make_submission(name="Larisa", message="One\nTwo")
    form = filled(form_of(client.get(correct_page(submission)), "reason"))

    response = client.post(
        correct_page(submission), {**form, "name": "Лариса", "reason": "Asked for by phone"}
    )

    submission.refresh_from_db()
    assert response["Location"] == address(submission)
    assert (submission.name, submission.message) == ("Лариса", "One\nTwo")
    assert Message.objects.get().text == "Asked for by phone"
    assert [entry[1] for entry in audited()] == ["read", "changed"]


def test_mistakes_are_said_and_what_was_typed_stays(client, olena):
    submission = make_submission()
    form = filled(form_of(client.get(correct_page(submission)), "reason"))

    typed = {**form, "email": "", "phone": "", "name": "Typed Name"}
    response = client.post(correct_page(submission), typed)

    html = html_of(response)
    assert response.status_code == 422
    assert "Leave an email address or a phone number." in html
    assert "Write the reason." in html
    assert 'value="Typed Name"' in html


def test_what_somebody_else_changed_is_shown_and_what_was_typed_stays(client, olena):
    submission = make_submission(name="Larisa")
    form = filled(form_of(client.get(correct_page(submission)), "reason"))
    Submission.objects.update(name="Changed by another", version=2)

    typed = {**form, "name": "Typed Name", "reason": "Why"}
    response = client.post(correct_page(submission), typed)
    second = client.post(correct_page(submission), filled(form_of(response, "reason")))

    assert response.status_code == 409
    assert "Changed by another" in html_of(response)
    assert 'value="Typed Name"' in html_of(response)
    assert second.status_code == 302
    assert Submission.objects.get().name == "Typed Name"


def test_what_no_guardian_confirmed_cannot_be_opened_to_be_put_right(client, olena):
    assert client.get(correct_page(make_submission(**YOUNG))).status_code == 404
