"""An address that changes: mail follows it, a fresh receipt goes out, the former links die."""

import pytest
from django.core.signing import Signer
from django.test import Client
from post_office.models import STATUS, Email

from accounts.models import User
from involvement import links
from involvement.intake import spam, submit
from involvement.mail.letters import MailText
from involvement.models import Mail
from involvement.records import people
from involvement.submissions import sender, staff
from tests.involvement.views.status_page_client import press
from tests.submissions import YOUNG, make_form, make_letters, make_submission

pytestmark = pytest.mark.django_db

WRONG, RIGHT = "typo@example.con", "right@example.org"


@pytest.fixture(autouse=True)
def letters():
    make_form()
    return make_letters()


def by_the_sender(submission, email):
    press(Client(), submission, "correct", **{"correct-email": email, "correct-phone": "555-0100"})


def by_the_staff(submission, email):
    submission.refresh_from_db()
    now = {name: getattr(submission, name) for name in people.CORRECTABLE}
    values = {**now, "email": email, "phone": "555-0100"}
    clerk = User.objects.create_user("clerk")
    how = {"reason": "asked", "keep_former": False, "base": "http://x"}
    people.correct(submission, values, by=clerk, version=submission.version, **how)


doors = pytest.mark.parametrize("correct", [by_the_sender, by_the_staff])


def sent_to():
    """List the mails as (purpose, to, whether its link opens the page)."""
    return [
        (mail.purpose, mail.email.to[0], links.of_sender(secret_in(mail.email)) is not None)
        for mail in Mail.objects.select_related("email").order_by("pk")
    ]


def secret_in(email):
    return email.message.split("/take-part/mine/")[1].split("/")[0]


@doors
@pytest.mark.parametrize("status", [STATUS.queued, STATUS.requeued, STATUS.failed])
def test_a_receipt_that_waits_goes_to_the_right_address_with_a_link_that_works(correct, status):
    submission = make_submission(email=WRONG)
    submit.post_first_mails("http://x", submission)
    Email.objects.update(status=status, number_of_retries=8)
    former = secret_in(Email.objects.get())

    correct(submission, RIGHT)

    assert sent_to() == [("receipt", RIGHT, True)]
    assert links.of_sender(former) is None
    assert Email.objects.get().status == STATUS.queued


@doors
def test_a_receipt_that_went_to_a_stranger_opens_nothing_and_a_fresh_one_is_sent(correct):
    submission = make_submission(email=WRONG)
    submit.post_first_mails("http://x", submission)
    Email.objects.update(status=STATUS.sent)

    correct(submission, RIGHT)

    assert sent_to() == [("receipt", WRONG, False), ("receipt", RIGHT, True)]


@doors
def test_of_what_is_answered_no_day_is_promised_again(correct):
    correct(make_submission(email=WRONG, state="answered"), RIGHT)

    # To change something puts it back to what is to do, if the sender does it.
    purpose = "receipt" if correct is by_the_sender else "link"
    assert sent_to() == [(purpose, RIGHT, True)]


@doors
def test_about_what_is_held_nothing_goes_out(correct):
    correct(make_submission(email=WRONG, state="held"), RIGHT)

    assert sent_to() == []


@doors
def test_without_an_address_nothing_goes_anywhere(correct):
    submission = make_submission(email=WRONG)
    submit.post_first_mails("http://x", submission)

    correct(submission, "")

    assert sent_to() == []


def test_a_young_persons_receipt_follows_and_the_guardians_link_lives():
    submission = make_submission(**YOUNG, state="unconfirmed", email=WRONG)
    submit.post_first_mails("http://x", submission)
    guardian = links.guardian_token(submission)
    Email.objects.update(status=STATUS.sent)

    by_the_sender(submission, RIGHT)

    mail = Mail.objects.order_by("pk").last()
    assert (mail.purpose, mail.email.to) == ("young_receipt", [RIGHT])
    assert links.of_guardian(guardian) == submission


def test_the_sender_goes_on_with_a_new_link():
    submission = make_submission(email=WRONG)
    former = links.sender_token(submission)

    values = {"correct-email": RIGHT}
    response = press(client := Client(), submission, "correct", **values)

    page = client.get(response["Location"])
    assert page.status_code == 200
    assert "Bookmark this page anew." in page.content.decode()
    assert links.of_sender(former) is None


def test_who_changes_only_the_words_keeps_the_link():
    submission = make_submission(email=RIGHT)
    token = links.sender_token(submission)

    sender.correct(submission, {"name": "Other"}, base=sender.base_of(submission))

    assert links.of_sender(token) == submission
    assert sent_to() == []


def test_a_guardians_link_of_former_days_lives_on():
    submission = make_submission(**YOUNG, state="unconfirmed", email=WRONG)
    guardian, own = (
        Signer(salt=salt).sign(submission.uid.hex)
        for salt in ("involvement.guardian", "involvement.submissions.sender")
    )

    by_the_sender(submission, RIGHT)

    assert links.of_guardian(guardian) == submission
    assert links.of_sender(own) is None


def test_a_mailbox_gets_no_more_mail_by_corrections_than_by_forms():
    for number in range(spam.TO_ONE_MAILBOX + 3):
        submission = make_submission(email=WRONG)
        submit.post_first_mails("http://x", submission)
        if number % 2:
            Email.objects.filter(about__submission=submission).update(status=STATUS.sent)

        by_the_sender(submission, f"victim+{number}@example.org")

    mails = [to for _purpose, to, _works in sent_to() if to.startswith("victim")]
    assert len(mails) == spam.TO_ONE_MAILBOX
    # What was corrected is kept all the same.
    submission.refresh_from_db()
    assert submission.email == f"victim+{number}@example.org"


def test_an_answer_of_ours_goes_to_the_right_address_however_much_was_sent_there(monkeypatch):
    monkeypatch.setattr(spam, "TO_ONE_MAILBOX", 0)
    submission = make_submission(email=WRONG)
    clerk = User.objects.create_user("olena")
    staff.answer(submission, MailText("Yes", "Gladly.", "en"), by=clerk, version=1)

    by_the_sender(submission, RIGHT)

    (mail,) = Mail.objects.all()
    assert (mail.purpose, mail.email.to) == ("answer", [RIGHT])


@pytest.mark.parametrize(
    ("state", "email", "is_told"),
    [("new", RIGHT, True), ("held", RIGHT, False), ("new", "", False), ("answered", RIGHT, True)],
)
def test_a_mail_is_promised_only_where_one_goes(client, state, email, is_told):
    submission = make_submission(email=WRONG, state=state, phone="555-0100")

    response = press(client, submission, "correct", **{"correct-email": email})

    words = client.get(response["Location"]).content.decode()
    assert ("A mail with a new link goes to the new address" in words) == is_told
    assert ("no mail brings a new one now" in words) != is_told
    assert "ookmark this page anew" in words
