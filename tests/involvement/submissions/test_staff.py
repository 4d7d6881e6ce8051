"""What staff do with a submission: each action once, by its state, and written down."""

from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import Email

from involvement.enums import AgeBand
from involvement.errors import ChangedError, NotNowError, OnHoldError
from involvement.mail.letters import MailText
from involvement.models import Disposition, Message, Submission
from involvement.submissions import staff
from tests.involvement.admin.inbox.inbox_client import audited, coordinator, said_in
from tests.submissions import YOUNG, make_form, make_letters, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State
BASE = "https://example.org"
MAIL_TEXT = MailText("Про ваш лист", "Дякуємо!", "uk")


@pytest.fixture
def clerk():
    return coordinator("clerk")


def fresh(submission):
    submission.refresh_from_db()
    return submission


def what_is_there():
    return [
        list(model.objects.order_by("pk").values()) for model in (Submission, Message, Email)
    ], audited()


def test_assigning_makes_a_new_one_assigned_and_giving_it_back_makes_it_new(clerk):
    submission = make_submission()

    staff.assign(submission, clerk, by=clerk, version=1)
    taken = fresh(submission).state, submission.assigned_to, submission.version
    staff.assign(submission, None, by=clerk, version=2)

    assert taken == (State.ASSIGNED, clerk, 2)
    assert (fresh(submission).state, submission.assigned_to) == (State.NEW, None)
    assert audited() == [
        ("clerk", "changed", [submission.reference], "assign"),
        ("clerk", "changed", [submission.reference], "assign"),
    ]


def test_assigning_an_answered_one_leaves_it_answered(clerk):
    submission = make_submission(state=State.ANSWERED)

    staff.assign(submission, clerk, by=clerk, version=1)

    assert (fresh(submission).state, submission.assigned_to) == (State.ANSWERED, clerk)


def test_an_answer_is_kept_mailed_and_written_down(clerk):
    submission = make_submission(language="uk", email="larysa@example.org")

    staff.answer(submission, MAIL_TEXT, by=clerk, version=1)

    message = Message.objects.get()
    mail = submission.mails.get()
    assert fresh(submission).state == State.ANSWERED
    assert submission.answered_at is not None
    assert (message.kind, message.by, message.language, message.subject, message.text) == (
        Message.Kind.ANSWER,
        clerk,
        "uk",
        "Про ваш лист",
        "Дякуємо!",
    )
    assert (mail.message, mail.purpose, mail.email.to) == (
        message,
        "answer",
        ["larysa@example.org"],
    )
    assert (mail.email.subject, said_in(mail.email)) == ("Про ваш лист", "Дякуємо!")
    assert mail.email.headers["Content-Language"] == "uk"
    assert audited() == [("clerk", "answered", [submission.reference], "answer")]


def test_asking_back_waits_for_the_sender(clerk):
    submission = make_submission()

    staff.answer(submission, MAIL_TEXT, by=clerk, version=1, asks_back=True)

    assert fresh(submission).state == State.WAITING
    assert Email.objects.count() == 1


def test_a_second_answer_keeps_the_time_of_the_first(clerk):
    first = timezone.now() - timedelta(days=3)
    submission = make_submission(state=State.ANSWERED, answered_at=first)

    staff.answer(submission, MAIL_TEXT, by=clerk, version=1)

    assert fresh(submission).answered_at == first


def test_a_line_end_in_a_subject_makes_no_second_header(clerk):
    submission = make_submission()

    staff.answer(
        submission, MailText("Hello\r\nBcc: x@example.org", "Text", "en"), by=clerk, version=1
    )

    assert Message.objects.get().subject == "Hello Bcc: x@example.org"
    assert Email.objects.get().subject == "Hello Bcc: x@example.org"


def test_a_call_is_kept_without_a_mail(clerk):
    submission = make_submission(email="", phone="555-0100")

    staff.record_call(submission, "We talked.", by=clerk, version=1)

    assert (fresh(submission).state, Email.objects.count()) == (State.ANSWERED, 0)
    assert Message.objects.get().text == "We talked."


