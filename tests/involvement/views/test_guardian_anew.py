"""After the yes: it can be taken back, and other words need another one."""

import pytest
from django.urls import reverse
from post_office.models import Email

from involvement import links
from involvement.intake import submit as intake
from involvement.submissions import sender
from tests.html_forms import filled, form_of
from tests.involvement.views.status_page_client import address as own_page
from tests.involvement.views.status_page_client import press as press_own
from tests.involvement.views.status_page_client import words_of
from tests.involvement.views.test_guardian import (
    State,
    address,
    again,
    make_confirmed,
    make_young,
    press,
)
from tests.submissions import make_idea, make_letters, make_submission

pytestmark = pytest.mark.django_db


def test_a_yes_can_be_taken_back_and_given_again(client):
    submission = make_confirmed(kind="idea", may_publish=True)
    idea = make_idea(submission)

    press(client, submission, "take-back")

    found = again(submission)
    assert (found.state, found.is_unread) == (State.UNCONFIRMED, True)
    assert found.guardian_asked_at is not None
    idea.refresh_from_db()
    assert not idea.is_public

    press(client, submission, "confirm")

    assert again(submission).state == State.NEW


def test_what_was_withdrawn_has_no_yes_to_take_back(client):
    submission = make_confirmed(state=State.WITHDRAWN)

    client.post(address(submission), {"action": "take-back", "version": submission.version})

    assert again(submission).state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("changed", "is_asked"),
    [
        ({"message": "Something else."}, True),
        ({"email": "other@example.org"}, True),
        ({"phone": "555-0100"}, True),
        ({"may_publish": True}, True),
        ({"name": "Other"}, False),
    ],
)
def test_other_words_address_or_consent_need_another_yes(changed, is_asked):
    make_letters()
    submission = make_confirmed(kind="idea", email="young@example.org")

    sender.correct(submission, changed, base=sender.base_of(submission), site="http://x")

    asked = [mail.to for mail in Email.objects.filter(about__purpose="guardian")]
    assert again(submission).is_unread == is_asked
    assert asked == ([[submission.guardian_email]] if is_asked else [])


def test_to_take_ones_own_consent_back_needs_nobody():
    submission = make_confirmed(kind="idea", may_publish=True)

    sender.correct(submission, {"may_publish": False}, base=sender.base_of(submission))

    assert not again(submission).is_unread


def test_the_question_offers_the_page_in_every_language():
    make_letters()
    submission = make_young(language="uk")

    intake.post_first_mails("http://x", submission)

    mail = Email.objects.get(about__purpose="guardian").message
    urls = dict(line.split(": ", 1) for line in mail.splitlines()[-7:])
    assert urls["日本語"].startswith("http://x/ja/take-part/guardian/")
    assert {links.of_guardian(url.split("/")[-2]) for url in urls.values()} == {submission}


def asked():
    """List where the questions to guardians go."""
    return [mail.to for mail in Email.objects.filter(about__purpose="guardian")]


def test_what_is_added_needs_another_yes(client):
    make_letters()
    submission = make_confirmed()
    mine = again(submission)
    page = client.get(own_page(mine))
    assert "If you add something, we ask your parent or guardian again." in words_of(page)

    press_own(client, mine, "add", **{"add-text": "My address is 1 Main Street."})

    assert again(submission).is_unread
    assert asked() == [[submission.guardian_email]]
    assert "1 Main Street" in words_of(client.get(address(submission)))

    press(client, submission, "confirm")
    assert again(submission).state == State.NEW


def test_a_grown_up_adds_without_being_asked(client):
    submission = make_submission()

    press_own(client, submission, "add", **{"add-text": "More."})

    assert (again(submission).is_unread, asked()) == (False, [])
    assert "parent or guardian" not in words_of(client.get(own_page(submission)))


@pytest.mark.parametrize(
    ("changed", "is_asked"),
    [({"message": "Something else."}, True), ({"email": "b@example.org"}, True), ({}, False)],
)
def test_words_that_staff_correct_need_another_yes_too(client, olena, changed, is_asked):
    make_letters()
    submission = make_confirmed(email="young@example.org")
    url = reverse("admin:involvement_correct", args=[submission.pk])
    page = client.get(url)
    assert "they are asked anew" in words_of(page)
    form = filled(form_of(page, "reason"))

    response = client.post(url, {**form, "name": "Other", **changed, "reason": "asked for"})

    assert again(submission).is_unread == is_asked
    assert asked() == ([[submission.guardian_email]] if is_asked else [])
    # Nobody is led to a page that they may not see any more.
    assert client.get(response["Location"]).status_code == 200


def test_what_was_withdrawn_is_corrected_without_asking_anybody(client, olena):
    submission = make_confirmed(state=State.WITHDRAWN)
    url = reverse("admin:involvement_correct", args=[submission.pk])
    page = client.get(url)
    assert "are asked anew" not in words_of(page)

    client.post(url, {**filled(form_of(page, "reason")), "message": "Other.", "reason": "asked"})

    assert (again(submission).state, again(submission).message) == (State.WITHDRAWN, "Other.")


def test_after_a_yes_was_taken_back_no_mail_is_told_of(client):
    submission = make_confirmed()

    press(client, submission, "take-back")

    words = words_of(client.get(own_page(again(submission))))
    assert "We have waited for their yes since" in words
    assert "by mail" not in words
