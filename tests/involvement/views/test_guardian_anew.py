"""After the yes: it can be taken back, and other words need another one."""

import pytest
from post_office.models import Email

from involvement import links
from involvement.intake import submit as intake
from involvement.submissions import sender
from tests.involvement.views.test_guardian import (
    State,
    address,
    again,
    make_confirmed,
    make_young,
    press,
)
from tests.submissions import make_idea, make_letters

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