def test_a_note_changes_no_state(clerk):
    submission = make_submission()

    staff.note(submission, "Ask the board.", by=clerk, version=1)

    assert fresh(submission).state == State.NEW
    assert (Message.objects.get().kind, Email.objects.count()) == (Message.Kind.NOTE, 0)


def test_closing_and_reopening(clerk):
    submission = make_submission(answer_by=timezone.localdate() - timedelta(days=40))

    staff.close(submission, by=clerk, version=1)
    closed = fresh(submission).state, submission.closed_at is not None
    staff.reopen(submission, by=clerk, version=2)

    assert closed == (State.CLOSED, True)
    assert (fresh(submission).state, submission.closed_at) == (State.NEW, None)
    assert submission.answer_by == timezone.localdate() + timedelta(days=14)


def test_reopening_gives_it_to_whoever_had_it(clerk):
    submission = make_submission(state=State.CLOSED, assigned_to=clerk)

    staff.reopen(submission, by=clerk, version=1)

    assert fresh(submission).state == State.ASSIGNED


ACTIONS = {
    "assign": lambda submission, **who: staff.assign(submission, who["by"], **who),
    "note": lambda submission, **who: staff.note(submission, "Note", **who),
    "answer": lambda submission, **who: staff.answer(submission, MAIL_TEXT, **who),
    "call": lambda submission, **who: staff.record_call(submission, "Call", **who),
    "close": staff.close,
    "reopen": staff.reopen,
    "release": lambda submission, **who: staff.release(submission, base=BASE, **who),
    "spam": staff.erase_spam,
}


@pytest.mark.parametrize("action", ACTIONS)
def test_who_comes_second_changes_nothing(clerk, action):
    state = {"reopen": State.CLOSED, "release": State.HELD}.get(action, State.NEW)
    submission = make_submission(state=state, phone="555-0100", version=7)
    before = what_is_there()

    with pytest.raises(ChangedError):
        ACTIONS[action](submission, by=clerk, version=6)

    assert what_is_there() == before


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"spam"}))
def test_a_second_click_does_nothing_and_is_no_error(clerk, action):
    state = {"reopen": State.CLOSED, "release": State.HELD}.get(action, State.NEW)
    submission = make_submission(state=state, phone="555-0100")
    make_form()
    make_letters()
    ACTIONS[action](submission, by=clerk, version=1)
    before = what_is_there()

    ACTIONS[action](submission, by=clerk, version=1)

    assert what_is_there() == before


def test_the_same_words_may_be_sent_again_on_purpose(clerk):
    submission = make_submission()
    staff.answer(submission, MAIL_TEXT, by=clerk, version=1)

    staff.answer(submission, MAIL_TEXT, by=clerk, version=2)

    assert Email.objects.count() == 2


def test_the_same_words_of_a_colleague_are_no_second_click(clerk):
    submission = make_submission()
    staff.answer(submission, MAIL_TEXT, by=clerk, version=1)

    with pytest.raises(ChangedError):
        staff.answer(submission, MAIL_TEXT, by=coordinator("jo"), version=1)


TO_ANSWER = {"assign", "note", "answer", "call", "close", "spam", "link", "show-link"}


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (State.UNCONFIRMED, set()),
        (State.HELD, {"note", "release", "spam"}),
        (State.NEW, TO_ANSWER),
        (State.WAITING, TO_ANSWER | {"reopen"}),
        (State.ANSWERED, TO_ANSWER | {"reopen"}),
        (State.CLOSED, {"note", "reopen", "link", "show-link"}),
        (State.WITHDRAWN, {"note", "link", "show-link"}),
    ],
)
def test_a_state_allows_its_actions_and_no_others(clerk, state, actions):
    age = YOUNG if state == State.UNCONFIRMED else {}
    submission = make_submission(state=state, phone="555-0100", **age)

    assert staff.possible(submission) == actions
    # What is so already needs nothing to be done.
    done = {State.CLOSED: {"close"}, State.NEW: {"reopen", "release"}}.get(state, set())
    done |= {"release"} if state == State.UNCONFIRMED else set()
    for name in set(ACTIONS) - actions - done:
        with pytest.raises(NotNowError):
            ACTIONS[name](submission, by=clerk, version=1)


def test_how_somebody_can_be_reached_decides_how_they_are_answered():
    by_mail = make_submission()
    by_phone = make_submission(email="", phone="555-0100")

    assert "call" not in staff.possible(by_mail)
    assert "answer" not in staff.possible(by_phone)


def test_a_released_adult_is_new_and_gets_a_receipt(clerk):
    make_form(answer_days=10)
    make_letters()
    submission = make_submission(
        state=State.HELD,
        held_because=["too_quick"],
        answer_by=timezone.localdate() - timedelta(days=1),
    )

    staff.release(submission, base=BASE, by=clerk, version=1)

    assert fresh(submission).state == State.NEW
    assert submission.answer_by == timezone.localdate() + timedelta(days=10)
    assert [mail.purpose for mail in submission.mails.all()] == ["receipt"]


def test_a_released_young_person_waits_for_the_guardian(clerk):
    make_form()
    make_letters()
    submission = make_submission(
        state=State.HELD, age_band=AgeBand.YOUNG, guardian_email="parent@example.org"
    )

    staff.release(submission, base=BASE, by=clerk, version=1)

    assert fresh(submission).state == State.UNCONFIRMED
    assert {(mail.purpose, mail.email.to[0]) for mail in submission.mails.all()} == {
        ("guardian", "parent@example.org"),
        ("young_receipt", submission.email),
    }


def test_spam_is_erased_and_its_number_stays(clerk):
    submission = make_submission(state=State.HELD)

    staff.erase_spam(submission, by=clerk, version=1)

    assert not Submission.objects.exists()
    left = Disposition.objects.get()
    assert (left.reference, left.reason, left.by) == (submission.reference, "spam", clerk)


def test_a_hold_keeps_spam_from_being_erased(clerk):
    submission = make_submission(state=State.HELD, hold_reason="A records request.")

    with pytest.raises(OnHoldError):
        staff.erase_spam(submission, by=clerk, version=1)

    assert Submission.objects.exists()


def test_every_action_raises_the_version_and_the_time_of_the_last_change(clerk):
    then = timezone.now() - timedelta(days=9)
    for name in set(ACTIONS) - {"spam"}:
        state = {"reopen": State.CLOSED, "release": State.HELD}.get(name, State.NEW)
        submission = make_submission(state=state, phone="555-0100", last_activity_at=then)

        ACTIONS[name](submission, by=clerk, version=1)

        assert fresh(submission).version == 2
        assert submission.last_activity_at > then


def test_an_account_that_is_deleted_gives_back_what_was_assigned_to_it(clerk):
    assigned = make_submission(state=State.ASSIGNED, assigned_to=clerk)
    closed = make_submission(state=State.CLOSED, assigned_to=clerk)
    other = make_submission(state=State.ASSIGNED, assigned_to=coordinator("jo"))

    clerk.delete()

    assert (fresh(assigned).state, assigned.assigned_to) == (State.NEW, None)
    assert (fresh(closed).state, closed.assigned_to) == (State.CLOSED, None)
    assert fresh(other).state == State.ASSIGNED


def test_an_account_with_submissions_is_deleted_in_the_admin(clerk, admin_client):
    make_submission(state=State.ASSIGNED, assigned_to=clerk)
    url = f"/admin/accounts/user/{clerk.pk}/delete/"

    page = admin_client.get(url)
    admin_client.post(url, {"post": "yes"})

    assert page.status_code == 200
    assert Submission.objects.get().state == State.NEW
